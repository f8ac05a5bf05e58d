package twilio

import (
	"cmp"
	"path"
	"strings"

	"github.com/wainbox/wainbox/templates"
)

// definition is a content as a template. What has no place in one, as the rows
// of a list, is left out; [Client.FetchContent] has it.
func (r row) definition() templates.Definition {
	a := r.Approval.told()
	d := templates.Definition{
		ID:             r.SID,
		Name:           cmp.Or(a.Name, r.Name),
		Language:       r.Language,
		Category:       a.Category,
		Status:         a.Status,
		Format:         templates.Positional,
		RejectedReason: a.Reason,
	}
	for name := range r.Variables {
		if !isDigits(name) {
			d.Format = templates.Named
		}
	}
	if name, t, ok := r.main(); ok {
		d.Components = r.components(name, t)
	}
	return d
}

// components are the parts of a content of one type.
func (r row) components(name string, t typed) []templates.Component {
	if name == typeAuthentication {
		return authentication(t)
	}
	if t.Body == "" {
		t.Body, t.Title = t.Title, ""
	}
	all := r.header(name, t)
	if t.Body != "" {
		all = append(all, templates.Component{Type: "BODY", Text: t.Body, Example: r.bodyExample(t.Body)})
	}
	if footer := cmp.Or(t.Footer, t.Subtitle); footer != "" {
		all = append(all, templates.Component{Type: "FOOTER", Text: footer})
	}
	if buttons := r.buttons(name, t); len(buttons) > 0 {
		all = append(all, templates.Component{Type: "BUTTONS", Buttons: buttons})
	}
	if len(t.Cards) > 0 {
		carousel := templates.Component{Type: "CAROUSEL"}
		for _, card := range t.Cards {
			carousel.Cards = append(carousel.Cards, templates.Card{Components: r.components("", card)})
		}
		all = append(all, carousel)
	}
	return all
}

// authentication is a template whose text is the platform's.
func authentication(t typed) []templates.Component {
	all := []templates.Component{{Type: "BODY", SecurityRecommendation: t.Recommendation}}
	if t.Minutes > 0 {
		all = append(all, templates.Component{Type: "FOOTER", CodeExpirationMinutes: t.Minutes})
	}
	var buttons []templates.Button
	for _, a := range t.Actions {
		buttons = append(buttons, templates.Button{Type: "OTP", OTPType: a.Type, Text: a.CopyText})
	}
	return append(all, templates.Component{Type: "BUTTONS", Buttons: buttons})
}

func (r row) header(name string, t typed) []templates.Component {
	header := templates.Component{Type: "HEADER"}
	switch text := cmp.Or(t.HeaderText, t.Title); {
	case len(t.Media) > 0:
		link := r.filled(t.Media[0])
		header.Format, header.Example = mediaFormat(link), &templates.Example{HeaderHandle: []string{link}}
	case name == typeLocation:
		header.Format = "LOCATION"
	case text != "":
		header.Format, header.Text = "TEXT", text
		if samples := r.samples(text); len(samples) > 0 {
			header.Example = &templates.Example{HeaderText: samples}
		}
	default:
		return nil
	}
	return []templates.Component{header}
}

// mediaFormat goes by the ending of an address, all that there is.
func mediaFormat(link string) string {
	link, _, _ = strings.Cut(link, "?")
	switch strings.ToLower(path.Ext(link)) {
	case ".jpg", ".jpeg", ".png", ".webp":
		return "IMAGE"
	case ".mp4", ".3gp":
		return "VIDEO"
	default:
		return "DOCUMENT"
	}
}

func (r row) buttons(name string, t typed) []templates.Button {
	var all []templates.Button
	for _, a := range t.Actions {
		b := templates.Button{Type: cmp.Or(a.Type, "QUICK_REPLY"), Text: a.Title, URL: a.URL, Phone: a.Phone}
		if a.Code != "" {
			b.Example = templates.Examples{r.filled(a.Code)}
		} else if samples := r.samples(a.URL); len(samples) > 0 {
			b.Example = samples
		}
		all = append(all, b)
	}
	switch {
	case strings.HasSuffix(name, "/flows"):
		all = append(all, templates.Button{Type: "FLOW", Text: t.ButtonText, FlowID: t.FlowID})
	case name == typeCatalog:
		all = append(all, templates.Button{Type: "CATALOG"})
	}
	return all
}

// filled is a text with the samples in it.
func (r row) filled(text string) string {
	return replace(text, func(name string) string { return r.Variables[name] })
}

// samples are those of a text's variables; nil where it has none.
func (r row) samples(text string) []string {
	var all []string
	for _, name := range placeholders(text) {
		all = append(all, r.Variables[name])
	}
	return all
}

func (r row) bodyExample(text string) *templates.Example {
	names := placeholders(text)
	if len(names) == 0 {
		return nil
	}
	e := &templates.Example{}
	for _, name := range names {
		if !isDigits(name) {
			e.BodyNamed = append(e.BodyNamed, templates.NamedExample{Name: name, Example: r.Variables[name]})
		}
	}
	if e.BodyNamed == nil {
		e.BodyText = [][]string{r.samples(text)}
	}
	return e
}
