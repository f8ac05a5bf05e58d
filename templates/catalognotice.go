package templates

import (
	"cmp"
	"slices"
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// told is what the platform said last of one aspect of a template; a zero time
// is nothing. It is a join: the same words in any order end as the same.
type told[T any] struct {
	at   time.Time
	what T
}

// join keeps the later one, of two of the same time the one that compare puts
// last.
func (t *told[T]) join(o told[T], compare func(a, b T) int) {
	if c := o.at.Compare(t.at); c > 0 || c == 0 && compare(o.what, t.what) > 0 {
		*t = o
	}
}

// notices are what the webhooks said of one template. Each aspect is a join of
// its own, since the platform tells of them one by one.
type notices struct {
	status   told[standing]
	quality  told[string]
	category told[Category]
	plan     told[plan]
	texts    told[whatsapp.TemplateComponents]
}

// standing is a status and why.
type standing struct {
	status Status
	reason string
}

// plan is what the category was, and what it is going to be.
type plan struct{ was, will Category }

// noticesOf are what one event says; false = nothing that is kept here.
func noticesOf(e whatsapp.Event) (n notices, of whatsapp.TemplateRef, at time.Time, ok bool) {
	switch e := e.(type) {
	case *whatsapp.TemplateStatus:
		if s, ok := standingOf(e); ok {
			n.status = told[standing]{e.At, s}
		}
		if e.Category != "" {
			n.category = told[Category]{e.At, categoryOf(Category(e.Category))}
		}
		return n, e.TemplateRef, e.At, true
	case *whatsapp.TemplateQuality:
		n.quality = told[string]{e.At, e.New}
		return n, e.TemplateRef, e.At, true
	case *whatsapp.TemplateCategory:
		if e.New != "" {
			n.category = told[Category]{e.At, categoryOf(Category(e.New))}
		}
		n.plan = told[plan]{e.At, plan{was: categoryOf(Category(e.Previous)), will: categoryOf(Category(e.Correct))}}
		return n, e.TemplateRef, e.At, true
	case *whatsapp.TemplateComponents:
		texts := *e
		texts.Notice = whatsapp.Notice{}
		n.texts = told[whatsapp.TemplateComponents]{e.At, texts}
		return n, e.TemplateRef, e.At, true
	default:
		return notices{}, whatsapp.TemplateRef{}, time.Time{}, false
	}
}

// standingOf is the status after an event; false = the event is none of a
// status. Source: "message_template_status_update" webhook, May 2026: one that
// is flagged may be disabled later and one that is locked cannot be edited, and
// both can be sent as before; one that is reinstated can be sent again.
//
// QUIRK(cloudapi): what status one has that is unarchived is not said. It stays
// UNARCHIVED, which cannot be sent, until it is approved or the next sync.
func standingOf(e *whatsapp.TemplateStatus) (standing, bool) {
	switch e.Event {
	case "", "FLAGGED", "LOCKED":
		return standing{}, false
	case "APPROVED", "REINSTATED":
		return standing{status: Approved}, true
	default:
		return standing{Status(e.Event), cmp.Or(reasonOf(e.Reason), e.Title)}, true
	}
}

// join adds others about the same template.
func (n *notices) join(o *notices) {
	n.status.join(o.status, compareStandings)
	n.quality.join(o.quality, cmp.Compare[string])
	n.category.join(o.category, cmp.Compare[Category])
	n.plan.join(o.plan, func(a, b plan) int {
		return cmp.Or(cmp.Compare(a.was, b.was), cmp.Compare(a.will, b.will))
	})
	n.texts.join(o.texts, compareTexts)
}

// compareStandings puts last what forbids more: at one time, deleted beats
// everything and everything beats approved.
func compareStandings(a, b standing) int {
	return cmp.Or(
		cmp.Compare(restraint(a.status), restraint(b.status)),
		cmp.Compare(a.status, b.status), cmp.Compare(a.reason, b.reason),
	)
}

func restraint(s Status) int {
	switch s {
	case "":
		return 0
	case Approved:
		return 1
	case Deleted:
		return 3
	default:
		return 2
	}
}

func compareTexts(a, b whatsapp.TemplateComponents) int {
	return cmp.Or(
		cmp.Compare(a.Header, b.Header), cmp.Compare(a.Body, b.Body), cmp.Compare(a.Footer, b.Footer),
		slices.CompareFunc(a.Buttons, b.Buttons, func(a, b whatsapp.TemplateButton) int {
			return cmp.Or(
				cmp.Compare(a.Type, b.Type), cmp.Compare(a.Text, b.Text), cmp.Compare(a.URL, b.URL), cmp.Compare(a.Phone, b.Phone),
			)
		}),
	)
}

// last is the time of the newest one.
func (n *notices) last() time.Time {
	at := n.status.at
	for _, other := range [...]time.Time{n.quality.at, n.category.at, n.plan.at, n.texts.at} {
		if other.After(at) {
			at = other
		}
	}
	return at
}

// over is a definition with what was said since it was read.
func (n *notices) over(d Definition, read time.Time) Definition {
	since := func(at time.Time) bool { return !at.IsZero() && !at.Before(read) }
	if since(n.status.at) {
		d.Status, d.RejectedReason = n.status.what.status, n.status.what.reason
	}
	if since(n.quality.at) {
		d.Quality = Quality{Score: n.quality.what, Date: n.quality.at.Unix()}
	}
	if since(n.category.at) {
		d.Category = n.category.what
	}
	if since(n.plan.at) {
		d.PreviousCategory, d.CorrectCategory = cmp.Or(n.plan.what.was, d.PreviousCategory), n.plan.what.will
	}
	if since(n.texts.at) {
		d.Components = withTexts(d.Components, &n.texts.what)
	}
	return d
}
