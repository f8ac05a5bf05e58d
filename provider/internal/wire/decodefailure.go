package wire

import (
	"cmp"
	"math"

	"github.com/wainbox/wainbox/whatsapp"
)

// failures reads an array of errors within an item; what is no object in it is
// left to the item's own bytes.
func (d *decoder) failures(array int) []whatsapp.Failure {
	if array == 0 {
		return nil
	}
	return elements(d, array, d.failure)
}

func (d *decoder) failure(v int) whatsapp.Failure {
	var (
		f                   whatsapp.Failure
		code, details, data int
	)
	for k, end := v+1, d.next(v); k < end; k = d.next(k + 1) {
		switch string(d.key(k)) {
		case "code":
			code = k + 1
		case "title":
			f.Title = d.text(k + 1)
		case "message":
			f.Message = d.text(k + 1)
		case "href":
			f.Href = d.text(k + 1)
		case "details": // where it stood before 2023
			details = k + 1
		case "error_data":
			data = k + 1
		}
	}
	f.Details = cmp.Or(d.text(d.memberOf(data, "details")), d.text(details))
	// 0 is a code of its own, so one that cannot be read is not looked up.
	if n, ok := d.number(code); ok && n >= math.MinInt32 && n <= math.MaxInt32 {
		f.Code = int(n)
		f.Class = KindOf(f.Code).Class()
	}
	return f
}
