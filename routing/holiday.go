package routing

import (
	"slices"
	"time"
)

// Holidays are dates, "2026-12-25", with the intervals that begin on them instead
// of the weekday's; none = closed. The date is the one that the clock of the zone
// shows.
type Holidays map[string][]Interval

// has reports whether a day is one of them.
func (h Holidays) has(day int64) bool {
	_, ok := h[date(day)]
	return ok
}

// days are the holidays in their order, as days since 1970.
func (h Holidays) days() []int64 {
	days := make([]int64, 0, len(h))
	for d := range h {
		if t, err := time.Parse(time.DateOnly, d); err == nil {
			day, _ := split(t.Unix())
			days = append(days, day)
		}
	}
	slices.Sort(days)
	return days
}
