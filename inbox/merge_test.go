package inbox_test

import (
	"slices"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
	"github.com/wainbox/wainbox/whatsapp"
)

// A refusal of a message that was sent before the conversation was merged closes
// the window of the one that goes on.
func TestARefusalReachesTheConversationThatGoesOn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, nil)
		_ = w.run(func() {
			w.ingest(from("wamid.1", whatsapp.Address{Phone: "4915100"}, time.Now().Unix()))
			time.Sleep(time.Second)
			m, err := w.Reply(t.Context(), w.reply("refused later"))
			require.NoError(t, err)
			w.ingest(from("wamid.2", whatsapp.Address{User: "DE.1"}, time.Now().Unix()-10))
			w.ingest(from("wamid.3", whatsapp.Address{Phone: "4915100", User: "DE.1"}, time.Now().Unix()-5))
			s := status(m.ID, "", whatsapp.Failed, time.Now())
			s.Failures = []whatsapp.Failure{{Code: 131047, Class: whatsapp.WindowClosed}}
			w.ingest(s)
			time.Sleep(time.Second)
			for _, c := range w.conversations() {
				if c.Successor == "" {
					require.False(t, c.Window.IsOpen(time.Now()))
					require.Equal(t, []string{"opened", "closed"}, w.moments(c.ID))
				}
			}
		})
	})
}

// What two conversations that prove to be with one customer tell of their
// windows: the one that goes on tells what is left, and nothing is told again.
func TestTheWindowOfAMergedConversation(t *testing.T) {
	t.Parallel()
	phone, user := whatsapp.Address{Phone: "4915100"}, whatsapp.Address{User: "DE.1"}
	once := []string{"opened", "closing", "closed"}
	tests := map[string]struct {
		phone, user int64    // hours since, when each wrote; the phone's conversation is succeeded
		both        int64    // and the message that shows that they are one; 0 = a reaction
		down        bool     // nobody runs until then
		gone, on    []string // what each of the two tells
	}{
		"both are open":        {10, 5, 4, false, []string{"opened"}, once},
		"one is open":          {5, 30, 0, false, []string{"opened"}, append(slices.Clone(once), "closing", "closed")},
		"the other is open":    {30, 5, 0, false, once, once},
		"neither is":           {30, 40, 0, false, once, once},
		"it is opened by it":   {30, 40, 1, false, once, append(slices.Clone(once), once...)},
		"nobody told its end":  {5, 30, 0, true, []string{"opened"}, []string{"opened", "closed", "closing", "closed"}},
		"nobody told the ends": {30, 40, 1, true, []string{"opened", "closed"}, append([]string{"opened", "closed"}, once...)},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, &inbox.Options{Poll: time.Minute})
				now := time.Now().Add(48 * time.Hour)
				since := func(hours int64) { time.Sleep(time.Until(now.Add(-time.Duration(hours) * time.Hour))) }
				writes := []struct {
					ago int64
					id  string
					who whatsapp.Address
				}{{tt.phone, "wamid.1", phone}, {tt.user, "wamid.2", user}}
				if tt.user > tt.phone {
					writes[0], writes[1] = writes[1], writes[0]
				}
				live := func() {
					for _, m := range writes {
						since(m.ago)
						w.ingest(from(m.id, m.who, time.Now().Unix()))
					}
					since(tt.both)
				}
				if tt.down {
					live()
				} else {
					_ = w.run(live)
				}
				last := from("wamid.3", whatsapp.Address{Phone: phone.Phone, User: user.User}, time.Now().Unix())
				if tt.both == 0 {
					last.Type, last.Content = "reaction", whatsapp.Reaction{To: "wamid.1", Emoji: "👍"}
				}
				w.ingest(last)
				_ = w.run(func() { time.Sleep(48 * time.Hour) })
				for _, c := range w.conversations() {
					if c.Successor != "" {
						require.Equal(t, tt.gone, w.moments(c.ID), "gone")
					} else {
						require.Equal(t, tt.on, w.moments(c.ID), "goes on")
					}
				}
				require.Len(t, w.conversations(), 2)
			})
		})
	}
}

// The chat of the conversation that does not go on ends, for whoever has it or was
// offered it.
func TestWhatBecomesOfTheOtherChatOfAMergedConversation(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		accepts bool
		told    string
	}{
		"it is offered":   {false, "arrived, offered ada, offered bob, withdrawn ada, withdrawn bob, ended"},
		"somebody has it": {true, "arrived, offered ada, offered bob, accepted ada, withdrawn bob, ended ada"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			atDesk(t, routing.Rules{Mode: routing.ModeBroadcast}, func(d *desk) {
				d.arrives("1")
				if tt.accepts {
					d.accept("1", "ada")
				}
				loser := d.of("1").ID
				d.ingest(from("wamid.user", whatsapp.Address{User: "DE.1"}, time.Now().Unix()))
				d.passes(time.Second)
				d.ingest(from("wamid.both", whatsapp.Address{Phone: "1", User: "DE.1"}, time.Now().Unix()))
				d.passes(0)
				require.Equal(t, tt.told, d.toldOf(loser))
				require.Equal(t, tt.accepts, !d.agent("ada").Ended.IsZero())
				require.Zero(t, d.agent("bob").Ended, "an offer is no chat")
				d.counts()
			})
		})
	}
}

func TestAutomaticRepliesOfAMergedConversationAreCountedTogether(t *testing.T) {
	t.Parallel()
	answering(t, time.Hour, func(d *desk) {
		d.ingest(from("wamid.user", whatsapp.Address{User: "DE.1"}, time.Now().Unix())) // whom this provider does not reach
		d.arrives("1")
		require.Equal(t, []string{"closed"}, d.said())
		both := whatsapp.Address{Phone: "1", User: "DE.1"}
		for i, want := range []struct {
			after time.Duration
			said  int
		}{{10 * time.Minute, 1}, {time.Hour, 2}, {2 * time.Hour, 3}, {2 * time.Hour, 3}} {
			d.passes(want.after)
			d.ingest(from("wamid.both."+strconv.Itoa(i), both, time.Now().Unix()))
			d.passes(time.Second)
			require.Len(t, d.said(), want.said, "message %d", i)
		}
	})
}

// The seats of its inbox are counted it.
func TestAChatStaysInItsInboxWhenItsConversationIsMerged(t *testing.T) {
	t.Parallel()
	atOddDesk(t, routing.Rules{}, func(d *desk, _ *between, eve inbox.Presence) {
		d.ingest(from("wamid.user", whatsapp.Address{User: "DE.1"}, time.Now().Unix()))
		d.works()
		winner := d.conversation().ID
		chat := inbox.ChatStep{Organization: org, Conversation: winner, Agent: "eve"}
		d.do(d.Accept(t.Context(), chat))
		d.do(d.End(t.Context(), chat))
		d.save(
			inbox.Inbox{ID: "other", Organization: org}, inbox.Seat{Inbox: "other", Agent: "eve"},
			inbox.Account{ID: account, Organization: org, Provider: "fake", Number: number, WABA: waba, Inbox: "other"},
		)
		d.arrives("1")
		d.works()
		d.ingest(from("wamid.both", whatsapp.Address{User: "DE.1", Phone: "1"}, time.Now().Unix()))
		d.works()
		d.do(d.Accept(t.Context(), chat))
		d.do(d.End(t.Context(), chat))
		for _, i := range []inbox.InboxID{queue, "other"} {
			states, err := d.store.Load(t.Context(), []inbox.Want{inbox.SeatKey(i, eve.Agent)})
			require.NoError(t, err)
			require.Zero(t, states[0].Record.(inbox.Seat).Load, i)
		}
	})
}

// A chat that could be gone on with is not forgotten because its customer proves to
// be one with another.
func TestAChatOfAMergedConversationIsReopened(t *testing.T) {
	t.Parallel()
	atDesk(t, routing.Rules{Mode: routing.ModeManual}, func(d *desk) {
		d.save(inbox.Inbox{ID: queue, Organization: org, Rules: routing.Rules{Mode: routing.ModeManual}, Reopen: time.Hour})
		ended := map[whatsapp.Address]inbox.ChatID{}
		phone, user := whatsapp.Address{Phone: "4915100"}, whatsapp.Address{User: "DE.1"}
		for i, who := range []whatsapp.Address{user, phone} {
			d.ingest(from("wamid.old"+strconv.Itoa(i), who, time.Now().Unix()))
			for _, c := range d.conversations() {
				if c.Address == who {
					ended[who] = c.Chat.ID
					s := inbox.ChatStep{Organization: org, Conversation: c.ID, Agent: "ada"}
					d.do(d.Take(t.Context(), s))
					d.do(d.End(t.Context(), s))
				}
			}
			d.passes(time.Minute)
		}
		d.ingest(from("wamid.both", whatsapp.Address{Phone: phone.Phone, User: user.User}, time.Now().Unix()))
		for _, c := range d.conversations() {
			if c.Successor == "" {
				require.Equal(t, ended[phone], c.Chat.ID, "the one that ended last")
			}
		}
	})
}

// twoChats is two conversations of one customer's, which nobody knows yet: one by the
// user id, whose chat eve had and ended, and one by the number "1". It returns how to
// do something in the first, which will succeed the other, and who the customer is.
func (d *desk) twoChats(eve inbox.AgentID) (inbox.ChatStep, whatsapp.Address) {
	d.t.Helper()
	who := whatsapp.Address{User: "DE.1"}
	d.ingest(from("wamid.user", who, time.Now().Unix()))
	d.works()
	s := inbox.ChatStep{Organization: org, Conversation: d.conversation().ID, Agent: eve, Offer: 1}
	d.do(d.Accept(d.t.Context(), s))
	d.do(d.End(d.t.Context(), s))
	d.passes(time.Minute)
	d.arrives("1")
	d.works()
	who.Phone = "1"
	return s, who
}

func (d *desk) chat(id inbox.ConversationID) inbox.Chat {
	d.t.Helper()
	c, err := d.store.Conversation(d.t.Context(), org, id)
	require.NoError(d.t, err)
	return c.Chat
}

// An answer to an offer may be repeated, whatever the conversation was offered since.
func TestAnOfferThatComesByAMergeHasANumberOfItsOwn(t *testing.T) {
	t.Parallel()
	atOddDesk(t, routing.Rules{}, func(d *desk, _ *between, eve inbox.Presence) {
		s, who := d.twoChats(eve.Agent)
		d.ingest(from("wamid.both", who, time.Now().Unix()))
		d.works()
		require.Equal(d.t, routing.Offered, d.chat(s.Conversation).State)
		require.ErrorIs(d.t, d.Accept(d.t.Context(), s), routing.ErrNotOffered)
		s.Offer = 2
		d.do(d.Accept(d.t.Context(), s))
	})
}

func TestAnOfferThatComesByAMergeEndsThoughTheClockIsSetBackMeanwhile(t *testing.T) {
	t.Parallel()
	withClock(t, func(d *desk, b *between, back *time.Duration) {
		d.works()
		s, who := d.twoChats("ada")
		d.ingest(from("wamid.both", who, time.Now().Unix()))
		d.works()
		was := d.chat(s.Conversation)
		d.passes(routing.DefaultReassign)
		b.load = func(inbox.Want) error {
			b.load, *back = nil, time.Second
			return nil
		}
		d.works()
		require.Nil(d.t, b.load)
		*back = 0
		d.works()
		require.NotEqual(d.t, was.Holders(), d.chat(s.Conversation).Holders())
	})
}

// What the customer's last word called for is done where the chat is by then; a merge
// itself calls for nothing.
func TestAChatThatComesByAMergeReturnsIfItsCustomerWrote(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		writes bool
		state  routing.State
	}{"and did": {true, routing.Waiting}, "and did not": {false, routing.Active}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			atOddDesk(t, routing.Rules{Away: routing.AwayOnNextMessage}, func(d *desk, _ *between, eve inbox.Presence) {
				s, who := d.twoChats(eve.Agent)
				d.accept("1", "eve")
				d.do(d.Away(d.t.Context(), eve))
				d.works()
				if tt.writes {
					d.arrives("1")
				}
				r := from("wamid.both", who, time.Now().Unix())
				r.Type, r.Content = "reaction", whatsapp.Reaction{To: "wamid.1", Emoji: "👍"} // no word that calls for anything
				d.ingest(r)
				d.works()
				require.Equal(d.t, tt.state, d.chat(s.Conversation).State)
			})
		})
	}
}

func TestTheLastAgentIsWhoHasTheChatThatComesByAMerge(t *testing.T) {
	t.Parallel()
	atOddDesk(t, routing.Rules{Mode: routing.ModeSticky}, func(d *desk, _ *between, eve inbox.Presence) {
		s, who := d.twoChats(eve.Agent)
		d.available("bob")
		d.do(d.Assign(d.t.Context(), d.to("1", "bob")))
		d.ingest(from("wamid.both", who, time.Now().Unix()))
		d.do(d.End(d.t.Context(), inbox.ChatStep{Organization: org, Conversation: s.Conversation}))
		d.ingest(from("wamid.again", who, time.Now().Unix()))
		d.works()
		require.Equal(d.t, []inbox.AgentID{"bob"}, d.chat(s.Conversation).Holders())
	})
}

func TestAChatThatIsBeingAbandonedIsNotOffered(t *testing.T) {
	t.Parallel()
	atOddDesk(t, routing.Rules{AutoAccept: true}, func(d *desk, _ *between, eve inbox.Presence) {
		d.do(d.Away(d.t.Context(), eve))
		d.works()
		d.ingest(from("wamid.user", whatsapp.Address{User: "DE.1"}, time.Now().Unix()))
		d.arrives("1")
		d.works()
		loser := d.of("1").ID
		d.do(d.Available(d.t.Context(), eve))
		d.ingest(from("wamid.both", whatsapp.Address{User: "DE.1", Phone: "1"}, time.Now().Unix()))
		d.works()
		require.Equal(d.t, "arrived, ended", d.toldOf(loser))
	})
}

// What ended last is gone on with, or nothing.
func TestAChatThatEndedBeforeAnotherIsNotReopened(t *testing.T) {
	t.Parallel()
	atOddDesk(t, routing.Rules{}, func(d *desk, _ *between, eve inbox.Presence) {
		d.save(inbox.Inbox{ID: queue, Organization: org, Reopen: time.Hour})
		s, who := d.twoChats(eve.Agent)
		d.accept("1", "eve")
		d.ingest(from("wamid.both", who, time.Now().Unix()))
		d.save(inbox.Inbox{ID: queue, Organization: org})
		d.do(d.End(d.t.Context(), inbox.ChatStep{Organization: org, Conversation: s.Conversation}))
		d.ingest(from("wamid.again", who, time.Now().Unix()))
		require.Zero(d.t, d.logged(inbox.EntryReopened))
	})
}
