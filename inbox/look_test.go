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
	"github.com/wainbox/wainbox/routing"
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
		err := w.Away(t.Context(), inbox.Presence{Organization: "other", Agent: "bob"})
		require.ErrorIs(t, err, inbox.ErrNotFound)
		require.ErrorContains(t, err, ": agent")
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

// The timers of offers may be late; what is due goes before what waits.
func TestALookEndsWhatIsDueBeforeItOffersAnything(t *testing.T) {
	t.Parallel()
	atOddDesk(t, routing.Rules{}, func(d *desk, b *between, _ inbox.Presence) {
		one := 1
		d.save(inbox.Seat{Inbox: queue, Agent: "eve", Capacity: &one})
		b.idle = []inbox.JobKind{inbox.JobTimer}
		d.arrives("1")
		d.works()
		d.passes(routing.DefaultReassign)
		d.works()
		d.is("1: offered eve")
		d.arrives("2")
		d.works()
		d.is("1: offered eve, 2: waiting")
		require.Equal(t, "arrived, offered eve, timed_out eve, offered eve", d.told("1"))
	})
}

func TestOffersThatEndAtOneInstantDoSoByTheAgeOfTheirChats(t *testing.T) {
	t.Parallel()
	atOddDesk(t, routing.Rules{}, func(d *desk, _ *between, eve inbox.Presence) {
		d.do(d.Away(t.Context(), eve))
		d.arrives("1", "2")
		first := d.of("1").ID
		d.do(d.Triage(t.Context(), inbox.Triage{Organization: org, Conversation: first, Priority: 1}))
		d.works()
		d.do(d.Available(t.Context(), eve))
		d.works()
		d.is("1: offered eve, 2: offered eve")
		d.passes(routing.DefaultReassign)
		d.works()
		in := func(kind inbox.EntryKind) (all []inbox.ConversationID) {
			for _, e := range d.log() {
				if e.Kind == kind {
					all = append(all, e.Conversation)
				}
			}
			return all
		}
		second := d.of("2").ID
		require.Equal(t, []inbox.ConversationID{second, first, second, first}, in(inbox.EntryOffered))
		require.Equal(t, []inbox.ConversationID{first, second}, in(inbox.EntryTimedOut))
	})
}

func TestALookGoesThroughAQueueOfAnyLength(t *testing.T) {
	t.Parallel()
	const customers = 150 // more than are read at a time
	for name, r := range map[string]routing.Rules{"offered": {}, "given": {AutoAccept: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			atOddDesk(t, r, func(d *desk, _ *between, eve inbox.Presence) {
				d.do(d.Away(t.Context(), eve))
				for i := range customers {
					d.arrives(strconv.Itoa(i))
				}
				d.works()
				d.do(d.Available(t.Context(), eve))
				n, err := d.Work(d.t.Context())
				require.NoError(t, err)
				require.Equal(t, 1, n, "it is one look")
				require.Equal(t, customers, d.agent("eve").Load)
				d.passes(routing.DefaultReassign)
				d.do(d.Away(t.Context(), eve))
				d.works()
				if r.AutoAccept {
					require.Equal(t, customers, d.agent("eve").Load)
				} else {
					require.Zero(t, d.agent("eve").Load)
				}
			})
		})
	}
}

func TestALookThatFindsNobodyCostsLittle(t *testing.T) {
	t.Parallel()
	chain := []routing.Strategy{{Mode: routing.ModeLongestIdle}, {Mode: routing.ModeLeastLoaded}}
	day := []routing.Interval{{From: "09:00", Until: "17:00"}}
	for name, tt := range map[string]struct {
		rules routing.Rules
		asks  int
		reads int
	}{
		"by one strategy": {routing.Rules{}, 1, 1},
		"by two":          {routing.Rules{Mode: routing.ModeChain, Chain: chain}, 2, 1},
		"manual":          {routing.Rules{Mode: routing.ModeManual}, 0, 0},
		"it is closed":    {routing.Rules{Hours: &routing.Hours{Days: routing.Week{Monday: day}}}, 0, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			atOddDesk(t, tt.rules, func(d *desk, b *between, eve inbox.Presence) {
				d.do(d.Away(t.Context(), eve))
				d.works()
				for i := range 150 {
					d.arrives(strconv.Itoa(i))
				}
				b.asked = 0
				reads := 0
				b.load = func(w inbox.Want) error {
					if _, ok := w.(inbox.ByWaiting); ok {
						reads++
					}
					return nil
				}
				d.works()
				require.Equal(t, tt.asks, b.asked)
				require.Equal(t, tt.reads, reads)
			})
		})
	}
}

// Two chats insist on less at different times, and the one that a look comes to
// first does so later.
func TestALookIsCalledForWhenTheFirstChatInsistsOnLess(t *testing.T) {
	t.Parallel()
	atDesk(t, routing.Rules{}, func(d *desk) {
		d.away("ada")
		d.away("bob")
		d.arrives("1")
		begin := time.Now()
		d.passes(29 * time.Second)
		d.arrives("2")
		needs := func(customer string, priority int) {
			d.do(d.Triage(t.Context(), inbox.Triage{
				Organization: org, Conversation: d.of(customer).ID, Priority: priority, Needs: []routing.Skill{"fr"},
			}))
		}
		needs("2", -1)
		needs("1", 0)
		d.available("ada")
		d.passes(time.Until(begin.Add(routing.DefaultRelax - time.Second)))
		d.is("1: waiting, 2: waiting")
		d.passes(time.Second)
		d.is("1: offered ada, 2: waiting")
	})
}

// A last agent who was not able when somebody else was is not asked any more, also
// when nobody was offered the chat in that look.
func TestALastAgentWhoWasNotThereIsNotAskedLater(t *testing.T) {
	t.Parallel()
	chain := []routing.Strategy{{Mode: routing.ModeSticky}, {Mode: routing.ModeLongestIdle}}
	atDesk(t, routing.Rules{Mode: routing.ModeChain, Chain: chain}, func(d *desk) {
		d.arrives("1")
		d.accept("1", "ada")
		d.end("1")
		d.arrives("2", "3")
		d.accept("2", "bob")
		d.do(d.Assign(t.Context(), d.to("3", "ada")))
		d.away("ada")
		d.arrives("1")
		d.is("1: waiting, 2: active bob, 3: active ada")
		d.available("ada")
		d.is("1: waiting, 2: active bob, 3: active ada")
		d.end("3")
		d.is("1: offered ada, 2: active bob, 3")
	})
}
