package simulator

import "time"

// Faults are what goes wrong, each on every Nth occasion: zero = never, 1 = every time, 3 = the third, sixth, ninth.
// Counts run from the simulator's start and are not reset by [Simulator.SetFaults]. There is no randomness.
type Faults struct {
	// Duplicate delivers every Nth webhook twice. The copy has the same bytes, and may be in flight together with
	// the first (Cloud API documentation, "Webhooks overview": retries go to all subscribed apps).
	Duplicate int `json:"duplicate,omitempty"`
	// DuplicateAfter is how long after the first its copy is due; zero = right behind it.
	DuplicateAfter time.Duration `json:"duplicate_after,omitempty"`

	// Late holds every Nth webhook back for LateBy.
	Late int `json:"late,omitempty"`
	// LateBy is how late a late webhook is; zero = 30 seconds.
	LateBy time.Duration `json:"late_by,omitempty"`

	// Reorder lets every Nth webhook be overtaken by the next one of the same chat. It is held for at most one
	// second when there is none.
	Reorder int `json:"reorder,omitempty"`

	// LostAnswer accepts every Nth send and then closes the connection without an answer.
	LostAnswer int `json:"lost_answer,omitempty"`
	// LostRequest closes the connection of every Nth send request before looking at it: to the sender the same as
	// LostAnswer, but nothing was sent.
	LostRequest int `json:"lost_request,omitempty"`
	// Unavailable refuses every Nth send request with 500 and code 131016.
	Unavailable int `json:"unavailable,omitempty"`
}

const reorderHold = time.Second

func (f Faults) completed() Faults {
	f.LateBy = or(f.LateBy, 30*time.Second)
	return f
}

// SetFaults replaces the faults from now on. Safe for concurrent use.
func (s *Simulator) SetFaults(f Faults) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.o.Faults = f.completed()
}

// counts are the occasions so far.
type counts struct{ requests, sends, webhooks int }

// nth tells whether the count-th occasion is one of every n.
func nth(n, count int) bool { return n > 0 && count%n == 0 }
