package wire

import "github.com/wainbox/wainbox/whatsapp"

// contact is one element of "contacts", copied into one string of its own: the
// events of one customer share it.
type contact struct {
	address whatsapp.Address
	profile whatsapp.Profile
}

// contacts are those of a change.
type contacts struct {
	few  [2]contact // the usual number, where no slice is needed
	used int        // of few
	many []contact  // all of them, when they are more

	last  int // the one found last
	steps int // compared so far

	// By their names, once the search has taken long; nil until then.
	byPhone map[whatsapp.Phone]int
	byUser  map[whatsapp.UserID]int
}

func (d *decoder) readContacts(array int) {
	c := &d.contacts
	c.used, c.many, c.last, c.steps, c.byPhone, c.byUser = 0, nil, -1, 0, nil, nil
	switch d.kind(array) {
	case 0:
		return
	case '[':
	default:
		d.refuse(array, ".value.contacts", -1, reasonArray)
		return
	}
	i := 0
	for v, end := array+1, d.next(array); v < end; v = d.next(v) {
		if d.kind(v) == '{' {
			c.add(d.contact(v))
		} else {
			d.refuse(v, ".value.contacts", i, reasonObject)
		}
		i++
	}
}

func (d *decoder) contact(v int) contact {
	var phone, user, profile, name, username int
	for k, end := v+1, d.next(v); k < end; k = d.next(k + 1) {
		switch string(d.key(k)) {
		case "wa_id":
			phone = k + 1
		case "user_id":
			user = k + 1
		case "profile":
			profile = k + 1
		}
	}
	if d.kind(profile) == '{' {
		for k, end := profile+1, d.next(profile); k < end; k = d.next(k + 1) {
			switch string(d.key(k)) {
			case "name":
				name = k + 1
			case "username":
				username = k + 1
			}
		}
	}
	b := d.appendScalar(d.room(d.size(v)), phone)
	i := len(b)
	b = d.appendScalar(b, user)
	j := len(b)
	b = d.appendScalar(b, name)
	n := len(b)
	b = d.appendScalar(b, username)
	s := string(b)
	return contact{
		address: address(s[:i], s[i:j]),
		profile: whatsapp.Profile{Name: s[j:n], Username: s[n:]},
	}
}

// known completes an address from the contact that shares one of its names, and
// returns that contact's profile. A contact is never taken by its place: in a
// batch the two arrays need not run in step. The user id is asked first, since
// a phone number can change hands.
func (d *decoder) known(a whatsapp.Address) (whatsapp.Address, whatsapp.Profile) {
	c := d.contacts.find(a)
	if c == nil {
		return a, whatsapp.Profile{}
	}
	if a.Phone == "" {
		a.Phone = c.address.Phone
	}
	if a.User == "" {
		a.User = c.address.User
	}
	return a, c.profile
}

// add adds a contact that can be found at all.
func (c *contacts) add(one contact) {
	switch {
	case one.address.IsZero():
	case c.many == nil && c.used < len(c.few):
		c.few[c.used] = one
		c.used++
	case c.many == nil:
		c.many = append(make([]contact, 0, 16), c.few[:]...)
		fallthrough
	default:
		c.many = append(c.many, one)
	}
}

// find is the contact that shares a name with the address, or nil. It looks
// behind the one found last first, since most batches do run in step; where
// they do not, it makes an index before that becomes slow.
func (c *contacts) find(a whatsapp.Address) *contact {
	list := c.few[:c.used]
	if c.many != nil {
		list = c.many
	}
	if len(list) == 0 {
		return nil
	}
	const patience = 16
	if c.byUser == nil && c.steps > patience*len(list) {
		c.makeIndex(list)
	}
	if c.byUser != nil {
		if i, ok := c.byUser[a.User]; ok {
			return &list[i]
		}
		if i, ok := c.byPhone[a.Phone]; ok {
			return &list[i]
		}
		return nil
	}
	// Once around for the user id, if there is one, and once for the phone.
	n, at := 0, c.last
	if a.User == "" {
		n = len(list)
	}
	for ; n < 2*len(list); n++ {
		c.steps++
		if at++; at >= len(list) {
			at = 0
		}
		one := &list[at].address
		if n < len(list) && a.User != "" && one.User == a.User || n >= len(list) && a.Phone != "" && one.Phone == a.Phone {
			c.last = at
			return &list[at]
		}
	}
	return nil
}

func (c *contacts) makeIndex(list []contact) {
	c.byPhone, c.byUser = make(map[whatsapp.Phone]int, len(list)), make(map[whatsapp.UserID]int, len(list))
	for i := range list {
		if a := list[i].address; a.Phone != "" {
			c.byPhone[a.Phone] = i
		}
		if a := list[i].address; a.User != "" {
			c.byUser[a.User] = i
		}
	}
}
