package main

import (
	"time"

	"github.com/wainbox/wainbox/whatsapp"
	"github.com/wainbox/wainbox/window"
)

// standing is how a window stands at a moment, and what may be sent.
type standing struct {
	At    time.Time `json:"at"`
	State state     `json:"state"`
	// Later counts the events after the moment, which are left out.
	Later    int       `json:"later,omitempty"`
	Moments  []moment  `json:"moments"`
	FreeLeft int       `json:"free_left"` // service messages of the month
	Verdicts []verdict `json:"verdicts"`
}

type state struct {
	window.State
	Open      bool      `json:"open"`
	Closes    time.Time `json:"closes,omitzero"`
	FreeUntil time.Time `json:"free_until,omitzero"`
	Remaining string    `json:"remaining"`
}

// moment is what there is to tell of the window, and whether it is time to.
type moment struct {
	Moment window.Moment `json:"moment"`
	At     time.Time     `json:"at"`
	Due    bool          `json:"due"`
}

// verdict is a [window.Verdict] for one kind of message.
type verdict struct {
	Message  string          `json:"message"` // "free_form", or a template's category
	Allowed  bool            `json:"allowed"`
	Need     window.Need     `json:"need"`
	Reason   window.Reason   `json:"reason"`
	Text     string          `json:"text"`
	Source   string          `json:"source"`
	Category window.Category `json:"category,omitempty"`
	Billing  window.Billing  `json:"billing,omitempty"`
	Rule     window.Rule     `json:"rule,omitzero"`
	Price    price           `json:"price"`
}

// price is a [window.Price] that says whether it is known.
type price struct {
	Known    bool   `json:"known"`
	Amount   string `json:"amount,omitempty"`
	Currency string `json:"currency,omitempty"`
}

// judgement judges a message of each category, and one that is no template.
func judgement(
	q window.Query, events []window.Event, asked []window.Category, freeForm bool, lead time.Duration,
) standing {
	out := standing{At: q.At.UTC()}
	var known []window.Event
	for _, e := range events {
		if e.At.After(q.At) {
			out.Later++
			continue
		}
		known = append(known, e)
	}
	q.State = window.Fold(known)
	v := window.Judge(q)
	out.State = state{
		State: q.State, Open: q.State.IsOpen(q.At), Closes: v.Closes, FreeUntil: v.FreeUntil,
		Remaining: v.Remaining.String(),
	}
	out.Moments, out.FreeLeft = moments(q.State, q.At, lead), v.FreeLeft
	if freeForm {
		out.Verdicts = append(out.Verdicts, verdictOf("free_form", v))
	}
	for _, c := range asked {
		q.Content, q.Category, q.International = whatsapp.KindTemplate, c, false
		if c == window.CategoryInternational {
			q.Category, q.International = window.CategoryAuthentication, true
		}
		out.Verdicts = append(out.Verdicts, verdictOf(string(c), window.Judge(q)))
	}
	return out
}

// moments are those of the window from its beginning.
func moments(s window.State, at time.Time, lead time.Duration) []moment {
	all := []moment{}
	var told window.Watch
	for {
		m, when, ok := s.Next(told, lead)
		if !ok {
			return all
		}
		all = append(all, moment{Moment: m, At: when, Due: !when.After(at)})
		told = told.Tell(m, s)
	}
}

func verdictOf(message string, v window.Verdict) verdict {
	return verdict{
		Message: message, Allowed: v.Allowed, Need: v.Need, Reason: v.Reason,
		Text: v.Reason.Text(), Source: v.Reason.Source(), Category: v.Category, Billing: v.Billing, Rule: v.Rule,
		Price: price{v.Price.IsKnown(), v.Price.Amount.String(), v.Price.Currency},
	}
}
