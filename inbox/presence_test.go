package inbox_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

// presences are what was told of an agent's, in order.
func (d *desk) presences(a inbox.AgentID) []string {
	var all []string
	for _, e := range d.log() {
		if e.Kind == inbox.EntryPresence && e.Agent == a {
			all = append(all, e.State)
		}
	}
	return all
}

func TestAnAgentWhoGoesAwayLosesWhatWasOffered(t *testing.T) {
	t.Parallel()
	atDesk(t, routing.Rules{}, func(d *desk) {
		d.arrives("1", "2", "3")
		d.is("1: offered ada, 2: offered bob, 3: offered ada")
		d.away("ada")
		d.is("1: offered bob, 2: offered bob, 3: waiting")
		require.Empty(t, d.of("3").Chat.Tried, "withdrawn is not tried")
		d.away("ada")
		d.available("ada")
		d.available("ada")
		d.is("1: offered bob, 2: offered bob, 3: offered ada")
		require.Equal(t, []string{"available", "away", "available"}, d.presences("ada"), "twice is no event")
		for _, s := range []routing.Status{routing.StatusAvailable, inbox.PresenceLost, inbox.PresenceBack} {
			require.ErrorIs(t, d.Away(t.Context(), inbox.Presence{Organization: org, Agent: "ada", Status: s}), inbox.ErrStatus)
		}
		d.do(d.Away(t.Context(), inbox.Presence{Organization: org, Agent: "ada", Status: "lunch"}))
		require.Equal(t, routing.Status("lunch"), d.agent("ada").Presence.Status)
	})
}

// withEve is a desk whose only agent is one who sends heartbeats.
func withEve(t *testing.T, r routing.Rules, test func(d *desk, eve inbox.Presence)) {
	t.Helper()
	atDesk(t, r, func(d *desk) {
		d.away("ada")
		d.away("bob")
		d.save(inbox.Agent{ID: "eve", Organization: org}, inbox.Seat{Inbox: queue, Agent: "eve"})
		test(d, inbox.Presence{Organization: org, Agent: "eve"})
	})
}

func TestALeaseThatRunsOutIsNoStatus(t *testing.T) {
	t.Parallel()
	withEve(t, routing.Rules{ReassignAfter: 15 * time.Minute}, func(d *desk, eve inbox.Presence) {
		beat := func() { d.do(d.Heartbeat(t.Context(), eve)) }
		beat()
		require.False(t, d.agent("eve").There, "a heartbeat makes nobody available who is away")
		require.Zero(t, d.agent("eve").Presence, "and is not written")
		d.do(d.Available(t.Context(), eve))
		d.arrives("1")
		for range 10 {
			d.is("1: offered eve")
			d.passes(60 * time.Second)
			beat()
		}
		d.passes(89 * time.Second)
		d.is("1: offered eve")
		d.passes(60 * time.Second)
		d.is("1: waiting")
		require.Empty(t, d.of("1").Chat.Tried)
		require.Equal(t, routing.StatusAvailable, d.agent("eve").Presence.Status)
		require.ErrorIs(t, d.Accept(t.Context(), d.step("1", "eve")), routing.ErrNotOffered)
		beat()
		d.is("1: offered eve")
		require.Equal(t, []string{"available", "lost", "back"}, d.presences("eve"))
	})
}

func TestFewHeartbeatsAreWritten(t *testing.T) {
	t.Parallel()
	withEve(t, routing.Rules{}, func(d *desk, eve inbox.Presence) {
		d.do(d.Available(t.Context(), eve))
		written := map[time.Time]bool{}
		for range 600 {
			d.passes(time.Second)
			require.NoError(t, d.Heartbeat(t.Context(), eve))
			until := d.agent("eve").Presence.Until
			require.GreaterOrEqual(t, time.Until(until), routing.MinLease)
			written[until] = true
		}
		require.LessOrEqual(t, len(written), 21)
	})
}

func TestChatsOfAnAgentWhoGoesAway(t *testing.T) {
	t.Parallel()
	const grace = 10 * time.Minute
	held := func(t *testing.T, r routing.Rules, test func(*desk)) {
		atDesk(t, r, func(d *desk) {
			d.arrives("1", "2", "3")
			d.accept("1", "ada")
			d.accept("2", "bob")
			d.accept("3", "ada")
			d.away("ada")
			test(d)
		})
	}
	t.Run("are kept", func(t *testing.T) {
		t.Parallel()
		held(t, routing.Rules{}, func(d *desk) {
			d.arrives("1")
			d.passes(time.Hour)
			d.is("1: active ada, 2: active bob, 3: active ada")
		})
	})
	t.Run("are queued at once without a grace", func(t *testing.T) {
		t.Parallel()
		held(t, routing.Rules{Away: routing.AwayRequeue}, func(d *desk) {
			d.is("1: offered bob, 2: active bob, 3: waiting")
			require.Equal(t, "arrived, offered ada, accepted ada, returned ada, offered bob", d.told("1"))
		})
	})
	t.Run("are queued after the grace", func(t *testing.T) {
		t.Parallel()
		held(t, routing.Rules{Away: routing.AwayRequeue, Grace: grace}, func(d *desk) {
			d.passes(grace - time.Second)
			d.is("1: active ada, 2: active bob, 3: active ada")
			d.passes(2 * time.Second)
			d.is("1: offered bob, 2: active bob, 3: waiting")
		})
	})
	t.Run("are kept by who comes back in time, also twice", func(t *testing.T) {
		t.Parallel()
		held(t, routing.Rules{Away: routing.AwayRequeue, Grace: grace}, func(d *desk) {
			d.passes(grace / 2)
			d.available("ada")
			d.away("ada")
			d.passes(grace / 2)
			d.is("1: active ada, 2: active bob, 3: active ada")
			d.passes(grace / 2)
			d.is("1: offered bob, 2: active bob, 3: waiting")
		})
	})
	t.Run("are queued when the customer writes", func(t *testing.T) {
		t.Parallel()
		held(t, routing.Rules{Away: routing.AwayOnNextMessage}, func(d *desk) {
			d.passes(time.Hour)
			d.arrives("2", "3")
			d.is("1: active ada, 2: active bob, 3: offered bob")
			d.available("ada")
			d.arrives("1")
			d.is("1: active ada, 2: active bob, 3: offered bob")
		})
	})
}

func TestChatsAreNotReturnedAnyMoreWhereThePolicyIsGivenUp(t *testing.T) {
	t.Parallel()
	for _, given := range []routing.AwayPolicy{routing.AwayRequeue, routing.AwayOnNextMessage} {
		t.Run(string(given), func(t *testing.T) {
			t.Parallel()
			atDesk(t, routing.Rules{Away: given, Grace: time.Minute}, func(d *desk) {
				d.arrives("1")
				d.accept("1", "ada")
				d.away("ada")
				d.save(inbox.Inbox{ID: queue, Organization: org, Rules: routing.Rules{Away: routing.AwayKeep}})
				d.passes(time.Hour)
				d.arrives("1")
				d.is("1: active ada")
			})
		})
	}
}

func TestALeaseWithoutEndLasts(t *testing.T) {
	t.Parallel()
	for name, say := range map[string]func(*desk, inbox.Presence) error{
		"by a word":      func(d *desk, eve inbox.Presence) error { return d.Available(d.t.Context(), eve) },
		"by a heartbeat": func(d *desk, eve inbox.Presence) error { return d.Heartbeat(d.t.Context(), eve) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			atOddDesk(t, routing.Rules{}, func(d *desk, _ *between, eve inbox.Presence) {
				eve.Lease = math.MaxInt64
				d.do(say(d, eve))
				d.passes(300 * 24 * time.Hour)
				d.works()
				require.True(d.t, d.agent("eve").There)
				require.WithinRange(d.t, d.agent("eve").Presence.Until, time.Now(), time.Now().Add(routing.MaxLease))
			})
		})
	}
}

func TestWhoLosesASeatLosesWhatWasOffered(t *testing.T) {
	t.Parallel()
	for name, seat := range map[string]inbox.Seat{
		"barred": {Inbox: queue, Agent: "ada", Position: 1, Barred: true},
		"left":   {Inbox: queue, Agent: "ada", Position: 1, Left: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			atDesk(t, routing.Rules{}, func(d *desk) {
				d.arrives("1", "2", "3", "4")
				d.is("1: offered ada, 2: offered bob, 3: offered ada, 4: offered bob")
				d.accept("1", "ada")
				joined, left := d.logged(inbox.EntryJoined), 0
				if seat.Left {
					left = 1
				}
				for range 2 {
					d.save(seat)
					d.passes(0)
				}
				d.is("1: active ada, 2: offered bob, 3: waiting, 4: offered bob")
				seat.Barred, seat.Left = false, false
				for range 2 {
					d.save(seat)
					d.passes(0)
				}
				d.is("1: active ada, 2: offered bob, 3: offered ada, 4: offered bob")
				require.Equal(t, left, d.logged(inbox.EntryLeft))
				require.Equal(t, joined+left, d.logged(inbox.EntryJoined))
			})
		})
	}
}

func TestWhoIsBarredByMistakeKeepsWhatIsOffered(t *testing.T) {
	t.Parallel()
	atOddDesk(t, routing.Rules{}, func(d *desk, _ *between, _ inbox.Presence) {
		d.arrives("1")
		d.works()
		d.save(inbox.Seat{Inbox: queue, Agent: "eve", Barred: true})
		d.save(inbox.Seat{Inbox: queue, Agent: "eve"})
		d.works()
		require.Equal(t, "arrived, offered eve", d.told("1"))
	})
}

func TestAMemberWhoJoinsGetsWhatWaits(t *testing.T) {
	t.Parallel()
	atDesk(t, routing.Rules{}, func(d *desk) {
		d.save(inbox.Agent{ID: "eve", Organization: org})
		d.do(d.Available(t.Context(), there("eve")))
		d.away("ada")
		d.away("bob")
		d.arrives("1")
		d.is("1: waiting")
		d.save(inbox.Seat{Inbox: queue, Agent: "eve"})
		d.passes(0)
		d.is("1: offered eve")
	})
}

func TestAChatThatEndedIsReopenedForAWhile(t *testing.T) {
	t.Parallel()
	atDesk(t, routing.Rules{Mode: routing.ModeSticky}, func(d *desk) {
		d.save(inbox.Inbox{ID: queue, Organization: org, Rules: routing.Rules{Mode: routing.ModeSticky}, Reopen: time.Hour})
		d.arrives("1")
		first := d.of("1").Chat.ID
		d.accept("1", "ada")
		d.end("1")
		d.passes(time.Hour - 2*time.Second)
		d.arrives("1")
		require.Equal(t, first, d.of("1").Chat.ID)
		d.is("1: offered ada")
		d.accept("1", "ada")
		d.end("1")
		d.passes(time.Hour)
		d.arrives("1")
		require.NotEqual(t, first, d.of("1").Chat.ID)
		require.Equal(t,
			"arrived, offered ada, accepted ada, ended ada, reopened, offered ada, accepted ada, ended ada, arrived, offered ada",
			d.told("1"))
	})
}

func TestAnInboxThatReopensNothingAnyMoreBeginsAnother(t *testing.T) {
	t.Parallel()
	atDesk(t, routing.Rules{}, func(d *desk) {
		for _, reopen := range []time.Duration{time.Hour, 0} {
			d.save(inbox.Inbox{ID: queue, Organization: org, Reopen: reopen})
			d.arrives("1")
			d.accept("1", d.of("1").Chat.Agent)
			d.end("1")
		}
		d.arrives("1")
		require.Equal(t,
			"arrived, offered ada, accepted ada, ended ada, reopened, offered bob, accepted bob, ended bob, arrived, offered ada", d.told("1"))
	})
}

func TestOtherSettingsAreToldAndLookedAt(t *testing.T) {
	t.Parallel()
	atDesk(t, routing.Rules{Mode: routing.ModeManual}, func(d *desk) {
		d.arrives("1")
		d.is("1: waiting")
		told := d.logged(inbox.EntrySettings)
		hours := routing.Hours{Zone: "Europe/Berlin", Days: routing.Week{Saturday: []routing.Interval{{From: "00:00", Until: "24:00"}}}}
		link := hours
		berlin, err := time.LoadLocation(hours.Zone)
		require.NoError(t, err)
		hours.Location = berlin // which is not kept: it is found by the zone
		rules := routing.Rules{Mode: routing.ModeChain, Hours: &hours, Chain: []routing.Strategy{{Mode: routing.ModeRoundRobin, Hours: &link}}}
		for _, none := range [][]inbox.AutoReply{nil, {}} {
			d.save(inbox.Inbox{ID: queue, Organization: org, Name: "Support", Rules: rules, AutoReplies: none})
			d.passes(0)
		}
		states, err := d.store.Load(t.Context(), []inbox.Want{inbox.Inbox{ID: queue}.Key()})
		require.NoError(t, err)
		kept := states[0].Record.(inbox.Inbox).Rules
		require.Nil(t, kept.Hours.Location)
		require.Nil(t, kept.Chain[0].Hours.Location)
		require.Equal(t, berlin, hours.Location, "what the host gave stays the host's")
		require.Nil(t, link.Location)
		d.is("1: offered ada")
		require.Equal(t, told+1, d.logged(inbox.EntrySettings), "saying it again changes nothing")
	})
}

func TestSettingsThatAreNotAllowedAreRefusedByName(t *testing.T) {
	t.Parallel()
	minus := -1
	w := newWorld(t, nil)
	for field, r := range map[string]inbox.Record{
		"inbox.rules.mode":           inbox.Inbox{ID: "i", Rules: routing.Rules{Mode: "loudest"}},
		"inbox.rules.reassign_after": inbox.Inbox{ID: "i", Rules: routing.Rules{ReassignAfter: time.Hour}},
		"inbox.rules.hours.zone":     inbox.Inbox{ID: "i", Rules: routing.Rules{Hours: &routing.Hours{Zone: "Mars/Olympus"}}},
		"inbox.rules.chain[0].hours.zone": inbox.Inbox{ID: "i", Rules: routing.Rules{Mode: routing.ModeChain, Chain: []routing.Strategy{
			{Mode: routing.ModeRoundRobin, Hours: &routing.Hours{Zone: "Europe/Berlin", Location: time.UTC}},
		}}},
		"inbox.rules.chain[1].hours.zone": inbox.Inbox{ID: "i", Rules: routing.Rules{Mode: routing.ModeChain, Chain: []routing.Strategy{
			{Mode: routing.ModeRoundRobin}, {Mode: routing.ModeLeastLoaded, Hours: &routing.Hours{Zone: "Mars/Olympus"}},
		}}},
		"inbox.id":        inbox.Inbox{Name: "nameless"},
		"account.id":      inbox.Account{Number: "1"},
		"agent.id":        inbox.Agent{Name: "nobody"},
		"inbox.capacity":  inbox.Inbox{ID: "i", Capacity: -1},
		"inbox.reopen":    inbox.Inbox{ID: "i", Reopen: -1},
		"agent.skills[1]": inbox.Agent{ID: "a", Skills: []routing.Skill{"fr", "fr"}},
		"agent.capacity":  inbox.Agent{ID: "a", Capacity: -1},
		"seat.level":      inbox.Seat{Inbox: "i", Agent: "a", Level: 101},
		"seat.capacity":   inbox.Seat{Inbox: "i", Agent: "a", Capacity: &minus},
		"record":          inbox.Conversation{ID: "c"},
	} {
		var wrong *routing.FieldError
		require.ErrorAs(t, w.Save(t.Context(), r), &wrong)
		require.Equal(t, field, wrong.Field)
		states, err := w.store.Load(t.Context(), []inbox.Want{r.Key()})
		require.NoError(t, err)
		require.Empty(t, states)
	}
}
