package profile

import "strconv"

// Requirement is something that a business must be, or have, to become an
// official business account. It is data: a host adds its own and replaces those
// that changed.
type Requirement struct {
	// Code is a stable word, as "two_step". What it asks of is the fact of
	// [BusinessFacts] of that name, or, for any other code, that of
	// [BusinessFacts.Others].
	Code string `json:"code"`
	Text string `json:"text"`
	// Hint is what to do where it is not met.
	Hint string `json:"hint,omitempty"`
	// Source is who requires it, and when that was read.
	Source string `json:"source,omitempty"`
	// Customers is the least messaging limit that [LimitCode] asks for.
	Customers int `json:"customers,omitempty"`
}

// The codes of requirements whose facts are fields of [BusinessFacts].
const (
	PolicyCode   = "messaging_policy"
	AgeCode      = "time_on_platform"
	NotableCode  = "notable"
	VerifiedCode = "business_verified"
	TwoStepCode  = "two_step"
	NameCode     = "display_name_approved"
	EmployeeCode = "not_an_employee"
	TestCode     = "not_a_test_account"
	AppCode      = "not_a_phone_app_number"
	LimitCode    = "messaging_limit"
)

// Requirements are the platform's own, as of November 2025. Source: Cloud API,
// "Official business accounts".
func Requirements() []Requirement {
	all := []Requirement{
		{
			Code: PolicyCode, Text: "The business follows the messaging policy.",
			Hint: "Settle every violation that the account was told of.",
		},
		{
			Code: AgeCode, Text: "The business has been on the platform for 30 days.",
			Hint: "Wait for the day on which the 30 days are over.",
		},
		{
			Code: NotableCode, Text: "The brand is notable: the press writes of it, and was not paid to.",
			Hint: "Collect up to five articles about the brand that are neither paid nor its own.",
		},
		{
			Code: VerifiedCode, Text: "The business portfolio is verified.",
			Hint: "Have the portfolio verified in the business settings.",
		},
		{
			Code: TwoStepCode, Text: "Two-step verification is on.",
			Hint: "Set a PIN for the number.",
		},
		{
			Code: NameCode, Text: "The display name is approved.",
			Hint: "Ask for a display name and wait for the review.",
		},
		{
			Code: EmployeeCode, Text: "The number is not an employee's.",
			Hint: "Ask for a number of the business itself.",
		},
		{
			Code: TestCode, Text: "The account is not a test account.",
			Hint: "Ask for a number of an account in use.",
		},
		{
			Code: AppCode, Text: "The number is not one of the WhatsApp Business app.",
			Hint: "Ask for a number that is on the platform.",
		},
	}
	for i := range all {
		all[i].Source = `Cloud API, "Official business accounts", November 2025`
	}
	return all
}

// MinimumLimit requires that at least n customers may be written to in 24 hours,
// for a provider that asks for it beside the platform's rules; "above 1,000" is
// MinimumLimit(1001). Its Source is empty, for the host to say who does. The hint
// is of Cloud API, "Messaging limits", November 2025.
func MinimumLimit(n int) Requirement {
	return Requirement{
		Code: LimitCode, Customers: n,
		Text: "The messaging limit is at least " + strconv.Itoa(n) + " customers in 24 hours.",
		Hint: "Verify the portfolio, then use half of the limit within 7 days, with good quality.",
	}
}
