package whatsapp

import "time"

// Where the parts of an interactive message are.
const (
	atHeader     = "interactive.header"
	atBody       = "interactive.body.text"
	atFooter     = "interactive.footer.text"
	atAction     = "interactive.action"
	atParameters = "interactive.action.parameters"
)

func (v *checker) interactive(c Content) {
	switch c := c.(type) {
	case Buttons:
		v.buttons(c)
	case List:
		v.list(c)
	case CTAURL:
		v.around(c.Header, c.Body, c.Footer)
		v.text(atParameters+".display_text", c.Label, MaxLabelRunes)
		v.link(atParameters+".url", c.URL)
	case LocationRequest:
		v.text(atBody, c.Body, MaxBodyRunes)
	case ContactRequest:
		v.text(atBody, c.Body, MaxBodyRunes)
	case CallPermissionRequest:
		v.optional(atBody, c.Body, MaxBodyRunes)
	case CallButton:
		v.callButton(c)
	case FlowMessage:
		v.flow(c)
	case Carousel:
		v.carousel(c)
	case AddressMessage:
		v.addressMessage(c)
	case OrderDetails:
		v.around(c.Header, c.Body, c.Footer)
		v.object(atParameters, c.Parameters)
	case OrderStatus:
		v.around(nil, c.Body, c.Footer)
		v.object(atParameters, c.Parameters)
	default:
		v.commerce(c)
	}
}

// around checks what stands above, in and below the middle of a message.
func (v *checker) around(h *Header, text, under string) {
	v.header(h)
	v.text(atBody, text, MaxBodyRunes)
	v.optional(atFooter, under, MaxFooterRunes)
}

func (v *checker) header(h *Header) {
	switch {
	case h == nil:
	case h.Media == nil:
		v.text(atHeader+".text", h.Text, MaxHeaderRunes)
	case h.Text != "":
		v.add(atHeader, "a text or a file, not both")
	default:
		v.headerFile(atHeader, *h.Media)
	}
}

func (v *checker) headerFile(at string, m Media) {
	switch m.Type {
	case KindImage, KindVideo, KindDocument:
	default:
		v.add(at+".type", "an image, a video or a document")
		return
	}
	at += "." + string(m.Type)
	v.file(at, m)
	if m.Caption != "" {
		v.add(at+".caption", "not allowed")
	}
	v.filename(at, m.Type, m.Filename)
}

func (v *checker) buttons(c Buttons) {
	v.around(c.Header, c.Body, c.Footer)
	v.count(atAction+".buttons", len(c.Buttons), 1, MaxButtons)
	ids, titles := map[string]bool{}, map[string]bool{}
	for i, b := range c.Buttons {
		at := item(atAction+".buttons", i) + ".reply"
		v.text(at+".id", b.ID, MaxButtonIDRunes)
		v.unique(at+".id", b.ID, ids)
		v.text(at+".title", b.Title, MaxLabelRunes)
		v.unique(at+".title", b.Title, titles)
	}
}

func (v *checker) list(c List) {
	if c.Header != nil && c.Header.Media != nil {
		v.add(atHeader+".type", "a text")
	} else {
		v.header(c.Header)
	}
	v.text(atBody, c.Body, MaxListBodyRunes)
	v.optional(atFooter, c.Footer, MaxFooterRunes)
	v.text(atAction+".button", c.Button, MaxLabelRunes)
	v.count(atAction+".sections", len(c.Sections), 1, MaxSections)
	rows, ids := 0, map[string]bool{}
	for i, s := range c.Sections {
		at := item(atAction+".sections", i)
		if s.Title != "" || len(c.Sections) > 1 {
			v.text(at+".title", s.Title, MaxSectionTitleRunes)
		}
		if len(s.Rows) == 0 {
			v.add(at+".rows", "required")
		}
		for j, r := range s.Rows {
			v.row(item(at+".rows", j), r, ids)
		}
		rows += len(s.Rows)
	}
	if rows > MaxRows {
		v.add(atAction+".sections", atMost(MaxRows, "rows in total"))
	}
}

func (v *checker) row(at string, r Row, ids map[string]bool) {
	v.text(at+".id", r.ID, MaxRowIDRunes)
	v.unique(at+".id", r.ID, ids)
	v.text(at+".title", r.Title, MaxRowTitleRunes)
	v.optional(at+".description", r.Description, MaxRowDescriptionRunes)
}

func (v *checker) callButton(c CallButton) {
	v.text(atBody, c.Body, MaxBodyRunes)
	v.optional(atParameters+".display_text", c.Label, MaxLabelRunes)
	if c.TTL < 0 || c.TTL%time.Minute != 0 {
		v.add(atParameters+".ttl_minutes", "whole minutes")
	}
	v.utf8(atParameters+".payload", c.Payload)
}

func (v *checker) flow(c FlowMessage) {
	v.around(c.Header, c.Body, c.Footer)
	v.required(atParameters+".flow_cta", c.CTA)
	switch {
	case c.ID == "" && c.Name == "":
		v.add(atParameters, "a flow_id or a flow_name is required")
	case c.ID != "" && c.Name != "":
		v.add(atParameters, "a flow_id or a flow_name, not both")
	}
	v.texts(atParameters, "flow_id", c.ID, "flow_name", c.Name, "flow_token", c.Token)
	payload := atParameters + ".flow_action_payload"
	switch {
	case c.Exchange && (c.Screen != "" || c.Data != ""):
		v.add(payload, "not allowed with data_exchange")
		return
	case c.Screen == "" && c.Data != "":
		v.add(payload+".screen", "required with data")
	default:
		v.utf8(payload+".screen", c.Screen)
	}
	if c.Data != "" {
		v.object(payload+".data", c.Data)
	}
}

// addressMessage checks a form for an address. Its fields are the platform's
// and may become more, so that only their being text is checked.
func (v *checker) addressMessage(c AddressMessage) {
	v.text(atBody, c.Body, MaxBodyRunes)
	v.optional(atFooter, c.Footer, MaxFooterRunes)
	if c.Country != "IN" {
		v.add(atParameters+".country", "IN, the only country there is")
	}
	v.fields(atParameters+".values", c.Values)
	for i, s := range c.Saved {
		at := item(atParameters+".saved_addresses", i)
		v.required(at+".id", s.ID)
		if len(s.Values) == 0 {
			v.add(at+".value", "required")
		}
		v.fields(at+".value", s.Values)
	}
	v.fields(atParameters+".validation_errors", c.Errors)
}
