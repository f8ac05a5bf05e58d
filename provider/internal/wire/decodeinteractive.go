package wire

import "github.com/wainbox/wainbox/whatsapp"

// interactive reads an answer to something that was sent to be answered; nil
// for anything else, as what the business itself sent by other means.
func (d *decoder) interactive(v int) whatsapp.Content {
	kind := d.text(d.member(v, "type"))
	if kind == "" {
		kind = d.onlyReply(v)
	}
	switch kind {
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
	case "payment_method":
		if r := d.object(v, "payment_method"); r != 0 {
			return whatsapp.PaymentMethod{
				Method: d.text(d.member(r, "payment_method")), Reference: d.text(d.member(r, "reference_id")),
				Credential: d.text(d.member(r, "credential_id")), LastFour: d.text(d.member(r, "last_four_digits")),
				Paid: d.seconds(d.member(r, "payment_timestamp")),
			}
		}
	}
	return nil
}

// onlyReply is the key of the one reply in an object that does not name its
// type; empty when there is none or more.
func (d *decoder) onlyReply(v int) string {
	found := ""
	for k, end := v+1, d.next(v); k < end; k = d.next(k + 1) {
		switch key := d.key(k); string(key) {
		case "button_reply", "list_reply", "nfm_reply", "call_permission_reply", "payment_method":
			if found != "" {
				return ""
			}
			found = string(key)
		}
	}
	return found
}

// json is JSON text: the content of a string that holds it, as documented, or
// the value itself where it was not put into one.
func (d *decoder) json(v int) string {
	switch d.kind(v) {
	case '{', '[':
		return d.bytes(v)
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
