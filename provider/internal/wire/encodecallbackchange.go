package wire

import "github.com/wainbox/wainbox/whatsapp"

// change is one in the making: what happened to one number in one field.
type change struct {
	raw whatsapp.Raw // the whole of it, where it was kept as such

	field  string
	origin whatsapp.Origin
	value  any // all of it, of what does not stand in lists
	lists  []listInChange
	people people
	sealed bool
}

// listInChange is a list of items, or a member alone.
type listInChange struct {
	key    string
	alone  bool
	values []any
}

// takes reports whether the change can hold an item too, behind all others.
func (c *change) takes(it *item) bool {
	if it.list == "" || c.value != nil || c.sealed || it.sealed || c.field != it.field || c.origin != it.origin {
		return false
	}
	for i, l := range c.lists {
		if l.key == it.list && (i < len(c.lists)-1 || l.alone || it.alone) {
			return false
		}
	}
	return c.people.agree(it.people)
}

func (c *change) add(it item) {
	c.sealed = it.sealed
	c.people.add(it.people)
	if it.list == "" {
		c.value = it.value
		return
	}
	n := len(c.lists)
	if n == 0 || c.lists[n-1].key != it.list {
		c.lists = append(c.lists, listInChange{key: it.list, alone: it.alone})
		n++
	}
	last := &c.lists[n-1]
	if p, ok := it.value.(*pastMessage); ok {
		last.values = p.addTo(last.values)
		return
	}
	last.values = append(last.values, it.value)
}

// object is the change's value.
func (c *change) object() any {
	if c.value != nil {
		return c.value
	}
	value := object{
		{"messaging_product", "whatsapp"},
		{"metadata", metadata(c.origin)},
	}
	held := object{{"contacts", c.people.objects()}}
	known := false
	for _, l := range c.lists {
		if known = known || !l.alone; l.alone {
			held = append(held, member{l.key, l.values[0]})
		} else {
			held = append(held, member{l.key, l.values})
		}
	}
	if !known { // one list that is known tells that the value is of the field's shape
		held = append(held, member{"errors", whole(nil)})
	}
	if c.field == fieldStandby && c.lists[0].key != fieldStandby {
		return append(value, member{fieldStandby, held})
	}
	return append(value, held...)
}

func metadata(o whatsapp.Origin) object {
	return some(object{{"display_phone_number", o.Display}, {"phone_number_id", o.Number}})
}
