package window

import "time"

// Verdict says whether a message may be sent, as what, and what it costs.
type Verdict struct {
	Allowed bool   `json:"allowed"`
	Need    Need   `json:"need"`
	Reason  Reason `json:"reason"`

	// Category is what it is charged as; Billing whether it costs something; Rule
	// why, its zero value if the category is not known. They are empty if it may
	// not be sent.
	Category Category `json:"category,omitempty"`
	Billing  Billing  `json:"billing,omitempty"`
	Rule     Rule     `json:"rule,omitzero"`
	// Price is zero money for what is free, and the card's rate for what is
	// billed. It is never guessed: where there is no card of the time, no market
	// or no rate, it is not known.
	Price Price `json:"price,omitzero"`

	// Closes, FreeUntil and Remaining are the state's, without the margin; in
	// JSON the last is in nanoseconds.
	Closes    time.Time     `json:"closes,omitzero"`
	FreeUntil time.Time     `json:"free_until,omitzero"`
	Remaining time.Duration `json:"remaining"`
	// FreeLeft is how many of the [FreeMessages] of the month are left before
	// this one; 0 before October 2026, when there was no such count.
	FreeLeft int `json:"free_left"`
}

// Judge answers a query. It allocates nothing.
//
// The pricing is that of the day of At in the account's zone: by conversation
// until June 2025, of which only free service conversations (since November
// 2024) are known here; by message since July 2025; with service messages and
// all utility templates billed since October 2026. See [Rules].
//
// It is an expectation: limits, the template's own state and whether the account
// can pay are not looked at.
//
// QUIRK(cloudapi): sources disagree whether an account without a payment method
// has the 1,000 free messages; it is taken to. Beyond them nothing of it is
// delivered. Source: "Pricing", August 2026, as quoted.
func Judge(q Query) Verdict {
	v := Verdict{
		Need: TemplateNeeded, Closes: q.State.Closes(), FreeUntil: q.State.FreeUntil(),
		Remaining: q.State.Remaining(q.At), FreeLeft: q.left(),
	}
	inside := q.inside()
	if inside {
		v.Need = FreeForm
	}
	switch {
	case q.marketingToUS():
		v.Need, v.Reason = Blocked, ReasonUSMarketing
	case q.template():
		v.Allowed, v.Reason = true, ReasonTemplate
	case inside:
		v.Allowed, v.Reason = true, ReasonOpen
	default:
		v.Reason = q.shut()
	}
	if v.Allowed {
		v.Category = q.charged()
		v.Rule = q.rule()
		v.Billing = v.Rule.Billing
		v.Price = q.price(v.Billing, v.Category)
	}
	return v
}

// shut says why nothing free goes.
func (q *Query) shut() Reason {
	switch {
	case q.State.Opened.IsZero():
		return ReasonNeverOpened
	case q.State.IsOpen(q.At):
		return ReasonMargin
	case q.State.cutShort():
		return ReasonRefused
	default:
		return ReasonClosed
	}
}

// rule is the one that decides the price on the day.
func (q *Query) rule() Rule {
	day := DateOf(q.local())
	category := q.charged()
	if day.Before(perMessage) {
		if category == CategoryService && !day.Before(serviceFreed) {
			return rules[ruleServiceConversation]
		}
		return rules[ruleConversation]
	}
	charged := !day.Before(serviceCharged)
	switch {
	case q.free():
		return rules[ruleEntry]
	case category == CategoryUtility && !q.inside():
		return rules[ruleUtilityOutside]
	case category == CategoryUtility && charged:
		return rules[ruleUtilityAgain]
	case category == CategoryUtility:
		return rules[ruleUtilityInside]
	case category == CategoryService && !q.template():
		return q.service(charged)
	case category == CategoryMarketing, category == CategoryAuthentication, category == CategoryInternational:
		return rules[ruleAlways]
	default:
		return Rule{Billing: Unknown}
	}
}

// service is the rule of what is no template.
func (q *Query) service(charged bool) Rule {
	switch {
	case !charged:
		return rules[ruleServiceFree]
	case q.left() > 0:
		return rules[ruleQuota]
	default:
		return rules[ruleService]
	}
}

// price looks the price up.
func (q *Query) price(b Billing, c Category) Price {
	var p Price
	if q.Card != nil {
		p.Currency = q.Card.Currency
	}
	switch {
	case b == Free:
		p.Amount = Amount{Known: true}
	case b == Billed && q.Card != nil && q.Card.Holds(q.local()):
		m, ok := q.market()
		if ok {
			p.Amount = m.Rates.Of(c)
		}
	}
	if !p.IsKnown() {
		return Price{}
	}
	return p
}

// market is the customer's row of the card.
func (q *Query) market() (Market, bool) {
	if m, ok := q.Card.Market(q.Phone); ok {
		return m, ok
	}
	return q.Card.Country(q.Country)
}
