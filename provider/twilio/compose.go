package twilio

import (
	"encoding/json"
	"strconv"
	"unicode/utf8"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

// parcel is what is sent of a message, but for its parties.
type parcel struct {
	form    values
	shape   *shape // of a message that needs a content; nil = none
	dropped []string
}

// fill adds a content and its variables.
func (p *parcel) fill(sid string, variables map[string]string) {
	p.form.add("ContentSid", sid)
	if len(variables) > 0 {
		text, err := json.Marshal(variables)
		if err == nil { // of strings it never is
			p.form.add("ContentVariables", string(text))
		}
	}
}

// compose writes a message in Twilio's words, or says in a [*provider.Error]
// which of Twilio's own limits it breaks.
func compose(m whatsapp.Outbound) (*parcel, error) {
	p := &parcel{form: make(values, 0, 512)}
	if m.ReplyTo != "" {
		p.dropped = append(p.dropped, provider.DroppedReply)
	}
	switch c := m.Content.(type) {
	case whatsapp.Text:
		p.form.add("Body", c.Body)
		if c.PreviewURL {
			p.dropped = append(p.dropped, provider.DroppedPreview)
		}
	case whatsapp.Media:
		return p, p.media(c)
	case whatsapp.Location:
		return p, p.location(c)
	case whatsapp.Template:
		return p, p.template(c)
	default:
		return p, p.interactive(m.Content)
	}
	return p, nil
}

// media sends a file by its link; the caption is the body.
func (p *parcel) media(m whatsapp.Media) error {
	name := string(m.Type)
	if m.Link == "" {
		return unsupported(name+".id", linkOnly)
	}
	p.form.add("MediaUrl", m.Link)
	if m.Caption != "" {
		p.form.add("Body", m.Caption)
	}
	if m.Filename != "" {
		// QUIRK(twilio): the name is what the link's own answer says in
		// Content-Disposition.
		p.dropped = append(p.dropped, name+".filename")
	}
	if m.Voice {
		p.dropped = append(p.dropped, name+".voice")
	}
	return nil
}

// template sends a content by its id.
func (p *parcel) template(t whatsapp.Template) error {
	variables, err := Variables(t)
	if err != nil {
		return err
	}
	p.fill(t.ID, variables)
	for i, c := range t.Components {
		for j, one := range c.Parameters {
			if one.Media != nil && one.Media.Filename != "" {
				p.dropped = append(p.dropped, parameterField(i, j)+".document.filename")
			}
		}
	}
	return nil
}

// location sends a place: its name is the body, which must be there, and its
// address the label. Source: "Location messages with the Messages API", 2026.
func (p *parcel) location(l whatsapp.Location) error {
	at := coordinate(l.Latitude) + "," + coordinate(l.Longitude)
	body, action := l.Name, "geo:"+at
	if l.Address != "" {
		action += "|" + l.Address
	}
	if body == "" {
		body = l.Address
	}
	if body == "" {
		body = at
	}
	if utf8.RuneCountInString(body) > MaxTextRunes {
		field := "location.name"
		if l.Name == "" {
			field = "location.address"
		}
		return invalid(whatsapp.Violations{{Field: field, Rule: "at most " + strconv.Itoa(MaxTextRunes) + " characters"}})
	}
	p.form.add("Body", body)
	p.form.add("PersistentAction", action)
	return nil
}

// coordinate is in decimal, to a tenth of a metre.
func coordinate(degrees float64) string { return strconv.FormatFloat(degrees, 'f', 6, 64) }

const linkOnly = "a link is required by " + Name + ", which keeps no files to send"

func invalid(v whatsapp.Violations) *provider.Error {
	return &provider.Error{Op: sending.Op, Kind: provider.Invalid, Err: v}
}

func unsupported(field, rule string) *provider.Error {
	v := whatsapp.Violations{{Field: field, Rule: rule}}
	return &provider.Error{Op: sending.Op, Kind: provider.Unsupported, Err: v}
}
