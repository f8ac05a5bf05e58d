package routingtest

import (
	"slices"

	"github.com/wainbox/wainbox/routing"
)

var lastAgentCases = []testCase{
	{name: "a last agent who is not able is not asked", run: lastIsAble},
	{name: "a last agent is not asked for ever", run: lastIsBounded, offering: true},
	{name: "a dial is an offer to the last agent", run: dialsAreOffers},
	{name: "what is settled stays settled", run: settledStays},
}

func lastIsAble(k *kit) {
	for i := range 3 {
		full, gone, unskilled := k.easy(3), k.easy(3), k.easy(3)
		full.last, gone.last, unskilled.last = full.pool[i].Agent, gone.pool[i].Agent, unskilled.pool[i].Agent
		full.pool[i].Load, full.pool[i].InboxLoad, full.pool[i].Capacity = 1, 1, 1
		gone.pool = slices.Delete(gone.pool, i, i+1)
		unskilled.chat.Needs, unskilled.pool[i].Skills = []routing.Skill{"fr"}, nil
		for _, s := range []situation{full, gone, unskilled} {
			if d := k.look(s); slices.Contains(d.Chat.Holders(), s.last) {
				k.Fatalf("%s is not able\n%s\ndecided: %+v", s.last, s, d)
			}
		}
	}
}

// lastIsBounded has everybody decline for more looks than the most dials.
func lastIsBounded(k *kit) {
	s := k.easy(2)
	s.last = s.pool[0].Agent
	for range 2*routing.MaxDials + 4 {
		d := k.look(s)
		if slices.Contains(d.Chat.Holders(), s.pool[1].Agent) {
			return
		}
		if s.chat = d.Chat; d.Step != routing.Offer {
			break
		}
		for _, a := range s.chat.Holders() {
			s.chat, _ = s.chat.Decline(a, s.at)
		}
	}
	k.Fatalf("only the last agent is asked\n%s", s)
}

func dialsAreOffers(k *kit) {
	k.situations(func(s situation, d routing.Decision) string {
		switch d.Chat.Dialed {
		case s.chat.Dialed:
			return ""
		case s.chat.Dialed + 1:
			if d.Step == routing.Offer && s.last != "" && slices.Equal(d.Chat.Holders(), []routing.AgentID{s.last}) {
				return ""
			}
		}
		return "a dial is counted that is none"
	})
}

func settledStays(k *kit) {
	k.situations(func(s situation, d routing.Decision) string {
		if s.chat.Settled && (!d.Chat.Settled || d.Chat.Dialed != s.chat.Dialed) {
			return "the last agent is asked after all"
		}
		return ""
	})
}
