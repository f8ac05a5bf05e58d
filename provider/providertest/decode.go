package providertest

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

func decodeCases() []Case {
	return []Case{
		{"decode/events", decodesEvents},
		{"decode/in the body's order", decodesInOrder},
		{"decode/redelivery has the same keys", redeliverySameKeys},
		{"decode/keys differ", keysDiffer},
		{"decode/keeps nothing of the body", keepsNothing},
		{"decode/damaged bodies", decodesDamaged},
	}
}

func decodesEvents(t TB, r Rig) {
	for i, body := range r.Callbacks {
		events, err := r.Provider.Decode(r.Signed(body))
		if err != nil {
			t.Errorf("Callbacks[%d]: %v", i, err)
		}
		if len(events) == 0 {
			t.Errorf("Callbacks[%d]: no event", i)
		}
		for j, e := range events {
			if e == nil {
				t.Errorf("Callbacks[%d], event %d is nil", i, j)
			} else if e.Key() == "" {
				t.Errorf("Callbacks[%d], event %d has no key", i, j)
			}
		}
	}
}

// decodesInOrder finds each event's bytes in the body, not before the bytes of
// the event ahead of it. Where a provider's bytes are not JSON and an event's
// are, there is nothing to find.
func decodesInOrder(t TB, r Rig) {
	for i, body := range r.Callbacks {
		at := 0
		for j, e := range decode(r, body) {
			own := raw(e)
			if own == "" || !bytes.Contains(body, []byte(own)) {
				continue
			}
			next := bytes.Index(body[at:], []byte(own))
			if next < 0 {
				t.Errorf("Callbacks[%d]: event %d stands before the one ahead of it", i, j)
				continue
			}
			at += next
		}
	}
}

// raw is an event's own bytes.
func raw(e whatsapp.Event) string {
	switch e := e.(type) {
	case *whatsapp.Received:
		return string(e.Raw)
	case *whatsapp.Echo:
		return string(e.Raw)
	case *whatsapp.Status:
		return string(e.Raw)
	case *whatsapp.Fault:
		return string(e.Raw)
	case *whatsapp.Unknown:
		return string(e.Raw)
	default:
		return ""
	}
}

func redeliverySameKeys(t TB, r Rig) {
	for i, body := range r.Callbacks {
		first, second := keys(decode(r, body)), keys(decode(r, body))
		if first != second {
			t.Errorf("Callbacks[%d]: other keys the second time", i)
		}
	}
}

func keysDiffer(t TB, r Rig) {
	for i, body := range r.Callbacks {
		seen := map[string]int{}
		for j, e := range decode(r, body) {
			k := fmt.Sprint(e.Source().Number, " ", e.Key())
			if before, twice := seen[k]; twice {
				t.Errorf("Callbacks[%d]: events %d and %d have one key", i, before, j)
			}
			seen[k] = j
		}
	}
}

// keepsNothing overwrites the body afterwards: the buffer is used again.
func keepsNothing(t TB, r Rig) {
	for i, body := range r.Callbacks {
		c := r.Signed(body)
		c.Body = append([]byte{}, c.Body...)
		events, _ := r.Provider.Decode(c)
		before := spell(events) + keys(events)
		for at := range c.Body {
			c.Body[at] = 'x'
		}
		if spell(events)+keys(events) != before {
			t.Errorf("Callbacks[%d]: the events changed with the body", i)
		}
	}
}

// decodesDamaged cuts and changes every body in many ways. Whatever it is,
// Decode does not panic, and a body that is cut short is either read or
// reported.
func decodesDamaged(t TB, r Rig) {
	for i, body := range r.Callbacks {
		c := r.Signed(body)
		broken := 0
		fail := func(format string, args ...any) {
			if broken++; broken <= 5 {
				t.Errorf(format, args...)
			}
		}
		try := func(what string, damaged []byte, reported bool) {
			defer func() {
				if v := recover(); v != nil {
					fail("Callbacks[%d], %s: panic: %v", i, what, v)
				}
			}()
			c.Body = damaged
			events, err := r.Provider.Decode(c)
			for _, e := range events {
				_ = e.Key()
			}
			var d *provider.DecodeError
			if err != nil && !errors.As(err, &d) {
				fail("Callbacks[%d], %s: error of type %T, want *provider.DecodeError", i, what, err)
			}
			if reported && err == nil && len(events) == 0 {
				fail("Callbacks[%d], %s: neither an event nor an error", i, what)
			}
		}
		step := max(1, len(body)/400)
		for at := 0; at < len(body); at += step {
			try(fmt.Sprintf("cut at %d", at), append([]byte{}, body[:at]...), true)
			for _, b := range []byte{0, '"', '{', ']', '\\', '9', 0xff} {
				damaged := append([]byte{}, body...)
				damaged[at] = b
				try(fmt.Sprintf("byte %d replaced by %q", at, b), damaged, false)
			}
			try(fmt.Sprintf("byte %d removed", at), append(append([]byte{}, body[:at]...), body[at+1:]...), false)
		}
		try("no body", nil, true)
		for _, whole := range []string{"", "null", "[]", "0", `""`, "\x00", strings.Repeat("[", 100_000), strings.Repeat(`{"a":`, 100_000)} {
			try(fmt.Sprintf("%.12q", whole), []byte(whole), true)
		}
	}
}

func decode(r Rig, body []byte) []whatsapp.Event {
	events, _ := r.Provider.Decode(r.Signed(body))
	return events
}

func keys(events []whatsapp.Event) string {
	var b strings.Builder
	for _, e := range events {
		fmt.Fprintf(&b, "%q ", e.Key())
	}
	return b.String()
}
