package wire

import (
	"cmp"

	"github.com/wainbox/wainbox/whatsapp"
)

// system reads the platform's own word. The identity stands beside it in the
// message.
func (d *decoder) system(v, identity int) whatsapp.Content {
	var (
		s                   whatsapp.System
		phone, before, user string
	)
	for k, end := v+1, d.next(v); k < end; k = d.next(k + 1) {
		switch string(d.key(k)) {
		case "type":
			s.Type = d.text(k + 1)
		case "body":
			s.Body = d.text(k + 1)
		case "wa_id":
			phone = d.text(k + 1)
		case "new_wa_id": // its name before 2022
			before = d.text(k + 1)
		case "user_id":
			user = d.text(k + 1)
		case "parent_user_id":
			s.NowParent = whatsapp.UserID(d.text(k + 1))
		case "previous_user_id":
			s.Previous = whatsapp.UserID(d.text(k + 1))
		case "previous_parent_user_id":
			s.PreviousParent = whatsapp.UserID(d.text(k + 1))
		case "customer":
			s.Customer = whatsapp.Phone(d.text(k + 1))
		}
	}
	s.Now = address(cmp.Or(phone, before), user)
	if d.kind(identity) == '{' {
		s.Identity = &whatsapp.Identity{
			Hash:         d.text(d.member(identity, "hash")),
			Acknowledged: d.flag(d.member(identity, "acknowledged")),
			Created:      d.seconds(d.member(identity, "created_timestamp")),
		}
	}
	return s
}
