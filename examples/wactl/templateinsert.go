package main

import (
	"errors"
	"flag"

	"github.com/wainbox/wainbox/templates"
)

// templateInsert prints a template as an agent's editor shows it, or reads what
// the agent made of it.
func templateInsert(args []string, s streams) int {
	flags := flag.NewFlagSet("template insert", flag.ContinueOnError)
	var c choice
	c.of(flags)
	edited := flags.String("read", "", "file of the text as it was edited; what it fills is printed as by fill")
	const synopsis = "[-values FILE] [-read FILE] [-provider NAME] [-name N] [-language L] FILE"
	files, code, ok := s.arguments(flags, args, synopsis, 1, 1)
	switch {
	case !ok:
		return code
	case !c.check(s, append(files, *edited)...):
		return exitUsage
	}
	t, err := c.open(s, files[0])
	if err != nil {
		return s.fail(err)
	}
	v, err := c.given(s)
	switch {
	case err != nil:
		return s.problems(err)
	case *edited != "":
		return s.readBack(t, v, c.provider, *edited)
	}
	if _, err := s.out.Write(t.AppendInsertion(nil, v, templates.Notes{})); err != nil {
		return s.fail(err)
	}
	return exitOK
}

// readBack prints what an edited text fills, or where it is not the template's.
func (s streams) readBack(t *templates.Template, base templates.Values, provider, file string) int {
	text, err := s.read(file)
	if err != nil {
		return s.fail(err)
	}
	v, err := t.ReadInsertion(string(text), base, templates.Notes{})
	if e, ok := errors.AsType[*templates.InsertionError](err); ok {
		return s.object(struct {
			Error *templates.InsertionError `json:"error"`
		}{e}, exitFailed)
	}
	if err != nil {
		return s.fail(err)
	}
	return s.filled(t, v, provider)
}
