package routing_test

import (
	"fmt"
	"time"

	"github.com/wainbox/wainbox/routing"
)

// Moments at which the hours of a scene are of interest: the end of a day in UTC,
// and when the clocks of Berlin are changed.
const (
	midnight int64 = 1774828800 // 30 March 2026
	springs  int64 = 1774746000 // 29 March 2026, from 2 to 3
	falls    int64 = 1792890000 // 25 October 2026, from 3 back to 2
)

// someHours are some of the minutes around now, by some clock.
func (s *scene) someHours() *routing.Hours {
	h := &routing.Hours{}
	if s.random.IntN(2) == 0 {
		h.Location = berlin()
		h.Zone = h.Location.String()
	}
	zone := time.UTC
	if h.Location != nil {
		zone = h.Location
	}
	var list []routing.Interval
	for range 1 + s.random.IntN(3) {
		from := time.Unix(s.now+60*s.random.Int64N(4), 0).In(zone)
		until := from.Add(time.Duration(1+s.random.IntN(2)) * time.Minute)
		i := routing.Interval{From: from.Format("15:04"), Until: until.Format("15:04")}
		if i.Until == "00:00" {
			i.Until = "24:00"
		}
		if i.From < i.Until { // no night
			list = append(list, i)
		}
	}
	h.Days = routing.Week{Monday: list, Tuesday: list, Wednesday: list, Thursday: list, Friday: list, Saturday: list, Sunday: list}
	if s.rarely() {
		date := time.Unix(s.now, 0).In(zone).AddDate(0, 0, s.random.IntN(2)).Format(time.DateOnly)
		h.Holidays = routing.Holidays{date: {{From: "00:00", Until: fmt.Sprintf("00:0%d", 1+s.random.IntN(3))}}}
	}
	return h
}

// berlin is a zone whose clocks are changed.
func berlin() *time.Location {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		panic(err)
	}
	return zone
}
