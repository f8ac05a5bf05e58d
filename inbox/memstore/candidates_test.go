package memstore_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/inbox/memstore"
	"github.com/wainbox/wainbox/routing"
)

// A location is not data: who loads an inbox's hours gets the one that they gave,
// which for time.Local no copy can be.
func TestLocationsAreNotCopied(t *testing.T) {
	t.Parallel()
	s := memstore.New(nil)
	box := inbox.Inbox{ID: "box", Rules: routing.Rules{Hours: &routing.Hours{Zone: "Local", Location: time.Local}}}
	write(t, s, inbox.Commit{Puts: []inbox.Put{{Record: box}}})
	states, err := s.Load(t.Context(), []inbox.Want{box.Key()})
	if err != nil || len(states) != 1 {
		t.Fatal(states, err)
	}
	got, _ := states[0].Record.(inbox.Inbox)
	if got.Rules.Hours == box.Rules.Hours || got.Rules.Hours.Location != time.Local {
		t.Errorf("the hours are %+v", got.Rules.Hours)
	}
}

// member is the n-th agent of an inbox, with a seat in it. Every second is not
// there, and those who are not come first in every order.
func member(n int) (inbox.Agent, inbox.Seat) {
	id := inbox.AgentID(fmt.Sprintf("agent%06d", n))
	a := inbox.Agent{
		ID: id, There: n%2 == 1, Capacity: 5, Load: n % 2,
		Presence: routing.Presence{Status: routing.StatusAvailable, Until: noon.Add(time.Hour)},
	}
	if n%4 == 1 {
		a.Load = 0
	}
	for i, every := range []int{100, 102, 104} { // so that 1 in 100 of those who are there has it, and few have all
		if n/2%every < 4 && n%2 == 1 {
			a.Skills = append(a.Skills, []routing.Skill{"fr", "de", "it"}[i])
		}
	}
	seat := inbox.Seat{Inbox: "box", Agent: id, Position: n, Level: 2 - n%2}
	if n%2 == 1 {
		a.Ended, seat.Turn = noon.Add(time.Duration(n%1000)*time.Second), int64(n%1000)
	}
	return a, seat
}
