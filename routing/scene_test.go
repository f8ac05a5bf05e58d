package routing_test

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/wainbox/wainbox/routing"
)

// scene is a scenario made at random: rules, a team, and what is done next.
type scene struct {
	random *rand.Rand
	rules  routing.Rules
	team   []routing.Member
	coming []routing.AgentID // who comes at the start
	steps  int
	now    int64
	chats  int
}

func newScene(seed int64) *scene {
	s := &scene{random: rand.New(rand.NewPCG(uint64(seed), 7))}
	s.rules = routing.Rules{
		Mode: one(s, []routing.Mode{
			routing.ModeRoundRobin, routing.ModeProficiency, routing.ModeSticky, routing.ModeSticky,
			routing.ModeLongestIdle, routing.ModeLeastLoaded, routing.ModeManual,
		}),
		ReassignAfter: time.Duration(one(s, []int{0, 1, 2, 3, 5, 8})) * time.Second,
		Dials:         s.random.IntN(4),
		MaxRounds:     s.random.IntN(4),
	}
	for i := range one(s, []int{0, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4}) {
		s.team = append(s.team, routing.Member{
			ID:    routing.AgentID(fmt.Sprint("a", i)),
			Level: s.random.IntN(4), Capacity: s.random.IntN(3), Barred: s.random.IntN(8) == 0,
		})
		if s.random.IntN(4) > 0 {
			s.coming = append(s.coming, s.team[i].ID)
		}
	}
	s.steps = 15 + s.random.IntN(30)
	return s
}

func one[T any](s *scene, of []T) T { return of[s.random.IntN(len(of))] }

// next is what is done next, and when: often in the same instant, or at the very
// deadline that is next, and often what is possible as things stand.
func (s *scene) next(l *ledger) (int64, routing.Event) {
	if len(s.coming) > 0 {
		id := s.coming[0]
		s.coming = s.coming[1:]
		return 0, routing.Event{Do: routing.DoAvailable, Agent: id}
	}
	switch due := l.due(); {
	case s.random.IntN(2) == 0:
	case due > s.now && s.random.IntN(3) == 0:
		s.now = due
	default:
		s.now += 1 + s.random.Int64N(l.lasts()+2)*int64(s.random.IntN(2))
	}
	e := routing.Event{Do: one(s, []routing.Action{
		"", routing.DoArrive, routing.DoArrive, routing.DoArrive, routing.DoArrive, routing.DoAvailable, routing.DoAvailable,
		routing.DoAway, routing.DoAccept, routing.DoAccept, routing.DoAccept, routing.DoDecline, routing.DoDecline,
		routing.DoEnd, routing.DoEnd, routing.DoAssign,
	})}
	anyone := routing.AgentID("nobody")
	if len(s.team) > 0 && s.random.IntN(20) > 0 {
		anyone = one(s, s.team).ID
	}
	switch e.Do {
	case routing.DoArrive:
		e.Contact = one(s, []routing.ContactID{"", "x", "y"})
		if s.random.IntN(10) > 0 {
			s.chats++
		}
		e.Chat = chatID(s.chats)
	case routing.DoAvailable, routing.DoAway:
		e.Agent = anyone
	default:
		e.Chat, e.Agent = chatID(1+s.random.IntN(s.chats+1)), anyone
		if e.Do == routing.DoEnd {
			e.Agent = ""
		}
		s.possible(l, &e)
	}
	return s.now, e
}

// possible makes an event mostly one that is not refused.
func (s *scene) possible(l *ledger, e *routing.Event) {
	var fit []*entry
	for _, c := range l.queue {
		if c.state == routing.Offered && (e.Do == routing.DoAccept || e.Do == routing.DoDecline) ||
			c.state == routing.Active && e.Do == routing.DoEnd {
			fit = append(fit, c)
		}
	}
	if len(fit) == 0 || s.random.IntN(6) == 0 {
		return
	}
	c := one(s, fit)
	if e.Chat = c.id; e.Do != routing.DoEnd {
		e.Agent = c.agent
	}
}

func chatID(n int) routing.ChatID { return routing.ChatID(fmt.Sprint("c", n)) }
