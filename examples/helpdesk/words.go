package main

import (
	"cmp"
	"fmt"
	"html/template"
	"time"
	"unicode/utf8"

	"github.com/wainbox/wainbox/inbox"
)

// words are the templates' functions.
var words = template.FuncMap{
	"clock":   clock,
	"left":    func(t time.Time) string { return left(time.Until(t)) },
	"stamp":   func(t time.Time) string { return t.UTC().Format(time.RFC3339) },
	"tick":    func(s inbox.DeliveryState) tick { return ticks[s] },
	"why":     why,
	"initial": initial,
	"shade":   shade,
	"input":   input,
}

// clock is the time of day, with the day unless it is today's.
func clock(t time.Time) string {
	t = t.Local()
	if y, d := time.Now().Year(), time.Now().YearDay(); t.Year() == y && t.YearDay() == d {
		return t.Format("15:04")
	}
	return t.Format("2 Jan 15:04")
}

// left is a rest of time in words, to the minute.
func left(d time.Duration) string {
	const minute = time.Minute
	switch {
	case d <= 0:
		return "closed"
	case d < minute:
		return "less than a minute left"
	case d < time.Hour:
		return fmt.Sprintf("%d min left", d/minute)
	default:
		return fmt.Sprintf("%d h %d min left", d/time.Hour, d%time.Hour/minute)
	}
}

// tick is how a delivery state is shown.
type tick struct{ Mark, Title, Class string }

var ticks = map[inbox.DeliveryState]tick{
	inbox.Queued:    {"◷", "waiting to be sent", ""},
	inbox.Accepted:  {"✓", "taken by WhatsApp", ""},
	"sent":          {"✓", "sent", ""},
	"delivered":     {"✓✓", "delivered", ""},
	"read":          {"✓✓", "read", "read"},
	"played":        {"✓✓", "played", "read"},
	"failed":        {"!", "not delivered", "bad"},
	inbox.Refused:   {"!", "not sent", "bad"},
	inbox.Uncertain: {"?", "no answer: it may have been sent", "bad"},
}

// why is the reason of a failure, for people.
func why(d inbox.Delivery) string {
	f := cmp.Or(d.Progress.Failure, d.Refusal)
	switch state := d.State(); {
	case state == inbox.Uncertain:
		return "WhatsApp did not answer. It may have been sent; it is not sent again by itself."
	case state != inbox.Refused && state != "failed":
		return ""
	case f == nil:
		return "Not sent."
	case f.Code != 0:
		return fmt.Sprintf("Not delivered: %s (code %d).", f.Class, f.Code)
	default:
		return fmt.Sprintf("Not sent: %s.", f.Class)
	}
}

// initial is the first letter of a name.
func initial(name string) string {
	r, size := utf8.DecodeRuneInString(name)
	if size == 0 || r == utf8.RuneError {
		return "?"
	}
	return string(r)
}

// shade is one of six colours, always the same for the same text.
func shade(s string) int {
	sum := 0
	for i := range len(s) {
		sum += int(s[i])
	}
	return sum % 6
}
