package window

import (
	"slices"
	"time"
)

// Rule is one rule of the platform's pricing.
type Rule struct {
	Name string `json:"name"`
	// Since is its first day and Until the first without it, in the account's
	// zone; zero = from before what is known here, and still.
	Since   Date    `json:"since,omitzero"`
	Until   Date    `json:"until,omitzero"`
	Billing Billing `json:"billing"`
	// Text says what it is for a reader.
	Text   string `json:"text"`
	Source string `json:"source"`
}

// The days on which the pricing changed.
// QUIRK(cloudapi): no page says in which zone a day begins; the account's, as
// that of the monthly count.
var (
	serviceFreed    = Date{2024, time.November, 1}
	perMessage      = Date{2025, time.July, 1}
	serviceCharged  = Date{2026, time.October, 1}
	pricing         = `"Pricing", November 2025`
	pricingOfAugust = `"Pricing" and "Non-template messages", August 2026, as quoted`
)

// The rules by their place in the table.
const (
	ruleConversation = iota
	ruleServiceConversation
	ruleEntry
	ruleAlways
	ruleUtilityOutside
	ruleUtilityInside
	ruleUtilityAgain
	ruleServiceFree
	ruleQuota
	ruleService
)

var rules = [...]Rule{
	ruleConversation: {
		Name: "conversation", Until: perMessage, Billing: Unknown, Source: pricing,
		Text: "charged by conversations of 24 hours: it depends on which are open",
	},
	ruleServiceConversation: {
		Name: "service_conversation", Since: serviceFreed, Until: perMessage, Billing: Free, Source: pricing,
		Text: "service conversations are free",
	},
	ruleEntry: {
		Name: "free_entry_point", Since: perMessage, Billing: Free, Source: pricing,
		Text: "free with the answer to a customer who came by an advertisement or a page, and for 72 hours from it",
	},
	ruleAlways: {
		Name: "per_message", Since: perMessage, Billing: Billed, Source: pricing,
		Text: "marketing and authentication templates are billed for each message",
	},
	ruleUtilityOutside: {
		Name: "utility_outside", Since: perMessage, Billing: Billed, Source: pricing,
		Text: "utility templates outside the service window are billed",
	},
	ruleUtilityInside: {
		Name: "utility_inside", Since: perMessage, Until: serviceCharged, Billing: Free, Source: pricing,
		Text: "utility templates within the service window are free",
	},
	ruleUtilityAgain: {
		Name: "utility_again", Since: serviceCharged, Billing: Billed, Source: pricingOfAugust,
		Text: "utility templates are billed within the service window too",
	},
	ruleServiceFree: {
		Name: "service_free", Since: perMessage, Until: serviceCharged, Billing: Free, Source: pricing,
		Text: "messages that are not templates are free",
	},
	ruleQuota: {
		Name: "service_quota", Since: serviceCharged, Billing: Free, Source: pricingOfAugust,
		Text: "the first 1,000 messages of a number in a calendar month that are not templates are free",
	},
	ruleService: {
		Name: "service_billed", Since: serviceCharged, Billing: Billed, Source: pricingOfAugust,
		Text: "messages that are not templates are billed from the 1,001st of a number in a calendar month",
	},
}

// Rules is the table of pricing rules, each with its days and its source.
func Rules() []Rule { return slices.Clone(rules[:]) }
