package main

import (
	"flag"
	"fmt"
	"strings"
	"time"

	"github.com/wainbox/wainbox/whatsapp"
	"github.com/wainbox/wainbox/window"
)

// judge is the subcommand window: it says of a moment how a window stands, what
// may be sent and what it costs.
func judge(args []string, s streams) int {
	flags := flag.NewFlagSet("window", flag.ContinueOnError)
	events := flags.String("events", "", "file of the window's events: JSON, an array or one after another")
	at := flags.String("at", "", "the moment, as 2026-11-03T09:30:00Z")
	category := flags.String("template", "",
		"ask about a template of this category alone: marketing, utility, authentication or authentication_international")
	country := flags.String("country", "", "the customer's country, as BR")
	to := flags.String("to", "", "the customer's phone number, with its country code")
	used := flags.Int("used", 0, "service messages that the number sent in the month before")
	zone := flags.String("zone", "UTC", "the account's time zone, as America/Sao_Paulo")
	margin := flags.Duration("margin", 0, "what ends within it counts as ended")
	lead := flags.Duration("lead", window.DefaultLead, "how long before its end a window is closing")
	card := flags.String("card", "", "file of a rate card, as JSON; without one prices are not known")
	if _, code, ok := s.arguments(flags, args, "-events FILE -at TIME [-template CATEGORY] [-to PHONE | -country CC] "+
		"[-used N] [-zone NAME] [-margin D] [-lead D] [-card FILE]", 0, 0); !ok {
		return code
	}

	q := window.Query{Margin: *margin, Phone: whatsapp.Phone(*to), Country: strings.ToUpper(*country), Used: *used}
	var err error
	if *events == "" {
		return s.wrong("events", "required")
	}
	if q.At, err = time.Parse(time.RFC3339, *at); err != nil {
		return s.wrong("at", "a time, as 2026-11-03T09:30:00Z")
	}
	if q.Zone, err = time.LoadLocation(*zone); err != nil {
		return s.wrong("zone", "the name of a time zone, as America/Sao_Paulo")
	}
	asked, ok := categoriesOf(*category)
	if !ok {
		return s.wrong("template", "a category of templates")
	}
	if q.Card, err = s.card(*card); err != nil {
		return s.fail(err)
	}
	data, err := s.read(*events)
	if err != nil {
		return s.fail(err)
	}
	all, err := window.ParseEvents(data)
	if err != nil {
		return s.fail(within(*events, err))
	}
	return s.object(judgement(q, all, asked, *category == "", *lead), exitOK)
}

// categoriesOf are the categories that are asked about: all that every account
// has where none is named.
func categoriesOf(name string) ([]window.Category, bool) {
	if name == "" {
		return []window.Category{window.CategoryMarketing, window.CategoryUtility, window.CategoryAuthentication}, true
	}
	c, ok := window.ParseCategory(name)
	return []window.Category{c}, ok && c != window.CategoryService
}

// card reads a rate card; nil where there is none.
func (s streams) card(path string) (*window.Card, error) {
	if path == "" {
		return nil, nil //nolint:nilnil // no card is an answer
	}
	var c window.Card
	err := s.readJSON(path, &c)
	if err == nil {
		if err = c.Validate(); err != nil {
			err = fmt.Errorf("%s: %w", path, err)
		}
	}
	return &c, err
}
