package inbox_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

func TestAnOfferIsAcceptedDeclinedOrTimesOut(t *testing.T) {
	t.Parallel()
	atDesk(t, routing.Rules{}, func(d *desk) {
		d.arrives("1")
		d.is("1: offered ada")
		require.Equal(t, 1, d.agent("ada").Load, "an offer counts")
		d.decline("1", "ada")
		d.is("1: offered bob")
		d.passes(30 * time.Second)
		d.is("1: offered ada")
		require.Equal(t, int64(3), d.of("1").Offers)
		d.passes(10 * time.Second)
		d.accept("1", "ada")
		d.passes(time.Hour)
		d.is("1: active ada")
		require.Equal(t, inbox.AgentID("ada"), d.of("1").LastAgent)
		require.Equal(t,
			"arrived, offered ada, declined ada, offered bob, timed_out bob, offered ada, accepted ada", d.told("1"))
		d.end("1")
		d.is("1")
		require.Equal(t, time.Now().UTC(), d.agent("ada").Ended)
	})
}

func TestAnAnswerToWhatIsNotOfferedIsRefusedAndChangesNothing(t *testing.T) {
	t.Parallel()
	atDesk(t, routing.Rules{}, func(d *desk) {
		d.arrives("1")
		d.save(inbox.Agent{ID: "eve", Organization: org})
		before := d.of("1")
		refused := func(err, want error) {
			t.Helper()
			require.ErrorIs(t, err, want)
			require.Equal(t, before, d.of("1"))
			d.counts()
		}
		ctx := t.Context()
		refused(d.Accept(ctx, d.step("1", "bob")), routing.ErrNotOffered)
		refused(d.Decline(ctx, d.step("1", "bob")), routing.ErrNotOffered)
		refused(d.Accept(ctx, d.step("1", "eve")), routing.ErrNotOffered)
		refused(d.Accept(ctx, d.step("1", "nobody")), inbox.ErrNotFound)
		refused(d.End(ctx, d.step("1", "ada")), routing.ErrNotActive)
		refused(d.Transfer(ctx, d.to("1", "bob")), routing.ErrNotActive)
		refused(d.Assign(ctx, d.to("1", "eve")), routing.ErrNotMember)
		refused(d.Assign(ctx, d.to("1", "nobody")), inbox.ErrNotFound)
		other := d.step("1", "ada")
		other.Organization = "other"
		refused(d.Accept(ctx, other), inbox.ErrNotFound)
		stale := d.step("1", "ada")
		stale.Chat = "another"
		refused(d.Accept(ctx, stale), inbox.ErrNotFound)

		d.passes(30*time.Second - time.Microsecond)
		d.is("1: offered ada")
		d.passes(time.Microsecond)
		require.ErrorIs(t, d.Accept(ctx, d.step("1", "ada")), routing.ErrNotOffered, "at the very deadline it is too late")
		d.is("1: offered bob")
		d.accept("1", "bob")
		before = d.of("1")
		refused(d.Assign(ctx, d.to("1", "ada")), routing.ErrTaken)
		refused(d.Take(ctx, d.step("1", "ada")), routing.ErrTaken)
		refused(d.Transfer(ctx, d.to("1", "bob")), routing.ErrSameAgent)
		refused(d.Triage(ctx, inbox.Triage{Organization: org, Conversation: before.ID}), routing.ErrTaken)
		d.save(inbox.Seat{Inbox: queue, Agent: "ada", Position: 1, Barred: true})
		refused(d.Transfer(ctx, d.to("1", "ada")), routing.ErrNotEligible)
	})
}

func TestAnAnswerThatNamesItsOfferIsSafeToRepeat(t *testing.T) {
	t.Parallel()
	atDesk(t, routing.Rules{}, func(d *desk) {
		d.away("bob")
		d.arrives("1")
		s := d.step("1", "ada")
		s.Offer = d.of("1").Offers
		d.do(d.Decline(t.Context(), s))
		d.is("1: offered ada")
		require.ErrorIs(t, d.Decline(t.Context(), s), routing.ErrNotOffered)
		require.ErrorIs(t, d.Accept(t.Context(), s), routing.ErrNotOffered)
		s.Offer++
		d.do(d.Accept(t.Context(), s))
		d.is("1: active ada")
	})
}

func TestAPersonsWordGoesBeforeAnOffer(t *testing.T) {
	t.Parallel()
	one := 1
	for name, tt := range map[string]struct {
		to   inbox.AgentID
		at   int
		told string
	}{
		"to who was offered it": {"ada", 1, "arrived, offered ada, withdrawn ada, assigned ada by bob"},
		"to somebody else":      {"bob", 2, "arrived, offered ada, withdrawn ada, assigned bob by bob"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			atDesk(t, routing.Rules{}, func(d *desk) {
				d.save(inbox.Seat{Inbox: queue, Agent: tt.to, Position: tt.at, Capacity: &one})
				d.arrives("1")
				a := d.to("1", tt.to)
				a.By = "bob"
				d.do(d.Assign(t.Context(), a))
				d.is("1: active " + string(tt.to))
				require.Equal(t, tt.told, d.told("1"))
				d.passes(time.Hour)
				d.is("1: active " + string(tt.to))
			})
		})
	}
}

func TestAnAssignmentGoesOverCapacityAndToWhoIsAway(t *testing.T) {
	t.Parallel()
	atDesk(t, routing.Rules{Mode: routing.ModeManual}, func(d *desk) {
		d.arrives("1", "2", "3")
		d.is("1: waiting, 2: waiting, 3: waiting")
		d.away("ada")
		for _, c := range []string{"1", "2", "3"} {
			d.do(d.Take(t.Context(), d.step(c, "ada")))
		}
		d.is("1: active ada, 2: active ada, 3: active ada")
		a := d.to("2", "bob")
		a.By = "ada"
		d.do(d.Transfer(t.Context(), a))
		d.is("1: active ada, 2: active bob, 3: active ada")
		d.do(d.End(t.Context(), d.step("2", "ada")))
		require.Equal(t, "arrived, assigned ada by ada, transferred ada bob by ada, ended bob by ada", d.told("2"))
	})
}

func TestBroadcastIsTakenByTheFirst(t *testing.T) {
	t.Parallel()
	atDesk(t, routing.Rules{Mode: routing.ModeBroadcast, Broadcast: 2}, func(d *desk) {
		d.arrives("1")
		d.is("1: offered ada bob")
		d.accept("1", "bob")
		d.is("1: active bob")
		require.ErrorIs(t, d.Accept(t.Context(), d.step("1", "ada")), routing.ErrNotOffered)
		require.Equal(t, "arrived, offered ada, offered bob, accepted bob, withdrawn ada", d.told("1"))
		d.arrives("2")
		d.is("1: active bob, 2: offered ada bob")
		d.decline("2", "ada")
		d.is("1: active bob, 2: offered bob")
		d.passes(30 * time.Second)
		d.is("1: active bob, 2: offered ada bob")
		d.away("ada")
		d.is("1: active bob, 2: offered bob")
	})
}

func TestStickyAsksTheLastAgentFirst(t *testing.T) {
	t.Parallel()
	atDesk(t, routing.Rules{Mode: routing.ModeSticky, Dials: 2}, func(d *desk) {
		d.arrives("1")
		d.accept("1", "ada")
		d.end("1")
		d.arrives("1")
		d.is("1: offered ada")
		d.passes(30 * time.Second)
		d.is("1: offered ada")
		d.passes(30 * time.Second)
		d.is("1: offered bob")
	})
}

func TestTheLastAgentIsOneOfTheInbox(t *testing.T) {
	t.Parallel()
	rules := routing.Rules{Mode: routing.ModeSticky}
	atDesk(t, rules, func(d *desk) {
		d.arrives("1")
		d.accept("1", "ada")
		d.end("1")
		d.save(
			inbox.Inbox{ID: "other", Organization: org, Rules: rules},
			inbox.Seat{Inbox: "other", Agent: "bob", Position: 1},
			inbox.Seat{Inbox: "other", Agent: "ada", Position: 2},
			inbox.Account{ID: account, Organization: org, Provider: "fake", Number: number, WABA: waba, Inbox: "other"},
		)
		d.arrives("1")
		require.Equal(t, []inbox.AgentID{"bob"}, d.of("1").Chat.Holders())
	})
}

func TestAChatThatEverybodyLetLapseIsEscalatedUntilThereIsHope(t *testing.T) {
	t.Parallel()
	for name, hope := range map[string]func(*desk){
		"an agent comes": func(d *desk) { d.away("bob"); d.passes(time.Second); d.available("bob") },
		"a chat ends":    func(d *desk) { d.end("2") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			atDesk(t, routing.Rules{MaxRounds: 2}, func(d *desk) {
				d.arrives("2")
				d.accept("2", "ada")
				d.arrives("1")
				d.passes(2 * time.Minute)
				require.True(t, d.of("1").Chat.Escalated)
				d.passes(time.Hour)
				d.is("1: waiting, 2: active ada")
				hope(d)
				require.False(t, d.of("1").Chat.Escalated)
				require.Equal(t, routing.Offered, d.of("1").Chat.State)
			})
		})
	}
}

// What is due goes first, whoever finds it.
func TestAPersonsWordComesAfterADeadlineThatNobodySaw(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		do   func(d *desk, eve inbox.AgentID) error
		told string
	}{
		"assign": {
			func(d *desk, eve inbox.AgentID) error { return d.Assign(d.t.Context(), d.to("1", eve)) },
			"arrived, offered eve, timed_out eve, assigned eve",
		},
		"take": {
			func(d *desk, eve inbox.AgentID) error { return d.Take(d.t.Context(), d.step("1", eve)) },
			"arrived, offered eve, timed_out eve, assigned eve by eve",
		},
		"triage": {
			func(d *desk, _ inbox.AgentID) error {
				return d.Triage(d.t.Context(), inbox.Triage{Organization: org, Conversation: d.of("1").ID})
			},
			"arrived, offered eve, timed_out eve, triaged",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			atOddDesk(t, routing.Rules{}, func(d *desk, _ *between, eve inbox.Presence) {
				d.arrives("1")
				d.works()
				d.passes(routing.DefaultReassign)
				d.do(tt.do(d, eve.Agent))
				require.Equal(d.t, tt.told, d.told("1"))
			})
		})
	}
}

func TestAnAcceptThatNamesItsOfferMayBeRepeated(t *testing.T) {
	t.Parallel()
	atOddDesk(t, routing.Rules{}, func(d *desk, _ *between, eve inbox.Presence) {
		d.arrives("1")
		d.works()
		s := d.step("1", eve.Agent)
		s.Offer = d.of("1").Offers
		for range 2 {
			d.do(d.Accept(d.t.Context(), s))
		}
		require.Equal(d.t, "arrived, offered eve, accepted eve", d.told("1"))
		d.do(d.Away(d.t.Context(), eve))
		d.do(d.Accept(d.t.Context(), s)) // they have it all the same
		require.ErrorIs(d.t, d.Decline(d.t.Context(), s), routing.ErrNotOffered)
		s.Offer++
		require.ErrorIs(d.t, d.Accept(d.t.Context(), s), routing.ErrNotOffered)
		s.Offer = 0
		require.ErrorIs(d.t, d.Accept(d.t.Context(), s), routing.ErrNotOffered, "which offer is not said")
	})
}

// Stores compare whole microseconds: a timer that is due before its offer is over would
// be spent on it.
func TestAnOfferMayLastForAPartOfAMicrosecond(t *testing.T) {
	t.Parallel()
	atOddDesk(t, routing.Rules{ReassignAfter: 10 * time.Second / 3}, func(d *desk, _ *between, _ inbox.Presence) {
		d.arrives("1")
		d.works()
		d.passes(time.Until(d.of("1").Chat.Until.Truncate(time.Microsecond)))
		d.works()
		require.Equal(d.t, "arrived, offered eve, timed_out eve, offered eve", d.told("1"))
	})
}

func TestWhatMattersMoreGoesFirstAndNeedsAreRelaxed(t *testing.T) {
	t.Parallel()
	atDesk(t, routing.Rules{RelaxAfter: time.Minute}, func(d *desk) {
		d.save(inbox.Agent{ID: "bob", Organization: org, Capacity: 2, Skills: []routing.Skill{"fr"}})
		d.away("ada")
		d.away("bob")
		d.arrives("1", "2", "3")
		triage := func(customer string, priority int, needs ...routing.Skill) {
			d.do(d.Triage(t.Context(), inbox.Triage{
				Organization: org, Conversation: d.of(customer).ID, Priority: priority, Needs: needs, By: "ada",
			}))
		}
		triage("3", -1)
		triage("1", 0, "fr", "gold")
		d.available("ada")
		d.is("1: waiting, 2: offered ada, 3: offered ada")
		d.available("bob")
		triage("2", 1, "gold")
		d.is("1: waiting, 2: offered ada, 3: offered ada")
		d.accept("2", "ada")
		d.accept("3", "ada")
		d.passes(time.Minute)
		d.is("1: offered bob, 2: active ada, 3: active ada")
		require.ErrorContains(t, d.Triage(t.Context(), inbox.Triage{Needs: []routing.Skill{""}}), "needs[0]")
	})
}

func TestOutsideItsHoursAnInboxOffersNothing(t *testing.T) {
	t.Parallel()
	hours := &routing.Hours{Zone: "Europe/Berlin", Days: routing.Week{
		Saturday: []routing.Interval{{From: "09:00", Until: "17:00"}}, // the bubble begins on one, at 01:00 in Berlin
	}}
	atDesk(t, routing.Rules{Hours: hours}, func(d *desk) {
		d.arrives("1")
		d.is("1: waiting")
		d.passes(8*time.Hour - 2*time.Second)
		d.is("1: waiting")
		d.passes(time.Second)
		d.is("1: offered ada")
	})
}

func TestAChainAsksWhoIsIdleFirst(t *testing.T) {
	t.Parallel()
	chain := []routing.Strategy{{Mode: routing.ModeLongestIdle}, {Mode: routing.ModeLeastLoaded}}
	atDesk(t, routing.Rules{Mode: routing.ModeChain, Chain: chain}, func(d *desk) {
		d.arrives("1", "2", "3", "4", "5")
		d.is("1: offered ada, 2: offered bob, 3: offered ada, 4: offered bob, 5: waiting")
	})
}

func TestAutoAcceptGivesTheChatInEveryMode(t *testing.T) {
	t.Parallel()
	chain := []routing.Strategy{{Mode: routing.ModeSticky}, {Mode: routing.ModeBroadcast}}
	for _, r := range []routing.Rules{
		{},
		{Mode: routing.ModeRoundRobin},
		{Mode: routing.ModeProficiency},
		{Mode: routing.ModeSticky},
		{Mode: routing.ModeLongestIdle},
		{Mode: routing.ModeLeastLoaded},
		{Mode: routing.ModeBroadcast},
		{Mode: routing.ModeChain, Chain: chain},
	} {
		t.Run(string(r.Mode), func(t *testing.T) {
			t.Parallel()
			r.AutoAccept = true
			atDesk(t, r, func(d *desk) {
				d.arrives("1", "2")
				d.is("1: active ada, 2: active bob")
				require.Equal(t, "arrived, offered ada, accepted ada", d.told("1"))
				require.Equal(t, inbox.AgentID("ada"), d.of("1").LastAgent)
				require.Equal(t, int64(1), d.of("1").Offers)
				require.Equal(t, []int64{1, 2}, []int64{d.seat("ada").Turn, d.seat("bob").Turn})
				d.passes(time.Hour)
				d.is("1: active ada, 2: active bob")
			})
		})
	}
}

func TestANumberThatFeedsNoInboxBeginsNoChat(t *testing.T) {
	t.Parallel()
	atDesk(t, routing.Rules{}, func(d *desk) {
		a := inbox.Account{ID: account, Organization: org, Provider: "fake", Number: number, WABA: waba}
		d.save(a)
		d.arrives("1")
		d.is("1")
		require.Empty(t, d.told("1"))
		a.Inbox = queue
		d.save(a)
		d.arrives("1")
		d.is("1: offered ada")
	})
}
