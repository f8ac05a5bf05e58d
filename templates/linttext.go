package templates

import "strings"

// body checks a body, or a card's, whose length the rule bounds.
func (l *linter) body(tooLong, at string, c Component) {
	if strings.TrimSpace(c.Text) == "" {
		l.add("body_missing", at+".text")
		return
	}
	at, example := at+".text", at+".example"
	l.length(tooLong, at, c.Text)
	l.promotion(at, c.Text)
	v := l.variables(at, c.Text)
	if v.starts {
		l.about("variable_at_start", at, v.first)
	}
	if v.ends {
		l.about("variable_at_end", at, v.last)
	}
	if words(v.rest) < 2*v.places+1 && v.places > 0 {
		l.add("variable_ratio", at)
	}
	s := samples{variables: v, limit: ruleNamed(tooLong).Limit}
	if e := c.Example; e != nil {
		s.rows, s.named = e.BodyText, e.BodyNamed
	}
	if l.named {
		example += ".body_text_named_params"
	} else {
		example += ".body_text"
	}
	l.samples(example, s)
}

// footer checks a footer.
//
// QUIRK(cloudapi): a footer has no variables, but the page about catalog
// templates says that theirs may.
func (l *linter) footer(at string, c Component) {
	if strings.TrimSpace(c.Text) == "" {
		l.add("footer_empty", at+".text")
		return
	}
	at += ".text"
	l.length("footer_too_long", at, c.Text)
	l.promotion(at, c.Text)
	marks, _ := marksOf(c.Text)
	switch {
	case len(marks) == 0:
		l.braces(at, c.Text)
	case l.catalog:
		l.about("footer_variable_catalog", at, marks[0].name)
	default:
		l.about("footer_variable", at, marks[0].name)
	}
}

// fixed checks a text that no message has values for.
func (l *linter) fixed(at, s string) {
	if marks, _ := marksOf(s); len(marks) > 0 && !l.content {
		l.about("text_variable", at, marks[0].name)
	}
}
