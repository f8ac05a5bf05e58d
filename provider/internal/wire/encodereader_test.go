package wire_test

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/wainbox/wainbox/whatsapp"
)

// sentBody is the body of a send as encoding/json reads it: what AppendMessage
// wrote, or a sample.
type sentBody struct {
	RecipientType string            `json:"recipient_type"`
	To            string            `json:"to"`
	Recipient     whatsapp.UserID   `json:"recipient"`
	Type          string            `json:"type"`
	ReplyTo       sentContext       `json:"context"`
	Ref           whatsapp.Ref      `json:"biz_opaque_callback_data"`
	IdentityKey   string            `json:"recipient_identity_key_hash"`
	Text          whatsapp.Text     `json:"text"`
	Image         *sentMedia        `json:"image"`
	Video         *sentMedia        `json:"video"`
	Audio         *sentMedia        `json:"audio"`
	Document      *sentMedia        `json:"document"`
	Sticker       *sentMedia        `json:"sticker"`
	Location      whatsapp.Location `json:"location"`
	Contacts      whatsapp.Contacts `json:"contacts"`
	Reaction      sentReaction      `json:"reaction"`
	Pin           sentPin           `json:"pin"`
	Template      sentTemplate      `json:"template"`
	Interactive   sentInteractive   `json:"interactive"`
}

type sentContext struct {
	ID whatsapp.MessageID `json:"message_id"`
}

type sentMedia struct {
	ID       whatsapp.MediaID `json:"id"`
	Link     string           `json:"link"`
	Caption  string           `json:"caption"`
	Filename string           `json:"filename"`
	Voice    bool             `json:"voice"`
}

func (m *sentMedia) media(kind whatsapp.ContentKind) *whatsapp.Media {
	if m == nil {
		return nil
	}
	return &whatsapp.Media{Type: kind, ID: m.ID, Link: m.Link, Caption: m.Caption, Filename: m.Filename, Voice: m.Voice}
}

type sentReaction struct {
	ID    whatsapp.MessageID `json:"message_id"`
	Emoji string             `json:"emoji"`
}

type sentPin struct {
	Type string             `json:"type"`
	ID   whatsapp.MessageID `json:"message_id"`
	Days int                `json:"expiration_days"`
}

// readSent is AppendMessage the other way round.
func readSent(body []byte) (whatsapp.Outbound, error) {
	var b sentBody
	if err := json.Unmarshal(body, &b); err != nil {
		return whatsapp.Outbound{}, err
	}
	m := whatsapp.Outbound{ReplyTo: b.ReplyTo.ID, Ref: b.Ref, IdentityKey: b.IdentityKey}
	switch {
	case b.RecipientType == "group":
		m.To.Group = whatsapp.GroupID(b.To)
	case b.To != "":
		m.To.Phone = whatsapp.Phone(strings.TrimPrefix(b.To, "+"))
	default:
		m.To.User = b.Recipient
	}
	var err error
	m.Content, err = b.content()
	return m, err
}

func (b *sentBody) content() (whatsapp.Content, error) {
	file := map[string]*sentMedia{
		"image": b.Image, "video": b.Video, "audio": b.Audio, "document": b.Document, "sticker": b.Sticker,
	}[b.Type]
	if file != nil {
		return *file.media(whatsapp.ContentKind(b.Type)), nil
	}
	switch b.Type {
	case "text":
		return b.Text, nil
	case "location":
		return b.Location, nil
	case "contacts":
		return b.Contacts, nil
	case "reaction":
		return whatsapp.Reaction{To: b.Reaction.ID, Emoji: b.Reaction.Emoji}, nil
	case "pin":
		return whatsapp.Pin{To: b.Pin.ID, Unpin: b.Pin.Type == "unpin", Days: b.Pin.Days}, nil
	case "template":
		return b.Template.content()
	case "interactive":
		return b.Interactive.content()
	default:
		return nil, fmt.Errorf("no type %q", b.Type)
	}
}

type sentTemplate struct {
	Name     string `json:"name"`
	Language struct {
		Code string `json:"code"`
	} `json:"language"`
	Components []sentComponent `json:"components"`
}

type sentComponent struct {
	Type       string          `json:"type"`
	SubType    string          `json:"sub_type"`
	Index      json.RawMessage `json:"index"` // a number or a string of one
	Parameters []sentParameter `json:"parameters"`
	Cards      []struct {
		Index      int             `json:"card_index"`
		Components []sentComponent `json:"components"`
	} `json:"cards"`
}

type sentParameter struct {
	Type     string `json:"type"`
	Name     string `json:"parameter_name"`
	Text     string `json:"text"`
	Payload  string `json:"payload"`
	Coupon   string `json:"coupon_code"`
	Group    string `json:"group_id"`
	Currency *struct {
		Fallback   string `json:"fallback_value"`
		Code       string `json:"code"`
		Amount1000 int64  `json:"amount_1000"`
	} `json:"currency"`
	Date struct {
		Fallback string `json:"fallback_value"`
	} `json:"date_time"`
	Image    *sentMedia         `json:"image"`
	Video    *sentMedia         `json:"video"`
	GIF      *sentMedia         `json:"gif"`
	Document *sentMedia         `json:"document"`
	Location *whatsapp.Location `json:"location"`
	Product  sentProduct        `json:"product"`
	Action   *struct {
		FlowToken    string          `json:"flow_token"`
		FlowData     json.RawMessage `json:"flow_action_data"`
		Thumbnail    string          `json:"thumbnail_product_retailer_id"`
		Sections     []sentSection   `json:"sections"`
		OrderDetails json.RawMessage `json:"order_details"`
	} `json:"action"`
	TTL   int64 `json:"ttl_minutes"`
	Offer struct {
		Ends int64 `json:"expiration_time_ms"`
	} `json:"limited_time_offer"`
	Targets []whatsapp.TapTarget `json:"tap_target_configuration"`
}

func (t sentTemplate) content() (whatsapp.Content, error) {
	parts, err := components(t.Components)
	return whatsapp.Template{Name: t.Name, Language: t.Language.Code, Components: parts}, err
}

func components(all []sentComponent) ([]whatsapp.Component, error) {
	var read []whatsapp.Component
	for _, c := range all {
		one := whatsapp.Component{Type: c.Type, SubType: strings.ToLower(c.SubType)}
		if digits := strings.Trim(string(c.Index), `"`); digits != "" {
			var err error
			if one.Index, err = strconv.Atoi(digits); err != nil {
				return nil, err
			}
		}
		for _, p := range c.Parameters {
			one.Parameters = append(one.Parameters, p.parameter())
		}
		for i, card := range c.Cards {
			parts, err := components(card.Components)
			if err != nil || card.Index != i {
				return nil, fmt.Errorf("card %d is numbered %d: %w", i, card.Index, err)
			}
			one.Cards = append(one.Cards, parts)
		}
		read = append(read, one)
	}
	return read, nil
}

func (p sentParameter) parameter() whatsapp.Parameter {
	read := whatsapp.Parameter{
		Type: p.Type, Name: p.Name, Text: p.Text + p.Payload + p.Coupon + p.Group + p.Date.Fallback,
		Location: p.Location, Product: p.Product.ref(), Number: p.TTL + p.Offer.Ends, Targets: p.Targets,
	}
	if c := p.Currency; c != nil {
		read.Currency = &whatsapp.Currency{Fallback: c.Fallback, Code: c.Code, Amount1000: c.Amount1000}
	}
	for _, file := range []*sentMedia{p.Image, p.Video, p.GIF, p.Document} {
		if file != nil {
			read.Media = file.media("")
		}
	}
	if a := p.Action; a != nil {
		read.Action = &whatsapp.TemplateAction{
			FlowToken: a.FlowToken, FlowData: whatsapp.Raw(a.FlowData), Thumbnail: a.Thumbnail,
			Sections: products(a.Sections), OrderDetails: whatsapp.Raw(a.OrderDetails),
		}
	}
	return read
}

type sentProduct struct {
	Catalog string `json:"catalog_id"`
	Product string `json:"product_retailer_id"`
}

func (p sentProduct) ref() whatsapp.ProductRef {
	return whatsapp.ProductRef{Catalog: p.Catalog, Product: p.Product}
}

type sentSection struct {
	Title string         `json:"title"`
	Rows  []whatsapp.Row `json:"rows"`
	Items []sentProduct  `json:"product_items"`
}

func products(all []sentSection) []whatsapp.ProductSection {
	var read []whatsapp.ProductSection
	for _, s := range all {
		one := whatsapp.ProductSection{Title: s.Title}
		for _, p := range s.Items {
			one.Products = append(one.Products, p.Product)
		}
		read = append(read, one)
	}
	return read
}

// anyJSON is a body as maps and slices, for comparing two without their order.
func anyJSON(t *testing.T, body []byte) any {
	t.Helper()
	var v any
	if err := json.Unmarshal(body, &v); err != nil {
		t.Fatalf("%v: %s", err, body)
	}
	return v
}
