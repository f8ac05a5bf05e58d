package templates

import (
	"cmp"
	"path"
	"strings"
)

// components are the parts of a content of one type.
func (c Content) components(name string, t contentType) []Component {
	if name == contentAuthentication {
		return t.authentication()
	}
	if t.Body == "" {
		t.Body, t.Title = t.Title, ""
	}
	all := c.header(name, t)
	if t.Body != "" {
		all = append(all, Component{Type: "BODY", Text: t.Body, Example: c.bodyExample(t.Body)})
	}
	if footer := cmp.Or(t.Footer, t.Subtitle); footer != "" {
		all = append(all, Component{Type: "FOOTER", Text: footer})
	}
	if buttons := c.buttons(name, t); len(buttons) > 0 {
		all = append(all, Component{Type: "BUTTONS", Buttons: buttons})
	}
	if len(t.Cards) > 0 {
		carousel := Component{Type: "CAROUSEL"}
		for _, card := range t.Cards {
			carousel.Cards = append(carousel.Cards, Card{Components: c.components("", card)})
		}
		all = append(all, carousel)
	}
	return all
}

// authentication is a template whose text is the platform's.
func (t *contentType) authentication() []Component {
	all := []Component{{Type: "BODY", SecurityRecommendation: t.Recommendation}}
	if t.Minutes > 0 {
		all = append(all, Component{Type: "FOOTER", CodeExpirationMinutes: t.Minutes})
	}
	var buttons []Button
	for _, a := range t.Actions {
		buttons = append(buttons, Button{Type: "OTP", OTPType: a.Type, Text: a.CopyText})
	}
	return append(all, Component{Type: "BUTTONS", Buttons: buttons})
}

func (c Content) header(name string, t contentType) []Component {
	link := t.MediaURL
	if len(t.Media) > 0 {
		link = t.Media[0]
	}
	header := Component{Type: "HEADER"}
	switch text := cmp.Or(t.HeaderText, t.Title); {
	case link != "":
		header.Format, header.Example = c.mediaFormat(link), &Example{HeaderHandle: []string{link}}
	case name == contentLocation:
		header.Format = "LOCATION"
	case text != "":
		header.Format, header.Text = "TEXT", text
		if samples := c.samples(text); len(samples) > 0 {
			header.Example = &Example{HeaderText: samples}
		}
	default:
		return nil
	}
	return []Component{header}
}

// mediaFormat goes by the ending of an address with its samples, all that there
// is.
func (c Content) mediaFormat(link string) string {
	var b strings.Builder
	for _, s := range segments(link) {
		b.WriteString(s.literal)
		b.WriteString(c.Variables[s.name])
	}
	link, _, _ = strings.Cut(b.String(), "?")
	switch strings.ToLower(path.Ext(link)) {
	case ".jpg", ".jpeg", ".png", ".webp":
		return "IMAGE"
	case ".mp4", ".3gp":
		return "VIDEO"
	default:
		return "DOCUMENT"
	}
}

func (c Content) buttons(name string, t contentType) []Button {
	var all []Button
	for _, a := range t.Actions {
		b := Button{Type: cmp.Or(a.Type, "QUICK_REPLY"), Text: a.Title, URL: a.URL, Phone: a.Phone}
		if a.Code != "" {
			b.Example = Examples{a.Code}
		} else if samples := c.samples(a.URL); len(samples) > 0 {
			b.Example = samples
		}
		all = append(all, b)
	}
	switch {
	case strings.HasSuffix(name, "/flows"):
		all = append(all, Button{Type: "FLOW", Text: t.ButtonText, FlowID: t.FlowID, NavigateScreen: t.FlowPage})
	case name == contentCatalog:
		all = append(all, Button{Type: "CATALOG"})
	}
	return all
}

// samples are those of a text's variables; nil where it has none.
func (c Content) samples(text string) []string {
	var all []string
	for _, name := range names(text) {
		all = append(all, c.Variables[name])
	}
	return all
}

func (c Content) bodyExample(text string) *Example {
	var e Example
	for _, name := range names(text) {
		if number(name) == 0 {
			e.BodyNamed = append(e.BodyNamed, NamedExample{Name: name, Example: c.Variables[name]})
		}
	}
	if samples := c.samples(text); e.BodyNamed == nil && samples != nil {
		e.BodyText = [][]string{samples}
	}
	if e.BodyNamed == nil && e.BodyText == nil {
		return nil
	}
	return &e
}
