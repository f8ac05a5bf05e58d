package routing_test

import (
	"fmt"
	"time"

	"github.com/wainbox/wainbox/routing"
)

// at is so many seconds after nine.
func at(seconds int) time.Time {
	return time.Date(2026, 6, 1, 9, 0, seconds, 0, time.UTC)
}

// show prints what happens to agents at a desk.
func show(_ time.Time, e routing.Effect) {
	if e.Agent != "" {
		fmt.Println(e.Chat, e.Kind, e.Agent)
	}
}

// A chat is offered to two at once: the first to accept has it.
func Example_broadcast() {
	desk := routing.NewDesk(routing.Rules{Mode: routing.ModeBroadcast, Broadcast: 2}, []routing.Member{
		{ID: "ada"}, {ID: "bob"}, {ID: "eve"},
	})
	for _, e := range []routing.Event{
		{Do: routing.DoAvailable, Agent: "ada"},
		{Do: routing.DoAvailable, Agent: "bob"},
		{Do: routing.DoAvailable, Agent: "eve"},
		{Do: routing.DoArrive, Chat: "c1"},
		{Do: routing.DoAccept, Chat: "c1", Agent: "bob"},
	} {
		if err := desk.Do(at(0), e, show); err != nil {
			fmt.Println(err)
		}
	}
	// Output:
	// c1 offered ada
	// c1 offered bob
	// c1 accepted bob
	// c1 withdrawn ada
}

// Who knows the customer is asked first, then who has been idle longest, and
// where nobody is idle who has the fewest chats.
func Example_chain() {
	rules := routing.Rules{Mode: routing.ModeChain, Chain: []routing.Strategy{
		{Mode: routing.ModeSticky}, {Mode: routing.ModeLongestIdle}, {Mode: routing.ModeLeastLoaded},
	}}
	team := routing.Candidates{
		{Agent: "ada", Position: 1, Load: 1},
		{Agent: "bob", Position: 2, Ended: at(-600)},
		{Agent: "eve", Position: 3, Ended: at(-60)},
	}
	decide := func(c routing.Chat, last routing.AgentID) {
		d := routing.Decide(rules, c, last, team, at(0))
		fmt.Println(d.Step, d.Chat.Agent)
	}
	decide(routing.Chat{}, "ada")
	decide(routing.Chat{}, "")
	team[1].Load, team[2].Load = 2, 2
	decide(routing.Chat{}, "")
	// Output:
	// offer ada
	// offer bob
	// offer ada
}

// A chat needs French and billing. The longer it waits the less it insists on,
// and who has more still comes first.
func Example_skills() {
	rules := routing.Rules{RelaxAfter: 30 * time.Second}
	chat := routing.Chat{Arrived: at(0), Needs: []routing.Skill{"fr", "billing"}}
	team := routing.Candidates{
		{Agent: "ada", Position: 1},
		{Agent: "bob", Position: 2, Skills: []routing.Skill{"fr"}},
	}
	decide := func(when time.Time) {
		switch d := routing.Decide(rules, chat, "", team, when); d.Step {
		case routing.Wait:
			fmt.Println("wait until", d.Again.Format(time.TimeOnly))
		default:
			fmt.Println(d.Step, d.Chat.Agent)
		}
	}
	decide(at(0))
	decide(at(30))
	team = team[:1]
	decide(at(30))
	decide(at(60))
	// Output:
	// wait until 09:00:30
	// offer bob
	// wait until 09:01:00
	// offer ada
}
