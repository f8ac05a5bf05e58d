package templates

import (
	"unicode/utf8"

	"github.com/wainbox/wainbox/whatsapp"
)

// text is a text with gaps, made ready: its pieces, each with the slot whose
// value follows it.
type text struct {
	pieces []piece
	runes  int // of the pieces alone
}

type piece struct {
	literal string
	hole    string // as it is written, "{{1}}"; empty = nothing follows
	slot    int    // -1 = none has that name
}

// compile finds the slots of a text's variables.
func compile(s string, slots []slot) text {
	var t text
	at := make(map[string]int, len(slots))
	for i := range slots {
		at[slots[i].name] = i
	}
	for _, one := range segments(s) {
		p := piece{literal: one.literal, slot: -1}
		if one.name != "" {
			p.hole = "{{" + one.name + "}}"
			if i, ok := at[one.name]; ok {
				p.slot = i
			}
		}
		t.pieces = append(t.pieces, p)
		t.runes += utf8.RuneCountInString(p.literal)
	}
	return t
}

// append appends the text with its values; a gap without one stays as it is
// written.
func (t *text) append(dst []byte, slots []slot, given []whatsapp.Parameter) []byte {
	placed := placed(given)
	for i := range t.pieces {
		p := &t.pieces[i]
		dst = append(dst, p.literal...)
		if p.hole == "" {
			continue
		}
		shown := ""
		switch {
		case p.slot < 0:
		case !placed:
			shown = shownOf(valueFor(slots, given, p.slot))
		case p.slot < len(given):
			shown = shownOf(&given[p.slot])
		}
		if shown == "" {
			shown = p.hole
		}
		dst = append(dst, shown...)
	}
	return dst
}

// placed reports whether each value is in its place, as those without names are.
func placed(given []whatsapp.Parameter) bool {
	for i := range given {
		if given[i].Name != "" {
			return false
		}
	}
	return true
}

// shownOf is the text that a value shows; empty for none, and for one whose
// text only the platform knows.
func shownOf(v *whatsapp.Parameter) string {
	switch {
	case v == nil, v.Type == "group_id": // which becomes a link
		return ""
	case v.Type == "currency":
		if v.Currency == nil {
			return ""
		}
		return v.Currency.Fallback
	default:
		return v.Text
	}
}

// valueFor is the value given for a slot: the one of its name, else the one in
// its place among those without a name; nil = none.
func valueFor(slots []slot, given []whatsapp.Parameter, at int) *whatsapp.Parameter {
	name := slots[at].name
	if at < len(given) && given[at].Name == name {
		return &given[at]
	}
	place := 0
	for i := range given {
		p := &given[i]
		if p.Name != "" {
			if p.Name == name {
				return p
			}
			continue
		}
		if place == at {
			return p
		}
		place++
	}
	return nil
}
