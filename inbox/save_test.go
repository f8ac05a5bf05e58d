package inbox_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

// Nothing is saved over another organization's, or into it, and nothing that names
// what is not there.
func TestWhatIsSavedIsOneOrganizations(t *testing.T) {
	t.Parallel()
	const evil = "evil"
	w := newWorld(t, nil)
	ours := []inbox.Want{
		inbox.Agent{ID: "ada"}.Key(), inbox.Inbox{ID: queue}.Key(), inbox.Account{ID: account}.Key(), inbox.SeatKey(queue, "ada"),
	}
	before, err := w.store.Load(t.Context(), ours)
	require.NoError(t, err)
	require.Len(t, before, len(ours))
	mallory := inbox.Agent{ID: "mallory", Organization: evil}
	for name, tt := range map[string]struct {
		records []inbox.Record
		field   string
	}{
		"another's agent":              {[]inbox.Record{inbox.Agent{ID: "ada", Organization: evil}}, "agent.organization"},
		"another's inbox":              {[]inbox.Record{inbox.Inbox{ID: queue, Organization: evil}}, "inbox.organization"},
		"another's account":            {[]inbox.Record{inbox.Account{ID: account, Organization: evil, Number: number}}, "account.organization"},
		"a seat in another's inbox":    {[]inbox.Record{mallory, inbox.Seat{Inbox: queue, Agent: mallory.ID}}, "seat.agent"},
		"a seat for another's agent":   {[]inbox.Record{inbox.Inbox{ID: "theirs", Organization: evil}, inbox.Seat{Inbox: "theirs", Agent: "ada"}}, "seat.agent"},
		"an account of another's":      {[]inbox.Record{inbox.Account{ID: "theirs", Organization: evil, Inbox: queue}}, "account.inbox"},
		"an account of no inbox":       {[]inbox.Record{inbox.Account{ID: "new", Organization: org, Inbox: "nowhere"}}, "account.inbox"},
		"a seat in no inbox":           {[]inbox.Record{inbox.Seat{Inbox: "nowhere", Agent: "ada"}}, "seat.inbox"},
		"a seat for nobody":            {[]inbox.Record{inbox.Seat{Inbox: queue, Agent: "nobody"}}, "seat.agent"},
		"one that is there twice":      {[]inbox.Record{inbox.Agent{ID: "twin"}, inbox.Agent{ID: "twin"}}, "record"},
		"an inbox's ambiguous id":      {[]inbox.Record{inbox.Inbox{ID: queue + "|x", Organization: evil}}, "inbox.id"},
		"an account's ambiguous id":    {[]inbox.Record{inbox.Account{ID: account + "|x", Organization: evil}}, "account.id"},
		"an id that is no text":        {[]inbox.Record{inbox.Agent{ID: "\xff", Organization: org}}, "agent.id"},
		"a skill that is no text":      {[]inbox.Record{inbox.Agent{ID: "a", Organization: org, Skills: []routing.Skill{"\xff"}}}, "agent.skills[0]"},
		"one after what is allowed":    {[]inbox.Record{inbox.Agent{ID: "ada", Organization: org, Name: "Eve"}, inbox.Seat{Inbox: queue}}, "seat.agent"},
		"what the engine alone writes": {[]inbox.Record{inbox.Conversation{ID: "c"}}, "record"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var wrong *routing.FieldError
			require.ErrorAs(t, w.Save(t.Context(), tt.records...), &wrong)
			require.Equal(t, tt.field, wrong.Field)
			after, err := w.store.Load(t.Context(), ours)
			require.NoError(t, err)
			require.Equal(t, before, after)
		})
	}
	require.NoError(t, w.Save(t.Context(), // in any order
		inbox.Seat{Inbox: "new", Agent: "new"}, inbox.Account{ID: "new", Organization: org, Number: "2", Provider: "fake", Inbox: "new"},
		inbox.Agent{ID: "new", Organization: org}, inbox.Agent{ID: "sso|new", Organization: org}, inbox.Inbox{ID: "new", Organization: org},
	))
}
