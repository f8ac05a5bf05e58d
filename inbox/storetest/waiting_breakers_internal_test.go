package storetest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/wainbox/wainbox/inbox"
)

// answers has each want of a kind answered by what f makes of it. f may load.
func answers[W inbox.Want](b *broken, f func(w W, load func(inbox.Want) []inbox.State) []inbox.State) {
	b.onLoad = func(ctx context.Context, ws []inbox.Want) ([]inbox.State, error) {
		var all []inbox.State
		for i, one := range ws {
			var failed error
			load := func(w inbox.Want) []inbox.State {
				states, err := b.good.Load(ctx, []inbox.Want{w})
				failed = err
				return states
			}
			var states []inbox.State
			if w, ok := one.(W); ok {
				states = f(w, load)
			} else {
				states = load(one)
			}
			if failed != nil {
				return nil, failed
			}
			for _, s := range states {
				s.Want = i
				all = append(all, s)
			}
		}
		return all, nil
	}
}

// asks has each want of a kind changed before it is loaded rightly.
func asks[W inbox.Want](b *broken, f func(*W)) {
	answers(b, func(w W, load func(inbox.Want) []inbox.State) []inbox.State {
		f(&w)
		return load(w)
	})
}

// lasting has the wants of a kind answered as before until a conversation is
// made.
func lasting[W inbox.Want](b *broken) {
	known := map[string][]inbox.State{}
	b.change(func(_ context.Context, c *inbox.Commit) {
		if slices.ContainsFunc(c.Puts, func(p inbox.Put) bool { return p.Version == 0 }) {
			clear(known)
		}
	})
	answers(b, func(w W, load func(inbox.Want) []inbox.State) []inbox.State {
		name := fmt.Sprint(w)
		if _, ok := known[name]; !ok {
			known[name] = load(w)
		}
		return known[name]
	})
}

func talkOf(s inbox.State) inbox.Conversation {
	talk, _ := s.Record.(inbox.Conversation)
	return talk
}

// sortTalks orders by what is given, and leaves the rest as it is.
func sortTalks(states []inbox.State, compare func(a, b inbox.Conversation) int) []inbox.State {
	slices.SortStableFunc(states, func(a, b inbox.State) int { return compare(talkOf(a), talkOf(b)) })
	return states
}

func first(limit int, states []inbox.State) []inbox.State {
	if limit == 0 {
		return states
	}
	return states[:min(limit, len(states))]
}

// naturally compares ids as people do: without regard to case, numbers by their
// worth.
func naturally(a, b inbox.ConversationID) int {
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	return strings.Compare(strings.ToLower(string(a)), strings.ToLower(string(b)))
}

type loader = func(inbox.Want) []inbox.State

var waitingBreakers = []breaker{
	{"has what waits in the order of ids", "load/waiting chats, the oldest arrival first", func(b *broken) {
		answers(b, func(w inbox.ByWaiting, load loader) []inbox.State {
			return sortTalks(load(w), func(a, b inbox.Conversation) int { return naturally(a.ID, b.ID) })
		})
	}},
	{"has what waits in all inboxes", "load/waiting chats, the oldest arrival first", func(b *broken) {
		answers(b, func(w inbox.ByWaiting, load loader) []inbox.State {
			other := w
			w.Inbox, other.Inbox = inboxA, inboxB
			return append(load(w), load(other)...)
		})
	}},
	{"forgets priorities", "load/waiting chats, by priority before arrival", func(b *broken) {
		answers(b, func(w inbox.ByWaiting, load loader) []inbox.State {
			return sortTalks(load(w), func(a, b inbox.Conversation) int { return a.Chat.Arrived.Compare(b.Chat.Arrived) })
		})
	}},
	{"has priorities as text", "load/waiting chats, by priority before arrival", func(b *broken) {
		answers(b, func(w inbox.ByWaiting, load loader) []inbox.State {
			return sortTalks(load(w), func(a, b inbox.Conversation) int {
				return strings.Compare(strconv.Itoa(a.Chat.Priority), strconv.Itoa(b.Chat.Priority))
			})
		})
	}},
	{"has ids as people do", "load/waiting chats of one arrival, by id", func(b *broken) {
		answers(b, func(w inbox.ByWaiting, load loader) []inbox.State {
			return sortTalks(load(w), func(a, b inbox.Conversation) int {
				return cmp.Or(a.Chat.Arrived.Compare(b.Chat.Arrived), naturally(a.ID, b.ID))
			})
		})
	}},
	{"has chats wait where they waited", "load/waiting chats come and go", lasting[inbox.ByWaiting]},
	{"limits what waits before it orders", "load/waiting chats up to a limit", func(b *broken) {
		answers(b, func(w inbox.ByWaiting, load loader) []inbox.State {
			limit := w.Limit
			w.Limit = 0
			states := load(w)
			slices.Reverse(states)
			return first(limit, states)
		})
	}},
	{"takes a limit of 0 for nothing", "load/waiting chats up to a limit", func(b *broken) {
		answers(b, func(w inbox.ByWaiting, load loader) []inbox.State { return load(w)[:min(w.Limit, len(load(w)))] })
	}},
	{"begins again at every page", "load/waiting chats on from a place", func(b *broken) {
		asks(b, func(w *inbox.ByWaiting) { w.After = inbox.WaitingCursor{} })
	}},
	{"loads the place again", "load/waiting chats on from a place", func(b *broken) {
		asks(b, func(w *inbox.ByWaiting) { w.After.ID = w.After.ID[:max(len(w.After.ID), 1)-1] })
	}},
	{"goes on by arrival before priority", "load/waiting chats on from a place", func(b *broken) {
		answers(b, func(w inbox.ByWaiting, load loader) []inbox.State {
			after := w.After
			w.After = inbox.WaitingCursor{}
			return slices.DeleteFunc(load(w), func(s inbox.State) bool {
				return after != inbox.WaitingCursor{} && !talkOf(s).Chat.Arrived.After(after.Arrived)
			})
		})
	}},
	{"goes on after where the place was", "load/waiting chats on from a place", func(b *broken) {
		answers(b, func(w inbox.ByWaiting, load loader) []inbox.State {
			after := w.After
			w.After = inbox.WaitingCursor{}
			states := load(w)
			at := slices.IndexFunc(states, func(s inbox.State) bool { return talkOf(s).ID == after.ID })
			return states[at+1:]
		})
	}},
	{"begins at priority 0", "load/waiting chats on from a place", func(b *broken) {
		answers(b, func(w inbox.ByWaiting, load loader) []inbox.State {
			return slices.DeleteFunc(load(w), func(s inbox.State) bool { return talkOf(s).Waits().Compare(w.After) <= 0 })
		})
	}},
	{"goes on by time alone", "load/waiting chats page by page", func(b *broken) {
		asks(b, func(w *inbox.ByWaiting) {
			if w.After.ID != "" {
				w.After.ID = "zzz"
			}
		})
	}},
	{"has who is escalated wait", "load/waiting chats without those escalated", func(b *broken) {
		answers(b, func(w inbox.ByWaiting, load loader) []inbox.State {
			return first(w.Limit, append(load(w), load(inbox.ByEscalated{Inbox: w.Inbox})...))
		})
	}},
	{"limits what waits with those escalated", "load/waiting chats without those escalated", func(b *broken) {
		answers(b, func(w inbox.ByWaiting, load loader) []inbox.State {
			above := len(load(inbox.ByEscalated{Inbox: w.Inbox}))
			return load(w)[:max(0, min(w.Limit-above, len(load(w))))]
		})
	}},
	{"has those escalated of all inboxes", "load/escalated chats of an inbox", func(b *broken) {
		answers(b, func(_ inbox.ByEscalated, load loader) []inbox.State {
			return append(load(inbox.ByEscalated{Inbox: inboxA}), load(inbox.ByEscalated{Inbox: inboxB})...)
		})
	}},
	{"escalates without a limit", "load/escalated chats of an inbox", func(b *broken) {
		asks(b, func(w *inbox.ByEscalated) { w.Limit = 0 })
	}},
	{"has chats escalated for good", "load/escalated chats of an inbox", lasting[inbox.ByEscalated]},
	{"has what is taken escalated", "load/escalated chats of an inbox", func(b *broken) {
		answers(b, func(w inbox.ByEscalated, load loader) []inbox.State {
			states := load(inbox.ByHolder{Agent: "ann", State: inbox.Active, Inbox: w.Inbox})
			return append(load(w), slices.DeleteFunc(states, func(s inbox.State) bool { return !talkOf(s).Chat.Escalated })...)
		})
	}},
	{"forgets a chat where it came from, and is going", "load/a chat that moves to another conversation", func(b *broken) {
		lost := map[inbox.ChatID]bool{} // a table of chats, from which the conversation that has none removes its last
		had := map[inbox.ConversationID]inbox.ChatID{}
		b.change(func(_ context.Context, c *inbox.Commit) {
			for _, p := range c.Puts {
				talk, ok := p.Record.(inbox.Conversation)
				switch {
				case ok && talk.Chat.ID != "":
					had[talk.ID] = talk.Chat.ID
					delete(lost, talk.Chat.ID)
				case ok:
					lost[had[talk.ID]] = true
				}
			}
		})
		answers(b, func(w inbox.ByWaiting, load loader) []inbox.State {
			return slices.DeleteFunc(load(w), func(s inbox.State) bool { return lost[talkOf(s).Chat.ID] })
		})
	}},
	{"goes on by arrival as it was, with priorities", "load/random chats, as a scan finds them", func(b *broken) {
		answers(b, func(w inbox.ByWaiting, load loader) []inbox.State {
			return slices.DeleteFunc(load(w), func(s inbox.State) bool {
				return w.After.Priority < talkOf(s).Chat.Priority && talkOf(s).Chat.Arrived.Before(w.After.Arrived)
			})
		})
	}},
	{"opens without priorities", "load/random chats, as a scan finds them after reopening", func(b *broken) {
		opened := false
		b.onReopen = func() { opened = true }
		answers(b, func(w inbox.ByWaiting, load loader) []inbox.State {
			return sortTalks(load(w), func(a, b inbox.Conversation) int {
				if !opened {
					return 0
				}
				return a.Chat.Arrived.Compare(b.Chat.Arrived)
			})
		})
	}},
}
