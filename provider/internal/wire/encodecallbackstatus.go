package wire

import (
	"cmp"
	"strings"

	"github.com/wainbox/wainbox/whatsapp"
)

func statusItem(e *whatsapp.Status) (item, string) {
	kind, word, ok := strings.Cut(string(e.State), ".")
	if !ok || kind == "" {
		kind, word = "", string(e.State)
	}
	o := object{
		{"id", e.ID}, {"status", word}, {"type", kind}, {"timestamp", stamp(e.At)},
	}
	who := e.Recipient
	if e.Recipient.Group != "" || !e.Participant.IsZero() {
		who = e.Participant
		o = append(o, object{
			{"recipient_id", e.Recipient.Group},
			{"recipient_type", "group"},
			{"recipient_participant_id", who.Phone},
			{"recipient_participant_user_id", who.User},
			{"recipient_participant_parent_user_id", e.Parent},
		}...)
	} else {
		o = append(o, object{
			{"recipient_id", who.Phone}, {"recipient_user_id", who.User}, {"recipient_parent_user_id", e.Parent},
		}...)
	}
	o = append(o, object{
		{"recipient_identity_key_hash", e.Profile.IdentityKey},
		{"biz_opaque_callback_data", e.Ref},
		{"conversation", conversationObject(e.Conversation)},
		{"pricing", pricingObject(e.Pricing)},
		{"payment", paymentObject(e.Payment)},
		{"errors", failureObjects(e.Failures)},
	}...)
	it := item{origin: e.Origin, field: cmp.Or(e.Field, fieldMessages), list: "statuses", value: o}
	if !who.IsZero() {
		it.people = []person{{contact: contact{who, e.Parent, e.Profile}}}
	}
	if p := e.Payment; p != nil && (!isValid(p.Transaction, "{}") || !isValid(p.Refunds, "[]") || !isValid(p.More, "{}")) {
		return it, "holds a payment with JSON that is none"
	}
	return it, ""
}

func conversationObject(c *whatsapp.Conversation) object {
	if c == nil {
		return nil
	}
	return object{
		{"id", c.ID}, {"expiration_timestamp", seconds(c.Expires)}, {"origin", some(object{{"type", c.Origin}})},
	}
}

func pricingObject(p *whatsapp.Pricing) object {
	if p == nil {
		return nil
	}
	return object{
		{"billable", p.Billable},
		{"pricing_model", p.Model},
		{"type", p.Type},
		{"category", p.Category},
		{"cost", some(object{{"amount", digits(p.Cost)}, {"currency", p.Currency}})},
	}
}

func paymentObject(p *whatsapp.Payment) object {
	if p == nil {
		return nil
	}
	return object{
		{"reference_id", p.Reference},
		{"amount", some(object{{"value", p.Value}, {"offset", p.Offset}})},
		{"currency", p.Currency},
		{"transaction", p.Transaction},
		{"refunds", p.Refunds},
		{"", spliced(p.More)},
	}
}
