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
	s.now = one(s, []int64{0, 0, 30, midnight - 20, springs - 40, falls - 40})
	s.rules = s.someRules()
	for i := range one(s, []int{0, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 5}) {
		m := routing.Member{
			ID:    routing.AgentID(fmt.Sprint("a", i)),
			Level: s.random.IntN(4), Capacity: s.random.IntN(3), Barred: s.rarely(), Outside: s.rarely(),
		}
		m.Skills = s.someSkills()
		s.team = append(s.team, m)
		if s.random.IntN(4) > 0 {
			s.coming = append(s.coming, m.ID)
		}
	}
	s.steps = 15 + s.random.IntN(30)
	return s
}

func one[T any](s *scene, of []T) T { return of[s.random.IntN(len(of))] }

func (s *scene) rarely() bool { return s.random.IntN(8) == 0 }

func (s *scene) someRules() routing.Rules {
	seconds := func(of ...int) time.Duration { return time.Duration(one(s, of)) * time.Second }
	r := routing.Rules{
		Mode: one(s, []routing.Mode{
			routing.ModeRoundRobin, "", routing.ModeProficiency, routing.ModeSticky, routing.ModeSticky, routing.ModeLongestIdle,
			routing.ModeLeastLoaded, routing.ModeBroadcast, routing.ModeBroadcast, routing.ModeChain, routing.ModeChain, routing.ModeChain,
			routing.ModeManual,
		}),
		ReassignAfter: seconds(0, 1, 2, 3, 5, 8),
		RelaxAfter:    seconds(0, 1, 3, 7),
		Dials:         s.random.IntN(4),
		Broadcast:     s.random.IntN(4),
		MaxRounds:     s.random.IntN(4),
		AutoAccept:    s.rarely(),
		Away:          one(s, []routing.AwayPolicy{"", routing.AwayKeep, routing.AwayRequeue, routing.AwayRequeue, routing.AwayOnNextMessage}),
		Grace:         seconds(0, 0, 1, 4, 10),
	}
	if s.rarely() {
		r.Hours = s.someHours()
	}
	if r.Mode == routing.ModeChain {
		for range 1 + s.random.IntN(3) {
			link := routing.Strategy{Mode: one(s, []routing.Mode{
				routing.ModeSticky, routing.ModeSticky, routing.ModeRoundRobin, routing.ModeProficiency, routing.ModeLongestIdle,
				routing.ModeLeastLoaded, routing.ModeBroadcast,
			})}
			if s.random.IntN(3) == 0 {
				link.Hours = s.someHours()
			}
			r.Chain = append(r.Chain, link)
		}
		if last := &r.Chain[len(r.Chain)-1]; last.Mode == routing.ModeSticky {
			last.Mode = routing.ModeRoundRobin
		}
	}
	return r
}

// someSkills are one to three, or none.
func (s *scene) someSkills() (all []routing.Skill) {
	if s.random.IntN(2) > 0 {
		return nil
	}
	for _, i := range s.random.Perm(3)[:1+s.random.IntN(3)] {
		all = append(all, []routing.Skill{"fr", "de", "tax"}[i])
	}
	return all
}

// next is what is done next, and when: often in the same instant, or at the very
// moment at which something is due, and often what is possible as things stand.
func (s *scene) next(l *ledger, due time.Time) (int64, routing.Event) {
	if len(s.coming) > 0 {
		id := s.coming[0]
		s.coming = s.coming[1:]
		return s.now, routing.Event{Do: routing.DoAvailable, Agent: id}
	}
	switch due := due.Unix(); {
	case s.random.IntN(2) == 0:
	case due > s.now && due < s.now+100 && s.random.IntN(3) == 0:
		s.now = due
	default:
		s.now += 1 + s.random.Int64N(l.lasts()+2)*int64(s.random.IntN(2))
	}
	e := routing.Event{Do: one(s, []routing.Action{
		"", routing.DoArrive, routing.DoArrive, routing.DoArrive, routing.DoArrive, routing.DoAvailable, routing.DoAvailable,
		routing.DoAway, routing.DoAccept, routing.DoAccept, routing.DoAccept, routing.DoDecline, routing.DoDecline,
		routing.DoEnd, routing.DoEnd, routing.DoAssign, routing.DoTransfer, routing.DoMessage, routing.DoJoin,
	})}
	anyone := routing.AgentID("nobody")
	if len(s.team) > 0 && s.random.IntN(20) > 0 {
		anyone = one(s, s.team).ID
	}
	switch e.Do {
	case routing.DoArrive:
		e.Contact = one(s, []routing.ContactID{"", "x", "y"})
		e.Priority, e.Needs = one(s, []int{0, 0, 0, 1, -1}), s.someSkills()
		if s.random.IntN(10) > 0 {
			s.chats++
		}
		e.Chat = chatID(s.chats)
	case routing.DoAvailable, routing.DoAway, routing.DoJoin:
		e.Agent = anyone
	default:
		e.Chat, e.Agent = chatID(1+s.random.IntN(s.chats+1)), anyone
		if e.Do == routing.DoEnd || e.Do == routing.DoMessage {
			e.Agent = ""
		}
		s.possible(l, &e)
	}
	return s.now, e
}

// possible makes an event mostly one that is not refused.
func (s *scene) possible(l *ledger, e *routing.Event) {
	state := map[routing.Action]routing.State{
		routing.DoAccept: routing.Offered, routing.DoDecline: routing.Offered,
		routing.DoEnd: routing.Active, routing.DoTransfer: routing.Active, routing.DoMessage: routing.Active,
	}[e.Do]
	var fit []*entry
	for _, c := range l.queue {
		if c.state == state {
			fit = append(fit, c)
		}
	}
	if len(fit) == 0 || s.random.IntN(6) == 0 {
		return
	}
	c := one(s, fit)
	if e.Chat = c.id; state == routing.Offered {
		e.Agent = one(s, c.holders)
	}
}

func chatID(n int) routing.ChatID { return routing.ChatID(fmt.Sprint("c", n)) }
