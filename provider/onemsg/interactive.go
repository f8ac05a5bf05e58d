package onemsg

import (
	"encoding/json"

	"github.com/wainbox/wainbox/whatsapp"
)

// interactiveParcel writes an interactive message.
func interactiveParcel(m whatsapp.Outbound, to recipient) (parcel, error) {
	switch c := m.Content.(type) {
	case whatsapp.Buttons:
		p := alone(m, "sendButton", buttonsOf(to, c))
		p.drop(c.Header != nil, "interactive.header")
		return p, nil
	case whatsapp.List:
		return alone(m, "sendList", listBody{to, c.Body, headerText(c.Header), c.Footer, c.Button, c.Sections}), nil
	case whatsapp.CTAURL:
		p := alone(m, "sendCtaUrl", linkBody{to, c.Body, c.Label, c.URL, headerText(c.Header)})
		p.drop(c.Header != nil && c.Header.Media != nil, "interactive.header")
		p.drop(c.Footer != "", "interactive.footer")
		return p, nil
	case whatsapp.LocationRequest:
		// QUIRK(onemsg): the method is documented, its fields are not; all its
		// siblings have the text in "body".
		return alone(m, "sendLocationRequest", textBody{recipient: to, Body: c.Body}), nil
	case whatsapp.FlowMessage:
		if c.ID == "" {
			return parcel{}, unsupported("interactive.action.parameters.flow_id", "a flow is named by its id at "+Name)
		}
		p := alone(m, "sendFlow", flowOf(to, c))
		p.drop(c.Header != nil, "interactive.header")
		p.drop(c.Footer != "", "interactive.footer")
		return p, nil
	default:
		return parcel{}, unsupported("type", string(m.Content.Kind())+" is not carried by "+Name)
	}
}

// headerText is a header where it is a text.
func headerText(h *whatsapp.Header) string {
	if h == nil {
		return ""
	}
	return h.Text
}

// buttonsBody calls the buttons sections.
type buttonsBody struct {
	recipient

	Body    string   `json:"body"`
	Footer  string   `json:"footer,omitempty"`
	Buttons []button `json:"sections"`
}

type button struct {
	Type  string               `json:"type"`
	Reply whatsapp.ReplyButton `json:"reply"`
}

func buttonsOf(to recipient, c whatsapp.Buttons) buttonsBody {
	b := buttonsBody{recipient: to, Body: c.Body, Footer: c.Footer}
	for _, one := range c.Buttons {
		b.Buttons = append(b.Buttons, button{Type: "reply", Reply: one})
	}
	return b
}

type listBody struct {
	recipient

	Body     string             `json:"body"`
	Header   string             `json:"header,omitempty"`
	Footer   string             `json:"footer,omitempty"`
	Button   string             `json:"action"`
	Sections []whatsapp.Section `json:"sections"`
}

type linkBody struct {
	recipient

	Body   string `json:"body"`
	Label  string `json:"displayText"`
	URL    string `json:"url"`
	Header string `json:"header,omitempty"`
}

type flowBody struct {
	recipient

	Body    string      `json:"body"`
	ID      string      `json:"flowId"`
	Token   string      `json:"flowToken,omitempty"`
	CTA     string      `json:"flowCta"`
	Action  string      `json:"flowAction"`
	Payload *flowScreen `json:"flowActionPayload,omitempty"`
	Version string      `json:"flowMessageVersion"`
	Mode    string      `json:"mode"`
}

type flowScreen struct {
	Screen string          `json:"screen,omitempty"`
	Data   json.RawMessage `json:"data,omitempty"`
}

func flowOf(to recipient, c whatsapp.FlowMessage) flowBody {
	b := flowBody{
		recipient: to, Body: c.Body, ID: c.ID, Token: c.Token, CTA: c.CTA, Action: "navigate", Version: "3", Mode: "published",
	}
	if c.Draft {
		b.Mode = "draft"
	}
	if c.Exchange {
		b.Action = "data_exchange"
	}
	if c.Screen != "" || c.Data != "" {
		b.Payload = &flowScreen{Screen: c.Screen, Data: json.RawMessage(c.Data)}
	}
	return b
}
