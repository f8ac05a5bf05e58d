package main

import (
	"errors"
	"flag"
	"fmt"
	"strings"

	"github.com/wainbox/wainbox/provider/cloudapi"
	"github.com/wainbox/wainbox/provider/twilio"
	"github.com/wainbox/wainbox/templates"
)

// template is the subcommand of that name.
func template(args []string, s streams) int {
	return s.choose("template", []command{
		{"lint", "say what the review would refuse", templateLint},
		{"fill", "fill a template and show what is sent and read", templateFill},
		{"insert", "show a template as an editor does, or read it back", templateInsert},
	}, args)
}

// choice is which template of a file is meant, and its values.
type choice struct {
	name, language, values, provider string
}

// of adds the flags of a choice to a command's.
func (c *choice) of(flags *flag.FlagSet) {
	flags.StringVar(&c.name, "name", "", "name of the template, where the file has several")
	flags.StringVar(&c.language, "language", "", "its language, likewise")
	flags.StringVar(&c.values, "values", "", "file of the values, as JSON; none for a template without variables")
	flags.StringVar(&c.provider, "provider", "", "who is to send it: "+strings.Join(names(), ", ")+
		" (default "+twilio.Name+" for a content of Twilio's, else "+cloudapi.Name+")")
}

// check reports whether the provider is one.
func (c *choice) check(s streams) bool {
	if _, ok := vendorOf(c.provider); !ok && c.provider != "" {
		fmt.Fprintf(s.err, "wactl: no provider %q\n", c.provider)
		return false
	}
	return true
}

// open reads the template that is meant, and settles who sends it. What cannot be
// read beside it is said.
func (c *choice) open(s streams, file string) (*templates.Template, error) {
	data, err := s.read(file)
	if err != nil {
		return nil, err
	}
	all, odd := templates.Parse(data)
	if odd != nil {
		s.fail(within(file, odd))
	}
	var found []templates.Definition
	for _, d := range all {
		if c.matches(d) {
			found = append(found, d)
		}
	}
	if len(found) != 1 {
		const which = "%d of %d templates are meant; choose one with -name and -language"
		return nil, within(file, fmt.Errorf(which, len(found), len(all)))
	}
	kept := found[0].Content != nil
	switch {
	case c.provider == "" && kept:
		c.provider = twilio.Name
	case c.provider == "":
		c.provider = cloudapi.Name
	case kept && c.provider != twilio.Name: // its values are one row
		return nil, within(file, errors.New("a content of Twilio's is sent by twilio alone"))
	case !kept && c.provider == twilio.Name: // it has no content's id
		return nil, within(file, errors.New("twilio sends contents alone, and this is none"))
	}
	return templates.New(found[0]), nil
}

func (c *choice) matches(d templates.Definition) bool {
	return (c.name == "" || c.name == d.Name) &&
		(c.language == "" || templates.NormalizeLanguage(c.language) == templates.NormalizeLanguage(d.Language))
}

// given reads the values; none is none.
func (c *choice) given(s streams) (templates.Values, error) {
	var v templates.Values
	if c.values == "" {
		return v, nil
	}
	return v, s.readJSON(c.values, &v)
}

// within puts the file before each of the errors that are joined.
func within(file string, err error) error {
	many, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return fmt.Errorf("%s: %w", file, err)
	}
	all := make([]error, 0, len(many.Unwrap()))
	for _, one := range many.Unwrap() {
		all = append(all, fmt.Errorf("%s: %w", file, one))
	}
	return errors.Join(all...)
}
