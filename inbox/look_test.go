package inbox_test

import (
	"fmt"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/inbox/memstore"
)

func (w *world) owners() map[string]inbox.AgentID {
	owners := map[string]inbox.AgentID{}
	for _, c := range w.conversations() {
		owners[string(c.Address.Phone)] = c.Chat.Agent
	}
	return owners
}

func TestWaitingChatsGoRoundRobinWithinCapacity(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, nil)
		_ = w.run(func() {
			for i := range 5 {
				time.Sleep(time.Second)
				w.ingest(text(fmt.Sprint("wamid.", i), strconv.Itoa(i), "Hello", time.Now()))
			}
			synctest.Wait()
			require.Equal(t, map[string]inbox.AgentID{"0": "ada", "1": "bob", "2": "ada", "3": "bob", "4": ""}, w.owners())
			require.Equal(t, 2, w.agent("ada").Load)

			var first inbox.ConversationID
			for _, c := range w.conversations() {
				if c.Address.Phone == "1" {
					first = c.ID
				}
			}
			end := inbox.ChatStep{Organization: org, Conversation: first, Agent: "ada"}
			require.NoError(t, w.End(t.Context(), end))
			synctest.Wait()
			require.Equal(t, inbox.AgentID("bob"), w.owners()["4"], "freed capacity is used at once")
			require.ErrorIs(t, w.End(t.Context(), end), inbox.ErrNotFound)
		})
		require.Equal(t, 5, w.logged(inbox.EntryOwner))
		require.Equal(t, 1, w.logged(inbox.EntryEnded))
	})
}

func TestAnAgentWhoComesBackGetsWhatWaits(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, nil)
		require.NoError(t, w.Away(t.Context(), there("ada")))
		require.NoError(t, w.Away(t.Context(), there("bob")))
		_ = w.run(func() {
			w.ingest(text("wamid.1", "1", "Hello", time.Now()))
			synctest.Wait()
			require.Equal(t, inbox.AgentID(""), w.owners()["1"])
			require.NoError(t, w.Available(t.Context(), there("bob")))
			require.NoError(t, w.Available(t.Context(), there("bob")))
			synctest.Wait()
			require.Equal(t, inbox.AgentID("bob"), w.owners()["1"])
		})
		require.Equal(t, 5, w.logged(inbox.EntryPresence), "saying it twice is no event")
		require.ErrorIs(t, w.Away(t.Context(), inbox.Presence{Organization: "other", Agent: "bob"}), inbox.ErrNotFound)
	})
}

func TestTwoEnginesNeverExceedCapacity(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		store := memstore.New(nil)
		a, b := worldOn(t, store, nil, nil), worldOn(t, store, nil, nil)
		_ = a.run(func() {
			_ = b.run(func() {
				var all sync.WaitGroup
				for i := range 40 {
					all.Go(func() {
						w := a
						if i%2 == 0 {
							w = b
						}
						if err := w.Ingest(t.Context(), delivery(text(fmt.Sprint("wamid.", i), strconv.Itoa(i), "Hello", time.Now()))); err != nil {
							t.Error(err)
						}
					})
				}
				all.Wait()
				time.Sleep(time.Second)
			})
		})
		require.Equal(t, 2, a.agent("ada").Load)
		require.Equal(t, 2, a.agent("bob").Load)
		require.Equal(t, 4, a.logged(inbox.EntryOwner))
	})
}
