package profile

import (
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// Answer is a fact of a business: yes, no, or, as the zero value and any other
// word, not known.
type Answer string

// The answers.
const (
	Yes Answer = "yes"
	No  Answer = "no"
)

// AnswerOf is the answer for something that is known.
func AnswerOf(yes bool) Answer {
	if yes {
		return Yes
	}
	return No
}

// BusinessFacts are what the requirements of an official business account ask
// for. What is not known is left out, and is never taken as met.
type BusinessFacts struct {
	FollowsPolicy Answer `json:"follows_policy,omitempty"`
	// Since is when the business came to the platform; zero = not known.
	Since    time.Time `json:"since,omitzero"`
	Notable  Answer    `json:"notable,omitempty"`
	Verified Answer    `json:"verified,omitempty"` // the business portfolio
	TwoStep  Answer    `json:"two_step,omitempty"`
	// NameApproved is [Name.IsApproved] where a Name is kept.
	NameApproved Answer `json:"name_approved,omitempty"`
	Employee     Answer `json:"employee,omitempty"`
	Test         Answer `json:"test,omitempty"`
	// App is whether it is a number of the WhatsApp Business app.
	App   Answer                  `json:"app,omitempty"`
	Limit whatsapp.MessagingLimit `json:"limit,omitempty"`
	// Others answer the requirements that have none of the codes above.
	Others map[string]Answer `json:"others,omitempty"`
}

// Result is whether a requirement is met.
type Result string

// The results.
const (
	Met     Result = "met"
	Missing Result = "missing"
	Unknown Result = "unknown" // its fact is not known
)

// Check is one requirement and whether it is met.
type Check struct {
	Requirement

	Result Result `json:"result"`
	// From is when a requirement that only time meets will be met; zero = another.
	From time.Time `json:"from,omitzero"`
}

// Checklist is every requirement, in the order that they were given in.
type Checklist []Check

// Eligibility checks the facts of a business at a moment against requirements,
// as [Requirements] with those that a provider adds. Days are of 24 hours,
// counted from the instant of [BusinessFacts.Since]; see [OfficialAge].
func Eligibility(rules []Requirement, facts BusinessFacts, at time.Time) Checklist {
	list := make(Checklist, len(rules))
	for i, r := range rules {
		list[i] = Check{Requirement: r, Result: r.check(facts, at)}
		if r.Code == AgeCode && list[i].Result == Missing {
			list[i].From = facts.Since.Add(OfficialAge)
		}
	}
	return list
}

// Eligible reports whether all is met; an empty list says nothing, and false.
func (l Checklist) Eligible() bool {
	return len(l) > 0 && len(l.Of(Met)) == len(l)
}

// Of returns the checks that have one of these results.
func (l Checklist) Of(results ...Result) Checklist {
	var found Checklist
	for _, c := range l {
		for _, r := range results {
			if c.Result == r {
				found = append(found, c)
			}
		}
	}
	return found
}

func (r Requirement) check(f BusinessFacts, at time.Time) Result {
	switch r.Code {
	case PolicyCode:
		return wants(Yes, f.FollowsPolicy)
	case AgeCode:
		if f.Since.IsZero() {
			return Unknown
		}
		return wants(Yes, AnswerOf(!at.Before(f.Since.Add(OfficialAge))))
	case NotableCode:
		return wants(Yes, f.Notable)
	case VerifiedCode:
		return wants(Yes, f.Verified)
	case TwoStepCode:
		return wants(Yes, f.TwoStep)
	case NameCode:
		return wants(Yes, f.NameApproved)
	case EmployeeCode:
		return wants(No, f.Employee)
	case TestCode:
		return wants(No, f.Test)
	case AppCode:
		return wants(No, f.App)
	case LimitCode:
		n, ok := f.Limit.Customers()
		if !ok || r.Customers <= 0 {
			return Unknown
		}
		return wants(Yes, AnswerOf(n >= r.Customers))
	default:
		return wants(Yes, f.Others[r.Code])
	}
}

func wants(want, have Answer) Result {
	switch have {
	case want:
		return Met
	case Yes, No:
		return Missing
	default:
		return Unknown
	}
}
