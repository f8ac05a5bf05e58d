package routingtest

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/wainbox/wainbox/routing"
)

var waitingCases = []testCase{
	{name: "nobody able is no error and settles nothing", run: nobodyAble},
	{name: "chats that do not wait stay as they are", run: othersStay},
	{name: "an escalated chat waits", run: escalatedWaits},
	{name: "the zero state waits", run: zeroWaits},
	{name: "another look lies ahead", run: againIsAhead},
}

// stays sees that a look leaves a chat as it is.
func (k *kit) stays(s situation) {
	k.Helper()
	if d := k.look(s); d.Step != routing.Wait || !reflect.DeepEqual(d.Chat, s.chat) {
		k.Fatalf("something becomes of the chat\n%s\ndecided: %+v", s, d)
	}
}

func nobodyAble(k *kit) {
	for range runs {
		s := k.any()
		if k.random.IntN(2) == 0 {
			s.pool = nil
		}
		for i := range s.pool {
			c := &s.pool[i]
			c.Load, c.InboxLoad = 1+k.random.IntN(2), 1
			c.Capacity = 1
			if k.random.IntN(2) == 0 {
				c.Capacity, c.InboxCapacity = 0, 1
			}
		}
		k.stays(s)
	}
	for range runs { // somebody has room, and not what the chat insists on
		s := k.any()
		s.at, s.chat.Needs = s.chat.Arrived, []routing.Skill{"billing"}
		for i := range s.pool {
			s.pool[i].Skills = nil
		}
		k.stays(s)
	}
}

func othersStay(k *kit) {
	for _, state := range []routing.State{routing.Offered, routing.Active, routing.Ended} {
		for range runs / 4 {
			s := k.any()
			s.chat.State, s.chat.Agent = state, "agent1"
			if state == routing.Offered {
				s.chat.Until = s.at.Add(1)
				if k.random.IntN(2) == 0 {
					s.chat.Others = []routing.AgentID{"agent2"}
				}
			}
			k.stays(s)
		}
	}
}

func escalatedWaits(k *kit) {
	for range runs {
		s := k.any()
		s.chat.Escalated = true
		k.stays(s)
	}
}

func zeroWaits(k *kit) {
	k.situations(func(s situation, d routing.Decision) string {
		s.chat.State = ""
		again := k.look(s)
		if again.Step != d.Step || !slices.Equal(again.Chat.Holders(), d.Chat.Holders()) || again.Chat.Rounds != d.Chat.Rounds {
			return fmt.Sprintf("and without a state: %+v", again)
		}
		return ""
	})
}

func againIsAhead(k *kit) {
	k.situations(func(s situation, d routing.Decision) string {
		switch {
		case d.Again.IsZero():
		case d.Step != routing.Wait:
			return "another look at what does not wait"
		case !d.Again.After(s.at):
			return "another look in the past"
		}
		return ""
	})
}
