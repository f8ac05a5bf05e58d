package window

import (
	"cmp"
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// Date is a day of the calendar, "2026-10-01" in JSON. The zero value is none
// and before all others.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the day in t's own zone.
func DateOf(t time.Time) Date {
	year, month, day := t.Date()
	return Date{year, month, day}
}

// IsZero reports whether it is none.
func (d Date) IsZero() bool { return d == Date{} }

// Before reports whether d is an earlier day than e.
func (d Date) Before(e Date) bool {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day)) < 0
}

// String is the day as in ISO 8601; empty for the zero value.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

// MarshalText is String.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote, or returns [whatsapp.Violations].
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	t, err := time.Parse(time.DateOnly, string(text))
	if err != nil {
		return whatsapp.Violations{{Field: "date", Rule: "a day as 2026-10-01"}}
	}
	*d = DateOf(t)
	return nil
}
