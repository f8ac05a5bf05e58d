package inbox_test

import (
	"sync"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

func TestWhyAChatIsWhereItIs(t *testing.T) {
	t.Parallel()
	atDesk(t, routing.Rules{}, func(d *desk) {
		d.save(inbox.Agent{ID: "eve", Organization: org}, inbox.Seat{Inbox: queue, Agent: "eve", Position: 3, Barred: true})
		d.away("ada")
		d.away("bob")
		d.arrives("1")
		why := func() routing.Explanation {
			e, err := d.Explain(t.Context(), org, d.of("1").ID)
			require.NoError(t, err)
			return e
		}
		e := why()
		require.Equal(t, routing.WhyNobodyAble, e.Why)
		require.Equal(t, []routing.Removed{
			{Agent: "ada", By: routing.NotThere}, {Agent: "bob", By: routing.NotThere}, {Agent: "eve", By: routing.NotThere},
		}, e.Removed)
		d.available("bob")
		require.Equal(t, routing.WhyNotWaiting, why().Why)
		_, err := d.Explain(t.Context(), "other", d.of("1").ID)
		require.ErrorIs(t, err, inbox.ErrNotFound)
		require.ErrorContains(t, err, ": conversation")
		d.accept("1", "bob")
		d.end("1")
		_, err = d.Explain(t.Context(), org, d.of("1").ID)
		require.ErrorIs(t, err, inbox.ErrNotFound)
		require.ErrorContains(t, err, ": chat", "there is none")
	})
}

func TestEveryDecisionIsExplainedToWhoAsks(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var all []routing.Explanation
		d := &desk{world: newWorld(t, &inbox.Options{Explained: func(c inbox.Conversation, e routing.Explanation) {
			mu.Lock()
			defer mu.Unlock()
			require.Equal(t, routing.Waiting, c.Chat.State, "as the look found it")
			all = append(all, e)
		}})}
		d.save(inbox.Inbox{ID: queue, Organization: org, Rules: routing.Rules{MaxRounds: 1}})
		_ = d.run(func() {
			d.arrives("1")
			d.decline("1", "ada")
			d.decline("1", "bob")
		})
		require.Len(t, all, 3)
		require.Equal(t, routing.AgentID("ada"), all[0].Winner)
		require.Equal(t, routing.AgentID("bob"), all[0].RunnerUp)
		require.Equal(t, routing.AgentID("bob"), all[1].Winner)
		require.Equal(t, []routing.Removed{{Agent: "ada", By: routing.WasTried}}, all[1].Removed)
		require.Equal(t, routing.WhyLastRound, all[2].Why)
	})
}
