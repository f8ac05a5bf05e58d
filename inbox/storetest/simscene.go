package storetest

import (
	"math/rand/v2"
	"strconv"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
	"github.com/wainbox/wainbox/whatsapp"
)

// scene is what a run is made of.
type scene struct {
	engines int
	skewed  bool // their clocks differ
	steps   int  // how many there are left
	// restless is about how many there are between two points at which all is done.
	restless int
	goesOn   int // in how many of 100 steps something goes on that began
	crashes  int // of 100 other steps are crashes, and up to 5
	breaks   int // one in so many calls breaks; 0 = none
	patience time.Duration
	users    bool // customers have user ids besides numbers
	moves    bool // numbers come to feed other inboxes
	// explained: looks are asked why.
	explained bool
	// steady: round robin among agents who stay, decline nothing and have no
	// limits, so that their offers can be counted.
	steady bool

	orgs   inbox.OrganizationID
	boxes  []inbox.Inbox
	people []inbox.Agent
	seats  []inbox.Seat
}

func newScene(d *rand.Rand) scene {
	s := scene{
		engines: 2 + d.IntN(2), skewed: d.IntN(3) > 0, steps: 140, restless: 20 + d.IntN(60), goesOn: 70 + d.IntN(27),
		crashes: d.IntN(5), patience: 20 * time.Minute, orgs: "org", steady: d.IntN(10) == 0,
		users: d.IntN(3) == 0, moves: d.IntN(3) == 0, explained: d.IntN(4) == 0,
	}
	if d.IntN(2) == 0 {
		s.breaks = 20 + d.IntN(100)
	}
	for n := range 1 + d.IntN(2) {
		s.boxes = append(s.boxes, inbox.Inbox{
			ID: inbox.InboxID("q" + strconv.Itoa(n+1)), Organization: s.orgs, Rules: randomRules(d), Capacity: d.IntN(4),
			Reopen: time.Duration(d.IntN(3)) * time.Minute,
		})
	}
	for n := range 2 + d.IntN(3) {
		a := inbox.Agent{ID: inbox.AgentID("a" + strconv.Itoa(n+1)), Organization: s.orgs, Capacity: d.IntN(4), Skills: randomSkills(d)}
		s.people = append(s.people, a)
		for _, box := range s.boxes {
			if d.IntN(5) > 0 {
				s.seats = append(s.seats, randomSeat(d, box.ID, a.ID))
			}
		}
	}
	if s.steady {
		s.calmed()
	}
	return s
}

// calmed makes the scene a steady one.
func (s *scene) calmed() {
	s.breaks, s.patience = 0, time.Minute
	s.boxes = s.boxes[:1]
	box := &s.boxes[0]
	box.Rules = routing.Rules{AutoAccept: box.Rules.AutoAccept, ReassignAfter: routing.MaxReassign}
	box.Capacity, box.Reopen = 0, 0
	s.seats = nil
	for i := range s.people {
		s.people[i].Capacity = 0
		s.seats = append(s.seats, inbox.Seat{Inbox: box.ID, Agent: s.people[i].ID, Position: i})
	}
}

// records are what the host saves first.
func (s *scene) records() []inbox.Record {
	var all []inbox.Record
	for _, b := range s.boxes {
		all = append(all, b, s.account(b.ID, b.ID))
	}
	for _, a := range s.people {
		all = append(all, a)
	}
	for _, seat := range s.seats {
		all = append(all, seat)
	}
	return all
}

// account is the number that an inbox has at first, which may feed another.
func (s *scene) account(of, feeds inbox.InboxID) inbox.Account {
	return inbox.Account{
		ID: inbox.AccountID("n" + of), Organization: s.orgs, Provider: "sim", Number: whatsapp.NumberID("n" + of), Inbox: feeds,
	}
}

func randomSkills(d *rand.Rand) []routing.Skill {
	var some []routing.Skill
	for _, one := range []routing.Skill{"fr", "tax"} {
		if d.IntN(2) == 0 {
			some = append(some, one)
		}
	}
	return some
}

func randomSeat(d *rand.Rand, i inbox.InboxID, a inbox.AgentID) inbox.Seat {
	s := inbox.Seat{Inbox: i, Agent: a, Position: d.IntN(3), Level: d.IntN(4)}
	if d.IntN(3) == 0 {
		s.Capacity = new(d.IntN(3))
	}
	return s
}

// randomRules are rules that are allowed.
func randomRules(d *rand.Rand) routing.Rules {
	modes := []routing.Mode{
		"", routing.ModeRoundRobin, routing.ModeProficiency, routing.ModeSticky, routing.ModeSticky, routing.ModeLongestIdle,
		routing.ModeLeastLoaded, routing.ModeBroadcast, routing.ModeBroadcast, routing.ModeChain, routing.ModeManual,
	}
	r := routing.Rules{
		Mode: modes[d.IntN(len(modes))], ReassignAfter: time.Duration(d.IntN(40)) * time.Second, AutoAccept: d.IntN(6) == 0,
		Dials: d.IntN(4), Broadcast: d.IntN(4), RelaxAfter: time.Duration(d.IntN(40)) * time.Second, MaxRounds: d.IntN(4),
		Away:  []routing.AwayPolicy{"", routing.AwayKeep, routing.AwayRequeue, routing.AwayRequeue, routing.AwayOnNextMessage}[d.IntN(5)],
		Grace: time.Duration(d.IntN(3)*d.IntN(60)) * time.Second, Hours: randomHours(d),
	}
	if r.Mode == routing.ModeChain {
		first := modes[1:9]
		last := []routing.Mode{routing.ModeRoundRobin, routing.ModeLongestIdle, routing.ModeLeastLoaded, routing.ModeBroadcast}
		r.Chain = []routing.Strategy{
			{Mode: first[d.IntN(len(first))], Hours: randomHours(d)}, {Mode: last[d.IntN(len(last))], Hours: randomHours(d)},
		}
	}
	return r
}

// randomHours are most often none, else such that they end and begin in a run.
func randomHours(d *rand.Rand) *routing.Hours {
	if d.IntN(5) > 0 {
		return nil
	}
	closes, opens := noon.Add(time.Duration(d.IntN(20))*time.Minute), noon.Add(time.Duration(21+d.IntN(20))*time.Minute)
	day := []routing.Interval{{From: "00:00", Until: closes.Format("15:04")}, {From: opens.Format("15:04"), Until: "24:00"}}
	return &routing.Hours{Days: routing.Week{
		Monday: day, Tuesday: day, Wednesday: day, Thursday: day, Friday: day, Saturday: day, Sunday: day,
	}}
}
