package wire

import (
	"strings"

	"github.com/wainbox/wainbox/whatsapp"
)

// payment reads what became of an order's payment; nil when there is no object.
func (d *decoder) payment(v int) *whatsapp.Payment {
	if d.kind(v) != '{' {
		return nil
	}
	p := &whatsapp.Payment{}
	var more strings.Builder
	for k, end := v+1, d.next(v); k < end; k = d.next(k + 1) {
		switch string(d.key(k)) {
		case "reference_id":
			p.Reference = d.text(k + 1)
		case "amount":
			p.Value, _ = d.number(d.memberOf(k+1, "value"))
			p.Offset, _ = d.number(d.memberOf(k+1, "offset"))
		case "currency":
			p.Currency = d.text(k + 1)
		case "transaction":
			p.Transaction = d.whole(k+1, '{')
		case "refunds":
			p.Refunds = d.whole(k+1, '[')
		default:
			if more.Len() == 0 {
				more.WriteByte('{')
			} else {
				more.WriteByte(',')
			}
			more.WriteString(d.stretch(k, k+1))
		}
	}
	if more.Len() > 0 {
		more.WriteByte('}')
		p.More = whatsapp.Raw(more.String())
	}
	return p
}

// whole is a value of the kind as it stands; empty for any other.
func (d *decoder) whole(v int, kind byte) whatsapp.Raw {
	if d.kind(v) != kind {
		return ""
	}
	return whatsapp.Raw(d.bytes(v))
}
