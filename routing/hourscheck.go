package routing

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The bounds of an inbox's hours, so that a look at them is short. They are ours.
const (
	MaxIntervals = 24 // of one day
	MaxHolidays  = 1000
)

// Validate returns nil or a [*FieldError] for the first field that is not
// allowed: "zone", "days.monday[0].until", "holidays.2026-12-24[0].from". A zone
// that is not UTC needs its Location.
func (h Hours) Validate() error { return checkHours("", &h) }

// checkHours is [Hours.Validate] with a name before its fields; nil has nothing
// wrong.
func checkHours(within string, h *Hours) error {
	if h == nil {
		return nil
	}
	loaded := "UTC"
	if h.Location != nil {
		loaded = h.Location.String()
	}
	if zone := cmp.Or(h.Zone, "UTC"); zone != loaded || zone == "Local" {
		return &FieldError{within + "zone", "the IANA name of Location"}
	}
	for i := range 7 {
		day := time.Weekday((i + 1) % 7) // Monday first, as it is written
		if err := checkDay(within+"days."+strings.ToLower(day.String()), h.Days.On(day)); err != nil {
			return err
		}
	}
	if len(h.Holidays) > MaxHolidays {
		return &FieldError{within + "holidays", "at most " + strconv.Itoa(MaxHolidays)}
	}
	for _, d := range slices.Sorted(maps.Keys(h.Holidays)) {
		if _, err := time.Parse(time.DateOnly, d); err != nil {
			return &FieldError{within + "holidays", "dates as 2026-12-25"}
		}
		if err := checkDay(within+"holidays."+d, h.Holidays[d]); err != nil {
			return err
		}
	}
	return nil
}

// checkDay looks at the intervals of a day.
func checkDay(day string, intervals []Interval) error {
	if len(intervals) > MaxIntervals {
		return &FieldError{day, "at most " + strconv.Itoa(MaxIntervals) + " intervals"}
	}
	for n, i := range intervals {
		at := day + "[" + strconv.Itoa(n) + "]"
		from, ok := clock(i.From)
		if !ok || from == minutesADay {
			return &FieldError{at + ".from", "00:00 to 23:59"}
		}
		if _, ok = clock(i.Until); !ok {
			return &FieldError{at + ".until", "00:00 to 24:00"}
		}
		if i.From == i.Until {
			return &FieldError{at + ".until", "not the same as from; a whole day is 00:00 to 24:00"}
		}
	}
	return nil
}
