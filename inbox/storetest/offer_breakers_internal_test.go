package storetest

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/wainbox/wainbox/inbox"
)

var offerBreakers = []breaker{
	{"has offers by arrival before their deadline", "load/offered chats, the first deadline first", func(b *broken) {
		answers(b, func(w inbox.ByDeadline, load loader) []inbox.State {
			return sortTalks(load(w), func(a, b inbox.Conversation) int { return a.Chat.Arrived.Compare(b.Chat.Arrived) })
		})
	}},
	{"has deadlines to the second", "load/offered chats, the first deadline first", func(b *broken) {
		answers(b, func(w inbox.ByDeadline, load loader) []inbox.State {
			return sortTalks(load(w), func(a, b inbox.Conversation) int {
				return cmp.Or(
					a.Chat.Until.Truncate(time.Second).Compare(b.Chat.Until.Truncate(time.Second)), strings.Compare(string(b.ID), string(a.ID)),
				)
			})
		})
	}},
	{"has offers by priority", "load/offered chats of one deadline, by arrival and then by id", func(b *broken) {
		answers(b, func(w inbox.ByDeadline, load loader) []inbox.State {
			return sortTalks(load(w), func(a, b inbox.Conversation) int {
				return cmp.Or(a.Chat.Until.Compare(b.Chat.Until), a.Waits().Compare(b.Waits()))
			})
		})
	}},
	{"has offers of one arrival as people do", "load/offered chats of one deadline, by arrival and then by id", func(b *broken) {
		answers(b, func(w inbox.ByDeadline, load loader) []inbox.State {
			return sortTalks(load(w), func(a, b inbox.Conversation) int {
				return cmp.Or(a.Chat.Until.Compare(b.Chat.Until), a.Chat.Arrived.Compare(b.Chat.Arrived), naturally(a.ID, b.ID))
			})
		})
	}},
	{"has offers last through their deadline", "load/offered chats whose deadline is the very instant", func(b *broken) {
		asks(b, func(w *inbox.ByDeadline) { w.Until = w.Until.Add(-time.Microsecond) })
	}},
	{"lapses offers early", "load/offered chats whose deadline is the very instant", func(b *broken) {
		asks(b, func(w *inbox.ByDeadline) { w.Until = w.Until.Add(time.Microsecond) })
	}},
	{"has offers of all inboxes", "load/offered chats of an inbox", func(b *broken) {
		answers(b, func(w inbox.ByDeadline, load loader) []inbox.State {
			other := w
			w.Inbox, other.Inbox = inboxA, inboxB
			return append(load(w), load(other)...)
		})
	}},
	{"has offers without a limit", "load/offered chats up to a limit", func(b *broken) {
		asks(b, func(w *inbox.ByDeadline) { w.Limit = 0 })
	}},
	{"limits offers before their deadline", "load/offered chats up to a limit", func(b *broken) {
		answers(b, func(w inbox.ByDeadline, load loader) []inbox.State {
			limit := w.Limit
			w.Limit = 0
			states := load(w)
			return states[max(len(states)-max(limit, 1), 0):]
		})
	}},
	{"has chats offered until the first deadline", "load/offered chats come and go", lasting[inbox.ByDeadline]},
	{"has what is taken lapse", "load/offered chats come and go", func(b *broken) {
		answers(b, func(w inbox.ByDeadline, load loader) []inbox.State {
			taken := load(inbox.ByHolder{Agent: "ann", State: inbox.Active, Inbox: w.Inbox})
			return append(load(w), slices.DeleteFunc(taken, func(s inbox.State) bool { return talkOf(s).Chat.Until.IsZero() })...)
		})
	}},
}

var holderBreakers = []breaker{
	{"has a chat offered to one", "load/chats by whom they are offered to", func(b *broken) {
		answers(b, func(w inbox.ByHolder, load loader) []inbox.State {
			return slices.DeleteFunc(load(w), func(s inbox.State) bool { return talkOf(s).Chat.Agent != w.Agent })
		})
	}},
	{"looks for an agent among letters", "load/chats by whom they are offered to", func(b *broken) {
		answers(b, func(w inbox.ByHolder, load loader) []inbox.State {
			states := load(w)
			for _, s := range load(inbox.ByDeadline{Inbox: inboxA, Until: ages}) {
				if holders := talkOf(s).Chat.Holders(); !slices.Contains(holders, w.Agent) {
					for _, a := range holders {
						if w.Agent != "" && strings.HasPrefix(string(a), string(w.Agent)) {
							states = append(states, s)
							break
						}
					}
				}
			}
			return states
		})
	}},
	{"has an offer be a chat", "load/chats by whose they are", func(b *broken) {
		answers(b, func(w inbox.ByHolder, load loader) []inbox.State {
			other := w
			other.State = inbox.Offered
			if w.State == inbox.Offered {
				return load(w)
			}
			return append(load(other), load(w)...)
		})
	}},
	{"has chats by when they were assigned", "load/chats that somebody has, by arrival and then by id", func(b *broken) {
		answers(b, func(w inbox.ByHolder, load loader) []inbox.State {
			return sortTalks(load(w), func(a, b inbox.Conversation) int { return a.Chat.Assigned.Compare(b.Chat.Assigned) })
		})
	}},
	{"has offers to somebody by deadline", "load/chats that somebody has, by arrival and then by id", func(b *broken) {
		answers(b, func(w inbox.ByHolder, load loader) []inbox.State {
			return sortTalks(load(w), func(a, b inbox.Conversation) int { return a.Chat.Until.Compare(b.Chat.Until) })
		})
	}},
	{"has chats of one arrival as people do", "load/chats that somebody has, by arrival and then by id", func(b *broken) {
		answers(b, func(w inbox.ByHolder, load loader) []inbox.State {
			return sortTalks(load(w), func(a, b inbox.Conversation) int {
				return cmp.Or(a.Chat.Arrived.Compare(b.Chat.Arrived), naturally(a.ID, b.ID))
			})
		})
	}},
	{"has the chats of all inboxes", "load/chats that somebody has in an inbox", func(b *broken) {
		asks(b, func(w *inbox.ByHolder) { w.Inbox = "" })
	}},
	{"limits chats before it looks for their inbox", "load/chats that somebody has in an inbox", func(b *broken) {
		answers(b, func(w inbox.ByHolder, load loader) []inbox.State {
			i := w.Inbox
			w.Inbox = ""
			return slices.DeleteFunc(load(w), func(s inbox.State) bool { return i != "" && talkOf(s).Inbox != i })
		})
	}},
	{"has chats without a limit", "load/chats that somebody has, up to a limit", func(b *broken) {
		asks(b, func(w *inbox.ByHolder) { w.Limit = 0 })
	}},
	{"has chats be whose they were", "load/chats that somebody has come and go", lasting[inbox.ByHolder]},
	{"has no row for who is left of a broadcast", "load/chats that somebody has come and go", func(b *broken) {
		answers(b, func(w inbox.ByHolder, load loader) []inbox.State {
			return slices.DeleteFunc(load(w), func(s inbox.State) bool { return s.Version > 1 && len(talkOf(s).Chat.Others) > 0 })
		})
	}},
	{"has an agent's seats in the order of their keys", "load/seats of an agent, by their inboxes' ids", func(b *broken) {
		answers(b, func(w inbox.BySeats, load loader) []inbox.State {
			return sortSeats(load(w), func(k inbox.Key) string { return k.ID })
		})
	}},
	{"has an inbox's seats whatever their case", "load/seats of an inbox, by their agents' ids", func(b *broken) {
		answers(b, func(w inbox.BySeats, load loader) []inbox.State {
			return sortSeats(load(w), func(k inbox.Key) string { return strings.ToLower(k.ID) })
		})
	}},
	{"loads no seats of those who left", "load/seats of an agent, by their inboxes' ids", func(b *broken) {
		answers(b, func(w inbox.BySeats, load loader) []inbox.State {
			return slices.DeleteFunc(load(w), func(s inbox.State) bool {
				seat, _ := s.Record.(inbox.Seat)
				return seat.Left
			})
		})
	}},
	{"loads no seats of inboxes", "load/seats of an inbox, by their agents' ids", func(b *broken) {
		asks(b, func(w *inbox.BySeats) { w.Inbox = "" })
	}},
}

func sortSeats(states []inbox.State, by func(inbox.Key) string) []inbox.State {
	slices.SortFunc(states, func(a, b inbox.State) int { return strings.Compare(by(a.Record.Key()), by(b.Record.Key())) })
	return states
}
