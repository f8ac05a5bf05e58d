package templates

import (
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// Value is one value: a [whatsapp.Parameter], which the functions of this
// package make.
type Value = whatsapp.Parameter

// Values are what fills a template, part by part, each in the form in which it
// is sent. The zero value fills a template without variables.
//
// A part's values stand in the order of its variables, or carry the variable's
// name ("first_name", or "2" for {{2}}); a template with named variables takes
// named values only.
type Values struct {
	// Header is the header's text, file, place or product: at most one.
	Header []Value
	// Body are the body's. Of an authentication template it is the code, which
	// Fill gives to the button too. Of a template kept by Twilio, whose variables
	// are one row through all of its parts, all values stand here.
	Body []Value
	// Buttons are the buttons', by their place, from 0.
	Buttons map[int][]Value
	// OfferEnds is when a limited-time offer ends; zero where it has no clock.
	OfferEnds time.Time
	// Cards are a carousel's, each with the values of its own parts.
	Cards []Values
	// Targets are pages that a tap on the picture opens, for accounts that may:
	// no template asks for them.
	Targets []whatsapp.TapTarget
}

// Text is a text: of a header or a body.
func Text(s string) Value { return Value{Type: "text", Text: s} }

// ByName gives a value the name of its variable.
func ByName(name string, p Value) Value {
	p.Name = name
	return p
}

// Texts are texts in the order of their variables.
func Texts(all ...string) []Value {
	out := make([]Value, len(all))
	for i, s := range all {
		out[i] = Text(s)
	}
	return out
}

// Currency is an amount of money: 1000 times the amount, and the text that is
// shown where the customer's phone does not write it in its own way.
func Currency(code string, amount1000 int64, fallback string) Value {
	return Value{
		Type: "currency", Currency: &whatsapp.Currency{Code: code, Amount1000: amount1000, Fallback: fallback},
	}
}

// DateTime is a time, as it is to be shown.
func DateTime(fallback string) Value {
	return Value{Type: "date_time", Text: fallback}
}

// GroupID stands for the invitation to a group.
func GroupID(id string) Value { return Value{Type: "group_id", Text: id} }

// File is a header's image, video, GIF or document, by id or link.
func File(m whatsapp.Media) Value {
	return Value{Type: string(m.Type), Media: &m}
}

// Place is a header's location; name and address are required.
func Place(l whatsapp.Location) Value {
	return Value{Type: "location", Location: &l}
}

// Product is a header's product.
func Product(p whatsapp.ProductRef) Value {
	return Value{Type: "product", Product: p}
}

// Suffix is what a button's address ends with.
func Suffix(s string) Value { return Text(s) }

// Payload is what comes back when a quick reply is tapped, or with a call.
func Payload(s string) Value { return Value{Type: "payload", Text: s} }

// Coupon is a code to copy.
func Coupon(code string) Value {
	return Value{Type: "coupon_code", Text: code}
}

// Flow is a flow's token, and the JSON object of its first screen; both may be
// empty.
func Flow(token string, data whatsapp.Raw) Value {
	return Action(whatsapp.TemplateAction{FlowToken: token, FlowData: data})
}

// Action is what a catalog, a list of products or an order button needs.
func Action(a whatsapp.TemplateAction) Value {
	return Value{Type: "action", Action: &a}
}

// CallMinutes is how long a call button works.
func CallMinutes(n int64) Value {
	return Value{Type: "ttl_minutes", Number: n}
}

// GIF is a header's GIF: an MP4 file, by id or link. Source: "Marketing
// Messages API", November 2025, which alone takes it.
func GIF(m whatsapp.Media) Value { return Value{Type: "gif", Media: &m} }
