package wire

import "github.com/wainbox/wainbox/whatsapp"

func appendContacts(dst []byte, cards whatsapp.Contacts) []byte {
	dst = append(dst, '[')
	for i := range cards {
		dst = appendCard(appendElement(dst), &cards[i])
		dst = append(dst, '}')
	}
	return append(dst, ']')
}

// appendCard appends the members of a card. Empty ones are left out.
func appendCard(dst []byte, c *whatsapp.ContactCard) []byte {
	dst = appendContactName(dst, c.Name)
	if len(c.Phones) > 0 {
		dst = appendList(dst, "phones")
		for _, p := range c.Phones {
			dst = appendElement(dst)
			dst = appendOptional(dst, "phone", p.Phone)
			dst = appendOptional(dst, "wa_id", string(p.WAID))
			dst = appendOptional(dst, "type", p.Type)
			dst = append(dst, '}')
		}
		dst = append(dst, ']')
	}
	if len(c.Emails) > 0 {
		dst = appendList(dst, "emails")
		for _, e := range c.Emails {
			dst = appendElement(dst)
			dst = appendField(dst, "email", e.Email)
			dst = appendOptional(dst, "type", e.Type)
			dst = append(dst, '}')
		}
		dst = append(dst, ']')
	}
	if len(c.URLs) > 0 {
		dst = appendList(dst, "urls")
		for _, u := range c.URLs {
			dst = appendElement(dst)
			dst = appendField(dst, "url", u.URL)
			dst = appendOptional(dst, "type", u.Type)
			dst = append(dst, '}')
		}
		dst = append(dst, ']')
	}
	dst = appendAddresses(dst, c.Addresses)
	if o := c.Org; o != nil {
		dst = appendOpen(dst, "org")
		dst = appendOptional(dst, "company", o.Company)
		dst = appendOptional(dst, "department", o.Department)
		dst = appendOptional(dst, "title", o.Title)
		dst = append(dst, '}')
	}
	return appendOptional(dst, "birthday", c.Birthday)
}

func appendContactName(dst []byte, n whatsapp.ContactName) []byte {
	dst = appendOpen(dst, "name")
	dst = appendField(dst, "formatted_name", n.Formatted)
	dst = appendOptional(dst, "first_name", n.First)
	dst = appendOptional(dst, "last_name", n.Last)
	dst = appendOptional(dst, "middle_name", n.Middle)
	dst = appendOptional(dst, "suffix", n.Suffix)
	dst = appendOptional(dst, "prefix", n.Prefix)
	return append(dst, '}')
}

func appendAddresses(dst []byte, all []whatsapp.ContactAddress) []byte {
	if len(all) == 0 {
		return dst
	}
	dst = appendList(dst, "addresses")
	for _, a := range all {
		dst = appendElement(dst)
		dst = appendOptional(dst, "street", a.Street)
		dst = appendOptional(dst, "city", a.City)
		dst = appendOptional(dst, "state", a.State)
		dst = appendOptional(dst, "zip", a.Zip)
		dst = appendOptional(dst, "country", a.Country)
		dst = appendOptional(dst, "country_code", a.CountryCode)
		dst = appendOptional(dst, "type", a.Type)
		dst = append(dst, '}')
	}
	return append(dst, ']')
}
