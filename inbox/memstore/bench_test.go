package memstore_test

import (
	"fmt"
	"runtime"
	"strconv"
	"testing"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/inbox/memstore"
	"github.com/wainbox/wainbox/routing"
)

// member is the n-th agent of many, and their seat. Every second cannot be
// offered a chat, and comes before all who can in every order. Of the others half
// are idle, 1 in 100 of all has each of three skills, half of those have all
// three, and ten have one that is rare.
func member(n, of int) (inbox.Agent, inbox.Seat) {
	id := inbox.AgentID(fmt.Sprintf("agent%06d", n))
	a := inbox.Agent{
		ID: id, There: true, Capacity: 5,
		Presence: routing.Presence{Status: routing.StatusAvailable, Until: noon.Add(time.Hour)},
	}
	seat := inbox.Seat{Inbox: "box", Agent: id, Position: n}
	switch n % 4 {
	case 0:
		a.There, seat.Level = false, 100
		return a, seat
	case 2:
		seat.Barred, seat.Level = true, 100
		return a, seat
	case 3:
		a.Load = 1 + n%3
	}
	if n%8 > 4 {
		a.Presence.Until = a.Presence.Until.Add(time.Hour)
	}
	a.Ended, seat.Turn, seat.Level = noon.Add(-time.Duration(n*7%5000)*time.Second), int64(1+n*11%3000), 1+n%50
	switch n % 200 {
	case 1:
		a.Skills = []routing.Skill{"fr", "de", "it"}
	case 3:
		a.Skills = []routing.Skill{"fr"}
	case 5:
		a.Skills = []routing.Skill{"de"}
	case 7:
		a.Skills = []routing.Skill{"it"}
	}
	if n%(of/10) == of/20+1 {
		a.Skills = append(a.Skills, "rare")
	}
	return a, seat
}

// crowded is a store with so many in one inbox.
func crowded(b *testing.B, seats int) *memstore.Store {
	b.Helper()
	s := memstore.New(nil)
	c := inbox.Commit{Puts: []inbox.Put{{Record: inbox.Inbox{ID: "box"}}}}
	for n := range seats {
		a, seat := member(n, seats)
		c.Puts = append(c.Puts, inbox.Put{Record: a}, inbox.Put{Record: seat})
	}
	if err := s.Commit(b.Context(), []inbox.Commit{c})[0]; err != nil {
		b.Fatal(err)
	}
	runtime.GC() // of what making it left behind
	return s
}

// best asks for one, as a mode does.
func best(m routing.Mode, skills ...routing.Skill) inbox.CandidateQuery {
	return inbox.CandidateQuery{Inbox: "box", At: noon, Limit: 1, Query: routing.Query{
		Order: m.Order(), Skills: skills, Idle: m == routing.ModeLongestIdle,
	}}
}

var sizes = []int{1_000, 100_000}

// A choice takes as long among many seats as among few: at most twice is what a
// store's contract allows.
func BenchmarkCandidates(b *testing.B) {
	several, left, late := best(routing.ModeBroadcast), best(routing.ModeRoundRobin), best(routing.ModeRoundRobin)
	several.Limit, late.At = 5, noon.Add(time.Hour)
	cases := []struct {
		name  string
		query inbox.CandidateQuery
		not   int
	}{
		{"round_robin", best(routing.ModeRoundRobin), 0},
		{"proficiency", best(routing.ModeProficiency), 0},
		{"longest_idle", best(routing.ModeLongestIdle), 0},
		{"least_loaded", best(routing.ModeLeastLoaded), 0},
		{"broadcast to 5", several, 0},
		{"16 left out", left, 16},
		{"a skill that 10 have", best(routing.ModeRoundRobin, "rare"), 0},
		{"a skill that 1% have", best(routing.ModeRoundRobin, "fr"), 0},
		{"three skills that 1% have each", best(routing.ModeRoundRobin, "fr", "de", "it"), 0},
		{"longest_idle with a skill, 3 left out", best(routing.ModeLongestIdle, "fr"), 3},
		{"half of the leases ran out", late, 0},
		{"a skill that nobody has", best(routing.ModeRoundRobin, "none"), 0},
	}
	for _, seats := range sizes {
		s := crowded(b, seats)
		for _, c := range cases {
			b.Run(fmt.Sprintf("%s/seats=%d", c.name, seats), func(b *testing.B) {
				q := c.query
				q.Limit = max(c.not, 1)
				first, err := s.Candidates(b.Context(), q) // makes the index
				if err != nil {
					b.Fatal(err)
				}
				for _, left := range first[:c.not] {
					q.Not = append(q.Not, left.Agent.ID)
				}
				q.Limit = c.query.Limit
				for b.Loop() {
					if _, err := s.Candidates(b.Context(), q); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// An offer counts the inbox on, and changes an agent and a seat and with them all
// indexes of the inbox.
func BenchmarkOffer(b *testing.B) {
	for _, seats := range sizes {
		for _, ways := range []int{1, 4, 64} {
			b.Run(fmt.Sprintf("ways=%d/seats=%d", ways, seats), func(b *testing.B) {
				s := crowded(b, seats)
				for n := range ways {
					q := best([]routing.Mode{routing.ModeRoundRobin, routing.ModeProficiency, routing.ModeLeastLoaded}[n%3])
					if n >= 3 {
						q.Idle, q.Skills = n%2 == 0, []routing.Skill{routing.Skill(strconv.Itoa(n))}
					}
					if _, err := s.Candidates(b.Context(), q); err != nil {
						b.Fatal(err)
					}
				}
				version := int64(1)
				a, seat := member(1, seats)
				for b.Loop() {
					a.Load, seat.Turn = int(version%4), version%3000
					seat.Load = a.Load
					c := inbox.Commit{Puts: []inbox.Put{
						{Record: inbox.Inbox{ID: "box", Turn: version}, Version: version},
						{Record: a, Version: version},
						{Record: seat, Version: version},
					}}
					if err := s.Commit(b.Context(), []inbox.Commit{c})[0]; err != nil {
						b.Fatal(err)
					}
					if _, err := s.Candidates(b.Context(), best(routing.ModeRoundRobin)); err != nil {
						b.Fatal(err)
					}
					version++
				}
			})
		}
	}
}

// The first query of its kind makes an index.
func BenchmarkFirstCandidates(b *testing.B) {
	for _, seats := range sizes {
		b.Run(fmt.Sprintf("seats=%d", seats), func(b *testing.B) {
			s := crowded(b, seats)
			n := 0
			for b.Loop() {
				n++
				q := best(routing.ModeRoundRobin)
				q.Order = append(make(routing.Order, n%100), q.Order...) // one that was not asked for lately
				if _, err := s.Candidates(b.Context(), q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// A look takes the first of those that wait, and of the offers that lapse.
func BenchmarkWaiting(b *testing.B) {
	for _, chats := range sizes {
		s := memstore.New(nil)
		var c inbox.Commit
		for n := range chats {
			talk := inbox.Conversation{ID: inbox.ConversationID(fmt.Sprintf("talk%06d", n)), Inbox: "box"}
			talk.Chat.State, talk.Chat.Arrived = inbox.Waiting, noon.Add(time.Duration(n*7919%chats)*time.Second)
			c.Puts = append(c.Puts, inbox.Put{Record: talk})
			talk.ID += "-offered"
			talk.Chat.State, talk.Chat.Agent, talk.Chat.Until = inbox.Offered, "ann", talk.Chat.Arrived
			c.Puts = append(c.Puts, inbox.Put{Record: talk})
		}
		if err := s.Commit(b.Context(), []inbox.Commit{c})[0]; err != nil {
			b.Fatal(err)
		}
		for name, w := range map[string]inbox.Want{
			"waiting":  inbox.ByWaiting{Inbox: "box", After: inbox.WaitingCursor{Arrived: noon.Add(500 * time.Second)}, Limit: 64},
			"deadline": inbox.ByDeadline{Inbox: "box", Until: noon.Add(time.Hour), Limit: 64},
			"holder":   inbox.ByHolder{Agent: "ann", State: inbox.Offered, Limit: 64},
		} {
			b.Run(fmt.Sprintf("%s/chats=%d", name, chats), func(b *testing.B) {
				for b.Loop() {
					if states, err := s.Load(b.Context(), []inbox.Want{w}); err != nil || len(states) != 64 {
						b.Fatal(len(states), err)
					}
				}
			})
		}
	}
}
