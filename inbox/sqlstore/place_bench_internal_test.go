package sqlstore

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

// BenchmarkOfferPut writes what an offer changes of an agent and their seat, 100
// in a call, among 1,000 agents. Of those who are away no index holds anything,
// which is what the indexes cost less.
func BenchmarkOfferPut(b *testing.B) {
	for _, bb := range []struct {
		seats, skills, combinations int
		there                       bool
	}{
		{1, 0, 0, false},
		{1, 0, 0, true},
		{1, 3, 0, true},
		{1, 3, 1, true},
		{1, 3, 3, true},
		{1, 16, 0, true},
		{3, 0, 0, true},
		{3, 3, 0, true},
		{3, 3, 0, false},
	} {
		b.Run(fmt.Sprintf("there=%v/seats=%d/skills=%d/combinations=%d", bb.there, bb.seats, bb.skills, bb.combinations), func(b *testing.B) {
			const agents, batch = 1000, 100
			s := fresh(b, &Options{Synchronous: Normal})
			all := make([]inbox.Agent, agents)
			for i := range all {
				a := inbox.Agent{ID: inbox.AgentID(fmt.Sprintf("agent-%07d", i)), Organization: "o1", Name: "Ada Lovelace", There: bb.there}
				a.Presence = routing.Presence{Status: routing.StatusAvailable, Until: start.Add(time.Hour)}
				for n := range bb.skills {
					a.Skills = append(a.Skills, routing.Skill(fmt.Sprint("skill-", n)))
				}
				all[i] = a
				c := inbox.Commit{Puts: []inbox.Put{{Record: a}}}
				for n := range bb.seats {
					c.Puts = append(c.Puts, inbox.Put{Record: inbox.Seat{Inbox: inbox.InboxID(fmt.Sprint("inbox-", n)), Agent: a.ID}})
				}
				mustCommit(b, s, c)
			}
			s.demands.few = -1
			for n := range bb.combinations {
				pair := slices.Delete([]routing.Skill{"skill-0", "skill-1", "skill-2"}, n, n+1)
				s.demands.ask(combination{"inbox-0", poolName(pair)})
			}
			settled(s)
			turn := 0
			for b.Loop() {
				cs := make([]inbox.Commit, batch)
				for i := range cs {
					a := &all[turn%agents]
					version := int64(1 + turn/agents)
					a.Load = 1 - a.Load
					cs[i].Puts = []inbox.Put{
						{Record: *a, Version: version},
						{Record: inbox.Seat{Inbox: "inbox-0", Agent: a.ID, Turn: int64(turn + 1), Load: a.Load}, Version: version},
					}
					turn++
				}
				mustCommit(b, s, cs...)
			}
			b.ReportMetric(b.Elapsed().Seconds()*1e6/float64(turn), "µs/offer")
			b.ReportMetric(0, "ns/op")
		})
	}
}
