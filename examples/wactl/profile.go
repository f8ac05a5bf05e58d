package main

import (
	"encoding/json"
	"errors"
	"flag"
	"time"

	"github.com/wainbox/wainbox/profile"
	"github.com/wainbox/wainbox/whatsapp"
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
	Name     *string `json:"display_name"`
	Official bool    `json:"is_official_business_account"`
	Facts    *facts  `json:"facts"`
	Product  string  `json:"messaging_product"` // the platform's "whatsapp"
}

// facts are those of the package, with a time that is read as -at is.
type facts struct {
	profile.BusinessFacts
	Since since `json:"since"`
}

type since struct{ time.Time }

func (s *since) UnmarshalJSON(data []byte) error {
	var text string
	at, ok := time.Time{}, false
	if json.Unmarshal(data, &text) == nil {
		at, ok = instant(text)
	}
	if !ok {
		return whatsapp.Violations{{Field: "facts.since", Rule: atRule}}
	}
	s.Time = at
	return nil
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

func (f facts) checklist(at time.Time) *checklist {
	f.BusinessFacts.Since = f.Since.Time
	all := profile.Eligibility(profile.Requirements(), f.BusinessFacts, at)
	return &checklist{all.Eligible(), all}
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
	when, ok := instant(*at)
	if !ok && *at != "" {
		return s.wrong("at", atRule)
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
	switch {
	case p.Facts != nil && *at == "":
		return s.wrong("at", "required, since the file has facts")
	case p.Facts != nil:
		out.Checklist = p.Facts.checklist(when)
	}
	if out.Violations = p.violations(); out.Violations != nil {
		return s.object(out, exitFailed)
	}
	preview := p.preview()
	out.Preview = &preview
	return s.object(out, exitOK)
}

// readPage reads a page, or the platform's answer, which has it as the one item of
// "data".
func readPage(data []byte) (page, error) {
	var answer struct {
		Data *[]json.RawMessage `json:"data"`
	}
	if json.Unmarshal(data, &answer) == nil && answer.Data != nil {
		if len(*answer.Data) != 1 {
			return page{}, errors.New("data: one profile")
		}
		if err := decodeObject(data, &answer); err != nil { // what stands beside it
			return page{}, err
		}
		data = (*answer.Data)[0]
	}
	var p page
	err := decodeObject(data, &p)
	return p, err
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

// violation is a [whatsapp.Violation] as it is printed.
type violation struct {
	Field string `json:"field"`
	Rule  string `json:"rule"`
}

// violationsOf are those of an error, none of any other.
func violationsOf(err error) []violation {
	found, _ := errors.AsType[whatsapp.Violations](err)
	var all []violation
	for _, v := range found {
		all = append(all, violation(v))
	}
	return all
}
