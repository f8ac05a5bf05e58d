package wire

// readChange reads one element of "changes", of the account whose id is given.
// entryField is a "field" that stood in the entry, where some senders put it.
func (d *decoder) readChange(change, id, entryField int) {
	if d.kind(change) != '{' {
		d.refuse(change, "", -1, reasonObject)
		return
	}
	field, value := 0, 0
	for k, end := change+1, d.next(change); k < end; k = d.next(k + 1) {
		switch string(d.key(k)) {
		case "field":
			field = k + 1
		case "value":
			value = k + 1
		}
	}
	var v valueNodes
	object := d.kind(value) == '{'
	if object {
		v = d.value(value)
	}
	d.setOrigin(id, v.metadata)
	d.field = d.fieldName(value, field, entryField, v.field)
	lists := hasLists(d.field)
	switch {
	case lists && object:
		d.readValue(value, &v)
	case lists && value == 0:
		d.refuse(change, "", -1, "no value")
	case lists:
		d.refuse(value, ".value", -1, reasonObject)
	case value == 0:
		d.keep(change, d.field)
	case object && isNotice(d.field):
		d.readNotice(value)
	default:
		d.keep(value, d.field)
	}
}

// fieldName is the change's field, where it belongs or where it was misplaced,
// else what the value looks like.
func (d *decoder) fieldName(value int, places ...int) string {
	for _, c := range places {
		text, plain := d.inner(c)
		if !plain {
			return fieldOf([]byte(d.own(c)))
		}
		if len(text) > 0 {
			return fieldOf(text)
		}
	}
	return d.shape(value)
}
