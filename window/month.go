package window

import "time"

// FreeMessages is how many service messages a number has free in a calendar
// month, from October 2026 on. What is left of them is lost at its end. Source:
// "Non-template messages", August 2026, as quoted.
const FreeMessages = 1000

// Month is the calendar month that the instant falls into in the account's
// zone, until exclusive: what [Query.Used] is counted in. A nil zone is UTC.
// Where clocks are changed at midnight, a month begins with its first instant.
func Month(at time.Time, zone *time.Location) (from, until time.Time) {
	if zone == nil {
		zone = time.UTC
	}
	year, month, _ := at.In(zone).Date()
	return firstOf(year, month, zone), firstOf(year, month+1, zone)
}

// firstOf is the first instant of a month. [time.Date] may miss it: where there
// is no midnight that day it may return an instant of the month before, where
// there are two it may return the second.
func firstOf(year int, month time.Month, zone *time.Location) time.Time {
	t := time.Date(year, month, 1, 0, 0, 0, 0, zone)
	begins, ends := t.ZoneBounds()
	if t.Day() != 1 {
		return ends
	}
	if begins.IsZero() {
		return t
	}
	_, now := t.Zone()
	_, before := begins.Add(-time.Second).Zone()
	if earlier := t.Add(time.Duration(now-before) * time.Second); earlier.Before(begins) {
		return earlier
	}
	return t
}
