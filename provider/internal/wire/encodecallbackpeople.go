package wire

import "github.com/wainbox/wainbox/whatsapp"

// person is what an event says of a customer.
type person struct {
	contact

	// named: the platform gives a contact even if there is no more to say.
	named bool
}

// people are the customers of a change in the making. An event finds its
// contact by a shared name, so nobody may share a name with somebody of whom
// something else is said.
type people struct {
	list    []person
	byPhone map[whatsapp.Phone]int
	byUser  map[whatsapp.UserID]int
}

// agree reports whether what is said of more people fits what is said already.
func (p *people) agree(more []person) bool {
	for _, one := range more {
		if i, ok := p.byPhone[one.address.Phone]; ok && one.contact != p.list[i].contact {
			return false
		}
		if i, ok := p.byUser[one.address.User]; ok && one.contact != p.list[i].contact {
			return false
		}
	}
	return true
}

// add adds people who agree.
func (p *people) add(more []person) {
	if p.byPhone == nil {
		p.byPhone, p.byUser = map[whatsapp.Phone]int{}, map[whatsapp.UserID]int{}
	}
	for _, one := range more {
		i, known := p.byPhone[one.address.Phone]
		if !known {
			i, known = p.byUser[one.address.User]
		}
		if known {
			p.list[i].named = p.list[i].named || one.named
			continue
		}
		if one.address.Phone != "" {
			p.byPhone[one.address.Phone] = len(p.list)
		}
		if one.address.User != "" {
			p.byUser[one.address.User] = len(p.list)
		}
		p.list = append(p.list, one)
	}
}

// objects are the contacts that there is something to say of.
func (p *people) objects() []any {
	var list []any
	for _, one := range p.list {
		if !one.named && one.parent == "" && one.profile == (whatsapp.Profile{}) {
			continue
		}
		list = append(list, object{
			{"profile", some(object{
				{"name", one.profile.Name}, {"username", one.profile.Username}, {"country_code", one.profile.Country},
			})},
			{"wa_id", one.address.Phone},
			{"user_id", one.address.User},
			{"parent_user_id", one.parent},
			{"identity_key_hash", one.profile.IdentityKey},
		})
	}
	return list
}
