package main

import (
	"fmt"
	"io"
)

// The exit codes.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

// streams is what a subcommand reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer                // err makes plain what it is given
	env      func(name string) string // the environment
}

// command is a subcommand.
type command struct {
	name, synopsis string
	run            func(args []string, s streams) int
}

// commands is all of them; a new one is a new line here.
func commands() []command {
	return []command{
		{"decode", "print the events of stored callbacks", decode},
		{"doctor", "check a provider's set-up step by step", doctor},
		{"send", "send one message", send},
		{"template", "check, fill and show templates", template},
		{"window", "say what may be sent at a moment and what it costs", judge},
		{"profile", "check a business profile", business},
		{"route", "run a scenario of chats and agents on a virtual clock", route},
		{"capabilities", "print what each provider can do", capabilities},
	}
}

// run is the whole program, and returns its exit code.
func run(args []string, env func(string) string, in io.Reader, out, errors io.Writer) int {
	s := streams{in: in, out: out, err: plainWriter{errors}, env: env}
	if len(args) == 0 {
		usage(s.err)
		return exitUsage
	}
	switch args[0] {
	case "help", "-h", "-help", "--help":
		usage(s.out)
		return exitOK
	}
	for _, c := range commands() {
		if c.name == args[0] {
			return c.run(args[1:], s)
		}
	}
	fmt.Fprintf(s.err, "wactl: no command %q\n", args[0])
	usage(s.err)
	return exitUsage
}

func usage(w io.Writer) {
	fmt.Fprintln(w, "usage: wactl COMMAND [ARGUMENTS]")
	for _, c := range commands() {
		fmt.Fprintf(w, "  %-12s %s\n", c.name, c.synopsis)
	}
}
