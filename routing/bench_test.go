package routing_test

import (
	"testing"

	"github.com/wainbox/wainbox/routing"
)

// pool is a desk of 32 able agents, who were all offered a chat and ended one.
// Every other one has the skills of needs.
func pool(tb testing.TB, busy bool) *routing.Desk {
	tb.Helper()
	team := steady(32)
	for i := range team {
		team[i].Level, team[i].Capacity = 1+i%5, 3
		team[i].Skills = []routing.Skill{"en", "fr", "billing"}[:1+i%3]
	}
	d := &deskWorld{routing.NewDesk(routing.Rules{Mode: routing.ModeRoundRobin}, team)}
	for _, a := range team {
		d.do(0, routing.Event{Do: routing.DoAvailable, Agent: a.ID})
	}
	for i := range 50 {
		id := chatID(i)
		all, _ := d.do(int64(i), routing.Event{Do: routing.DoArrive, Chat: id})
		d.do(int64(i), routing.Event{Do: routing.DoAccept, Chat: id, Agent: all[len(all)-1].Agent})
		if !busy || i%3 > 0 {
			d.do(int64(i), routing.Event{Do: routing.DoEnd, Chat: id})
		}
	}
	return d.Desk
}

// needs are skills that a third of the pool has.
func needs() []routing.Skill { return []routing.Skill{"fr", "billing"} }

// ruled are rules of every mode that makes offers.
func ruled() map[string]routing.Rules {
	all := map[string]routing.Rules{"chain": chain(0, routing.ModeSticky, routing.ModeLongestIdle, routing.ModeLeastLoaded)}
	for _, m := range []routing.Mode{
		routing.ModeRoundRobin, routing.ModeProficiency, routing.ModeSticky, routing.ModeLongestIdle, routing.ModeLeastLoaded,
		routing.ModeBroadcast,
	} {
		all[string(m)] = routing.Rules{Mode: m}
	}
	return all
}

// queries are what each mode asks a pool, the chain by its last strategy, with
// skills and without. The two who come first are left out.
func queries() map[string]routing.Query {
	all := map[string]routing.Query{}
	for name, r := range ruled() {
		q := routing.Query{Order: r.Mode.Order(), Idle: r.Mode == routing.ModeLongestIdle}
		if q.Order == nil {
			q.Order = r.Chain[len(r.Chain)-1].Mode.Order()
		}
		q.Not = []routing.AgentID{"agent18", "agent20"}
		all[name] = q
		q.Skills = needs()
		all[name+" with skills"] = q
	}
	return all
}

// BenchmarkChoose is a choice among 32 candidates.
func BenchmarkChoose(b *testing.B) {
	for name, q := range queries() {
		b.Run(name, func(b *testing.B) {
			candidates := pool(b, !q.Idle).Agents()
			b.ReportAllocs()
			for b.Loop() {
				if _, ok := routing.Choose(q, candidates); !ok {
					b.Fatal("nobody")
				}
			}
		})
	}
}

// looks are chats to look at.
func looks() []struct {
	name string
	chat routing.Chat
	last routing.AgentID
} {
	some := make([]routing.AgentID, 32)
	for i, a := range steady(32) {
		some[i] = a.ID
	}
	return []struct {
		name string
		chat routing.Chat
		last routing.AgentID
	}{
		{"first", routing.Chat{}, ""},
		{"last agent", routing.Chat{}, some[20]},
		{"skills", routing.Chat{Needs: needs(), Arrived: second(0)}, ""},
		{"two tried", routing.Chat{Tried: some[:2]}, ""},
		{"half tried", routing.Chat{Tried: some[:16]}, ""},
		{"all tried", routing.Chat{Tried: some}, ""},
	}
}

// BenchmarkDecide is a look at one chat with 32 able agents.
func BenchmarkDecide(b *testing.B) {
	for name, r := range ruled() {
		for _, tt := range looks() {
			b.Run(name+"/"+tt.name, func(b *testing.B) {
				d, at := pool(b, r.Mode != routing.ModeLongestIdle), second(30)
				b.ReportAllocs()
				for b.Loop() {
					if routing.Decide(r, tt.chat, tt.last, d, at).Step != routing.Offer {
						b.Fatal("no offer")
					}
				}
			})
		}
	}
}

// A look allocates nothing; a broadcast its list of who else is asked.
//
//nolint:paralleltest // allocations are counted of the whole process
func TestALookAllocatesNothing(t *testing.T) {
	for name, q := range queries() {
		candidates := pool(t, !q.Idle).Agents()
		if n := testing.AllocsPerRun(100, func() { routing.Choose(q, candidates) }); n > 0 {
			t.Errorf("a choice in %s: %v allocations", name, n)
		}
	}
	for name, r := range ruled() {
		desk, at := pool(t, r.Mode != routing.ModeLongestIdle), second(30)
		candidates := routing.Candidates(desk.Agents())
		for _, tt := range looks() {
			for kind, p := range map[string]routing.Pool{"a desk": desk, "candidates": &candidates} {
				n := testing.AllocsPerRun(100, func() { routing.Decide(r, tt.chat, tt.last, p, at) })
				if n > 0 && r.Mode != routing.ModeBroadcast || n > 8 {
					t.Errorf("%s in %s, of %s: %v allocations", tt.name, name, kind, n)
				}
			}
		}
	}
}
