package whatsapp

import "time"

func (v *checker) contacts(cards Contacts) {
	v.count("contacts", len(cards), 1, MaxContacts)
	for i := range cards {
		v.card(item("contacts", i), &cards[i])
	}
}

func (v *checker) card(at string, c *ContactCard) {
	v.contactName(at+".name", c.Name)
	for i, p := range c.Phones {
		one := item(at+".phones", i)
		if p.Phone == "" && p.WAID == "" {
			v.add(one+".phone", "required")
		}
		v.texts(one, "phone", p.Phone, "wa_id", string(p.WAID), "type", p.Type)
	}
	for i, e := range c.Emails {
		one := item(at+".emails", i)
		v.required(one+".email", e.Email)
		v.texts(one, "type", e.Type)
	}
	for i, a := range c.Addresses {
		v.texts(item(at+".addresses", i), "street", a.Street, "city", a.City, "state", a.State, "zip", a.Zip,
			"country", a.Country, "country_code", a.CountryCode, "type", a.Type)
	}
	for i, u := range c.URLs {
		one := item(at+".urls", i)
		v.required(one+".url", u.URL)
		v.texts(one, "type", u.Type)
	}
	if o := c.Org; o != nil {
		v.texts(at+".org", "company", o.Company, "department", o.Department, "title", o.Title)
	}
	if c.Birthday != "" {
		if _, err := time.Parse(time.DateOnly, c.Birthday); err != nil {
			v.add(at+".birthday", "a date, as 1985-02-28")
		}
	}
}

// contactName checks a name.
//
// QUIRK(cloudapi): the platform is known to refuse a card with nothing but the
// whole name; the page does not say so.
func (v *checker) contactName(at string, n ContactName) {
	v.required(at+".formatted_name", n.Formatted)
	if n.First == "" && n.Last == "" && n.Middle == "" && n.Suffix == "" && n.Prefix == "" {
		v.add(at, "another part of the name beside formatted_name")
	}
	v.texts(at, "first_name", n.First, "last_name", n.Last, "middle_name", n.Middle, "suffix", n.Suffix, "prefix", n.Prefix)
}
