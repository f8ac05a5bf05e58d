package routingtest

import (
	"slices"

	"github.com/wainbox/wainbox/routing"
)

var roundCases = []testCase{
	{name: "who was tried is not asked again in the round", run: triedOnce},
	{name: "who was tried stays so in the round", run: triedStay},
	{name: "a round does not end before all are tried", run: roundsLast},
	{name: "a round ends when all are tried", run: roundsEnd, offering: true},
	{name: "a round ends one at a time, in an offer or an escalation", run: roundsEndOnce},
	{name: "who is full or gone holds no round open", run: fullHoldsNothing, offering: true},
	{name: "everybody is asked in a round, and once", run: everybodyIsAsked, offering: true},
}

// triedOnce is of chats of somebody new: a last agent may be asked again.
func triedOnce(k *kit) {
	for range runs {
		s := k.any()
		s.last = ""
		d := k.look(s)
		for _, a := range d.Chat.Holders() {
			if d.Chat.Rounds == s.chat.Rounds && slices.Contains(s.chat.Tried, a) {
				k.Fatalf("%s was tried\n%s\ndecided: %+v", a, s, d)
			}
		}
	}
}

func triedStay(k *kit) {
	k.situations(func(s situation, d routing.Decision) string {
		if d.Chat.Rounds == s.chat.Rounds && !slices.Equal(d.Chat.Tried, s.chat.Tried) {
			return "others are tried"
		}
		return ""
	})
}

// ended reports whether a decision ends a round, in one of the two ways.
func ended(s situation, d routing.Decision) bool {
	return d.Chat.Rounds == s.chat.Rounds+1 &&
		(d.Step == routing.Offer && len(d.Chat.Tried) == 0 || d.Step == routing.Escalate)
}

func roundsLast(k *kit) {
	for n := 1; n <= 4; n++ {
		for left := range n {
			s := k.easy(n)
			s.chat.Tried = append(slices.Delete(s.everybody(), left, left+1), "gone")
			if d := k.look(s); d.Chat.Rounds != 0 || d.Step == routing.Escalate {
				k.Fatalf("%s was not tried\n%s\ndecided: %+v", s.pool[left].Agent, s, d)
			}
		}
	}
}

func roundsEnd(k *kit) {
	for n := 1; n <= 4; n++ {
		s := k.easy(n)
		s.chat.Tried = s.everybody()
		for s.chat.Rounds = range 4 {
			if d := k.look(s); !ended(s, d) {
				k.Fatalf("no new round, and no escalation\n%s\ndecided: %+v", s, d)
			}
		}
	}
}

func roundsEndOnce(k *kit) {
	k.situations(func(s situation, d routing.Decision) string {
		if d.Chat.Rounds != s.chat.Rounds && !ended(s, d) {
			return "the rounds are others"
		}
		return ""
	})
}

func fullHoldsNothing(k *kit) {
	s := k.easy(4)
	s.pool[1].Load, s.pool[1].InboxLoad, s.pool[1].Capacity = 1, 1, 1
	s.pool[2].Load, s.pool[2].InboxLoad, s.pool[2].InboxCapacity = 2, 2, 1
	s.chat.Tried = []routing.AgentID{s.pool[3].Agent, "gone", s.pool[0].Agent}
	if d := k.look(s); !ended(s, d) {
		k.Fatalf("the round is held open\n%s\ndecided: %+v", s, d)
	}
}

// everybodyIsAsked has everybody decline, for two rounds if there are two.
func everybodyIsAsked(k *kit) {
	s := k.easy(5)
	asked := map[routing.AgentID]int{}
	for range 10 {
		d := k.look(s)
		if s.chat.Rounds < d.Chat.Rounds { // the round is over
			for _, a := range s.everybody() {
				if asked[a] != 1 {
					k.Fatalf("in a round %s was asked %d times\n%s", a, asked[a], s)
				}
			}
			clear(asked)
		}
		if s.chat = d.Chat; d.Step != routing.Offer || s.chat.Rounds == 2 {
			break
		}
		for _, a := range s.chat.Holders() {
			asked[a]++
			s.chat, _ = s.chat.Decline(a, s.at)
		}
	}
	if s.chat.Rounds == 0 {
		k.Fatalf("everybody declined, and the round is not over\n%s", s)
	}
}
