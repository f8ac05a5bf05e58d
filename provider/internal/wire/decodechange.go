package wire

// The fields that are read. All others are kept as they are.
const (
	fieldMessages  = "messages"
	fieldEchoes    = "smb_message_echoes"
	fieldOtherEcho = "message_echoes"
)

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
	if d.kind(value) == '{' {
		v = d.value(value)
	}
	d.setOrigin(id, v.metadata)
	name := d.fieldName(&v, field, entryField)
	known := name == fieldMessages || name == fieldEchoes || name == fieldOtherEcho
	switch {
	case known && d.kind(value) == '{':
		d.readValue(value, &v, name)
	case known && value == 0:
		d.refuse(change, "", -1, "no value")
	case known:
		d.refuse(value, ".value", -1, reasonObject)
	case value == 0:
		d.keep(change, name)
	default:
		d.keep(value, name)
	}
}

// fieldName is the change's field, where it belongs or where it was misplaced,
// else what the value looks like. The constants are returned for what is read,
// so that the usual change allocates no name.
func (d *decoder) fieldName(v *valueNodes, field, entryField int) string {
	for _, c := range [...]int{field, entryField, v.field} {
		text, plain := d.inner(c)
		if !plain {
			return d.own(c)
		}
		switch string(text) {
		case "":
		case fieldMessages:
			return fieldMessages
		case fieldEchoes:
			return fieldEchoes
		case fieldOtherEcho:
			return fieldOtherEcho
		default:
			return string(text)
		}
	}
	switch {
	case v.messages != 0 || v.statuses != 0:
		return fieldMessages
	case v.echoes != 0:
		return fieldEchoes
	default:
		return ""
	}
}
