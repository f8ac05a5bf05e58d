package window

import (
	"strings"
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// SafeMargin is a margin that leaves time for queues and clocks that differ. It
// is ours, not the platform's.
const SafeMargin = time.Minute

// Query asks whether a message may be sent. State and At are required.
type Query struct {
	State State
	At    time.Time
	// Content is what is to be sent: a template, or anything else, which may be
	// left empty.
	// QUIRK(cloudapi): no page says whether a reaction is billed as a message is;
	// it is taken to be.
	Content whatsapp.ContentKind
	// Category is the template's, in any of the platform's spellings; empty, or
	// another word, = not known, and so is its price. Of what is no template it is
	// not looked at.
	Category Category
	// International: the account pays the international rate for authentication
	// in the customer's country; see [whatsapp.RateEligibility].
	International bool

	// Margin: what ends within it, the window or the free entry point, counts as
	// ended. 0 = none; see [SafeMargin].
	Margin time.Duration

	// Phone is the customer's, and Country their ISO 3166 code where it is known,
	// as by [CountryOf]. They find the market; Country does where Phone is of none.
	// The calling code 1 alone is no country: without it, a marketing template to a
	// number of the United States is taken to go.
	Phone   whatsapp.Phone
	Country string

	// Zone is the account's; nil = UTC.
	Zone *time.Location
	// Used counts the service messages of the number that were delivered before
	// this one in the [Month] of At.
	Used int
	// Card has the prices of the time; nil = none.
	Card *Card
}

// template reports whether it is about a template.
func (q *Query) template() bool { return q.Content == whatsapp.KindTemplate }

// local is At in the account's zone.
func (q *Query) local() time.Time {
	if q.Zone == nil {
		return q.At.UTC()
	}
	return q.At.In(q.Zone)
}

// inside reports whether the window stays open for the margin.
func (q *Query) inside() bool { return q.before(q.State.Closes()) }

// free reports whether the entry point makes the message free, be it as the
// answer to the entry.
func (q *Query) free() bool {
	s := q.State
	if s.Answered.IsZero() && !s.Entered.IsZero() {
		return q.before(s.Entered.Add(EntryAnswer))
	}
	return q.before(s.FreeUntil())
}

func (q *Query) before(end time.Time) bool { return q.At.Add(max(q.Margin, 0)).Before(end) }

// charged is the category that the message would be charged as.
func (q *Query) charged() Category {
	switch {
	case !q.template():
		return CategoryService
	case q.International && q.category() == CategoryAuthentication:
		return CategoryInternational
	default:
		return q.category()
	}
}

// left is how many of the free messages of the month there are.
func (q *Query) left() int {
	if DateOf(q.local()).Before(serviceCharged) {
		return 0
	}
	return max(FreeMessages-max(q.Used, 0), 0)
}

// marketingToUS reports whether a marketing template goes to a number of the
// United States: one that is known to be of another country is none, whatever the
// customer's own is.
func (q *Query) marketingToUS() bool {
	return q.template() && q.category() == CategoryMarketing && strings.EqualFold(q.Country, "US") &&
		(q.Phone == "" || begins(q.Phone, "1")) && !DateOf(q.local()).Before(usMarketing)
}

// category is the template's in the spelling of a status, which a template's own
// is not.
func (q *Query) category() Category {
	if c, ok := ParseCategory(string(q.Category)); ok {
		return c
	}
	return q.Category
}
