package templates

import (
	"slices"
	"strconv"
	"strings"

	"github.com/wainbox/wainbox/whatsapp"
)

// section is a part that takes values; it becomes one component of what is
// sent.
type section struct {
	part    string // "header", "body" or "button"
	subType string
	index   int
	field   string // "cards[0].buttons[1]"
	naming  naming
	slots   []slot
	lines   []line // what the customer reads of it
	// always has the component sent also when no value was given.
	always bool
	// code: its value is the one-time code that the body has.
	code bool
}

// naming is how values find their variables.
type naming uint8

const (
	byPlace naming = iota // {{1}}: sent without a name
	byName                // {{first_name}}: given and sent by name
	byRow                 // Twilio's: one row through all parts, sent by name
)

// slot is one variable, or a part that is a value as a whole.
type slot struct {
	name     string   // empty = the part itself
	kinds    []string // the types that it takes, the usual one first
	required bool
	limit    int  // of the value alone, in characters; 0 = none
	code     bool // a one-time code
	example  string
}

// line is a text of the section.
type line struct {
	field string // "body", "buttons[1].url"
	text  text
	limit int // with its values: in characters, an address in bytes; 0 = none
	// url: the text is an address; based: its host stands before the first
	// variable.
	url, based bool
}

// The kinds of values in texts. Source: "Messages", templates, November 2025,
// where only a text has a parameter_name.
var (
	textKinds = []string{"text"}
	bodyKinds = []string{"text", "currency", "date_time", "group_id"}
)

// slotsFor makes a slot of each variable.
func slotsFor(names []string, kinds []string, limit int) []slot {
	all := make([]slot, len(names))
	for i, name := range names {
		all[i] = slot{name: name, kinds: kinds, required: true, limit: limit}
	}
	return all
}

// numbered reports whether the variables are 1 to n, which is the only way that
// values without names can be told apart.
func numbered(slots []slot) bool {
	for i, s := range slots {
		if number(s.name) != i+1 {
			return false
		}
	}
	return true
}

// find is the place of a variable; -1 = there is none of that name.
func (s *section) find(name string, hint int) int {
	if hint < len(s.slots) && s.slots[hint].name == name {
		return hint
	}
	return slices.IndexFunc(s.slots, func(one slot) bool { return one.name == name })
}

// at is the field of a slot.
func (s *section) at(i int) string {
	if name := s.slots[i].name; name != "" && s.part != "button" {
		return s.field + "." + name
	}
	return s.field
}

// named is the field of a value whose name is no variable's. A name that no
// variable can have is not repeated: it may be anything.
func (s *section) named(name string) string {
	if !isName(name) || s.part == "button" {
		return s.field
	}
	return s.field + "." + name
}

// describe appends the section's places for a form.
func (s *section) describe(all []Slot, card int) []Slot {
	for i, one := range s.slots {
		if s.code {
			continue // the body's value is given to it
		}
		all = append(all, Slot{
			Field: s.at(i), Card: card, Part: s.part, Button: s.index, Name: one.name, Kinds: slices.Clone(one.kinds),
			Required: one.required, Example: one.example,
		})
	}
	return all
}

// given are the values for the section.
func (s *section) given(v *Values) []whatsapp.Parameter {
	switch s.part {
	case "header":
		return v.Header
	case "button":
		return v.Buttons[s.index]
	default:
		return v.Body
	}
}

func field(of string, i int) string { return of + "[" + strconv.Itoa(i) + "]" }

func is(word, upper string) bool { return strings.EqualFold(word, upper) }
