package wire_test

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

type sentText struct {
	Text string `json:"text"`
}

type sentHeader struct {
	Type     string     `json:"type"`
	Text     string     `json:"text"`
	Image    *sentMedia `json:"image"`
	Video    *sentMedia `json:"video"`
	Document *sentMedia `json:"document"`
}

func (h *sentHeader) header() *whatsapp.Header {
	if h == nil {
		return nil
	}
	read := &whatsapp.Header{Text: h.Text}
	for _, file := range []*sentMedia{h.Image, h.Video, h.Document} {
		if file != nil {
			read.Media = file.media(whatsapp.ContentKind(h.Type))
		}
	}
	return read
}

type sentInteractive struct {
	Type   string      `json:"type"`
	Header *sentHeader `json:"header"`
	Body   sentText    `json:"body"`
	Footer sentText    `json:"footer"`
	Action sentAction  `json:"action"`
}

type sentAction struct {
	sentProduct

	Name    string `json:"name"`
	Buttons []struct {
		Type  string               `json:"type"`
		Reply whatsapp.ReplyButton `json:"reply"`
	} `json:"buttons"`
	Button     string          `json:"button"`
	Sections   []sentSection   `json:"sections"`
	Parameters json.RawMessage `json:"parameters"`
	Cards      []struct {
		Index  int         `json:"card_index"`
		Type   string      `json:"type"`
		Header *sentHeader `json:"header"`
		Body   sentText    `json:"body"`
		Action sentAction  `json:"action"`
	} `json:"cards"`
}

// sentParameters are those of every interactive message together.
type sentParameters struct {
	Label     string `json:"display_text"`
	URL       string `json:"url"`
	TTL       int    `json:"ttl_minutes"`
	Payload   string `json:"payload"`
	Thumbnail string `json:"thumbnail_product_retailer_id"`
	Version   string `json:"flow_message_version"`
	CTA       string `json:"flow_cta"`
	FlowID    string `json:"flow_id"`
	FlowName  string `json:"flow_name"`
	Token     string `json:"flow_token"`
	Mode      string `json:"mode"`
	Action    string `json:"flow_action"`
	First     struct {
		Screen string          `json:"screen"`
		Data   json.RawMessage `json:"data"`
	} `json:"flow_action_payload"`
	Country string            `json:"country"`
	Values  map[string]string `json:"values"`
	Saved   []struct {
		ID    string            `json:"id"`
		Value map[string]string `json:"value"`
	} `json:"saved_addresses"`
	Errors map[string]string `json:"validation_errors"`
}

func (s sentInteractive) content() (whatsapp.Content, error) {
	var p sentParameters
	if len(s.Action.Parameters) > 0 {
		if err := json.Unmarshal(s.Action.Parameters, &p); err != nil {
			return nil, err
		}
	}
	header, body, footer := s.Header.header(), s.Body.Text, s.Footer.Text
	switch s.Type {
	case "button":
		c := whatsapp.Buttons{Header: header, Body: body, Footer: footer}
		for _, b := range s.Action.Buttons {
			c.Buttons = append(c.Buttons, b.Reply)
		}
		return c, nil
	case "list":
		c := whatsapp.List{Header: header, Body: body, Footer: footer, Button: s.Action.Button}
		for _, one := range s.Action.Sections {
			c.Sections = append(c.Sections, whatsapp.Section{Title: one.Title, Rows: one.Rows})
		}
		return c, nil
	case "cta_url":
		return whatsapp.CTAURL{Header: header, Body: body, Footer: footer, Label: p.Label, URL: p.URL}, nil
	case "location_request_message":
		return whatsapp.LocationRequest{Body: body}, nil
	case "request_contact_info":
		return whatsapp.ContactRequest{Body: body}, nil
	case "voice_call":
		return whatsapp.CallButton{Body: body, Label: p.Label, TTL: time.Duration(p.TTL) * time.Minute, Payload: p.Payload}, nil
	case "call_permission_request":
		return whatsapp.CallPermissionRequest{Body: body}, nil
	case "flow":
		return whatsapp.FlowMessage{
			Header: header, Body: body, Footer: footer, CTA: p.CTA, ID: p.FlowID, Name: p.FlowName, Token: p.Token,
			Draft: p.Mode == "draft", Exchange: p.Action == "data_exchange", Screen: p.First.Screen,
			Data: whatsapp.Raw(p.First.Data),
		}, nil
	case "carousel":
		return s.carousel()
	case "product":
		return whatsapp.ProductMessage{Body: body, Footer: footer, Product: s.Action.ref()}, nil
	case "product_list":
		return whatsapp.ProductList{
			Header: header.Text, Body: body, Footer: footer, Catalog: s.Action.Catalog, Sections: products(s.Action.Sections),
		}, nil
	case "catalog_message":
		return whatsapp.CatalogMessage{Body: body, Footer: footer, Thumbnail: p.Thumbnail}, nil
	case "address_message":
		c := whatsapp.AddressMessage{Body: body, Footer: footer, Country: p.Country, Values: p.Values, Errors: p.Errors}
		for _, a := range p.Saved {
			c.Saved = append(c.Saved, whatsapp.SavedAddress{ID: a.ID, Values: a.Value})
		}
		return c, nil
	case "order_details":
		return whatsapp.OrderDetails{
			Header: header, Body: body, Footer: footer, Parameters: whatsapp.Raw(s.Action.Parameters),
		}, nil
	case "order_status":
		return whatsapp.OrderStatus{Body: body, Footer: footer, Parameters: whatsapp.Raw(s.Action.Parameters)}, nil
	default:
		return nil, fmt.Errorf("no interactive type %q", s.Type)
	}
}

func (s sentInteractive) carousel() (whatsapp.Content, error) {
	c := whatsapp.Carousel{Body: s.Body.Text}
	for i, card := range s.Action.Cards {
		if card.Index != i {
			return nil, fmt.Errorf("card %d is numbered %d", i, card.Index)
		}
		if card.Type == "product" {
			c.Cards = append(c.Cards, whatsapp.Card{Product: card.Action.ref()})
			continue
		}
		var p sentParameters
		if err := json.Unmarshal(card.Action.Parameters, &p); err != nil {
			return nil, err
		}
		c.Cards = append(c.Cards, whatsapp.Card{
			Media: card.Header.header().Media, Body: card.Body.Text, Label: p.Label, URL: p.URL,
		})
	}
	return c, nil
}
