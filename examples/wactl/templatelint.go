package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math"

	"github.com/wainbox/wainbox/templates"
)

// templateLint prints what the review would say of the templates in files.
func templateLint(args []string, s streams) int {
	flags := flag.NewFlagSet("template lint", flag.ContinueOnError)
	asJSON := flags.Bool("json", false, "print lines of JSON")
	paths, code, ok := s.arguments(flags, args, "[-json] FILE…", 1, math.MaxInt)
	switch {
	case !ok:
		return code
	case !s.once(paths...):
		return exitUsage
	}
	out := bufio.NewWriter(s.out)
	l := linter{show: text(out)}
	if *asJSON {
		lines := json.NewEncoder(out)
		lines.SetEscapeHTML(false)
		l.show = func(f finding) error { return lines.Encode(f) }
	}
	code = exitOK
	failed := func(err error) { code = s.fail(err) }
	for _, path := range paths {
		visit(path, s.in, func(file string, body []byte) {
			if err := l.file(file, body); err != nil {
				failed(within(file, err))
			}
		}, failed)
	}
	if err := out.Flush(); err != nil { // which repeats the first of writing
		failed(err)
	}
	if l.refused {
		code = exitFailed
	}
	return code
}

// finding is what is printed of one.
type finding struct {
	File     string `json:"file"`
	Template string `json:"template"`
	Language string `json:"language"`
	templates.Finding
}

// linter is one run.
type linter struct {
	show    func(finding) error
	refused bool
}

// file shows what is found in the templates of a file. The error is of what in it
// could not be read.
func (l *linter) file(file string, body []byte) error {
	all, err := templates.Parse(body)
	for _, d := range all {
		for _, f := range templates.Lint(d) {
			l.refused = l.refused || f.Severity == templates.Refused
			_ = l.show(finding{File: file, Template: d.Name, Language: d.Language, Finding: f})
		}
	}
	return err
}

// text shows findings for people, each on a line.
func text(w io.Writer) func(finding) error {
	return func(f finding) error {
		_, err := fmt.Fprintf(w, "%s: %s (%s): %s %s %s [%s]\n",
			plain(f.File), plain(f.Template), plain(f.Language), f.Severity, f.Rule, f.Finding, f.Page)
		return err
	}
}
