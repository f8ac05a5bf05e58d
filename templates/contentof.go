package templates

import (
	"cmp"
	"encoding/json"
	"net/url"
	"strconv"
	"strings"

	"github.com/wainbox/wainbox/whatsapp"
)

// ContentOf is a template as a content, to be created at Twilio: of the plainest
// type that has all of its parts, or, where Twilio keeps the template already,
// what it keeps. The error is [whatsapp.Violations] and names a part that no type
// has; name, language and category are not looked at.
//
// Variables are numbered through all parts, and examples become their samples; a
// sample that is missing is left out. A header's file is the address in its
// example, and always the same.
func ContentOf(d Definition) (Content, error) {
	if c := d.Content; c != nil {
		return Content{Name: cmp.Or(d.Name, c.Name), Language: d.Language, Variables: c.Variables, Types: c.Types}, nil
	}
	w := contentWriter{code: d.Category == Authentication, samples: map[string]string{}}
	if v := w.take(d.Components); len(v) > 0 {
		return Content{}, v
	}
	t, v := w.write()
	if len(v) > 0 {
		return Content{}, v
	}
	raw, err := json.Marshal(t)
	return Content{
		Name: d.Name, Language: d.Language, Variables: w.samples, Types: map[string]json.RawMessage{w.kind(t): raw},
	}, err
}

// contentWriter has the parts of a template, sorted out, and counts variables
// through all of them, where the platform counts in each from 1.
type contentWriter struct {
	header, body, footer Component
	buttons              []Button
	code                 bool // an authentication
	used                 int  // the highest number
	samples              map[string]string
}

func (w *contentWriter) take(parts []Component) whatsapp.Violations {
	for i, c := range parts {
		switch strings.ToUpper(c.Type) {
		case "HEADER":
			w.header = c
		case "BODY":
			w.body = c
		case "FOOTER":
			w.footer = c
		case "BUTTONS":
			w.buttons = c.Buttons
		default:
			return violation(field("components", i)+".type", "HEADER, BODY, FOOTER or BUTTONS")
		}
	}
	return nil
}

// write puts the parts into Twilio's words. Their order is that of the variables'
// numbers.
func (w *contentWriter) write() (contentType, whatsapp.Violations) {
	if w.code {
		return w.authentication()
	}
	var t contentType
	e := w.header.example()
	switch strings.ToUpper(w.header.Format) {
	case "":
	case "TEXT":
		t.HeaderText = w.text(w.header.Text, e.HeaderText, e.HeaderNamed)
	case "IMAGE", "VIDEO", "DOCUMENT":
		if len(e.HeaderHandle) == 0 || !isLink(e.HeaderHandle[0]) {
			return t, violation("components.header.example.header_handle", "the file's public address")
		}
		t.Media = contentURLs{e.HeaderHandle[0]}
	default:
		return t, violation("components.header.format", "TEXT, IMAGE, VIDEO or DOCUMENT")
	}
	e = w.body.example()
	var samples []string
	if len(e.BodyText) > 0 {
		samples = e.BodyText[0]
	}
	t.Body = w.text(w.body.Text, samples, e.BodyNamed)
	t.Footer = w.footer.Text
	for i, b := range w.buttons {
		a, ok := w.action(b)
		if !ok {
			return t, violation(field("components.buttons", i)+".type", "QUICK_REPLY, URL, PHONE_NUMBER, COPY_CODE or VOICE_CALL")
		}
		t.Actions = append(t.Actions, a)
	}
	return t, nil
}

// authentication has no text of its own, and a button that copies the code.
func (w *contentWriter) authentication() (contentType, whatsapp.Violations) {
	t := contentType{Recommendation: w.body.SecurityRecommendation, Minutes: w.footer.CodeExpirationMinutes}
	a := contentAction{Type: "COPY_CODE", CopyText: "Copy"}
	for i, b := range w.buttons {
		if !is(b.Type, "OTP") || b.OTPType != "" && !is(b.OTPType, "COPY_CODE") {
			return t, violation(field("components.buttons", i)+".type", "OTP that copies the code")
		}
		a.CopyText = cmp.Or(b.Text, a.CopyText)
	}
	t.Actions = []contentAction{a}
	return t, nil
}

func (w *contentWriter) action(b Button) (contentAction, bool) {
	a := contentAction{Type: strings.ToUpper(b.Type), Title: b.Text}
	switch a.Type {
	case "QUICK_REPLY", "VOICE_CALL":
	case "PHONE_NUMBER":
		a.Phone = b.Phone
	case "URL":
		a.URL = w.text(b.URL, b.Example, nil)
	case "COPY_CODE":
		a.Code = strings.Join(b.Example, "")
	default:
		return a, false
	}
	return a, true
}

// kind is the plainest type that has all parts.
func (w *contentWriter) kind(t contentType) string {
	quick := 0
	for _, a := range t.Actions {
		if a.Type == "QUICK_REPLY" {
			quick++
		}
	}
	switch {
	case w.code:
		return contentAuthentication
	case t.HeaderText != "" || t.Footer != "" || len(t.Media) > 0 && len(t.Actions) > 0:
		return contentCard
	case len(t.Media) > 0:
		return contentMedia
	case len(t.Actions) == 0:
		return contentText
	case quick == len(t.Actions):
		return contentQuickReply
	case quick == 0:
		return contentCallToAction
	default:
		return contentCard
	}
}

// text is a part's text with the numbers of the whole; names stay.
func (w *contentWriter) text(s string, samples []string, named []NamedExample) string {
	for _, one := range named {
		w.samples[one.Name] = one.Example
	}
	numbers := map[string]string{}
	for _, name := range names(s) {
		n := number(name)
		if n == 0 {
			continue
		}
		w.used++
		numbers[name] = strconv.Itoa(w.used)
		if n <= len(samples) {
			w.samples[numbers[name]] = samples[n-1]
		}
	}
	var b strings.Builder
	for _, piece := range segments(s) {
		b.WriteString(piece.literal)
		if piece.name != "" {
			b.WriteString("{{" + cmp.Or(numbers[piece.name], piece.name) + "}}")
		}
	}
	return b.String()
}

func (c Component) example() Example {
	if c.Example == nil {
		return Example{}
	}
	return *c.Example
}

// isLink reports whether Twilio can fetch a file from there.
func isLink(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Hostname() != "" && u.User == nil
}

func violation(field, rule string) whatsapp.Violations {
	return whatsapp.Violations{{Field: field, Rule: rule}}
}
