package main

import (
	"errors"
	"flag"
	"fmt"
	"strings"
	"time"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/cloudapi"
)

// patience is how long a command asks a provider at most.
const patience = time.Minute

// open parses the flags of a command that asks a provider, and opens the one
// that -provider names with what the environment says of it. A nil provider
// comes with the exit code.
func (s streams) open(flags *flag.FlagSet, args []string, synopsis string) (provider.Provider, int) {
	flags.SetOutput(s.err)
	name := flags.String("provider", cloudapi.Name, "whose account it is: "+strings.Join(names(), ", "))
	flags.Usage = func() {
		fmt.Fprintf(s.err, "usage: wactl %s -provider NAME %s\n", flags.Name(), synopsis)
		flags.PrintDefaults()
		for _, v := range vendors() {
			fmt.Fprintf(s.err, "environment of %s: %s\n", v.name, strings.Join(v.variables, ", "))
		}
	}
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return nil, exitOK
	case err != nil:
		return nil, exitUsage
	}
	v, ok := vendorOf(*name)
	if !ok {
		fmt.Fprintf(s.err, "wactl: no provider %q\n", *name)
		flags.Usage()
		return nil, exitUsage
	}
	p, err := v.open(s.env)
	if err != nil {
		fmt.Fprintln(s.err, "wactl:", err)
		fmt.Fprintf(s.err, "wactl: set %s\n", strings.Join(v.variables, ", "))
		return nil, exitUsage
	}
	return p, exitOK
}
