package inbox_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

// The job that waits for the end of a lease does so for a whole day, however often
// the lease was prolonged: what once happened to it is not counted for ever.
func TestTheEndOfALongLeaseIsSeenInTime(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		first func(*desk)           // when the lease is young
		last  func(*desk, *between) // when it ends
	}{
		"though a worker died once": {
			first: func(d *desk) {
				jobs, err := d.store.Lease(d.t.Context(), inbox.LeaseRequest{
					Kinds: []inbox.JobKind{inbox.JobPresence}, Now: time.Now().Add(routing.MinLease), TTL: time.Second, Limit: 1,
				})
				require.NoError(d.t, err)
				require.Len(d.t, jobs, 1)
			},
		},
		"though a worker panics": {
			last: func(d *desk, b *between) {
				b.load = func(w inbox.Want) error {
					if w == (inbox.Agent{ID: "eve"}).Key() {
						b.load = nil
						panic("a store's")
					}
					return nil
				}
				d.works()
				require.Nil(d.t, b.load)
				d.passes(time.Second)
			},
		},
		"though the store fails once": {
			last: func(d *desk, b *between) {
				b.load = func(w inbox.Want) error {
					if w == (inbox.Agent{ID: "eve"}).Key() {
						return errDown
					}
					return nil
				}
				d.works()
				require.Nil(d.t, b.load)
				d.passes(time.Second)
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			atOddDesk(t, routing.Rules{}, func(d *desk, b *between, eve inbox.Presence) {
				d.works()
				if tt.first != nil {
					tt.first(d)
				}
				for range 60 {
					d.passes(time.Minute)
					d.do(d.Heartbeat(t.Context(), eve))
					d.works()
				}
				require.True(t, d.agent("eve").There)
				d.passes(time.Until(d.agent("eve").Presence.Until))
				if tt.last != nil {
					tt.last(d, b)
				}
				d.works()
				require.False(t, d.agent("eve").There)
				require.Equal(t, []string{"available", "lost"}, d.presences("eve"))
			})
		})
	}
}

// To an engine whose clock is ahead, the lease ran out already when it looked.
func TestAHeartbeatNearTheEndOfALeaseCallsForALook(t *testing.T) {
	t.Parallel()
	atOddDesk(t, routing.Rules{}, func(d *desk, b *between, eve inbox.Presence) {
		b.idle = []inbox.JobKind{inbox.JobPresence}
		ahead, err := inbox.New(b, d.provider, &inbox.Options{Now: func() time.Time { return time.Now().Add(3 * time.Second) }})
		require.NoError(t, err)
		d.works()
		d.passes(routing.MinLease - 3*time.Second)
		d.arrives("1")
		_, err = ahead.Work(d.t.Context())
		require.NoError(t, err)
		d.is("1: waiting")
		d.do(d.Heartbeat(t.Context(), eve))
		d.works()
		d.is("1: offered eve")
	})
}

func TestAStoreThatWasDownForLongHoldsNoChatBackAfterwards(t *testing.T) {
	t.Parallel()
	rules := routing.Rules{Away: routing.AwayRequeue}
	for name, tt := range map[string]struct {
		begins func(*desk, inbox.Presence)
		want   inbox.Want // which cannot be loaded; nil = that of the chat
	}{
		"which is offered": {func(d *desk, _ inbox.Presence) { d.passes(routing.DefaultReassign) }, nil},
		"which waits": {
			func(d *desk, _ inbox.Presence) { d.decline("1", "eve") }, inbox.ByWaiting{Inbox: queue, Limit: 64},
		},
		"whose agent goes away": {
			func(d *desk, eve inbox.Presence) { d.do(d.Away(d.t.Context(), eve)) },
			inbox.ByHolder{Agent: "eve", State: inbox.Offered, Limit: 64},
		},
		"which an absent agent has": {
			func(d *desk, eve inbox.Presence) {
				d.accept("1", "eve")
				d.do(d.Away(d.t.Context(), eve))
			},
			inbox.ByHolder{Agent: "eve", State: inbox.Active, Inbox: queue, Limit: 64},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			atOddDesk(t, rules, func(d *desk, b *between, eve inbox.Presence) {
				d.arrives("1")
				d.works()
				before := d.of("1")
				tt.begins(d, eve)
				down := tt.want
				if down == nil {
					down = before.Key()
				}
				failed := 0
				for range 150 {
					b.load = func(w inbox.Want) error {
						if w == down {
							failed++
							return errDown
						}
						return nil
					}
					d.works()
					d.passes(time.Second)
				}
				b.load = nil
				require.Greater(t, failed, 6)
				d.passes(5 * time.Second)
				d.works()
				require.NotEqual(t, before.Chat.Until, d.of("1").Chat.Until)
				require.NotEqual(t, routing.Active, d.of("1").Chat.State)
			})
		})
	}
}

// A timer that was leased is done for good: where a clock that is set back says that
// it is not time yet, nothing else would come to end the offer.
func TestAnOfferEndsThoughTheClockIsSetBackMeanwhile(t *testing.T) {
	t.Parallel()
	withClock(t, func(d *desk, b *between, back *time.Duration) {
		d.arrives("1")
		d.works()
		d.is("1: offered ada")
		d.passes(routing.DefaultReassign)
		of := d.of("1").Key()
		b.load = func(w inbox.Want) error {
			if w == of {
				b.load, *back = nil, time.Second
			}
			return nil
		}
		d.works()
		require.Nil(d.t, b.load)
		*back = 0
		d.works()
		d.is("1: offered bob")
	})
}

// Nobody saw the lease run out; the agent was not there all the same.
func TestWhoIsBackAfterALeaseThatNobodySawRunOutGivesAFreshStart(t *testing.T) {
	t.Parallel()
	for name, back := range map[string]func(*desk, inbox.Presence) error{
		"by a heartbeat": func(d *desk, eve inbox.Presence) error { return d.Heartbeat(d.t.Context(), eve) },
		"by their word":  func(d *desk, eve inbox.Presence) error { return d.Available(d.t.Context(), eve) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			atOddDesk(t, routing.Rules{MaxRounds: 1}, func(d *desk, b *between, eve inbox.Presence) {
				b.idle = []inbox.JobKind{inbox.JobPresence}
				d.arrives("1")
				d.works()
				d.decline("1", "eve")
				d.works()
				require.True(t, d.of("1").Chat.Escalated)
				d.passes(time.Minute)
				d.do(d.Heartbeat(t.Context(), eve))
				d.works()
				require.True(t, d.of("1").Chat.Escalated, "who is there does not come")
				d.passes(time.Hour)
				d.do(back(d, eve))
				d.works()
				d.is("1: offered eve")
			})
		})
	}
}
