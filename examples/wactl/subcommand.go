package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
)

// choose runs the one of a group of subcommands that the first argument names.
func (s streams) choose(group string, all []command, args []string) int {
	show := func(w io.Writer) {
		fmt.Fprintf(w, "usage: wactl %s COMMAND [ARGUMENTS]\n", group)
		for _, c := range all {
			fmt.Fprintf(w, "  %-12s %s\n", c.name, c.synopsis)
		}
	}
	if len(args) == 0 {
		show(s.err)
		return exitUsage
	}
	switch args[0] {
	case "help", "-h", "-help", "--help":
		show(s.out)
		return exitOK
	}
	for _, c := range all {
		if c.name == args[0] {
			return c.run(args[1:], s)
		}
	}
	fmt.Fprintf(s.err, "wactl: no command %q of %s\n", args[0], group)
	show(s.err)
	return exitUsage
}

// arguments parses flags, which may stand before, between and after the
// arguments, and returns the latter. Where ok is false, it comes with the exit
// code. A command has its flags' name, and takes from least to most arguments.
func (s streams) arguments(
	flags *flag.FlagSet, args []string, synopsis string, least, most int,
) (rest []string, code int, ok bool) {
	flags.SetOutput(s.err)
	flags.Usage = func() {
		fmt.Fprintf(s.err, "usage: wactl %s %s\n", flags.Name(), synopsis)
		flags.PrintDefaults()
	}
	for {
		switch err := flags.Parse(args); {
		case errors.Is(err, flag.ErrHelp):
			return nil, exitOK, false
		case err != nil:
			return nil, exitUsage, false
		}
		ended := len(args) > flags.NArg() && args[len(args)-flags.NArg()-1] == "--"
		if args = flags.Args(); ended || len(args) == 0 {
			rest = append(rest, args...)
			break
		}
		rest, args = append(rest, args[0]), args[1:]
	}
	if len(rest) < least || len(rest) > most {
		flags.Usage()
		return nil, exitUsage, false
	}
	return rest, exitOK, true
}
