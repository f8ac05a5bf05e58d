package inbox_test

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/inbox/memstore"
	"github.com/wainbox/wainbox/routing"
)

// between is a store in front of which something happens once: after an engine
// has read, and before what it decided is written.
type between struct {
	inbox.Store

	commit func(inbox.Commit) bool // whether it is this one; nil = nothing happens any more
	load   func(inbox.Want) error
	happen func()
	idle   []inbox.JobKind // nobody does these
	asked  int             // how often for candidates
}

func (b *between) Candidates(ctx context.Context, q inbox.CandidateQuery) ([]inbox.Seated, error) {
	b.asked++
	return b.Store.Candidates(ctx, q)
}

func (b *between) Commit(ctx context.Context, commits []inbox.Commit) []error {
	if b.commit != nil && slices.ContainsFunc(commits, b.commit) {
		b.commit = nil
		b.happen()
	}
	return b.Store.Commit(ctx, commits)
}

func (b *between) Load(ctx context.Context, wants []inbox.Want) ([]inbox.State, error) {
	if b.load != nil {
		for _, w := range wants {
			if err := b.load(w); err != nil {
				b.load = nil
				return nil, err
			}
		}
	}
	return b.Store.Load(ctx, wants)
}

func (b *between) Lease(ctx context.Context, r inbox.LeaseRequest) ([]inbox.Job, error) {
	r.Kinds = slices.DeleteFunc(slices.Clone(r.Kinds), func(k inbox.JobKind) bool { return slices.Contains(b.idle, k) })
	return b.Store.Lease(ctx, r)
}

// tells is a commit that tells of something.
func tells(kind inbox.EntryKind) func(inbox.Commit) bool {
	return func(c inbox.Commit) bool {
		return slices.ContainsFunc(c.Log, func(e inbox.Entry) bool { return e.Kind == kind })
	}
}

// atOddDesk is a desk whose engine, which does what is due when the test says, sees
// the store through something. Eve is its only agent, and sends heartbeats.
func atOddDesk(t *testing.T, r routing.Rules, test func(d *desk, b *between, eve inbox.Presence)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		b := &between{}
		through := func(s inbox.Store) inbox.Store { b.Store = s; return b }
		d := &desk{world: worldOn(t, memstore.New(nil), through, nil)}
		d.away("ada")
		d.away("bob")
		d.save(
			inbox.Inbox{ID: queue, Organization: org, Rules: r}, inbox.Agent{ID: "eve", Organization: org},
			inbox.Seat{Inbox: queue, Agent: "eve"},
		)
		eve := inbox.Presence{Organization: org, Agent: "eve"}
		d.do(d.Available(t.Context(), eve))
		test(d, b, eve)
	})
}

// withClock is the same with ada and bob, and a clock of the engine's that the test
// sets back.
func withClock(t *testing.T, test func(d *desk, b *between, back *time.Duration)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		var back time.Duration
		b := &between{}
		through := func(s inbox.Store) inbox.Store { b.Store = s; return b }
		d := &desk{world: worldOn(t, memstore.New(nil), through, &inbox.Options{
			Now: func() time.Time { return time.Now().Add(-back) },
		})}
		d.save(inbox.Inbox{ID: queue, Organization: org})
		test(d, b, &back)
	})
}

// works does all that is due.
func (d *desk) works() {
	d.t.Helper()
	for {
		n, err := d.Work(d.t.Context())
		require.NoError(d.t, err)
		if n == 0 {
			return
		}
	}
}

// Of two steps that change an agent, the second relies on the first. Where somebody
// else changes the agent in between, none may overwrite it.
func TestWhatChangesInBetweenIsNotOverwritten(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		kind inbox.EntryKind
		do   func(*desk, inbox.Presence)
	}{
		"two offers lapse": {inbox.EntryTimedOut, func(d *desk, _ inbox.Presence) { d.passes(30 * time.Second) }},
		"two are withdrawn": {inbox.EntryWithdrawn, func(d *desk, eve inbox.Presence) {
			d.do(d.Away(d.t.Context(), eve))
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			atOddDesk(t, routing.Rules{}, func(d *desk, b *between, eve inbox.Presence) {
				d.save(
					inbox.Inbox{ID: "other", Organization: org}, inbox.Seat{Inbox: "other", Agent: "eve"},
					inbox.Account{ID: "other", Organization: org, Provider: "fake", Number: "1002", Inbox: "other"},
				)
				d.arrives("1")
				second := text("wamid.other", "2", "Hello", time.Now())
				second.Number = "1002"
				d.ingest(second)
				d.works()
				d.is("1: offered eve, 2: offered eve")
				tt.do(d, eve)
				b.commit, b.happen = tells(tt.kind), func() { d.save(inbox.Agent{ID: "eve", Organization: org, Name: "Evelyn"}) }
				d.works()
				require.Nil(t, b.commit)
				require.Equal(t, "Evelyn", d.agent("eve").Name)
				require.Equal(t, 2, d.logged(tt.kind), "it is decided again at once")
			})
		})
	}
}

func TestWhoIsBarredInBetweenGetsNothing(t *testing.T) {
	t.Parallel()
	atOddDesk(t, routing.Rules{}, func(d *desk, b *between, _ inbox.Presence) {
		d.arrives("1")
		d.works()
		bar := func() { d.save(inbox.Seat{Inbox: queue, Agent: "eve", Barred: true}) }
		b.commit, b.happen = tells(inbox.EntryOwner), bar
		require.ErrorIs(t, d.Accept(t.Context(), d.step("1", "eve")), routing.ErrNotOffered)
		d.save(inbox.Seat{Inbox: queue, Agent: "eve"})
		b.commit = tells(inbox.EntryOwner)
		require.ErrorIs(t, d.Assign(t.Context(), d.to("1", "eve")), routing.ErrNotEligible)
		d.is("1: offered eve")
	})
}

// An agent whose lease ran out, and whom nobody has called lost, is not there for
// a look; who is back then must be looked at again.
func TestAHeartbeatAfterALeaseThatNobodySawRunOutCallsForALook(t *testing.T) {
	t.Parallel()
	atOddDesk(t, routing.Rules{}, func(d *desk, b *between, eve inbox.Presence) {
		b.idle = []inbox.JobKind{inbox.JobPresence}
		d.passes(routing.MinLease)
		d.arrives("1")
		d.works()
		d.is("1: waiting")
		d.do(d.Heartbeat(t.Context(), eve))
		d.works()
		d.is("1: offered eve")
	})
}

func TestAStoreThatFailsWhileOffersAreTakenBackLosesNoCount(t *testing.T) {
	t.Parallel()
	atOddDesk(t, routing.Rules{}, func(d *desk, b *between, eve inbox.Presence) {
		d.arrives("1")
		d.works()
		d.do(d.Away(t.Context(), eve))
		b.load = func(w inbox.Want) error {
			if w == inbox.SeatKey(queue, "eve") {
				return errDown
			}
			return nil
		}
		d.works()
		require.Nil(t, b.load)
		d.passes(time.Second)
		d.works()
		d.is("1: waiting")
		require.Zero(t, d.agent("eve").Load)
		require.Zero(t, d.seat("eve").Load)
	})
}

func TestTheGraceOfAnAgentWhoIsLostBeginsWithTheEndOfTheLease(t *testing.T) {
	t.Parallel()
	rules := routing.Rules{Away: routing.AwayRequeue, Grace: 10 * time.Minute}
	atOddDesk(t, rules, func(d *desk, b *between, _ inbox.Presence) {
		begin := time.Now()
		d.arrives("1")
		d.works()
		d.accept("1", "eve")
		d.passes(routing.MinLease)
		b.load = func(w inbox.Want) error {
			if _, ok := w.(inbox.ByHolder); ok {
				return errDown
			}
			return nil
		}
		d.works() // it is put off
		require.Nil(t, b.load)
		d.passes(5 * time.Minute)
		d.works()
		d.passes(time.Until(begin.Add(routing.MinLease + rules.Grace - time.Second)))
		d.works()
		d.is("1: active eve")
		d.passes(time.Second)
		d.works()
		d.is("1: waiting")
	})
}

func TestWhatIsAssignedToAnAgentWhoIsAwayStays(t *testing.T) {
	t.Parallel()
	atOddDesk(t, routing.Rules{Away: routing.AwayRequeue}, func(d *desk, _ *between, eve inbox.Presence) {
		d.do(d.Away(t.Context(), eve))
		d.arrives("1")
		d.works()
		d.do(d.Assign(t.Context(), d.to("1", "eve")))
		d.passes(time.Hour) // the lease ends, which is nothing new
		d.works()
		d.is("1: active eve")
	})
}

// What the customer wrote to one agent does not take the chat from the next one.
func TestWhatIsTransferredToAnAgentWhoIsAwayStaysUntilTheNextMessage(t *testing.T) {
	t.Parallel()
	atOddDesk(t, routing.Rules{Away: routing.AwayOnNextMessage}, func(d *desk, _ *between, eve inbox.Presence) {
		d.arrives("1")
		d.works()
		d.accept("1", "eve")
		d.do(d.Away(t.Context(), eve))
		d.arrives("1")
		d.do(d.Transfer(t.Context(), d.to("1", "bob")))
		d.works()
		d.is("1: active bob")
		d.arrives("1")
		d.works()
		d.is("1: waiting")
	})
}

func TestWhatAnAgentHasInAnInboxThatTheyLeftIsReturnedToo(t *testing.T) {
	t.Parallel()
	atOddDesk(t, routing.Rules{Away: routing.AwayRequeue}, func(d *desk, _ *between, eve inbox.Presence) {
		d.arrives("1")
		d.works()
		d.accept("1", "eve")
		d.save(inbox.Seat{Inbox: queue, Agent: "eve", Left: true})
		d.works()
		d.is("1: active eve")
		d.do(d.Away(t.Context(), eve))
		d.works()
		d.is("1: waiting")
	})
}

// The seats of its inbox are counted it: an open chat stays there.
func TestAnOpenChatStaysInItsInboxWhenTheNumberFeedsAnother(t *testing.T) {
	t.Parallel()
	atOddDesk(t, routing.Rules{}, func(d *desk, _ *between, _ inbox.Presence) {
		d.arrives("1")
		d.works()
		d.accept("1", "eve")
		d.save(
			inbox.Inbox{ID: "other", Organization: org},
			inbox.Account{ID: account, Organization: org, Provider: "fake", Number: number, WABA: waba, Inbox: "other"},
		)
		d.arrives("1")
		require.Equal(t, queue, d.of("1").Inbox)
		d.is("1: active eve")
		d.end("1")
		d.arrives("1")
		require.Equal(t, inbox.InboxID("other"), d.of("1").Inbox)
	})
}

func TestALeaseIsKeptToTheMicrosecond(t *testing.T) {
	t.Parallel()
	atOddDesk(t, routing.Rules{}, func(d *desk, _ *between, eve inbox.Presence) {
		eve.Lease = 100*time.Second + time.Nanosecond
		d.do(d.Heartbeat(t.Context(), eve))
		until := d.agent("eve").Presence.Until
		require.Equal(t, until.Truncate(time.Microsecond), until)
	})
}

func TestWhatExplainsADecisionIsThatDecision(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := &between{}
		var told []routing.Explanation
		o := &inbox.Options{Explained: func(_ inbox.Conversation, e routing.Explanation) { told = append(told, e) }}
		d := &desk{world: worldOn(t, memstore.New(nil), func(s inbox.Store) inbox.Store { b.Store = s; return b }, o)}
		d.save(inbox.Inbox{ID: queue, Organization: org})
		d.away("ada")
		d.works()
		d.arrives("1")
		b.load = func(w inbox.Want) error {
			if w == (inbox.BySeats{Inbox: queue}) { // the decision is made, and is being explained
				b.load = nil
				d.available("ada")
			}
			return nil
		}
		d.works()
		d.is("1: offered ada")
		require.Len(t, told, 1)
		require.Equal(t, routing.AgentID("ada"), told[0].Winner)
	})
}
