package main

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/wainbox/wainbox/routing"
)

const (
	lineHeight = 18
	valueWidth = 92 // of a value, before its bar
)

// comparison is a line of values, one for each mode.
type comparison struct {
	name, class string
	values      []amount
}

// amount is a value, and how long its bar is.
type amount struct {
	text string
	size float64
}

// modes draws the scenario's summaries side by side, from a heading on, and
// returns where they end.
func (v *svg) modes(sc *scenario, sums []routeSummary, y int) int {
	v.text("head", margin, y, "The same scenario in each mode")
	for _, note := range []string{
		"All else is as in the file. Waits are those of the chats that somebody took.",
		"An accept names an agent: in a mode that offers the chat to somebody else it is refused, and so may be what follows. " +
			"The more events are refused, the less a column says.",
	} {
		y += lineHeight
		v.text("note", margin, y, note)
	}
	all, y := sc.allModes(), y+12
	lines, shares := sc.comparisons(sums), sc.shares(sums)
	width := plotWidth / len(all)
	end := y + 40 + (len(lines)+len(shares)+2)*lineHeight
	for i, mode := range all {
		x := plotLeft + i*width
		if mode == sc.Mode {
			v.addf(`<rect class="own" x="%d" y="%d" width="%d" height="%d"/>`, x-8, y, width, end-y)
			v.text("note", x, y+30, "as in the file")
		}
		v.text("bold", x, y+16, string(mode))
	}
	y += 50
	for _, c := range lines {
		v.compare(c, y, width, c.largest())
		y += lineHeight
	}
	y += lineHeight
	v.text("bold", margin, y, "Share of the chats taken")
	most := 0.0
	for _, c := range shares {
		most = max(most, c.largest())
	}
	for _, c := range shares {
		y += lineHeight
		v.compare(c, y, width, most)
	}
	return end
}

func (c comparison) largest() (most float64) {
	for _, a := range c.values {
		most = max(most, a.size)
	}
	return most
}

// compare draws one line, whose longest bar would be of most.
func (v *svg) compare(c comparison, y, width int, most float64) {
	v.text("", margin, y, clipped(c.name, nameLength+4))
	for i, a := range c.values {
		x := plotLeft + i*width
		v.text("", x, y, a.text)
		if a.size > 0 {
			long := tenths(a.size / most * float64(10*(width-valueWidth-20)))
			v.addf(`<rect class="%s" x="%d" y="%d" width="%s" height="10"/>`, c.class, x+valueWidth, y-9, max(long, 10))
		}
	}
}

// comparisons are the figures of the whole inbox.
func (sc *scenario) comparisons(sums []routeSummary) []comparison {
	line := func(name, class string, of func(routeSummary) amount) comparison {
		c := comparison{name: name, class: class}
		for _, s := range sums {
			c.values = append(c.values, of(s))
		}
		return c
	}
	count := func(n, all int) amount { return amount{fmt.Sprintf("%d of %d", n, all), float64(n)} }
	wait := func(s routeSummary, seconds int64) amount {
		if s.takes() == 0 {
			return amount{text: "–"}
		}
		return amount{lasting(seconds), float64(seconds)}
	}
	return []comparison{
		line("Events refused", "odd", func(s routeSummary) amount { return count(s.Refused, sc.happen()) }),
		line("Chats taken", "amount", func(s routeSummary) amount { return count(s.Taken, s.Chats) }),
		line("Chats waiting at the end", "amount", func(s routeSummary) amount { return count(s.Waiting, s.Chats) }),
		line("Escalations", "amount", func(s routeSummary) amount {
			return amount{strconv.Itoa(s.Escalated), float64(s.Escalated)}
		}),
		line("Wait, median", "amount", func(s routeSummary) amount { return wait(s, s.Median) }),
		line("Wait, 95 of 100 at most", "amount", func(s routeSummary) amount { return wait(s, s.P95) }),
		line("Wait, longest", "amount", func(s routeSummary) amount { return wait(s, s.Longest) }),
		line("Offers per accepted", "amount", func(s routeSummary) amount {
			if s.Offers == 0 {
				return amount{text: "–"}
			}
			return amount{fmt.Sprintf("%.2f", s.Offers), s.Offers}
		}),
	}
}

// shares are what each agent had, the last line all for whom there is no other.
func (sc *scenario) shares(sums []routeSummary) []comparison {
	var all []comparison
	for i := range min(len(sc.Agents), maxRows) {
		all = append(all, shareOf(string(sc.Agents[i].ID), sums, i, i+1))
	}
	if more := len(sc.Agents) - maxRows; more > 0 {
		all = append(all, shareOf(fmt.Sprintf("%d more agents", more), sums, maxRows, len(sc.Agents)))
	}
	return all
}

// shareOf is the share of some of the agents.
func shareOf(name string, sums []routeSummary, from, to int) comparison {
	c := comparison{name: name, class: "share"}
	for _, s := range sums {
		taken := 0
		for _, one := range s.Agents[from:to] {
			taken += one.Taken
		}
		percent := 0.0
		if all := s.takes(); all > 0 {
			percent = 100 * float64(taken) / float64(all)
		}
		c.values = append(c.values, amount{fmt.Sprintf("%d, %.0f%%", taken, percent), percent})
	}
	return c
}

// allModes are those to compare: all that offer a chat to one agent without more
// rules than there are, and the scenario's own.
func (sc *scenario) allModes() []routing.Mode {
	all := []routing.Mode{
		routing.ModeRoundRobin, routing.ModeProficiency, routing.ModeSticky, routing.ModeLongestIdle, routing.ModeLeastLoaded,
	}
	if !slices.Contains(all, sc.Mode) {
		all = append(all, sc.Mode)
	}
	return all
}
