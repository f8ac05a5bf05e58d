package main

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

// offer is the templates that an agent can send now.
type offer struct {
	Templates []templateView `json:"templates"`
	// LeftOut counts those that need more than texts, as a picture.
	LeftOut int `json:"left_out"`
}

// templateView is a template as the endpoints and the pages show it.
type templateView struct {
	Name     string           `json:"name"`
	Language string           `json:"language"`
	Text     string           `json:"text"` // with its variables as they are written
	Slots    []templates.Slot `json:"slots"`
}

// Key is the template in an address: "order_ready/en_US".
func (t templateView) Key() string { return t.Name + "/" + t.Language }

// offer lists what is approved, by name and language. Without a catalog, or
// before its first sync, it is empty.
func (h *helpdesk) offer() offer {
	list := offer{Templates: []templateView{}}
	if h.templates == nil {
		return list
	}
	for t := range h.templates.Approved() {
		slots, ok := typed(t)
		if !ok {
			list.LeftOut++
			continue
		}
		d := t.Definition()
		list.Templates = append(list.Templates, templateView{
			Name: d.Name, Language: d.Language, Text: string(t.AppendPreview(nil, templates.Values{})), Slots: slots,
		})
	}
	return list
}

// typed are the places of a template that an agent can type into; it is not ok
// where another one needs a value, too.
func typed(t *templates.Template) (slots []templates.Slot, ok bool) {
	slots = []templates.Slot{}
	for _, s := range t.Slots() {
		switch {
		case s.Card < 0 && (slices.Contains(s.Kinds, "text") || slices.Contains(s.Kinds, "payload")):
			slots = append(slots, s)
		case s.Required:
			return nil, false
		}
	}
	return slots, true
}

// chosen is the template that the page's form is for: the one of the address,
// else the first.
func (o offer) chosen(r *http.Request) *templateView {
	key := r.URL.Query().Get("template")
	for i := range o.Templates {
		if key == "" || o.Templates[i].Key() == key {
			return &o.Templates[i]
		}
	}
	return nil
}

func (h *helpdesk) listTemplates(*http.Request) (any, error) { return h.offer(), nil }

// filling is a template with what an agent typed; see [templates.Values] for
// its JSON.
type filling struct {
	Name     string           `json:"name"`
	Language string           `json:"language"`
	Values   templates.Values `json:"values"`
}

var errNoTemplates = notFound("there are no templates without the id of a WhatsApp Business Account")

// content is what is sent. A template that is not there is left to the engine,
// which refuses it in the words for all that cannot be sent.
func (f filling) content(h *helpdesk) (whatsapp.Content, error) {
	if h.templates == nil {
		return nil, errNoTemplates
	}
	t, ok := h.templates.Template(f.Name, f.Language)
	if !ok {
		return whatsapp.Template{Name: f.Name, Language: f.Language}, nil
	}
	return t.Fill(f.Values)
}

// previewTemplate is what the customer would read, whether or not it can be
// sent like this.
func (h *helpdesk) previewTemplate(r *http.Request) (any, error) {
	var in struct {
		Template filling `json:"template"`
		Agent    string  `json:"agent"` // the form sends them; a preview needs none
		Key      string  `json:"key"`
	}
	if err := decode(r, &in); err != nil {
		return nil, err
	}
	if h.templates == nil {
		return nil, errNoTemplates
	}
	t, ok := h.templates.Template(in.Template.Name, in.Template.Language)
	if !ok {
		return nil, notFound("there is no such template")
	}
	return map[string]string{"preview": string(t.AppendPreview(nil, in.Template.Values))}, nil
}

// textOf is what can be read of a message; of a template what the customer
// reads, as far as it is known here.
func (h *helpdesk) textOf(c whatsapp.Content) string {
	m, ok := c.(whatsapp.Template)
	if !ok {
		return whatsapp.TextOf(c)
	}
	if h.templates != nil {
		if t, ok := h.templates.Template(m.Name, m.Language); ok {
			return string(t.AppendPreview(nil, templates.ValuesOf(m)))
		}
	}
	return ""
}

// input is the name of a place's field in the page's form: the way to its value
// in a request's JSON.
func input(s templates.Slot) string {
	const values = "template.values."
	switch s.Part {
	case "body":
		return values + "body." + s.Name
	case "button":
		return values + "buttons." + strconv.Itoa(s.Button)
	default:
		return values + "header.text" // its name stands beside it
	}
}
