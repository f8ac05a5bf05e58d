package wire

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// Encode makes a callback of events, the inverse of [Decode]: reading it gives
// the same events in the same order, each with the bytes of the new callback in
// the place of its own. Consecutive events of one number and one field share a
// change, as far as what is said of their contacts agrees.
//
// Of an [*whatsapp.Unknown] the bytes are written, of all others what was read
// of them: content that is unknown is left out. An event without a field is
// written in the one that its type is usual in. What no callback can hold, as
// content that is only ever sent, is refused with [whatsapp.Violations] that
// name the event by its place and its type.
func Encode(events []whatsapp.Event) ([]byte, error) {
	var (
		c   callback
		bad whatsapp.Violations
	)
	for i, e := range events {
		it, rule := itemOf(e)
		if rule == "" {
			rule = it.check()
		}
		if rule != "" {
			bad = append(bad, whatsapp.Violation{Field: "events[" + strconv.Itoa(i) + "]", Rule: typeName(e) + " " + rule})
			continue
		}
		c.add(it)
	}
	if len(bad) > 0 {
		return nil, bad
	}
	return appendValue(nil, c.object()), nil
}

// typeName is the name of an event's type.
func typeName(e whatsapp.Event) string { return strings.TrimPrefix(fmt.Sprintf("%T", e), "*whatsapp.") }

// item is an event as a callback holds it.
type item struct {
	origin whatsapp.Origin
	field  string
	// at is the entry's time, for what has none of its own.
	at time.Time
	// list is the key of the list that the value is an element of, or, if it is
	// alone, the key of the value itself; empty for all of the change's value.
	list  string
	alone bool
	value any
	// people are whom the change's contacts must name as they are, and nobody
	// else that shares a name with them.
	people []person
	// sealed: no other item may stand beside it.
	sealed bool
}

// check returns why the item cannot stand in its field; empty when it can.
func (it *item) check() string {
	switch {
	case it.alone:
	case it.list != "" && (!hasLists(it.field) || listOf([]byte(it.list)).in(it.field) == otherPart),
		it.list == "" && !isNotice(it.field) && !isRaw(it.value):
		return "does not come in the field " + strconv.Quote(it.field)
	}
	return ""
}

func isRaw(v any) bool {
	_, ok := v.(whatsapp.Raw)
	return ok
}

// callback is one in the making.
type callback struct{ entries []*entry }

type entry struct {
	waba    whatsapp.WABAID
	at      time.Time
	changes []*change
	raw     whatsapp.Raw // the whole of it, where it was kept as such
}

func (c *callback) add(it item) {
	if raw, ok := it.keptWhole(func(raw any) object { return envelope(raw) }); ok {
		c.entries = append(c.entries, &entry{raw: raw})
		return
	}
	var e *entry
	if n := len(c.entries); n > 0 {
		e = c.entries[n-1]
	}
	if e == nil || e.raw != "" || e.waba != it.origin.WABA || !e.at.Equal(it.at) {
		e = &entry{waba: it.origin.WABA, at: it.at}
		c.entries = append(c.entries, e)
	}
	if raw, ok := it.keptWhole(func(raw any) object { return envelope(e.object(raw)) }); ok {
		e.changes = append(e.changes, &change{raw: raw})
		return
	}
	if n := len(e.changes); n > 0 && e.changes[n-1].raw == "" && e.changes[n-1].takes(&it) {
		e.changes[n-1].add(it)
		return
	}
	fresh := &change{field: it.field, origin: it.origin}
	fresh.add(it)
	e.changes = append(e.changes, fresh)
}

// envelope is a callback of these entries.
func envelope(entries ...any) object {
	return object{{"object", "whatsapp_business_account"}, {"entry", whole(entries)}}
}

// object is the entry as a callback holds it.
func (e *entry) object(changes ...any) object {
	return object{{"id", e.waba}, {"time", number(e.at)}, {"changes", changes}}
}

// keptWhole returns the bytes of what had no field, and was kept, if they are
// kept as the same again where they stand in a callback. As the value of a change
// they might be read as something else.
func (it *item) keptWhole(in func(raw any) object) (whatsapp.Raw, bool) {
	raw, ok := it.value.(whatsapp.Raw)
	if !ok || it.field != "" {
		return "", false
	}
	events, err := Decode(appendValue(nil, in(raw)))
	if err != nil || len(events) != 1 {
		return "", false
	}
	kept, ok := events[0].(*whatsapp.Unknown)
	return raw, ok && kept.Field == "" && kept.Raw == raw && kept.Origin == it.origin && kept.At.Equal(it.at)
}

func (c *callback) object() object {
	entries := make([]any, len(c.entries))
	for i, e := range c.entries {
		if e.raw != "" {
			entries[i] = e.raw
			continue
		}
		changes := make([]any, len(e.changes))
		for j, one := range e.changes {
			if changes[j] = one.raw; one.raw == "" {
				changes[j] = object{{"value", one.object()}, {"field", one.field}}
			}
		}
		entries[i] = e.object(changes...)
	}
	return envelope(entries...)
}
