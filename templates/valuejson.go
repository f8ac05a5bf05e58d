package templates

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// UnmarshalJSON reads values as a form or a file has them: a value is a text, or
// an object as of [whatsapp.Parameter].
//
//	{"header": VALUE, "body": [VALUE, …] or {"NAME": VALUE, …},
//	 "buttons": {"0": VALUE or [VALUE, …]}, "offer_ends": RFC 3339,
//	 "cards": [VALUES, …], "targets": [{"url": …, "title": …}]}
//
// The error is [whatsapp.Violations], which name the members, [ErrTooDeep], or the
// JSON's own.
func (v *Values) UnmarshalJSON(data []byte) error {
	if depth(data) > maxDepth {
		return ErrTooDeep
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(data, &members); err != nil {
		return err
	}
	var r valueReader
	var out Values
	for _, name := range slices.Sorted(maps.Keys(members)) {
		raw := members[name]
		switch name {
		case "header":
			out.Header = r.list(name, raw)
		case "body":
			out.Body = r.named(name, raw)
		case "buttons":
			out.Buttons = r.buttons(name, raw)
		case "offer_ends":
			r.read(name, raw, &out.OfferEnds, "a time, as "+time.RFC3339)
		case "cards":
			out.Cards = r.cards(name, raw)
		case "targets":
			r.read(name, raw, &out.Targets, "an array of a url and a title each")
		default:
			r.add(name, "header, body, buttons, offer_ends, cards or targets")
		}
	}
	if len(r.found) > 0 {
		return r.found
	}
	*v = out
	return nil
}

// MarshalJSON writes what UnmarshalJSON reads.
func (v Values) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Header    []Value              `json:"header,omitempty"`
		Body      []Value              `json:"body,omitempty"`
		Buttons   map[int][]Value      `json:"buttons,omitempty"`
		OfferEnds time.Time            `json:"offer_ends,omitzero"`
		Cards     []Values             `json:"cards,omitempty"`
		Targets   []whatsapp.TapTarget `json:"targets,omitempty"`
	}(v))
}

type valueReader struct{ found whatsapp.Violations }

func (r *valueReader) add(field, rule string) {
	r.found = append(r.found, whatsapp.Violation{Field: field, Rule: rule})
}

func (r *valueReader) read(field string, raw json.RawMessage, into any, rule string) {
	err := json.Unmarshal(raw, into)
	if v, ok := err.(whatsapp.Violations); ok { //nolint:errorlint // ours, of a card
		for _, one := range v {
			r.add(field+"."+one.Field, one.Rule)
		}
	} else if err != nil {
		r.add(field, rule)
	}
}

func (r *valueReader) cards(at string, raw json.RawMessage) []Values {
	var many []json.RawMessage
	r.read(at, raw, &many, "an array of values")
	all := make([]Values, len(many))
	for i, one := range many {
		r.read(field(at, i), one, &all[i], "the values of a card")
	}
	return all
}

// value is a text or an object.
func (r *valueReader) value(field string, raw json.RawMessage) Value {
	var p Value
	if json.Unmarshal(raw, &p.Text) == nil && !isNull(raw) {
		return p
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if d.Decode(&p) != nil || isNull(raw) {
		r.add(field, "a text, or an object of a type and what it needs")
	}
	return p
}

func isNull(raw json.RawMessage) bool { return string(bytes.TrimSpace(raw)) == "null" }

// list is one value or an array of them.
func (r *valueReader) list(at string, raw json.RawMessage) []Value {
	var many []json.RawMessage
	if json.Unmarshal(raw, &many) != nil {
		return []Value{r.value(at, raw)}
	}
	all := make([]Value, 0, len(many))
	for i, one := range many {
		all = append(all, r.value(field(at, i), one))
	}
	return all
}

// named is a list, or an object of values by name.
func (r *valueReader) named(at string, raw json.RawMessage) []Value {
	var members map[string]json.RawMessage
	if json.Unmarshal(raw, &members) != nil {
		return r.list(at, raw)
	}
	all := make([]Value, 0, len(members))
	for _, name := range slices.Sorted(maps.Keys(members)) {
		all = append(all, ByName(name, r.value(at+"."+name, members[name])))
	}
	return all
}

// buttons are lists by place.
func (r *valueReader) buttons(at string, raw json.RawMessage) map[int][]Value {
	var members map[string]json.RawMessage
	if json.Unmarshal(raw, &members) != nil {
		r.add(at, "an object of values by the button's place, from 0")
		return nil
	}
	all := make(map[int][]Value, len(members))
	for _, place := range slices.Sorted(maps.Keys(members)) {
		i, err := strconv.Atoi(place)
		if err != nil || i < 0 || strconv.Itoa(i) != place {
			r.add(at, "an object of values by the button's place, from 0")
			continue
		}
		all[i] = r.list(field(at, i), members[place])
	}
	return all
}
