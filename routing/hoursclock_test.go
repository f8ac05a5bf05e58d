package routing_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/routing"
)

// read is whether it is open by the clock on the wall, read as a text.
func read(h routing.Hours, week map[string][]routing.Interval, at time.Time) bool {
	local := at.In(h.Location)
	year, month, day := local.Date()
	on := func(date time.Time) []routing.Interval {
		if own, ok := h.Holidays[date.Format("2006-01-02")]; ok {
			return own
		}
		return week[strings.ToLower(date.Format("Monday"))]
	}
	now := local.Format("15:04")
	for _, i := range on(time.Date(year, month, day, 12, 0, 0, 0, time.UTC)) {
		if i.From <= now && (now < i.Until || i.Until < i.From) {
			return true
		}
	}
	for _, i := range on(time.Date(year, month, day-1, 12, 0, 0, 0, time.UTC)) {
		if i.Until < i.From && now < i.Until {
			return true
		}
	}
	return false
}

// draw makes hours of which some lie at the day's ends, at night and at the hours
// when clocks are changed.
func draw(r *rand.Rand, around time.Time) (week routing.Week, holidays routing.Holidays) {
	times := []string{"00:00", "00:01", "00:30", "01:00", "01:59", "02:00", "02:15", "02:45", "03:00", "09:00", "12:30", "22:00", "23:00", "23:01", "23:30", "23:59"}
	some := func() (all []routing.Interval) {
		for range r.IntN(4) {
			i := routing.Interval{From: times[r.IntN(len(times))], Until: append(times, "24:00")[r.IntN(len(times)+1)]}
			if i.From != i.Until {
				all = append(all, i)
			}
		}
		return all
	}
	week = routing.Week{Monday: some(), Tuesday: some(), Wednesday: some(), Thursday: some(), Friday: some(), Saturday: some(), Sunday: some()}
	switch r.IntN(6) {
	case 0:
		week = routing.Week{}
	case 1:
		week = daily("00:00-24:00")
	}
	holidays = routing.Holidays{}
	for range r.IntN(4) {
		holidays[around.AddDate(0, 0, r.IntN(7)-3).Format(time.DateOnly)] = some()
	}
	return week, holidays
}

// TestHoursAreReadOffTheClock walks minute by minute through the days around a
// change of the clock.
func TestHoursAreReadOffTheClock(t *testing.T) {
	t.Parallel()
	const days, runs = 4, 3
	r := drawn(t)
	for _, change := range []string{
		"Europe/Berlin 2026-03-29", "Europe/Berlin 2026-10-25", "America/Sao_Paulo 2018-11-04", "America/Sao_Paulo 2018-02-18",
		"Asia/Beirut 2026-03-29", "Asia/Beirut 2026-10-25", "Africa/Cairo 2024-04-26", "Africa/Cairo 2024-10-31",
		"America/Havana 2026-11-01", "America/St_Johns 2010-11-07", "America/St_Johns 2010-03-14", "Australia/Lord_Howe 2026-10-04",
		"Australia/Lord_Howe 2026-04-05", "Pacific/Apia 2011-12-30", "Pacific/Kwajalein 1993-08-21", "Pacific/Kwajalein 1969-09-30",
		"Antarctica/Troll 2026-03-29", "Africa/Casablanca 2026-02-15", "Asia/Kathmandu 1986-01-01", "Europe/Berlin 2039-03-27", "UTC 2026-06-01",
	} {
		zone, date, _ := strings.Cut(change, " ")
		noon, err := time.Parse(time.DateOnly, date)
		require.NoError(t, err)
		first := noon.AddDate(0, 0, -days/2)
		for run := range runs {
			days, holidays := draw(r, noon)
			h := hoursIn(t, zone, days, holidays)
			walk(t, h, first, fmt.Sprintf("%s, run %d", change, run), r)
		}
	}
}

func walk(t *testing.T, h routing.Hours, first time.Time, name string, r *rand.Rand) {
	t.Helper()
	week := map[string][]routing.Interval{}
	text, err := json.Marshal(h.Days)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &week))
	open := make([]bool, 4*24*60)
	changes := make([]int, len(open)) // the minute of the next one; 0 = not seen
	for i := range open {
		at := first.Add(time.Duration(i) * time.Minute)
		open[i] = read(h, week, at)
		if h.Open(at) != open[i] || h.Open(at.Add(time.Minute-1)) != open[i] {
			t.Fatalf("%s: %v at %v\n%+v", name, !open[i], at.In(h.Location), h)
		}
	}
	for i := len(open) - 2; i >= 0; i-- {
		if changes[i] = changes[i+1]; open[i] != open[i+1] {
			changes[i] = i + 1
		}
	}
	for i := 0; i < len(open); i += 1 + r.IntN(30) {
		at := first.Add(time.Duration(i)*time.Minute + time.Duration(r.Int64N(int64(time.Minute))))
		next, ok := h.Next(at)
		want := first.Add(time.Duration(changes[i]) * time.Minute)
		if changes[i] == 0 && ok && next.Before(first.Add(time.Duration(len(open))*time.Minute)) ||
			changes[i] != 0 && (!ok || !next.Equal(want)) {
			t.Fatalf("%s: %v after %v, not %v\n%+v", name, next, at.In(h.Location), want.In(h.Location), h)
		}
	}
}

// TestNextSkipsNothing compares with the minutes between, over years.
func TestNextSkipsNothing(t *testing.T) {
	t.Parallel()
	r := drawn(t)
	for run := range 40 {
		zone := []string{"Europe/Berlin", "America/Sao_Paulo", "Africa/Casablanca", "Pacific/Apia", "Australia/Lord_Howe"}[r.IntN(5)]
		around := time.Date(2005+r.IntN(30), 1, 1+r.IntN(365), 0, 0, 0, 0, time.UTC)
		week, holidays := draw(r, around)
		if r.IntN(2) == 0 {
			week = routing.Week{}
		}
		h := hoursIn(t, zone, week, holidays)
		at := around.Add(-time.Duration(r.IntN(3*365*24)) * time.Hour)
		open := h.Open(at)
		next, ok := h.Next(at)
		ends := at.AddDate(3, 0, 10)
		if ok {
			require.NotEqual(t, open, h.Open(next), "run %d: %v\n%+v", run, at, h)
			ends = next
		}
		for between := at; between.Before(ends); between = between.Add(37 * time.Minute) {
			if h.Open(between) != open {
				t.Fatalf("run %d: %v changes before %v\n%+v", run, at, ends, h)
			}
		}
	}
}

// TestNextIsBounded would not end if it went through years by days, or through
// the changes of the clock of eight thousand years for every holiday.
func TestNextIsBounded(t *testing.T) {
	t.Parallel()
	holidays := routing.Holidays{}
	for i := range routing.MaxHolidays {
		holidays[fmt.Sprintf("%04d-07-01", 2000+i*7)] = nil
	}
	h := hoursIn(t, "Europe/Berlin", routing.Week{}, holidays)
	_, ok := h.Next(moment(t, "0001-01-01T00:00:00Z"))
	require.False(t, ok)
	holidays["9000-07-01"] = intervals("09:00-10:00")
	for years := range 100 {
		next, ok := h.Next(time.Date(9000-70*years, 1, 1, 0, 0, 0, 0, time.UTC))
		require.True(t, ok)
		require.Equal(t, "9000-07-01T07:00:00Z", next.UTC().Format(time.RFC3339))
	}
}
