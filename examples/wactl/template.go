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

// valuesUsage is of [templates.Values] and [whatsapp.Parameter].
const valuesUsage = `file of the values, as JSON; none for a template without variables:
{"header": VALUE, "body": [VALUE, ...] or {"NAME": VALUE, ...}, "buttons": {"0": VALUE or [VALUE, ...]},
 "offer_ends": TIME, "cards": [VALUES, ...], "targets": [{"url": "", "title": ""}]}
VALUE is a text, or an object of "type" and what the type needs:
  text, payload, coupon_code, date_time, group_id   "text": ""
  currency                                          "currency": {"code": "USD", "amount_1000": 1500, "fallback": "$1.50"}
  image, video, gif, document                       "media": {"type": "image", and "id": "" or "link": ""; "filename": ""}
  location                                          "location": {"latitude": 0, "longitude": 0, "name": "", "address": ""}
  product                                           "product": {"catalog": "", "product": ""}
  action                                            "action": {"flow_token": "", "flow_data": "{}", "thumbnail": "",
                                                    "sections": [{"title": "", "products": [""]}], "order_details": "{}"}
  ttl_minutes                                       "number": 15`

// choice is which template of a file is meant, and its values.
type choice struct {
	name, language, values, provider string
}

// of adds the flags of a choice to a command's.
func (c *choice) of(flags *flag.FlagSet) {
	flags.StringVar(&c.name, "name", "", "name of the template, where the file has several")
	flags.StringVar(&c.language, "language", "", "its language, likewise")
	flags.StringVar(&c.values, "values", "", valuesUsage)
	flags.StringVar(&c.provider, "provider", "", "who is to send it: "+strings.Join(names(), ", ")+
		" (default "+twilio.Name+" for a content of Twilio's, else "+cloudapi.Name+")")
}

// check reports whether the provider is one, and the standard input is not read
// twice.
func (c *choice) check(s streams, files ...string) bool {
	if _, ok := vendorOf(c.provider); !ok && c.provider != "" {
		fmt.Fprintf(s.err, "wactl: no provider %q\n", c.provider)
		return false
	}
	return s.once(append(files, c.values)...)
}

// open reads the template that is meant, and settles who sends it.
func (c *choice) open(s streams, file string) (*templates.Template, error) {
	all, err := s.readTemplates(file)
	if err != nil {
		return nil, err
	}
	d, err := c.choose(all)
	if err == nil {
		err = c.settle(d.Content != nil)
	}
	if err != nil {
		return nil, within(file, err)
	}
	return templates.New(d), nil
}

// readTemplates reads those of a file. What cannot be read beside them is said.
func (s streams) readTemplates(file string) ([]templates.Definition, error) {
	data, err := s.read(file)
	if err != nil {
		return nil, err
	}
	all, odd := templates.Parse(data)
	switch {
	case odd == nil:
	case len(all) == 0:
		return nil, within(file, odd)
	default:
		s.fail(within(file, odd))
	}
	return all, nil
}

// choose finds the one that is meant. The error says which there are.
func (c *choice) choose(all []templates.Definition) (templates.Definition, error) {
	var found []templates.Definition
	for _, d := range all {
		if c.matches(d) {
			found = append(found, d)
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	there := found
	switch {
	case len(all) == 0:
		return templates.Definition{}, errors.New("no templates")
	case len(found) == 0:
		there = all
	}
	pairs := make([]string, 0, len(there))
	for _, d := range there {
		pairs = append(pairs, plain(d.Name)+" ("+plain(d.Language)+")")
	}
	return templates.Definition{}, fmt.Errorf("%d of %d templates are meant; choose one with -name and -language: %s",
		len(found), len(all), strings.Join(pairs, ", "))
}

// settle chooses the provider, or says why the one given cannot send it.
func (c *choice) settle(kept bool) error {
	switch {
	case c.provider == "" && kept:
		c.provider = twilio.Name
	case c.provider == "":
		c.provider = cloudapi.Name
	case kept && c.provider != twilio.Name: // its values are one row
		return errors.New("a content of Twilio's is sent by twilio alone")
	case !kept && c.provider == twilio.Name: // it has no content's id
		return errors.New("twilio sends contents alone, and this is none")
	}
	return nil
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
	return v, s.readObject(c.values, &v)
}
