package wire

import "github.com/wainbox/wainbox/whatsapp"

// interactive reads an answer to something that was sent to be answered.
func (d *decoder) interactive(v int) whatsapp.Content {
	kind, _ := d.inner(d.member(v, "type"))
	if len(kind) == 0 {
		kind = d.onlyReply(v)
	}
	switch string(kind) {
	case "button_reply":
		if r := d.object(v, "button_reply"); r != 0 {
			return whatsapp.ButtonReply{ID: d.text(d.member(r, "id")), Title: d.text(d.member(r, "title"))}
		}
	case "list_reply":
		if r := d.object(v, "list_reply"); r != 0 {
			return whatsapp.ListReply{
				ID: d.text(d.member(r, "id")), Title: d.text(d.member(r, "title")),
				Description: d.text(d.member(r, "description")),
			}
		}
	case "nfm_reply":
		if r := d.object(v, "nfm_reply"); r != 0 {
			return whatsapp.FlowReply{
				Name: d.text(d.member(r, "name")), Body: d.text(d.member(r, "body")),
				Response: d.json(d.member(r, "response_json")),
			}
		}
	case "call_permission_reply":
		if r := d.object(v, "call_permission_reply"); r != 0 {
			return whatsapp.CallPermissionReply{
				Response: d.text(d.member(r, "response")), Source: d.text(d.member(r, "response_source")),
				Permanent: d.flag(d.member(r, "is_permanent")), Expires: d.seconds(d.member(r, "expiration_timestamp")),
			}
		}
	}
	return whatsapp.UnknownContent{}
}

// onlyReply is the key of the one reply in an object that does not name its
// type; nil when there is none or more.
func (d *decoder) onlyReply(v int) []byte {
	var found []byte
	for k, end := v+1, d.next(v); k < end; k = d.next(k + 1) {
		key, _ := d.inner(k)
		switch string(key) {
		case "button_reply", "list_reply", "nfm_reply", "call_permission_reply":
			if found != nil {
				return nil
			}
			found = key
		}
	}
	return found
}

// json is JSON text: the content of a string that holds it, as documented, or
// the value itself where it was not put into one.
func (d *decoder) json(v int) string {
	switch d.kind(v) {
	case '{', '[':
		n := d.node(v)
		return d.item[n.start-d.base : n.end-d.base]
	default:
		return d.text(v)
	}
}

// member is an object's member, the last with this key; 0 when there is none.
func (d *decoder) member(object int, name string) int {
	found := 0
	for k, end := object+1, d.next(object); k < end; k = d.next(k + 1) {
		if string(d.key(k)) == name {
			found = k + 1
		}
	}
	return found
}

// object is a member that is an object; 0 when it is none.
func (d *decoder) object(object int, name string) int {
	if v := d.member(object, name); d.kind(v) == '{' {
		return v
	}
	return 0
}

// memberOf is a member of what may not be an object.
func (d *decoder) memberOf(v int, name string) int {
	if d.kind(v) != '{' {
		return 0
	}
	return d.member(v, name)
}
