package routing_test

import (
	"testing"
	"time"

	"github.com/wainbox/wainbox/routing"
)

// Hours of an inbox: what arrives outside them waits until they begin.
func TestHoursOfAnInbox(t *testing.T) {
	t.Parallel()
	hours := func(from, until string) routing.Rules { return routing.Rules{Hours: everyDay(from, until)} }
	local := hours("09:00", "17:00")
	local.Hours.Zone, local.Hours.Location = "Europe/Berlin", berlin()
	local.Hours.Holidays = routing.Holidays{"2026-03-30": nil}
	relaxed := hours("00:01", "00:02")
	relaxed.RelaxAfter = 30 * time.Second
	short := hours("00:00", "00:01")
	short.MaxRounds = 1
	play(t, []script{
		{name: "let nobody be asked outside", rules: hours("00:01", "00:03"), team: "ana+", lines: `
			0 arrive c1 | queued c1
			1 arrive c2 | queued c2
			59 available ana |
			60 pass | offered c1 ana 90, offered c2 ana 90
			61 arrive c3 | queued c3, offered c3 ana 91`},
		{name: "begin with the oldest", rules: hours("00:01", "00:03"), team: "ana+/1", lines: `
			0 arrive c2 | queued c2
			1 arrive c1 | queued c1
			60 pass | offered c2 ana 90`},
		{name: "end without a word", rules: short, team: "ana+ bob+", lines: `
			40 arrive c1 | queued c1, offered c1 ana 70
			60 arrive c2 | queued c2
			70 pass | timed_out c1 ana
			86400 pass | offered c1 bob 86430, offered c2 ana 86430`},
		{name: "leave an offer that is made to be accepted", rules: short, team: "ana+", lines: `
			40 arrive c1 | queued c1, offered c1 ana 70
			69 accept c1 ana | accepted c1 ana`},
		{name: "leave people to assign", rules: hours("00:01", "00:03"), team: "ana+", lines: `
			0 arrive c1 | queued c1
			1 assign c1 ana | assigned c1 ana`},
		{name: "let a chat insist on less when they begin", rules: relaxed, team: "ana+", lines: `
			0 arrive c1 :fr | queued c1
			30 pass |
			60 pass | offered c1 ana 90`},
		{name: "that are over let nobody escalate", rules: short, team: "ana+", lines: `
			40 arrive c1 | queued c1, offered c1 ana 70
			70 pass | timed_out c1 ana
			86400 pass | escalated c1`},
		// 27 March 2026 is a Friday; on the 29th clocks go from 2 to 3, and the 30th is a holiday.
		{name: "are those of the wall, also when its clock is changed", rules: local, team: "ana+/1", from: day(t, "2026-03-28"), lines: `
			57600 arrive c1 | queued c1
			111599 arrive c2 | queued c2
			111600 pass | offered c1 ana 111630
			111601 accept c1 ana | accepted c1 ana
			140400 end c1 | ended c1 ana
			284399 pass |
			284400 pass | offered c2 ana 284430`},
		// On 25 October 2026 they go from 3 back to 2.
		{name: "come an hour later when the clock is set back", rules: local, team: "ana+", from: day(t, "2026-10-24"), lines: `
			54000 arrive c1 | queued c1
			111600 pass |
			115199 pass |
			115200 pass | offered c1 ana 115230`},
	})
}

// day is when a day begins in UTC.
func day(t *testing.T, date string) int64 {
	t.Helper()
	d, err := time.Parse(time.DateOnly, date)
	if err != nil {
		t.Fatal(err)
	}
	return d.Unix()
}
