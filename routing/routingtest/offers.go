package routingtest

import (
	"slices"

	"github.com/wainbox/wainbox/routing"
)

var offerCases = []testCase{
	{name: "only who is able is offered a chat", run: onlyAble},
	{name: "nobody is offered a chat twice at once", run: onceAtATime},
	{name: "an offer ends after the moment of the look", run: offersLast},
	{name: "a chat is offered where somebody is able", run: somebodyAble, offering: true},
	{name: "who is full is passed over for who is not", run: fullIsPassedOver, offering: true},
}

func onlyAble(k *kit) {
	k.situations(func(s situation, d routing.Decision) string {
		for _, a := range d.Chat.Holders() {
			if c, ok := s.agent(a); !ok || !c.Free() {
				return string(a) + " is not able"
			}
		}
		return ""
	})
}

func onceAtATime(k *kit) {
	k.situations(func(_ situation, d routing.Decision) string {
		holders := d.Chat.Holders()
		for i, a := range holders {
			if slices.Contains(holders[:i], a) {
				return string(a) + " has two offers"
			}
		}
		return ""
	})
}

func offersLast(k *kit) {
	k.situations(func(s situation, d routing.Decision) string {
		if d.Step == routing.Offer && !d.Chat.Until.After(s.at) {
			return "the offer has no time"
		}
		return ""
	})
}

func somebodyAble(k *kit) {
	for n := 1; n <= 5; n++ {
		for _, last := range append(k.easy(n).everybody(), "", "gone") {
			s := k.easy(n)
			s.last = last
			if d := k.look(s); d.Step != routing.Offer {
				k.Fatalf("no offer\n%s\ndecided: %+v", s, d)
			}
		}
	}
}

func fullIsPassedOver(k *kit) {
	for full := range 4 {
		for _, inbox := range []bool{false, true} {
			s := k.easy(4)
			for i := range s.pool {
				if c := &s.pool[i]; i != full {
					c.Load, c.InboxLoad = 1, 1
					if c.Capacity = 1; inbox {
						c.Capacity, c.InboxCapacity = 0, 1
					}
				}
			}
			if d := k.look(s); d.Step != routing.Offer || !slices.Equal(d.Chat.Holders(), []routing.AgentID{s.pool[full].Agent}) {
				k.Fatalf("not offered to the only one with room\n%s\ndecided: %+v", s, d)
			}
		}
	}
}
