package wire

import (
	"cmp"

	"github.com/wainbox/wainbox/whatsapp"
)

// person completes an address, and the person's id to the enterprise, from the
// contact that shares one of its names. A contact is never taken by its place:
// in a batch the two arrays need not run in step. The user id is asked first,
// since a phone number can change hands.
func (d *decoder) person(a whatsapp.Address, parent string) (whatsapp.Address, whatsapp.UserID, whatsapp.Profile) {
	c := d.contacts.find(a)
	if c == nil {
		return a, whatsapp.UserID(parent), whatsapp.Profile{}
	}
	a.Phone, a.User = cmp.Or(a.Phone, c.address.Phone), cmp.Or(a.User, c.address.User)
	return a, cmp.Or(whatsapp.UserID(parent), c.parent), c.profile
}
