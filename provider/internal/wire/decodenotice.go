package wire

import (
	"strings"

	"github.com/wainbox/wainbox/whatsapp"
)

// readNotice reads the value of a field that is one notice. One without the
// member that makes it what it is means something else and is kept whole.
func (d *decoder) readNotice(v int) {
	d.take(v)
	n := d.notice(d.field)
	var e whatsapp.Event
	switch d.field {
	case fieldTemplateStatus, fieldTemplateQuality, fieldTemplateComponents, fieldTemplateCategory:
		e = d.templateNotice(v, n)
	case fieldNumberQuality, fieldNumberName, fieldUsername, fieldSecurity, fieldAccountSettings:
		e = d.numberNotice(v, n)
	case fieldAccountUpdate:
		e = d.accountUpdate(v, n)
	case fieldFlows:
		e = d.flowUpdate(v, n)
	case fieldHandovers:
		e = d.handover(v)
	default:
		e = d.accountNotice(v, n)
	}
	if e == nil {
		e = &whatsapp.Unknown{Notice: n}
	}
	d.emit(e)
}

// word is the text of a member of what should be an object.
func (d *decoder) word(v int, name string) string { return d.text(d.memberOf(v, name)) }

// words are the texts of an array.
func (d *decoder) words(array int) []string {
	if d.kind(array) != '[' || d.parts+d.count(array) > maxParts {
		return nil
	}
	d.parts += d.count(array)
	var list []string
	for v, end := array+1, d.next(array); v < end; v = d.next(v) {
		list = append(list, d.text(v))
	}
	return list
}

// integer is a member that counts; 0 when there is none.
func (d *decoder) integer(v int, name string) int64 {
	n, _ := d.number(d.memberOf(v, name))
	return n
}

// language is a template's language, which webhooks write with a hyphen and
// the API with an underscore.
func language(code string) string { return strings.ReplaceAll(code, "-", "_") }
