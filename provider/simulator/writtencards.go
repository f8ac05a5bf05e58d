package simulator

import (
	"strings"
	"time"
)

// wire is an order in the platform's words (Cloud API documentation, "Messages webhook: order").
func (o *Order) wire() map[string]any {
	items := make([]map[string]any, len(o.Items))
	for i, item := range o.Items {
		items[i] = map[string]any{
			"product_retailer_id": item.SKU, "quantity": item.Quantity, "item_price": item.Price, "currency": item.Currency,
		}
	}
	wire := map[string]any{"catalog_id": o.Catalog, "product_items": items}
	if o.Text != "" {
		wire["text"] = o.Text
	}
	return wire
}

// wire is a filled form in the platform's words: what was filled in is JSON in a string.
func (f *Flow) wire() map[string]any {
	return map[string]any{"type": "nfm_reply", "nfm_reply": map[string]string{
		"name": "flow", "body": or(f.Body, "Sent"), "response_json": string(f.Response),
	}}
}

// wire is a card in the platform's words (Cloud API documentation, "Messages webhook: contacts").
func (c *Contact) wire() map[string]any {
	first, last, _ := strings.Cut(c.Name, " ")
	name := map[string]string{"formatted_name": c.Name, "first_name": first}
	if last != "" {
		name["last_name"] = last
	}
	wire := map[string]any{"name": name, "origin": "other"}
	if c.Shared {
		wire["origin"] = "contact_request"
	}
	var phones, emails []map[string]string
	for _, phone := range c.Phones {
		phones = append(phones, map[string]string{"phone": phone, "wa_id": digits(phone), "type": "CELL"})
	}
	for _, email := range c.Emails {
		emails = append(emails, map[string]string{"email": email, "type": "WORK"})
	}
	if phones != nil {
		wire["phones"] = phones
	}
	if emails != nil {
		wire["emails"] = emails
	}
	if !c.Shared {
		wire["vcard"] = c.vcard()
	}
	return wire
}

// vcard is a card as a file.
func (c *Contact) vcard() string {
	var b strings.Builder
	b.WriteString("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:" + c.Name + "\r\n")
	for _, phone := range c.Phones {
		b.WriteString("TEL;type=CELL;waid=" + digits(phone) + ":" + phone + "\r\n")
	}
	for _, email := range c.Emails {
		b.WriteString("EMAIL;type=WORK:" + email + "\r\n")
	}
	b.WriteString("END:VCARD\r\n")
	return b.String()
}

// vcardLife is how long the file of a card is kept for Twilio.
const vcardLife = 365 * 24 * time.Hour

// writtenContacts words cards. Twilio sends them as a file.
func (s *Simulator) writtenContacts(c *chat, in Inbound) written {
	cards := make([]map[string]any, len(in.Contacts))
	var vcards strings.Builder
	for i := range in.Contacts {
		cards[i] = in.Contacts[i].wire()
		vcards.WriteString(in.Contacts[i].vcard())
	}
	w := written{kind: "contacts", body: in.Contacts[0].Name, replyTo: in.ReplyTo, object: cards}
	if c.number.Wire != WireTwilio {
		return w
	}
	w.file = s.keep(c.number, "text/vcard", []byte(vcards.String()), s.now().Add(vcardLife))
	return w
}

// context is what a message is about, in the platform's words, or nil.
func (s *Simulator) context(c *chat, w written, in Inbound) map[string]any {
	about := map[string]any{}
	if w.replyTo != "" && w.kind != "reaction" {
		about["id"] = w.replyTo
		author := c.number.Display // of an unknown message too
		if m := s.messages[w.replyTo]; m != nil && !m.FromBusiness {
			author = s.contact(c.person).WaID
		}
		if author != "" {
			about["from"] = author
		}
	}
	if in.Product != nil {
		about["referred_product"] = map[string]string{
			"catalog_id": in.Product.Catalog, "product_retailer_id": in.Product.SKU,
		}
		about["from"] = c.number.Display
	}
	if in.FrequentlyForwarded {
		about["frequently_forwarded"] = true
	} else if in.Forwarded {
		about["forwarded"] = true
	}
	if len(about) == 0 {
		return nil
	}
	return about
}
