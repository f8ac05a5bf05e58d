package routing_test

import (
	"fmt"
	"time"

	"github.com/wainbox/wainbox/routing"
)

// open reads hours as people do: what the clock on the wall shows lies between
// two times of that day's list. It knows no night, and nil is always.
func open(h *routing.Hours, at int64) bool {
	if h == nil {
		return true
	}
	zone := h.Location
	if zone == nil {
		zone = time.UTC
	}
	now := time.Unix(at, 0).In(zone)
	list, ok := h.Holidays[now.Format(time.DateOnly)]
	if !ok {
		list = map[time.Weekday][]routing.Interval{
			time.Monday: h.Days.Monday, time.Tuesday: h.Days.Tuesday, time.Wednesday: h.Days.Wednesday,
			time.Thursday: h.Days.Thursday, time.Friday: h.Days.Friday, time.Saturday: h.Days.Saturday, time.Sunday: h.Days.Sunday,
		}[now.Weekday()]
	}
	clock := fmt.Sprintf("%02d:%02d", now.Hour(), now.Minute())
	for _, i := range list {
		if i.From <= clock && clock < i.Until {
			return true
		}
	}
	return false
}
