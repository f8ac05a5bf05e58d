package window

import (
	"strings"
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// Card is a rate card: what a message costs in each market, in one currency,
// from a day on. The platform publishes one for each currency and changes them
// on the first of January, April, July and October only. Source: "Pricing",
// September 2026.
//
// The rates are list prices. Volume tiers, which make utility and
// authentication cheaper as a portfolio sends more in a month, are not
// modelled: the bill may be lower.
//
// Cards are data of the host. A Card that is not changed may be read by many
// goroutines.
type Card struct {
	// Currency is ISO 4217; that of an account never changes.
	Currency string `json:"currency"`
	// From is the first day that it holds, in the account's zone.
	From Date `json:"from"`
	// Until is the first day that it holds no more; zero = until another does.
	Until   Date     `json:"until,omitzero"`
	Markets []Market `json:"markets"`
}

// Market is one row of a card: a country or a region.
type Market struct {
	Name string `json:"name"`
	// Codes are the calling codes of its customers as digits, longer ones where a
	// country shares its code: "55", "1787". Of all rows the longest that fits
	// counts.
	Codes []string `json:"codes,omitempty"`
	// Countries are ISO 3166 codes, for a customer who hides the number.
	Countries []string `json:"countries,omitempty"`
	Rates     Rates    `json:"rates"`
}

// Rates are the prices of one message in each category.
//
// QUIRK(cloudapi): the price of a service message is said to be the list rate
// of utility; it is not filled in from there.
type Rates struct {
	Marketing      Amount `json:"marketing,omitzero"`
	Utility        Amount `json:"utility,omitzero"`
	Authentication Amount `json:"authentication,omitzero"`
	International  Amount `json:"authentication_international,omitzero"`
	Service        Amount `json:"service,omitzero"`
}

// Of is the rate of a category; not given for one that is none.
func (r Rates) Of(c Category) Amount {
	switch c {
	case CategoryMarketing:
		return r.Marketing
	case CategoryUtility:
		return r.Utility
	case CategoryAuthentication:
		return r.Authentication
	case CategoryInternational:
		return r.International
	case CategoryService:
		return r.Service
	default:
		return Amount{}
	}
}

// Holds reports whether the card is in force at that time, whose zone is taken
// for the account's.
func (c *Card) Holds(at time.Time) bool {
	day := DateOf(at)
	return !day.Before(c.From) && (c.Until.IsZero() || day.Before(c.Until))
}

// Market is the row of a customer by the longest calling code that the number
// begins with; false if there is none. The market is the customer's, not the
// account's. Source: "Pricing", November 2025.
func (c *Card) Market(phone whatsapp.Phone) (Market, bool) {
	row, longest := -1, 0
	for i := range c.Markets {
		for _, code := range c.Markets[i].Codes {
			if len(code) > longest && begins(phone, code) {
				row, longest = i, len(code)
			}
		}
	}
	return c.row(row)
}

// Country is the row of a customer of whom only the country is known, as
// [CountryOf] tells it; false if there is none.
func (c *Card) Country(code string) (Market, bool) {
	for i := range c.Markets {
		for _, one := range c.Markets[i].Countries {
			if code != "" && strings.EqualFold(one, code) {
				return c.row(i)
			}
		}
	}
	return c.row(-1)
}

func (c *Card) row(i int) (Market, bool) {
	if i < 0 {
		return Market{}, false
	}
	return c.Markets[i], true
}

// begins reports whether the digits of the number begin with the code.
func begins(phone whatsapp.Phone, code string) bool {
	for i := 0; i < len(phone) && code != ""; i++ {
		switch d := phone[i]; {
		case d < '0' || d > '9':
		case d != code[0]:
			return false
		default:
			code = code[1:]
		}
	}
	return code == ""
}

// CountryOf is the country that a business-scoped user id begins with, as ISO
// 3166; empty if it does not. Source: "Business-scoped user IDs", June 2026.
func CountryOf(user whatsapp.UserID) string {
	code, _, ok := strings.Cut(string(user), ".")
	if !ok || !capitals(code, 2) {
		return ""
	}
	return code
}

// capitals reports whether s is n letters A to Z.
func capitals(s string, n int) bool {
	for i := range len(s) {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return len(s) == n
}

// Cards are a host's cards, of several currencies and times, in any order.
type Cards []Card

// At is the card of the currency that is in force at that time, whose zone is
// taken for the account's: of several the one that began last. nil if there is
// none, which [Judge] takes for "not known".
func (c Cards) At(at time.Time, currency string) *Card {
	var found *Card
	for i := range c {
		if c[i].Currency == currency && c[i].Holds(at) && (found == nil || found.From.Before(c[i].From)) {
			found = &c[i]
		}
	}
	return found
}
