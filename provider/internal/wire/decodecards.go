package wire

import "github.com/wainbox/wainbox/whatsapp"

// cards reads contact cards; an element that is none is left to the message's
// own bytes, here and below.
func (d *decoder) cards(array int) whatsapp.Content {
	return whatsapp.Contacts(elements(d, array, d.card))
}

func (d *decoder) card(v int) whatsapp.ContactCard {
	var c whatsapp.ContactCard
	for k, end := v+1, d.next(v); k < end; k = d.next(k + 1) {
		switch string(d.key(k)) {
		case "name":
			c.Name = d.cardName(k + 1)
		case "phones":
			c.Phones = elements(d, k+1, d.cardPhone)
		case "emails":
			c.Emails = elements(d, k+1, d.cardEmail)
		case "addresses":
			c.Addresses = elements(d, k+1, d.cardAddress)
		case "urls":
			c.URLs = elements(d, k+1, d.cardURL)
		case "org":
			c.Org = d.cardOrg(k + 1)
		case "birthday":
			c.Birthday = d.text(k + 1)
		case "vcard":
			c.VCard = d.text(k + 1)
		case "origin":
			c.Origin = d.text(k + 1)
		}
	}
	return c
}

func (d *decoder) cardName(v int) whatsapp.ContactName {
	var n whatsapp.ContactName
	if d.kind(v) != '{' {
		return n
	}
	for k, end := v+1, d.next(v); k < end; k = d.next(k + 1) {
		switch string(d.key(k)) {
		case "formatted_name":
			n.Formatted = d.text(k + 1)
		case "first_name":
			n.First = d.text(k + 1)
		case "last_name":
			n.Last = d.text(k + 1)
		case "middle_name":
			n.Middle = d.text(k + 1)
		case "suffix":
			n.Suffix = d.text(k + 1)
		case "prefix":
			n.Prefix = d.text(k + 1)
		}
	}
	return n
}

func (d *decoder) cardPhone(v int) whatsapp.ContactPhone {
	return whatsapp.ContactPhone{
		Phone: d.text(d.member(v, "phone")),
		WAID:  whatsapp.Phone(d.text(d.member(v, "wa_id"))),
		User:  whatsapp.UserID(d.text(d.member(v, "user_id"))),
		Type:  d.text(d.member(v, "type")),
	}
}

func (d *decoder) cardEmail(v int) whatsapp.ContactEmail {
	return whatsapp.ContactEmail{Email: d.text(d.member(v, "email")), Type: d.text(d.member(v, "type"))}
}

func (d *decoder) cardURL(v int) whatsapp.ContactURL {
	return whatsapp.ContactURL{URL: d.text(d.member(v, "url")), Type: d.text(d.member(v, "type"))}
}

func (d *decoder) cardAddress(v int) whatsapp.ContactAddress {
	var a whatsapp.ContactAddress
	for k, end := v+1, d.next(v); k < end; k = d.next(k + 1) {
		switch string(d.key(k)) {
		case "street":
			a.Street = d.text(k + 1)
		case "city":
			a.City = d.text(k + 1)
		case "state":
			a.State = d.text(k + 1)
		case "zip":
			a.Zip = d.text(k + 1)
		case "country":
			a.Country = d.text(k + 1)
		case "country_code":
			a.CountryCode = d.text(k + 1)
		case "type":
			a.Type = d.text(k + 1)
		}
	}
	return a
}

func (d *decoder) cardOrg(v int) *whatsapp.ContactOrg {
	if d.kind(v) != '{' {
		return nil
	}
	return &whatsapp.ContactOrg{
		Company:    d.text(d.member(v, "company")),
		Department: d.text(d.member(v, "department")),
		Title:      d.text(d.member(v, "title")),
	}
}
