package templates

import (
	"cmp"
	"strings"
)

// Notes are what stands around a template in an editor, in the agents' language.
// Each is one line or a part of one, and an empty one is the English of its
// comment.
type Notes struct {
	// Opening is the line before the text: "--- Template order_ready (en_US): only
	// the gaps may be changed ---", with the template's name and language.
	Opening string
	// Closing is the line after it: "--- End of template ---".
	Closing string
	// Example stands before an example: "e.g.".
	Example string
	// Beside is said of what is no text, as a picture: "set beside the text".
	Beside string
}

// of are the notes for a template.
func (n Notes) of(t *Template) Notes {
	name := strings.Join(strings.Fields(t.definition.Name+" ("+t.definition.Language+")"), " ")
	n.Opening = cmp.Or(firstLine(n.Opening), "--- Template "+name+": only the gaps may be changed ---")
	n.Closing = cmp.Or(firstLine(n.Closing), "--- End of template ---")
	n.Example = cmp.Or(firstLine(n.Example), "e.g.")
	n.Beside = cmp.Or(firstLine(n.Beside), "set beside the text")
	return n
}

// firstLine is the first line of a text, without what editors strip of its end.
func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return strings.TrimRight(s, " \t\r")
}

// AppendInsertion appends a template as an agent's editor shows it, and returns
// the extended buffer:
//
//	--- Template order_ready (en_US): only the gaps may be changed ---
//	Hello {{first_name}}, your order #4711 is ready.
//
//	Reply STOP to opt out
//	--- End of template ---
//	first_name: e.g. Ana
//	order: e.g. #1000
//
// Between the two notes stands what the customer will read, as by
// [Template.AppendPreview]: values that are given are filled in, and the agent
// writes the others over their "{{name}}". Below are the variables, each with
// its example, and what the template needs that is no text, as a picture or the
// end of a button's address: that is set elsewhere on the screen.
//
// [Template.ReadInsertion] reads it back.
func (t *Template) AppendInsertion(dst []byte, v Values, n Notes) []byte {
	n = n.of(t)
	dst = append(append(dst, n.Opening...), '\n')
	dst = t.AppendPreview(dst, v)
	dst = append(append(append(dst, '\n'), n.Closing...), '\n')
	p := t.pattern(&v)
	for _, s := range t.Slots() {
		switch {
		case t.inText(&p, s):
			dst = appendExample(append(append(dst, label(s)...), ':'), s, n)
		case s.Required:
			dst = append(append(append(dst, t.labelBeside(s)...), ": "...), s.Kinds[0]...)
			dst = append(append(dst, ", "...), n.Beside...)
			if s.Example != "" {
				dst = appendExample(append(dst, ','), s, n)
			}
		default:
			continue
		}
		dst = append(dst, '\n')
	}
	return dst
}

// inText reports whether a place is one of the text's gaps.
func (t *Template) inText(p *pattern, s Slot) bool {
	for _, g := range p.gaps {
		if sec := &t.whole.sections[g.section]; s.Field == sec.at(g.slot) {
			return true
		}
	}
	return false
}

// label is the name of a variable in the text.
func label(s Slot) string {
	if s.Part == "header" {
		return s.Name + " (header)"
	}
	return s.Name
}

// labelBeside is what else the template needs, a button by its text.
func (t *Template) labelBeside(s Slot) string {
	if s.Part == "button" && s.Card < 0 && s.Button < len(t.whole.buttons) {
		if words := t.whole.buttons[s.Button].Text; words != "" {
			return "button " + firstLine(words)
		}
	}
	return s.Field
}

// appendExample appends a sample, or the kind of value where there is none.
func appendExample(dst []byte, s Slot, n Notes) []byte {
	dst = append(dst, ' ')
	if s.Example == "" {
		return append(dst, s.Kinds[0]...)
	}
	return append(append(append(dst, n.Example...), ' '), firstLine(s.Example)...)
}
