package routing

import "cmp"

// Key is one thing that an order compares, the smaller first unless it says
// otherwise.
type Key string

// The keys.
const (
	ByTurn     Key = "turn"
	ByPosition Key = "position"
	ByLevel    Key = "level" // the higher first
	ByEnded    Key = "ended" // the earlier first, never before all
	ByLoad     Key = "load"
)

// Order is a strategy: the candidate that comes first by its keys gets the
// chat. Agents equal by all keys are ordered by id, so that every store gives
// the same answer.
type Order []Key

// RoundRobin gives the chat to who was given one least recently; who never was
// comes first, in the listed order.
func RoundRobin() Order { return roundRobin }

// The orders of the modes, which nothing may change.
var (
	roundRobin  = Order{ByTurn, ByPosition}
	proficiency = Order{ByLevel, ByTurn, ByPosition}
	longestIdle = Order{ByEnded, ByTurn, ByPosition}
	leastLoaded = Order{ByLoad, ByTurn, ByPosition}
)

// Compare orders two candidates: negative when a comes first.
func (o Order) Compare(a, b Candidate) int { return o.compare(&a, &b) }

func (o Order) compare(a, b *Candidate) int {
	for _, k := range o {
		c := 0
		switch k {
		case ByTurn:
			c = cmp.Compare(a.Turn, b.Turn)
		case ByPosition:
			c = cmp.Compare(a.Position, b.Position)
		case ByLevel:
			if a.Level == b.Level {
				continue
			}
			c = cmp.Compare(max(b.Level, 1), max(a.Level, 1))
		case ByEnded:
			c = a.Ended.Compare(b.Ended)
		case ByLoad:
			c = cmp.Compare(a.Load, b.Load)
		}
		if c != 0 {
			return c
		}
	}
	return cmp.Compare(a.Agent, b.Agent)
}
