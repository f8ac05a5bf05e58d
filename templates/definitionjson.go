package templates

import (
	"bytes"
	"encoding/json"
	"strings"
)

// UnmarshalJSON reads the template of any provider. What has no field here, or
// is of another type than the field, becomes Extra; an error is of what is no
// object, or too deep.
//
// Ids may be numbers, words in either case, the language with a hyphen or an
// object that has a code; the components may be a string that holds them, as
// 1msg writes them, and the quality a word. Of 360dialog's two ids the external
// one is the ID. An object with "types" is a content of Twilio's: see
// [Content.Definition].
//
// These words are put into others: a status created, submitted or received is
// PENDING, and unsubmitted is DRAFT; a category TRANSACTIONAL is UTILITY, and OTP
// is AUTHENTICATION; a reason NONE is none.
func (d *Definition) UnmarshalJSON(data []byte) error {
	m, err := membersOf(data)
	if err != nil {
		return err
	}
	if bytes.HasPrefix(m["types"], []byte("{")) {
		var c Content
		m.fill(&c)
		*d = c.Definition()
		return nil
	}
	local := m.spell()
	m.fill(d)
	d.LocalID = local
	d.Language = locale(d.Language)
	d.Category, d.Status, d.Format = categoryOf(d.Category), statusOf(d.Status), upper(d.Format)
	d.PreviousCategory, d.CorrectCategory = categoryOf(d.PreviousCategory), categoryOf(d.CorrectCategory)
	d.RejectedReason = reasonOf(d.RejectedReason)
	return nil
}

// MarshalJSON writes the platform's form, or Twilio's where Content is set, with
// what is in Extra.
func (d Definition) MarshalJSON() ([]byte, error) {
	if d.Content != nil {
		return d.Content.MarshalJSON()
	}
	if d.LocalID != "" {
		if d.ID != "" {
			d.Extra = d.Extra.with("external_id", d.ID)
		}
		d.ID = d.LocalID
	}
	return writeObject(d)
}

// UnmarshalJSON reads an object, or the score alone.
func (q *Quality) UnmarshalJSON(data []byte) error {
	if score, ok := scalar(data); ok && data[0] == '"' {
		*q = Quality{Score: score}
	} else if err := readObject(data, q); err != nil {
		return err
	}
	q.Score = upper(q.Score)
	return nil
}

// MarshalJSON writes an object, with what is in Extra.
func (q Quality) MarshalJSON() ([]byte, error) { return writeObject(q) }

// spell puts what is written in ways of their own into the platform's, and
// returns the id that a gateway gave besides.
func (m Members) spell() (local string) {
	id, named := scalar(m["id"])
	if named {
		m["id"] = quoted(id)
	}
	external, ok := scalar(m["external_id"])
	if raw := string(m["id"]); ok && external != "" && (named || raw == "" || raw == "null") {
		local, m["id"] = id, quoted(external)
		delete(m, "external_id")
	}
	var language map[string]string
	if json.Unmarshal(m["language"], &language) == nil && len(language) == 1 && language["code"] != "" {
		m["language"] = quoted(language["code"])
	}
	var components string
	if json.Unmarshal(m["components"], &components) == nil && isArray(components) && depth([]byte(components)) < maxDepth {
		m["components"] = json.RawMessage(components)
	}
	return local
}

func isArray(text string) bool {
	return strings.HasPrefix(strings.TrimLeft(text, " \t\r\n"), "[") && json.Valid([]byte(text))
}

// scalar reads a string or a number.
func scalar(raw json.RawMessage) (string, bool) {
	var text *string
	if json.Unmarshal(raw, &text) == nil && text != nil {
		return *text, true
	}
	var number json.Number
	if json.Unmarshal(raw, &number) == nil && number != "" {
		return string(number), true
	}
	return "", false
}

func upper[S ~string](s S) S { return S(strings.ToUpper(string(s))) }

// locale is a language code as the platform's list writes it; callbacks may have
// a hyphen.
func locale(code string) string { return strings.ReplaceAll(code, "-", "_") }

// statusOf is the platform's word for a provider's.
//
// QUIRK(dialog360): what "created" means is not documented; either way it cannot
// be sent yet.
func statusOf(s Status) Status {
	switch s = upper(s); s {
	case "CREATED", "SUBMITTED", "RECEIVED":
		return Pending
	case "UNSUBMITTED":
		return Draft
	default:
		return s
	}
}

// categoryOf is the platform's word.
//
// QUIRK(onemsg, twilio): templates of before 2023 may still have the categories
// of then.
func categoryOf(c Category) Category {
	switch c = upper(c); c {
	case "TRANSACTIONAL":
		return Utility
	case "OTP":
		return Authentication
	default:
		return c
	}
}

// reasonOf is the platform's word, or the sentence that stands in its place.
func reasonOf(s string) string {
	if strings.Trim(strings.ToUpper(s), "ABCDEFGHIJKLMNOPQRSTUVWXYZ_") == "" {
		s = strings.ToUpper(s)
	}
	if s == "NONE" {
		return ""
	}
	return s
}
