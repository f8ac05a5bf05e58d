package main

import (
	"flag"
	"strings"
	"time"
	_ "time/tzdata" // so that zones do not depend on the machine

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
	var timed, zoned bool
	q.At, timed = instant(*at)
	q.Zone, zoned = zoneOf(*zone)
	asked, named := categoriesOf(*category)
	switch {
	case *events == "":
		return s.wrong("events", "required")
	case !timed:
		return s.wrong("at", atRule)
	case !zoned:
		return s.wrong("zone", "the name of a time zone, as America/Sao_Paulo")
	case !named:
		return s.wrong("template", "a category of templates")
	case !isCountry(q.Country):
		return s.wrong("country", "two letters, as BR")
	case !isPhone(*to):
		return s.wrong("to", "a phone number with its country code, as +5511987654321")
	case q.Used < 0:
		return s.wrong("used", "not negative")
	case q.Margin < 0:
		return s.wrong("margin", "not negative")
	case *lead < 0:
		return s.wrong("lead", "not negative")
	case !s.once(*events, *card):
		return exitUsage
	}
	var err error
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

// zoneOf is a time zone by its name; the machine's own has none. No other begins
// with "local".
func zoneOf(name string) (*time.Location, bool) {
	zone, err := time.LoadLocation(name)
	return zone, err == nil && name != "" && !strings.HasPrefix(strings.ToLower(name), "local")
}

// isCountry reports whether a text is a country's code, or none.
func isCountry(code string) bool {
	return code == "" || len(code) == 2 && strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// isPhone reports whether a text is a number with its country code, or none.
func isPhone(to string) bool {
	const shortest, longest = 5, 15 // E.164 has the longest
	digits := whatsapp.Phone(to).Digits()
	return to == "" || len(digits) >= shortest && len(digits) <= longest && digits[0] != '0' &&
		strings.Trim(strings.TrimPrefix(to, "+"), "0123456789 -()") == ""
}

// card reads a rate card; nil where there is none.
func (s streams) card(path string) (*window.Card, error) {
	if path == "" {
		return nil, nil //nolint:nilnil // no card is an answer
	}
	var c window.Card
	if err := s.readObject(path, &c); err != nil {
		return nil, err
	}
	if err := c.Validate(); err != nil {
		return nil, within(path, err)
	}
	return &c, nil
}
