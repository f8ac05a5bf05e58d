package routing_test

import (
	"testing"

	"github.com/wainbox/wainbox/routing"
)

// pool is a desk of 32 able agents, who were all offered a chat and ended one.
func pool(b *testing.B, m routing.Mode) *routing.Desk {
	b.Helper()
	team := steady(32)
	for i := range team {
		team[i].Level, team[i].Capacity = 1+i%5, 3
	}
	d := &deskWorld{routing.NewDesk(routing.Rules{Mode: routing.ModeRoundRobin}, team)}
	for _, a := range team {
		d.do(0, routing.Event{Do: routing.DoAvailable, Agent: a.ID})
	}
	for i := range 50 {
		id := chatID(i)
		all, _ := d.do(int64(i), routing.Event{Do: routing.DoArrive, Chat: id})
		d.do(int64(i), routing.Event{Do: routing.DoAccept, Chat: id, Agent: all[len(all)-1].Agent})
		if m == routing.ModeLongestIdle || i%3 > 0 {
			d.do(int64(i), routing.Event{Do: routing.DoEnd, Chat: id})
		}
	}
	return d.Desk
}

func modes() []routing.Mode {
	return []routing.Mode{
		routing.ModeRoundRobin, routing.ModeProficiency, routing.ModeSticky, routing.ModeLongestIdle, routing.ModeLeastLoaded,
	}
}

// BenchmarkChoose is a choice among 32 candidates.
func BenchmarkChoose(b *testing.B) {
	for _, m := range modes() {
		b.Run(string(m), func(b *testing.B) {
			candidates, q := pool(b, m).Agents(), routing.Query{Order: m.Order(), Idle: m == routing.ModeLongestIdle}
			b.ReportAllocs()
			for b.Loop() {
				if _, ok := routing.Choose(q, candidates); !ok {
					b.Fatal("nobody")
				}
			}
		})
	}
}

// BenchmarkDecide is a look at one chat with 32 able agents.
func BenchmarkDecide(b *testing.B) {
	some := make([]routing.AgentID, 32)
	for i, a := range steady(32) {
		some[i] = a.ID
	}
	cases := []struct {
		name string
		chat routing.Chat
		last routing.AgentID
	}{
		{"first", routing.Chat{}, ""},
		{"last agent", routing.Chat{}, some[20]},
		{"two tried", routing.Chat{Tried: some[:2]}, ""},
		{"half tried", routing.Chat{Tried: some[:16]}, ""},
		{"all tried", routing.Chat{Tried: some}, ""},
	}
	for _, m := range modes() {
		d := pool(b, m)
		for _, tt := range cases {
			b.Run(string(m)+"/"+tt.name, func(b *testing.B) {
				r, at := routing.Rules{Mode: m}, second(99)
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
