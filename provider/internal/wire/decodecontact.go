package wire

import "github.com/wainbox/wainbox/whatsapp"

// contact is one element of "contacts". Its texts are parts of one copy, which
// the events of the customer share.
type contact struct {
	address whatsapp.Address
	parent  whatsapp.UserID
	profile whatsapp.Profile
}

// contacts are those of a change.
type contacts struct {
	list  []contact
	large bool // one of them is larger than a message that shares memory

	last  int // the one found last
	steps int // compared so far

	// By their names, once the search has taken long; nil until then.
	byPhone map[whatsapp.Phone]int
	byUser  map[whatsapp.UserID]int
}

func (d *decoder) readContacts(array int) {
	clear(d.contacts.list) // so that no contact is kept in a room
	d.contacts = contacts{list: d.contacts.list[:0], last: -1}
	switch d.kind(array) {
	case 0:
		return
	case '[':
	default:
		d.refuse(array, ".value.contacts", -1, reasonArray)
		return
	}
	c, n := &d.contacts, d.count(array)
	if n > maxItems {
		d.refuse(array, ".value.contacts", -1, reasonMany)
		return
	}
	if n > cap(c.list) {
		c.list = make([]contact, 0, n)
	}
	i := 0
	for v, end := array+1, d.next(array); v < end; v = d.next(v) {
		if d.kind(v) == '{' {
			c.list = append(c.list, contact{})
			d.contact(&c.list[len(c.list)-1], v)
		} else {
			d.refuse(v, ".value.contacts", i, reasonObject)
		}
		i++
	}
}

func (d *decoder) contact(c *contact, v int) {
	d.take(v)
	d.contacts.large = d.contacts.large || len(d.item) > blockMessage
	var phone, user, profile int
	for k, end := v+1, d.next(v); k < end; k = d.next(k + 1) {
		switch string(d.key(k)) {
		case "wa_id":
			phone = k + 1
		case "user_id":
			user = k + 1
		case "parent_user_id":
			c.parent = whatsapp.UserID(d.text(k + 1))
		case "identity_key_hash":
			c.profile.IdentityKey = d.text(k + 1)
		case "profile":
			profile = k + 1
		}
	}
	c.address = address(d.text(phone), d.text(user))
	if d.kind(profile) != '{' {
		return
	}
	for k, end := profile+1, d.next(profile); k < end; k = d.next(k + 1) {
		switch string(d.key(k)) {
		case "name":
			c.profile.Name = d.text(k + 1)
		case "username":
			c.profile.Username = d.text(k + 1)
		case "country_code":
			c.profile.Country = d.text(k + 1)
		}
	}
}

// find is the contact that shares a name with the address, or nil. It looks
// behind the one found last first, since most batches do run in step; where
// they do not, it makes an index before that becomes slow.
func (c *contacts) find(a whatsapp.Address) *contact {
	if len(c.list) == 0 {
		return nil
	}
	const patience = 16
	if c.byUser == nil && c.steps > patience*len(c.list) {
		c.makeIndex()
	}
	if c.byUser != nil {
		if i, ok := c.byUser[a.User]; ok {
			return &c.list[i]
		}
		if i, ok := c.byPhone[a.Phone]; ok {
			return &c.list[i]
		}
		return nil
	}
	// Once around for the user id, if there is one, and once for the phone.
	n, at := 0, c.last
	if a.User == "" {
		n = len(c.list)
	}
	for ; n < 2*len(c.list); n++ {
		c.steps++
		if at++; at >= len(c.list) {
			at = 0
		}
		one := &c.list[at].address
		if n < len(c.list) && one.User == a.User || n >= len(c.list) && a.Phone != "" && one.Phone == a.Phone {
			c.last = at
			return &c.list[at]
		}
	}
	return nil
}

func (c *contacts) makeIndex() {
	c.byPhone, c.byUser = make(map[whatsapp.Phone]int, len(c.list)), make(map[whatsapp.UserID]int, len(c.list))
	for i := range c.list {
		if a := c.list[i].address; a.Phone != "" {
			c.byPhone[a.Phone] = i
		}
		if a := c.list[i].address; a.User != "" {
			c.byUser[a.User] = i
		}
	}
}
