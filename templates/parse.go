package templates

import (
	"encoding/json"
	"errors"
	"fmt"
)

// lists are the names under which providers write the templates of a list.
var lists = []string{"data", "waba_templates", "templates", "contents"}

// maxJSONDepth is how deep encoding/json goes.
const maxJSONDepth = 10_000

// ItemError is one item of a list that could not be read.
type ItemError struct {
	Index int   // from 0
	Err   error // [ErrNotTemplate] or [ErrTooDeep]
}

// Error names the item.
func (e *ItemError) Error() string { return fmt.Sprintf("item %d: %v", e.Index, e.Err) }

// Unwrap returns the cause.
func (e *ItemError) Unwrap() error { return e.Err }

// Parse reads a template, or a list of them, of any provider: an array, or the
// answer to a list request of the Cloud API, 360dialog, 1msg or Twilio. Each is
// read as [Definition.UnmarshalJSON] does.
//
// An item of a list that is no template does not hide the others: it is an
// [*ItemError], all of them joined, beside what could be read. An object with
// neither a name nor components nor types is no template. Errors quote nothing of
// what was read. It takes time and memory in proportion to the data, whose length
// is the caller's to limit.
func Parse(data []byte) ([]Definition, error) {
	items, listed, err := itemsOf(data)
	if err != nil {
		return nil, err
	}
	all := make([]Definition, 0, len(items))
	var odd []error
	for i, raw := range items {
		d, err := parseOne(raw)
		switch {
		case err == nil:
			all = append(all, d)
		case listed:
			odd = append(odd, &ItemError{Index: i, Err: err})
		default:
			return nil, err
		}
	}
	return all, errors.Join(odd...)
}

func parseOne(raw json.RawMessage) (Definition, error) {
	var d Definition
	if err := d.UnmarshalJSON(raw); err != nil {
		return Definition{}, err
	}
	if d.Name == "" && d.Content == nil && len(d.Components) == 0 {
		return Definition{}, ErrNotTemplate
	}
	return d, nil
}

// itemsOf finds the templates in an answer, and whether it is a list.
func itemsOf(data []byte) (items []json.RawMessage, listed bool, err error) {
	if depth(data) > maxJSONDepth {
		return nil, false, ErrTooDeep
	}
	if json.Unmarshal(data, &items) == nil && items != nil {
		return items, true, nil
	}
	var answer Members
	err = json.Unmarshal(data, &answer)
	if odd, ok := errors.AsType[*json.SyntaxError](err); ok {
		return nil, false, fmt.Errorf("%w, at byte %d", ErrNotJSON, odd.Offset)
	}
	if err != nil || answer == nil {
		return nil, false, ErrNotTemplate
	}
	for _, name := range lists {
		if json.Unmarshal(answer[name], &items) == nil && items != nil {
			return items, true, nil
		}
	}
	return []json.RawMessage{data}, false, nil
}
