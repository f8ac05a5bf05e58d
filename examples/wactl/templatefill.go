package main

import (
	"errors"
	"flag"

	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

// templateFill prints what a template with its values is to the provider and to
// the customer.
func templateFill(args []string, s streams) int {
	flags := flag.NewFlagSet("template fill", flag.ContinueOnError)
	var c choice
	c.of(flags)
	files, code, ok := s.arguments(flags, args, "[-provider NAME] [-name N] [-language L] [-values FILE] FILE", 1, 1)
	switch {
	case !ok:
		return code
	case !c.check(s, files...):
		return exitUsage
	}
	t, err := c.open(s, files[0])
	if err != nil {
		return s.fail(err)
	}
	v, err := c.given(s)
	if err != nil {
		return s.problems(err)
	}
	return s.filled(t, v, c.provider)
}

// filled prints a template with its values, or what is wrong with them. The
// sentence of an authentication is the platform's: where the file does not have it,
// the preview is the code alone.
func (s streams) filled(t *templates.Template, v templates.Values, provider string) int {
	m, err := t.Fill(v)
	if err != nil {
		return s.problems(err)
	}
	encoded, err := encodeTemplate(provider, m)
	if err != nil {
		return s.problems(err)
	}
	return s.object(struct {
		Template any               `json:"template"` // as the provider takes it
		Preview  string            `json:"preview"`  // as the customer reads it, but for an authentication
		Screen   templates.Preview `json:"screen"`   // and sees it
	}{encoded, string(t.AppendPreview(nil, v)), t.Preview(v)}, exitOK)
}

// problems prints what is wrong with values. What the form of a file or the
// provider does not allow is told in the same words.
func (s streams) problems(err error) int {
	all, ok := errors.AsType[templates.Problems](err)
	if found, broken := errors.AsType[whatsapp.Violations](err); broken {
		for _, v := range found {
			all = append(all, templates.Problem{Field: v.Field, Rule: templates.BadValue, Detail: v.Rule})
		}
	} else if !ok {
		return s.fail(err)
	}
	return s.object(struct {
		Problems templates.Problems `json:"problems"`
	}{all}, exitFailed)
}
