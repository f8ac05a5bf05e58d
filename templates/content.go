package templates

import (
	"cmp"
	"encoding/json"
	"errors"
	"maps"
	"slices"
)

// Content is a message kept at Twilio, with variables: what Twilio has for
// templates. Source: Content API, April 2026.
type Content struct {
	// SID is "HX…"; empty before it was created.
	SID string `json:"sid,omitempty"`
	// Name is for people.
	Name string `json:"friendly_name,omitempty"`
	// Language is a code, as "en" or "pt_BR".
	Language string `json:"language"`
	// Variables are a sample of each variable, by its number or name. They are
	// one row through all parts.
	Variables map[string]string `json:"variables,omitempty"`
	// Types are what it is for each channel, by the name of the type, as
	// "twilio/quick-reply": at least one.
	Types map[string]json.RawMessage `json:"types"`
	// Approval is how it stands with WhatsApp; lists have it.
	Approval ContentApproval `json:"approval_requests,omitzero"`
	// Extra is what Twilio says besides.
	Extra Members `json:"-"`
}

// ContentApproval is how a content stands with WhatsApp, in Twilio's own words.
type ContentApproval struct {
	Name string `json:"name,omitempty"`
	// Category is "UTILITY", "MARKETING", "AUTHENTICATION", or an older word.
	Category Category `json:"category,omitempty"`
	// Status is "unsubmitted", "received", "pending", "approved", "rejected",
	// "paused" or "disabled".
	Status Status `json:"status,omitempty"`
	// Reason of a rejection, a word or a sentence.
	Reason string `json:"rejection_reason,omitempty"`
	// ContentType is the type that was submitted, of those that the content has.
	ContentType string `json:"content_type,omitempty"`

	Extra Members `json:"-"`
}

// UnmarshalJSON keeps in Extra what has no field here, and a value of another
// type than the field's.
func (c *Content) UnmarshalJSON(data []byte) error { return readObject(data, c) }

// MarshalJSON writes Extra back.
func (c Content) MarshalJSON() ([]byte, error) { return writeObject(c) }

// UnmarshalJSON reads as [Content.UnmarshalJSON] does.
func (a *ContentApproval) UnmarshalJSON(data []byte) error { return readObject(data, a) }

// MarshalJSON writes Extra back.
func (a ContentApproval) MarshalJSON() ([]byte, error) { return writeObject(a) }

// Definition is the content as a template: the type that was submitted, else the
// one of its types that says most. Its variables stay as they are, also in the
// address of a header's file. What a template has no place for, as the rows of a
// list, the fixed place of a location and what a quick reply answers, is in
// Content alone. The result shares the content's memory.
func (c Content) Definition() Definition {
	a := c.Approval
	d := Definition{
		ID: c.SID, Name: cmp.Or(a.Name, c.Name), Language: locale(c.Language), Category: categoryOf(a.Category),
		Status: statusOf(a.Status), Format: Positional, RejectedReason: reasonOf(a.Reason), Content: &c,
	}
	for _, name := range slices.AppendSeq(c.variables(), maps.Keys(c.Variables)) {
		if number(name) == 0 {
			d.Format = Named
		}
	}
	if name, t, ok := c.main(); ok {
		d.Components = c.components(name, t)
	}
	return d
}

// main is the type that the content is shown by; false when there is none that
// is known. Of one that has something odd, the rest is read.
func (c Content) main() (string, contentType, bool) {
	name, raw, ok := c.shown()
	var t contentType
	err := json.Unmarshal(raw, &t)
	if odd, is := errors.AsType[*json.UnmarshalTypeError](err); is && odd.Field != "" {
		err = nil
	}
	return name, t, ok && err == nil
}

func (c Content) shown() (string, json.RawMessage, bool) {
	for _, name := range append([]string{c.Approval.ContentType}, contentTypes...) {
		if raw, ok := c.Types[name]; ok {
			return name, raw, true
		}
	}
	return "", nil, false
}
