package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"strings"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/cloudapi"
	"github.com/wainbox/wainbox/whatsapp"
)

// decode is the subcommand of that name.
func decode(args []string, s streams) int {
	flags := flag.NewFlagSet("decode", flag.ContinueOnError)
	flags.SetOutput(s.err)
	flags.Usage = func() {
		fmt.Fprintln(s.err, "usage: wactl decode [-provider NAME] [PATH…]")
		flags.PrintDefaults()
	}
	name := flags.String("provider", cloudapi.Name, "who sent the callbacks: "+strings.Join(names(), ", "))
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return exitOK
	case err != nil:
		return exitUsage
	}
	v, ok := vendorOf(*name)
	if !ok {
		fmt.Fprintf(s.err, "wactl: no provider %q\n", *name)
		flags.Usage()
		return exitUsage
	}
	paths := flags.Args()
	if len(paths) == 0 {
		paths = []string{standard}
	}

	if !s.once(paths...) {
		return exitUsage
	}

	out := bufio.NewWriter(s.out)
	p := printer{read: v.decode, lines: json.NewEncoder(out)}
	p.lines.SetEscapeHTML(false)
	for _, path := range paths {
		visit(path, s.in, p.print, func(err error) {
			p.failed = true
			fmt.Fprintln(s.err, "wactl:", err)
		})
	}
	if err := errors.Join(p.err, out.Flush()); err != nil {
		fmt.Fprintln(s.err, "wactl:", err)
		return exitFailed
	}
	if p.failed {
		return exitFailed
	}
	return exitOK
}

// printer prints what callbacks hold.
type printer struct {
	read   func(provider.Callback) ([]whatsapp.Event, error)
	lines  *json.Encoder
	failed bool  // something could not be read
	err    error // the first of writing; nothing is written after it
}

// print prints the events of one callback, and then what could not be read.
func (p *printer) print(file string, body []byte) {
	events, err := p.read(provider.Callback{Body: body})
	for _, e := range events {
		l := lineOf(e)
		l.File = file
		p.line(l)
	}
	if err == nil {
		return
	}
	p.failed = true
	var d *provider.DecodeError
	if !errors.As(err, &d) || len(d.Parts) == 0 {
		p.line(line{File: file, Kind: "unreadable", Error: err.Error()})
		return
	}
	for _, u := range d.Parts {
		l := line{File: file, Kind: "unreadable", Error: u.Reason}
		if u.Path != "" {
			l.Error = u.Path + ": " + u.Reason
		}
		p.line(l)
	}
}

func (p *printer) line(l line) {
	if p.err == nil {
		p.err = p.lines.Encode(l)
	}
}
