package window

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// Event is one thing that happened to a window, as it is logged and replayed.
// In JSON it is an object of "at", a time as RFC 3339 or Unix seconds, of
// "event" and, for a message, of "kind".
type Event struct {
	// At is the provider's time. Of a zero one nothing follows.
	At   time.Time `json:"at"`
	Kind EventKind `json:"event"`
	// Content is a message's kind, looked up in [Openers]; empty = one that opens.
	Content whatsapp.ContentKind `json:"kind,omitempty"`
}

// EventKind says what happened.
type EventKind string

// The kinds of events. An answer counts for the latest entry at or before it.
const (
	EventMessage EventKind = "message" // the customer wrote
	EventCall    EventKind = "call"    // the customer called
	EventEntry   EventKind = "entry"   // the customer wrote, coming by an advertisement or a page
	EventAnswer  EventKind = "answer"  // the business wrote
	EventRefused EventKind = "refused" // the platform refused a message as outside the window
)

// UnmarshalJSON reads one event and returns [whatsapp.Violations] with all that
// is wrong with it. A time is RFC 3339 or Unix seconds, bare or in quotes, after
// 1970 and before 10000. Other names in the object are passed over.
func (e *Event) UnmarshalJSON(data []byte) error {
	var in struct {
		At      json.RawMessage      `json:"at"`
		Kind    EventKind            `json:"event"`
		Content whatsapp.ContentKind `json:"kind"`
	}
	if json.Unmarshal(data, &in) != nil {
		return whatsapp.Violations{{Field: "event", Rule: "an object of at and event"}}
	}
	var wrong whatsapp.Violations
	at, ok := parseTime(in.At)
	if !ok {
		wrong = append(wrong, whatsapp.Violation{Field: "at", Rule: "a time as RFC 3339 or Unix seconds"})
	}
	switch in.Kind {
	case EventMessage, EventCall, EventEntry, EventAnswer, EventRefused:
	default:
		wrong = append(wrong, whatsapp.Violation{Field: "event", Rule: "message, call, entry, answer or refused"})
	}
	if wrong != nil {
		return wrong
	}
	*e = Event{At: at, Kind: in.Kind, Content: in.Content}
	return nil
}

// parseTime reads the JSON of a time.
func parseTime(data json.RawMessage) (time.Time, bool) {
	text := string(data)
	if len(data) > 0 && data[0] == '"' && json.Unmarshal(data, &text) != nil {
		return time.Time{}, false
	}
	if seconds, err := strconv.ParseInt(text, 10, 64); err == nil {
		return inRange(time.Unix(seconds, 0))
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return time.Time{}, false
	}
	return inRange(t)
}

// inRange keeps out what cannot be written again.
func inRange(t time.Time) (time.Time, bool) {
	t = t.UTC()
	return t, t.Unix() > 0 && t.Year() < 10000
}

// ParseEvents reads a JSON array of events, or one object after another, as in
// JSON Lines. It stops at the first that cannot be read and says which, counted
// from 0.
func ParseEvents(data []byte) ([]Event, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	array := bytes.HasPrefix(bytes.TrimLeft(data, " \t\r\n"), []byte("["))
	if array {
		if _, err := d.Token(); err != nil {
			return nil, err
		}
	}
	var events []Event
	for !array || d.More() {
		var e Event
		err := d.Decode(&e)
		if !array && errors.Is(err, io.EOF) {
			return events, nil
		}
		if err != nil {
			return nil, fmt.Errorf("events[%d]: %w", len(events), err)
		}
		events = append(events, e)
	}
	if _, err := d.Token(); err != nil {
		return nil, errors.New("events: the array has no end")
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("events: more after the array")
	}
	return events, nil
}
