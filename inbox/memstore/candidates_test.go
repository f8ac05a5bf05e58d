package memstore_test

import (
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
