package templates

import (
	"strings"
	"unicode/utf8"
)

// Lint finds what the platform's review would refuse, and what it may, before a
// definition is submitted: in the order of the parts, the same every time. The
// rules are [LintRules].
//
// It sees one definition alone. That a body and footer are those of another
// template, that a name is taken or that an account has too many templates is
// for the platform to say.
//
// A definition that a provider gave is linted as if it were submitted again.
// What the answer spells in another way, as a file's address in place of its
// handle, is found once and is not called refused.
//
// Of what Twilio keeps, the type that can be submitted is looked at, and name and
// category where the request for approval has them: it is that request that needs
// them, and a content's own name is for people. A content of none but types for
// an open window is not reviewed, which is the one thing found.
func Lint(d Definition) []Finding {
	if d.Content != nil {
		return lintContent(d)
	}
	return lint(d)
}

func lint(d Definition) []Finding {
	l := linter{
		category: Category(strings.ToUpper(string(d.Category))),
		language: d.Language,
		named:    is(string(d.Format), string(Named)),
		answered: d.Status != "" && d.Status != Draft,
		content:  d.Content != nil,
		offer:    has(d.Components, "LIMITED_TIME_OFFER"),
		catalog:  hasButton(d.Components, "CATALOG"),
	}
	l.definition(d)
	if d.Content != nil && l.category != Authentication { // whose text has no samples
		l.contentRow(d.Content)
	}
	l.components(d.Components)
	return l.found
}

// linter is one pass through a definition.
type linter struct {
	found    []Finding
	category Category // in capitals
	language string
	named    bool // variables have names
	answered bool // a provider gave the definition
	content  bool // Twilio keeps it: variables are one row through all parts
	offer    bool // it has a limited-time offer
	catalog  bool // it has a CATALOG button
	// told are the rules that are found once at most; seen are named variables and
	// the field that each was first seen in.
	told map[string]bool
	seen map[string]string
}

// add finds a rule broken.
func (l *linter) add(rule, at string) { l.about(rule, at, "") }

// about finds a rule broken by a variable, once in each field.
func (l *linter) about(rule, at, name string) {
	const longestName = 64
	if len(name) > longestName || !isName(name) {
		name = ""
	}
	for i := len(l.found) - 1; i >= 0 && l.found[i].Field == at; i-- {
		if l.found[i].Rule == rule && l.found[i].Name == name {
			return
		}
	}
	l.found = append(l.found, Finding{Field: at, Name: name, LintRule: ruleNamed(rule).worded()})
}

// once finds a rule broken unless it was before, anywhere.
func (l *linter) once(rule, at string) {
	if l.told == nil {
		l.told = map[string]bool{}
	}
	if !l.told[rule] {
		l.add(rule, at)
	}
	l.told[rule] = true
}

// length holds a text against the rule's limit.
func (l *linter) length(rule, at, s string) {
	if limit := ruleNamed(rule).Limit; len(s) > limit {
		l.count(rule, at, utf8.RuneCountInString(s))
	}
}

// count holds a number against the rule's limit.
func (l *linter) count(rule, at string, n int) {
	if n > ruleNamed(rule).Limit {
		l.add(rule, at)
	}
}

// components checks the parts of the template.
func (l *linter) components(all []Component) {
	types, single := map[string]bool{}, hasButton(all, "SPM")
	for i, c := range all {
		at := field("components", i)
		l.repeated(at, c, types)
		switch {
		case c.Type == "":
			l.add("component_type_missing", at)
		case l.category == Authentication:
			l.authentication(at, c)
		default:
			l.component(at, c)
			l.product(at, c, single)
		}
	}
	switch {
	case l.category == Authentication:
		if !has(all, "BUTTONS") {
			l.add("authentication_button", "components")
		}
	case !has(all, "BODY"):
		l.add("body_missing", "components")
	}
	if l.offer && !has(all, "HEADER") {
		l.add("offer_header_missing", "components")
	}
}

// component checks one part of a template that is not an authentication's.
func (l *linter) component(at string, c Component) {
	if c.CodeExpirationMinutes != 0 || c.SecurityRecommendation {
		l.add("authentication_only", at)
	}
	switch strings.ToUpper(c.Type) {
	case "HEADER":
		l.header(at, c)
	case "BODY":
		if l.offer {
			l.body("offer_body_too_long", at, c)
		} else {
			l.body("body_too_long", at, c)
		}
	case "FOOTER":
		l.footer(at, c)
		if l.offer {
			l.add("offer_footer", at)
		}
	case "BUTTONS":
		l.buttons(at+".buttons", c.Buttons)
		if l.offer {
			l.offerButtons(at+".buttons", c.Buttons)
		}
	case "CAROUSEL":
		l.carousel(at, c.Cards)
	case "LIMITED_TIME_OFFER":
		l.offerText(at, c.Offer)
	case "CALL_PERMISSION_REQUEST":
	default:
		l.add("component_unknown", at+".type")
	}
}

// repeated checks that a part is not among those before it.
func (l *linter) repeated(at string, c Component, before map[string]bool) {
	kind := strings.ToUpper(c.Type)
	if kind != "" && before[kind] {
		l.add("component_repeated", at)
	}
	before[kind] = true
}
