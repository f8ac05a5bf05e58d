package routingtest

import (
	"slices"
	"time"

	"github.com/wainbox/wainbox/routing"
)

var skillCases = []testCase{
	{name: "who lacks a skill is not asked as a chat arrives", run: skillsAreNeeded},
	{name: "who has all the skills comes before who lacks one", run: skillsComeFirst},
	{name: "who lacks a skill holds no round open", run: skillsHoldNothing, offering: true},
}

func skillsAreNeeded(k *kit) {
	for range runs {
		s := k.any()
		s.at = s.chat.Arrived
		d := k.look(s)
		for _, a := range d.Chat.Holders() {
			if c, _ := s.agent(a); !c.Can(s.chat.Needs) {
				k.Fatalf("%s lacks a skill\n%s\ndecided: %+v", a, s, d)
			}
		}
	}
}

// skillsComeFirst has a chat wait for long: it may insist on less by then.
func skillsComeFirst(k *kit) {
	for range runs {
		s := k.easy(1 + k.random.IntN(5))
		s.chat.Needs = []routing.Skill{"billing", "fr"}
		s.at = s.at.Add(time.Duration(k.random.IntN(48)) * time.Hour)
		for i := range s.pool {
			c := &s.pool[i]
			c.Turn, c.Level, c.Skills = int64(k.random.IntN(4)), k.random.IntN(4), c.Skills[:k.random.IntN(4)]
		}
		if !slices.ContainsFunc(s.pool, func(c routing.Candidate) bool { return c.Can(s.chat.Needs) }) {
			continue
		}
		d := k.look(s)
		for _, a := range d.Chat.Holders() {
			if c, _ := s.agent(a); !c.Can(s.chat.Needs) {
				k.Fatalf("%s lacks a skill, and somebody has them all\n%s\ndecided: %+v", a, s, d)
			}
		}
	}
}

func skillsHoldNothing(k *kit) {
	s := k.easy(3)
	s.pool[1].Skills = []routing.Skill{"fr"}
	s.chat.Needs = []routing.Skill{"fr", "billing"}
	s.chat.Tried = []routing.AgentID{s.pool[0].Agent, s.pool[2].Agent}
	if d := k.look(s); !ended(s, d) {
		k.Fatalf("the round is held open\n%s\ndecided: %+v", s, d)
	}
}
