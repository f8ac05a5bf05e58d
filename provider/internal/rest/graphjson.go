package rest

import (
	"encoding/json"
	"errors"
)

// GraphID is an id, which the Graph API writes as a string, and in some places
// as a number. Anything else is read as no id.
type GraphID string

// UnmarshalJSON reads a string or a number.
func (id *GraphID) UnmarshalJSON(data []byte) error {
	var text string
	var number json.Number
	switch {
	case json.Unmarshal(data, &text) == nil:
		*id = GraphID(text)
	case json.Unmarshal(data, &number) == nil:
		*id = GraphID(number)
	default:
		*id = ""
	}
	return nil
}

// Lenient reads a JSON object into out and leaves out a field whose value is
// not of the type that it should be, so that one odd field does not hide the
// others. An error is of what is no JSON object at all.
func Lenient(data []byte, out any) error {
	err := json.Unmarshal(data, out)
	if odd, ok := errors.AsType[*json.UnmarshalTypeError](err); ok && odd.Field != "" {
		return nil
	}
	return err
}
