package routing

import "time"

const (
	minutesADay = 24 * 60
	secondsADay = 60 * minutesADay
)

// wall is what the clock of t's zone shows, in seconds since it showed 1970. It
// is as if that clock were never changed, so that calendars can be reckoned
// without zones.
func wall(t time.Time) int64 {
	_, offset := t.Zone()
	return t.Unix() + int64(offset)
}

// split is the day since 1970 and its minute of what a clock shows.
func split(second int64) (day int64, minute int) {
	day, rest := second/secondsADay, second%secondsADay
	if rest < 0 {
		day, rest = day-1, rest+secondsADay
	}
	return day, int(rest / 60)
}

// midnight is the first second of a day, where there is no zone.
func midnight(day int64) time.Time { return time.Unix(day*secondsADay, 0).UTC() }

// date is a day as "2026-12-25".
func date(day int64) string { return midnight(day).Format(time.DateOnly) }

// after is the time that is some seconds later, also centuries.
func after(t time.Time, seconds int64) time.Time {
	return time.Unix(t.Unix()+seconds, 0).In(t.Location())
}

// span is minutes of a day, until exclusive; until may lie in the next one.
type span struct{ from, until int }

func (s span) has(minute int) bool { return s.from <= minute && minute < s.until }

// change is the first minute of the day, from one on, that is not in any of the
// spans if open, and is in one otherwise; false if there is none.
func change(spans []span, minute int, open bool) (int, bool) {
	if open {
		for moved := true; moved; {
			moved = false
			for _, s := range spans {
				if s.has(minute) {
					minute, moved = s.until, true
				}
			}
		}
		return minute, minute < minutesADay
	}
	first := minutesADay
	for _, s := range spans {
		if minute < s.until {
			first = min(first, max(s.from, minute))
		}
	}
	return first, first < minutesADay
}

// span reads an interval; false for one that is not allowed.
func (i Interval) span() (span, bool) {
	from, ok := clock(i.From)
	until, okUntil := clock(i.Until)
	if !ok || !okUntil || from == minutesADay || from == until {
		return span{}, false
	}
	if until < from {
		until += minutesADay
	}
	return span{from, until}, true
}

// clock reads "09:30" as minutes, up to "24:00".
func clock(text string) (minutes int, ok bool) {
	if len(text) != 5 || text[2] != ':' {
		return 0, false
	}
	for _, i := range [...]int{0, 1, 3, 4} {
		if text[i] < '0' || text[i] > '9' {
			return 0, false
		}
	}
	hour, minute := 10*int(text[0]-'0')+int(text[1]-'0'), 10*int(text[3]-'0')+int(text[4]-'0')
	minutes = 60*hour + minute
	return minutes, minute < 60 && minutes <= minutesADay
}
