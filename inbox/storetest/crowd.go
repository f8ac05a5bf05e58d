package storetest

import (
	"fmt"
	"reflect"
	"slices"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

var crowdCases = []testCase{
	{name: "of random agents agree with a scan", run: func(k *kit) { randomCrowd(k, 3) }},
	{name: "of random agents agree, once more", run: func(k *kit) { randomCrowd(k, 4) }},
	{name: "of random agents agree after reopening", needs: reopen, run: func(k *kit) { randomCrowd(k, 5) }},
}

// crowd is agents and where they sit. All that they have is of few values, so
// that many are alike.
type crowd struct {
	*history
	boxes  []inbox.InboxID
	agents []inbox.AgentID
}

// randomCrowd writes what a seed says, and asks what it says. Each answer is
// compared with that of a scan.
func randomCrowd(k *kit, stream uint64) {
	c := crowd{history: k.seeded(stream), boxes: []inbox.InboxID{inboxA, inboxB, "inbox-c"}}
	for n := range 12 {
		c.agents = append(c.agents, id(inbox.AgentID("agent"), n))
	}
	for _, b := range c.boxes[:2] {
		c.records[inbox.Inbox{ID: b}.Key()] = inbox.State{Version: 1}
	}
	const steps = 300
	for n := range steps {
		switch {
		case c.dice.IntN(2) == 0:
			c.ask(k)
		case stream == 5 && n%60 == 59:
			k.reopen()
		default:
			c.commit(k)
		}
		if k.Failed() {
			k.Fatalf("after step %d of %d", n+1, steps)
		}
	}
}

// commit writes one to three records, and now and then at a stale version.
func (c *crowd) commit(k *kit) {
	k.Helper()
	var commit inbox.Commit
	put := map[inbox.Key]bool{}
	for range 1 + c.dice.IntN(3) {
		r := c.record()
		if !put[r.Key()] {
			put[r.Key()] = true
			commit.Puts = append(commit.Puts, inbox.Put{Record: r, Version: c.records[r.Key()].Version})
		}
	}
	if c.dice.IntN(10) == 0 {
		commit.Puts[len(commit.Puts)-1].Version++
	}
	err := k.commit(commit)[0]
	if problem := c.judge(commit).disagrees(err); problem != "" {
		k.Errorf("%s\n%s", problem, show(reflect.ValueOf(commit)))
	}
	if err == nil {
		c.apply(commit)
	}
}

func (c *crowd) record() inbox.Record {
	switch c.dice.IntN(9) {
	case 0:
		b := pick(c.history, c.boxes...)
		return inbox.Inbox{ID: b, Organization: orgA, Name: string(b), Capacity: c.dice.IntN(4), Turn: int64(c.dice.IntN(9))}
	case 1, 2, 3, 4:
		return c.agent()
	default:
		return c.seat()
	}
}

func (c *crowd) agent() inbox.Agent {
	a := inbox.Agent{
		ID: pick(c.history, c.agents...), Organization: orgA, Name: "Agent", Capacity: c.dice.IntN(4), Load: c.dice.IntN(3),
		There: c.dice.IntN(5) > 0, Visit: int64(c.dice.IntN(9)), Skills: c.skills(),
		Presence: routing.Presence{
			Status: pick(c.history, routing.StatusAvailable, routing.StatusAvailable, routing.StatusAvailable, routing.StatusAvailable, "lunch"),
			Until:  at(time.Duration(c.dice.IntN(5)) * time.Minute),
		},
	}
	if c.dice.IntN(3) > 0 {
		a.Ended = at(time.Duration(c.dice.IntN(4)-2) * time.Microsecond)
	}
	return a
}

func (c *crowd) skills() []routing.Skill {
	var skills []routing.Skill
	for _, s := range []routing.Skill{"de", "fr", "x", "billing"} {
		if c.dice.IntN(2) == 0 {
			skills = append(skills, s)
		}
	}
	c.dice.Shuffle(len(skills), func(i, j int) { skills[i], skills[j] = skills[j], skills[i] })
	return skills
}

func (c *crowd) seat() inbox.Seat {
	s := inbox.Seat{
		Inbox: pick(c.history, c.boxes...), Agent: pick(c.history, c.agents...), Position: c.dice.IntN(4) - 1,
		Level: c.dice.IntN(4), Barred: c.dice.IntN(8) == 0, Left: c.dice.IntN(8) == 0,
		Turn: int64(c.dice.IntN(4)), Load: c.dice.IntN(3),
	}
	if c.dice.IntN(2) == 0 {
		s.Capacity = new(c.dice.IntN(4))
	}
	return s
}

func (c *crowd) query() inbox.CandidateQuery {
	q := inbox.CandidateQuery{
		Inbox: pick(c.history, c.boxes...), At: at(time.Duration(c.dice.IntN(5)) * time.Minute), Limit: c.dice.IntN(5),
		Query: routing.Query{
			Order: pick(c.history,
				routing.RoundRobin(), routing.ModeProficiency.Order(), routing.ModeLongestIdle.Order(), routing.ModeLeastLoaded.Order(),
				routing.Order{routing.ByPosition, routing.ByLevel}, nil,
			),
			Idle: c.dice.IntN(4) == 0,
		},
	}
	if c.dice.IntN(2) == 0 {
		q.Skills = c.skills()
	}
	c.some(3, func() { q.Not = append(q.Not, pick(c.history, c.agents...)) })
	return q
}

// ask compares an answer with that of a scan.
func (c *crowd) ask(k *kit) {
	k.Helper()
	q := c.query()
	got, want := k.candidates(q), c.scan(q)
	what := fmt.Sprintf("the candidates of %+v", q)
	if k.same(what, got, want); len(want) > 0 { // the best alone are found in another way, maybe
		q.Limit = 1
		k.same(what+" and of them the best", k.candidates(q), want[:1])
	}
}

// scan looks at every seat.
func (c *crowd) scan(q inbox.CandidateQuery) []inbox.Seated {
	var found []inbox.Seated
	box, _ := c.records[inbox.Inbox{ID: q.Inbox}.Key()].Record.(inbox.Inbox)
	for _, a := range c.agents {
		seat, agent := c.records[inbox.SeatKey(q.Inbox, a)], c.records[inbox.Agent{ID: a}.Key()]
		s := inbox.Seated{SeatVersion: seat.Version, AgentVersion: agent.Version}
		s.Seat, _ = seat.Record.(inbox.Seat)
		s.Agent, _ = agent.Record.(inbox.Agent)
		s.Capacity = box.Limit(s.Seat)
		if s.SeatVersion > 0 && s.AgentVersion > 0 && s.Able(q) && !slices.Contains(q.Not, a) {
			found = append(found, s)
		}
	}
	slices.SortFunc(found, func(a, b inbox.Seated) int { return q.Order.Compare(a.Candidate(), b.Candidate()) })
	if q.Limit > 0 {
		found = found[:min(q.Limit, len(found))]
	}
	return found
}
