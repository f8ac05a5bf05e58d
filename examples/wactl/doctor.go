package main

import (
	"context"
	"flag"
	"fmt"

	"github.com/wainbox/wainbox/provider"
)

// doctor is the subcommand of that name.
func doctor(args []string, s streams) int {
	flags := flag.NewFlagSet("doctor", flag.ContinueOnError)
	callback := flags.String("callback", "", "public address that the provider shall call")
	p, code := s.open(flags, args, "[-callback URL]")
	if p == nil {
		return code
	}
	if flags.NArg() > 0 {
		flags.Usage()
		return exitUsage
	}
	d, ok := provider.As[provider.Doctor](p)
	if !ok {
		fmt.Fprintln(s.err, "wactl: this provider cannot be diagnosed")
		return exitFailed
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	code = exitOK
	out := plainWriter{s.out}
	for _, f := range d.Diagnose(ctx, *callback) {
		fmt.Fprintf(out, "%-8s %-12s %s\n", f.Verdict, f.Step, f.Text)
		if f.Err != nil {
			fmt.Fprintf(out, "%21s because: %v\n", "", f.Err)
		}
		if f.Advice != "" {
			fmt.Fprintf(out, "%21s to do: %s\n", "", f.Advice)
		}
		if f.Verdict == provider.Failed {
			code = exitFailed
		}
	}
	return code
}
