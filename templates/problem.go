package templates

import (
	"slices"
	"strconv"
	"strings"
)

// Rule is what a value, or its absence, broke. Rules are stable words that a
// host can translate.
type Rule string

// The rules of filling. In brackets is the platform's error that a send would
// end with. Source: "Error codes", November 2025; "Templates", November 2025.
const (
	Missing       Rule = "missing"         // a variable has no value [132000; of a button 131008]
	Extra         Rule = "extra"           // a value, or a part, has no place [132000, 132018]
	Unnamed       Rule = "unnamed"         // a value lacks the name of its variable [132012]
	Repeated      Rule = "repeated"        // a variable has two values [132000]
	Empty         Rule = "empty"           // the value says nothing [131008, 132012]
	NotUTF8       Rule = "not_utf8"        // the value is not valid UTF-8 [132018]
	LineBreak     Rule = "line_break"      // the value has a line break [132018]
	Tab           Rule = "tab"             // the value has a tab [132018]
	Spaces        Rule = "spaces"          // the value has more than four spaces in a row [132018]
	TooLong       Rule = "too_long"        // the value alone is longer than Limit [132018; of a text 132005]
	TooLongFilled Rule = "too_long_filled" // the part with its values is longer than Limit [132005]
	WrongKind     Rule = "wrong_kind"      // a value of this kind cannot stand here [132012]
	BadURL        Rule = "bad_url"         // the address with its values is none [132012]
	BadValue      Rule = "bad_value"       // the value breaks a rule of its kind; see Detail [132012; of a code 132018; of a name 132001; of none 131008]
	NotApproved   Rule = "not_approved"    // the template cannot be sent as it stands [132001, 132015, 132016]
	Unfillable    Rule = "unfillable"      // the template has a part that is not known here
)

// Problem is one thing that is wrong with the values of a template. It holds
// nothing of the values themselves.
type Problem struct {
	// Field is where: "body.2", "header", "buttons[1].url", "cards[0].body.name",
	// "status".
	Field string `json:"field"`
	// Name is the variable's name or number; empty where there is none.
	Name string `json:"name,omitempty"`
	Rule Rule   `json:"rule"`
	// Limit is the most that is allowed, in characters unless Detail says
	// otherwise; 0 = none.
	Limit int `json:"limit,omitempty"`
	// Detail says more of some rules: which kinds can stand here, which rule of
	// its kind a value breaks.
	Detail string `json:"detail,omitempty"`
}

// String is the problem in words.
func (p Problem) String() string {
	s := p.Field + ": " + strings.ReplaceAll(string(p.Rule), "_", " ")
	if p.Limit > 0 {
		s += ", at most " + strconv.Itoa(p.Limit)
	}
	if p.Detail != "" {
		s += ", " + p.Detail
	}
	return s
}

// Problems is the error of filling: everything that is wrong at once, in the
// order of the template's parts.
type Problems []Problem

// Error lists the problems.
func (p Problems) Error() string {
	all := make([]string, len(p))
	for i, one := range p {
		all[i] = one.String()
	}
	return "templates: " + strings.Join(all, "; ")
}

func (p Problems) has(rule Rule) bool {
	return slices.ContainsFunc(p, func(one Problem) bool { return one.Rule == rule })
}

// Of returns the problems of one rule.
func (p Problems) Of(rule Rule) Problems {
	return slices.DeleteFunc(slices.Clone(p), func(one Problem) bool { return one.Rule != rule })
}
