package whatsapp

import (
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Outbound is a message to be sent.
type Outbound struct {
	// To is where the provider told us that the customer is.
	To      Address
	Content Content
	// ReplyTo quotes an earlier message of the same chat; empty = none.
	ReplyTo MessageID
	// Ref is our own reference; empty = none.
	Ref Ref
	// IdentityKey, where set, has the message refused when the customer's
	// identity key is another by now; see [Profile].
	IdentityKey string
}

// Violation is one rule that a value breaks. It names the field and the rule,
// never the value.
type Violation struct {
	// Field is the path in the platform's own words, as "text.body".
	Field string
	// Rule says what must hold, as "at most 4096 characters".
	Rule string
}

// Violations is every rule that a value breaks, in the order of its fields.
type Violations []Violation

// Error lists them, separated by semicolons.
func (v Violations) Error() string {
	var b strings.Builder
	b.WriteString("whatsapp: ")
	for i, one := range v {
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(one.Field)
		b.WriteString(": ")
		b.WriteString(one.Rule)
	}
	return b.String()
}

// Validate checks the message against the platform's own limits and returns
// nil or [Violations], with all that is wrong at once. What one provider limits
// further is in its capabilities.
func (o Outbound) Validate() error {
	var v checker
	if o.To.IsZero() {
		v.add("to", "a phone, a user id or a group is required")
	} else if o.To.Group == "" && o.To.User == "" && o.To.Phone.Digits() == "" {
		v.add("to", "a phone has digits")
	}
	if len(o.Ref) > MaxRefBytes {
		v.add("biz_opaque_callback_data", "at most "+strconv.Itoa(MaxRefBytes)+" bytes")
	}
	switch c := o.Content.(type) {
	case nil:
		v.add("type", "content is required")
	case Text:
		v.text("text.body", c.Body, MaxTextRunes)
	case Media:
		v.media(c)
	case Template:
		v.template(c)
	case Reaction:
		if c.To == "" {
			v.add("reaction.message_id", "required")
		}
	default:
		v.add("type", string(c.Kind())+" cannot be sent")
	}
	if len(v.found) == 0 {
		return nil
	}
	return v.found
}

// checker collects what is wrong.
type checker struct{ found Violations }

func (v *checker) add(field, rule string) {
	v.found = append(v.found, Violation{Field: field, Rule: rule})
}

func (v *checker) text(field, s string, limit int) {
	switch {
	case s == "":
		v.add(field, "required")
	case !utf8.ValidString(s):
		v.add(field, "valid UTF-8")
	case len(s) > limit && utf8.RuneCountInString(s) > limit:
		v.add(field, "at most "+strconv.Itoa(limit)+" characters")
	}
}

func (v *checker) media(m Media) {
	name := string(m.Type)
	if !m.Type.IsMedia() {
		v.add("type", "not a kind of media")
		return
	}
	switch {
	case m.ID == "" && m.Link == "":
		v.add(name, "an id or a link is required")
	case m.ID != "" && m.Link != "":
		v.add(name, "an id or a link, not both")
	case m.Link != "":
		v.link(name+".link", m.Link)
	}
	if m.Caption != "" {
		if m.Type == KindAudio || m.Type == KindSticker {
			v.add(name+".caption", "not allowed")
		} else {
			v.text(name+".caption", m.Caption, MaxCaptionRunes)
		}
	}
	if m.Filename != "" && m.Type != KindDocument {
		v.add(name+".filename", "not allowed")
	}
}

func (v *checker) link(field, link string) {
	u, err := url.Parse(link)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" {
		v.add(field, "an absolute http or https address")
	}
	if len(link) > MaxLinkBytes {
		v.add(field, "at most "+strconv.Itoa(MaxLinkBytes)+" bytes")
	}
}

func (v *checker) template(t Template) {
	switch {
	case t.Name == "":
		v.add("template.name", "required")
	case len(t.Name) > MaxTemplateNameBytes:
		v.add("template.name", "at most "+strconv.Itoa(MaxTemplateNameBytes)+" bytes")
	case strings.Trim(t.Name, "abcdefghijklmnopqrstuvwxyz0123456789_") != "":
		v.add("template.name", "lower-case letters, digits and underscores")
	}
	if t.Language == "" {
		v.add("template.language.code", "required")
	}
	for i, c := range t.Components {
		at := "template.components[" + strconv.Itoa(i) + "]"
		switch c.Type {
		case "header", "body":
		case "button":
			if c.SubType == "" {
				v.add(at+".sub_type", "required")
			}
		default:
			v.add(at+".type", `"header", "body" or "button"`)
		}
		for j, p := range c.Parameters {
			v.parameter(at+".parameters["+strconv.Itoa(j)+"]", p)
		}
	}
}

func (v *checker) parameter(at string, p Parameter) {
	switch p.Type {
	case "text", "payload", "coupon_code", "date_time":
		if p.Text == "" {
			v.add(at+"."+p.Type, "required")
		} else if !utf8.ValidString(p.Text) {
			v.add(at+"."+p.Type, "valid UTF-8")
		}
	case "currency":
		if p.Currency == nil || p.Currency.Code == "" || p.Currency.Fallback == "" {
			v.add(at+".currency", "a code and a fallback are required")
		}
	case "image", "video", "document":
		switch {
		case p.Media == nil || p.Media.ID == "" && p.Media.Link == "":
			v.add(at+"."+p.Type, "an id or a link is required")
		case p.Media.Link != "":
			v.link(at+"."+p.Type+".link", p.Media.Link)
		}
	default:
		v.add(at+".type", "not a kind of parameter that can be sent")
	}
}
