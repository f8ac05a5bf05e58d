package routing

import (
	"slices"
	"time"
)

// Hours are when somebody answers: intervals of the clock on the wall in one
// zone, for each day of the week, and other ones on holidays. It is open when
// that clock shows a time within an interval. So where clocks are changed:
//
//   - an interval that begins in the hour left out begins with the change, and
//     one that lies within that hour does not take place;
//   - of the hour that comes twice both count: an interval that ends in it ends
//     twice, and is open again in between.
//
// An interval belongs to the day on which it begins, also the part of it after
// midnight: the night before a holiday is worked to its end.
//
// The zero value is never open. Hours are a value that nothing changes; of those
// that [Hours.Validate] refuses, an interval or a date that cannot be read counts
// as not there.
type Hours struct {
	// Zone is the IANA name of the zone, "Europe/Berlin"; empty = UTC.
	Zone string `json:"zone,omitempty"`
	// Location is that zone, which the host loads by its name. It may be nil for
	// UTC; for another zone [Hours.Open] and [Hours.Next] panic without it, as
	// [time.Time.In] does: hours of the wrong zone would be wrong in silence.
	Location *time.Location `json:"-"`
	Days     Week           `json:"days,omitzero"`
	// Holidays are the days that have hours of their own, or none.
	Holidays Holidays `json:"holidays,omitempty"`
}

// Interval is a time of the day, "09:00" to "12:30", until exclusive. It crosses
// midnight if it ends before it begins, "22:00" to "06:00"; "24:00" is the end
// of the day, and can only be until. Two may touch or overlap, and are then one.
type Interval struct {
	From  string `json:"from"`
	Until string `json:"until"`
}

// Week is the intervals that begin on each day.
type Week struct {
	Monday    []Interval `json:"monday,omitempty"`
	Tuesday   []Interval `json:"tuesday,omitempty"`
	Wednesday []Interval `json:"wednesday,omitempty"`
	Thursday  []Interval `json:"thursday,omitempty"`
	Friday    []Interval `json:"friday,omitempty"`
	Saturday  []Interval `json:"saturday,omitempty"`
	Sunday    []Interval `json:"sunday,omitempty"`
}

// On is the intervals of a day.
func (w Week) On(day time.Weekday) []Interval {
	week := [...][]Interval{w.Sunday, w.Monday, w.Tuesday, w.Wednesday, w.Thursday, w.Friday, w.Saturday}
	return week[day]
}

// Open reports whether it is open at a time.
func (h Hours) Open(at time.Time) bool {
	day, minute := split(wall(at.In(h.location())))
	return slices.ContainsFunc(h.spans(day), func(s span) bool { return s.has(minute) })
}

// margin is more than two clocks, or one before and after a change, ever differ.
const margin = 2 * secondsADay

// Next is the first time after at when it opens or closes, in the zone; false
// when it does neither any more. It takes steps for the holidays that come, not
// for the days or years.
func (h Hours) Next(at time.Time) (time.Time, bool) {
	zone, open := h.location(), h.Open(at)
	now := time.Unix(at.Unix(), 0).In(zone)
	for {
		// Until the clock is changed it runs evenly: wait is how long it takes to
		// show the next change of the hours, left how long there is. It is no wait
		// where changing the clock just opened or closed.
		_, ends := now.ZoneBounds()
		next, ok := h.flip(wall(now), open)
		wait, left := max(next-wall(now), 0), ends.Unix()-now.Unix()
		switch {
		case ok && (ends.IsZero() || wait < left):
			return after(now, wait), true
		case !ends.IsZero() && left <= margin:
			now = ends
		case !ok:
			return time.Time{}, false
		default: // whatever is done to the clock until then, it shows nothing new
			now = after(now, wait-margin)
		}
	}
}

func (h Hours) location() *time.Location {
	if h.Location == nil && isUTC(h.Zone) {
		return time.UTC
	}
	return h.Location
}

func isUTC(zone string) bool { return zone == "" || zone == "UTC" }

// flip is the first minute, from that of a second on, in which it is not open, or
// not closed if open is false; false if there is none. Seconds and days are those
// of a clock that is never changed.
func (h Hours) flip(second int64, open bool) (int64, bool) {
	var holidays []int64
	day, minute := split(second)
	for regular := 1; ; regular++ {
		if m, ok := change(h.spans(day), minute, open); ok {
			return day*secondsADay + int64(m)*60, true
		}
		if h.Holidays.has(day) {
			regular = 0
		}
		// After the first one, which may be looked at in part or have a holiday's
		// night, a whole week brought nothing: no other will, but for a holiday.
		if regular > 7 {
			if holidays == nil {
				holidays = h.Holidays.days()
			}
			i, _ := slices.BinarySearch(holidays, day)
			if i == len(holidays) {
				return 0, false
			}
			day = holidays[i] - 1
		}
		day, minute = day+1, 0
	}
}

// spans are the minutes of a day that are open, with what is left of the night
// before it.
func (h Hours) spans(day int64) []span {
	var all []span
	for _, i := range h.on(day - 1) {
		if s, ok := i.span(); ok && s.until > minutesADay {
			all = append(all, span{0, s.until - minutesADay})
		}
	}
	for _, i := range h.on(day) {
		if s, ok := i.span(); ok {
			all = append(all, s)
		}
	}
	return all
}

// on is the intervals that begin on a day.
func (h Hours) on(day int64) []Interval {
	if own, ok := h.Holidays[date(day)]; ok {
		return own
	}
	return h.Days.On(midnight(day).Weekday())
}
