package routingtest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/wainbox/wainbox/routing"
)

// kit is what a case works with.
type kit struct {
	tb

	strategy Strategy
	random   *rand.Rand
}

// runs is how many situations a case tries that are made at random.
const runs = 400

// look has the strategy look, and hands it copies of all.
func (k *kit) look(s situation) routing.Decision {
	s = s.copied()
	return k.strategy(s.chat, s.last, s.pool, s.at)
}

// situation is what a strategy is asked about.
type situation struct {
	chat routing.Chat
	last routing.AgentID
	pool routing.Candidates
	at   time.Time
}

func (s situation) String() string {
	return fmt.Sprintf("chat %+v, last agent %q, agents %+v, at %s", s.chat, s.last, s.pool, s.at.Format(time.RFC3339))
}

// copied shares nothing with s.
func (s situation) copied() situation {
	s.chat = copied(s.chat)
	s.pool = slices.Clone(s.pool)
	for i := range s.pool {
		s.pool[i].Skills = slices.Clone(s.pool[i].Skills)
	}
	return s
}

func copied(c routing.Chat) routing.Chat {
	c.Others, c.Needs, c.Tried = slices.Clone(c.Others), slices.Clone(c.Needs), slices.Clone(c.Tried)
	return c
}

// agent is one of the pool.
func (s situation) agent(id routing.AgentID) (routing.Candidate, bool) {
	i := slices.IndexFunc(s.pool, func(c routing.Candidate) bool { return c.Agent == id })
	if i < 0 {
		return routing.Candidate{}, false
	}
	return s.pool[i], true
}

// everybody are the ids of the pool.
func (s situation) everybody() []routing.AgentID {
	all := make([]routing.AgentID, len(s.pool))
	for i := range s.pool {
		all[i] = s.pool[i].Agent
	}
	return all
}

// morning is a Monday.
var morning = time.Date(2026, 6, 1, 10, 0, 0, 0, time.UTC)

// easy is a chat that nothing is known of, and so many agents without a chat.
func (*kit) easy(agents int) situation {
	s := situation{chat: routing.Chat{State: routing.Waiting, Arrived: morning}, at: morning}
	for i := range agents {
		s.pool = append(s.pool, routing.Candidate{
			Agent: routing.AgentID(fmt.Sprintf("agent%d", i)), Position: i + 1, Skills: []routing.Skill{"billing", "fr", "en"},
		})
	}
	return s
}

// any is a chat that waits and some agents, made at random: some have no room,
// and some of those who were tried are not there.
func (k *kit) any() situation {
	s := k.easy(k.random.IntN(6))
	s.at = s.at.Add(time.Duration(k.random.IntN(300)) * time.Second)
	for i := range s.pool {
		c := &s.pool[i]
		c.Turn, c.Level = int64(k.random.IntN(4)), k.random.IntN(4)
		c.Load, c.Capacity = k.random.IntN(3)*k.random.IntN(2), k.random.IntN(3)
		c.InboxLoad, c.InboxCapacity = k.random.IntN(c.Load+1), k.random.IntN(3)
		if k.random.IntN(2) == 0 {
			c.Ended = morning.Add(-time.Duration(k.random.IntN(3)) * time.Hour)
		}
		c.Skills = c.Skills[:k.random.IntN(4)]
	}
	s.chat.Tried = k.some(append(s.everybody(), "gone"))
	s.chat.Rounds, s.chat.Dialed, s.chat.Settled = k.random.IntN(3), k.random.IntN(3), k.random.IntN(3) == 0
	s.chat.Priority = k.random.IntN(3)
	s.chat.Needs = []routing.Skill{"billing", "fr", "en"}[:max(0, k.random.IntN(6)-2)]
	if k.random.IntN(2) == 0 {
		s.last = append(s.everybody(), "gone")[k.random.IntN(len(s.pool)+1)]
	}
	return s
}

// some are some of them, in any order; mostly none.
func (k *kit) some(all []routing.AgentID) []routing.AgentID {
	if k.random.IntN(2) == 0 {
		return nil
	}
	k.random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all[:k.random.IntN(len(all)+1)]
}

// situations tries many, and says of one that is wrong what it was.
func (k *kit) situations(try func(s situation, d routing.Decision) (wrong string)) {
	k.Helper()
	for range runs {
		s := k.any()
		d := k.look(s)
		if wrong := try(s, d); wrong != "" {
			k.Fatalf("%s\n%s\ndecided: %+v", wrong, s, d)
		}
	}
}
