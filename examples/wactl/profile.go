package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"time"

	"github.com/wainbox/wainbox/profile"
)

// business is the subcommand profile.
func business(args []string, s streams) int {
	return s.choose("profile", []command{
		{"check", "check a profile and show it as customers see it", profileCheck},
	}, args)
}

// page is what a file says of a business: its profile and name in the platform's
// words, and, where they are known, the facts for an official business account.
type page struct {
	profile.Profile
	Name     *string                `json:"display_name"`
	Official bool                   `json:"is_official_business_account"`
	Facts    *profile.BusinessFacts `json:"facts"`
	Product  string                 `json:"messaging_product"` // the platform's "whatsapp"
}

// checked is what is printed of it.
type checked struct {
	Violations []violation      `json:"violations,omitempty"`
	Preview    *profile.Preview `json:"preview,omitempty"`
	Checklist  *checklist       `json:"checklist,omitempty"`
}

type checklist struct {
	Eligible bool              `json:"eligible"`
	Checks   profile.Checklist `json:"checks"`
}

// profileCheck prints what is wrong with a profile, or what customers see of it.
func profileCheck(args []string, s streams) int {
	flags := flag.NewFlagSet("profile check", flag.ContinueOnError)
	at := flags.String("at", "",
		"the moment of which the facts are, as 2026-11-03T09:30:00Z; required where the file has them")
	files, code, ok := s.arguments(flags, args, "[-at TIME] FILE", 1, 1)
	if !ok {
		return code
	}
	data, err := s.read(files[0])
	if err != nil {
		return s.fail(err)
	}
	p, err := readPage(data)
	if err != nil {
		return s.fail(within(files[0], err))
	}
	var out checked
	if p.Facts != nil {
		when, err := time.Parse(time.RFC3339, *at)
		if err != nil {
			return s.wrong("at", "a time, as 2026-11-03T09:30:00Z, since the file has facts")
		}
		list := profile.Eligibility(profile.Requirements(), *p.Facts, when)
		out.Checklist = &checklist{list.Eligible(), list}
	}
	if out.Violations = p.violations(); out.Violations != nil {
		return s.object(out, exitFailed)
	}
	preview := p.preview()
	out.Preview = &preview
	return s.object(out, exitOK)
}

// readPage reads one object. A word that is not known is an error: a field that
// is misspelt would be found in order.
func readPage(data []byte) (page, error) {
	var p page
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&p); err != nil {
		return page{}, err
	}
	if d.More() {
		return page{}, errors.New("more than one object")
	}
	return p, nil
}

func (p page) violations() []violation {
	all := violationsOf(p.Validate())
	if p.Name != nil {
		all = append(all, violationsOf(profile.CheckName(*p.Name))...)
	}
	return all
}

func (p page) preview() profile.Preview {
	var name profile.Name
	if p.Name != nil {
		name.Current.Name = *p.Name
	}
	return profile.PreviewOf(p.Profile, name, p.Official)
}
