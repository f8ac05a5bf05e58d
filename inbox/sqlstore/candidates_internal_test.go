package sqlstore

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

// office is agents, seats and inboxes that change at random, and what the store
// was told of them last.
type office struct {
	random  *rand.Rand
	store   *Store
	agents  map[inbox.AgentID]inbox.State
	seats   map[inbox.Key]inbox.State
	inboxes map[inbox.InboxID]inbox.State
	kept    inbox.CandidateQuery // asks for whose pool came or went last
}

var (
	officeSkills = []routing.Skill{"de", "fr", "es", "", "="}
	officeOrders = []routing.Order{
		routing.ModeRoundRobin.Order(), routing.ModeProficiency.Order(), routing.ModeLeastLoaded.Order(),
		routing.ModeLongestIdle.Order(), nil,
		{routing.ByPosition},
		{routing.ByEnded, "unknown", routing.ByEnded},
		{"a", "b", "c", "d", "e", routing.ByLoad, routing.ByLevel, routing.ByTurn, routing.ByEnded, routing.ByPosition},
	}
)

func (o *office) inbox() inbox.InboxID { return inbox.InboxID("i" + strconv.Itoa(o.random.IntN(3))) }

func (o *office) agent() inbox.AgentID { return inbox.AgentID("ag" + strconv.Itoa(o.random.IntN(9))) }

func (o *office) skills(most int) []routing.Skill {
	var skills []routing.Skill
	for range o.random.IntN(most + 1) {
		skills = append(skills, officeSkills[o.random.IntN(len(officeSkills))])
	}
	return skills
}

// change returns a put that changes some of a record.
func (o *office) change() inbox.Put {
	r := o.random
	switch r.IntN(5) {
	case 0:
		id := o.inbox()
		i := inbox.Inbox{ID: id, Capacity: r.IntN(3), Turn: r.Int64N(9)}
		state := o.inboxes[id]
		o.inboxes[id] = inbox.State{Version: state.Version + 1, Record: i}
		return inbox.Put{Record: i, Version: state.Version}
	case 1, 2:
		id := o.agent()
		state := o.agents[id]
		a, _ := state.Record.(inbox.Agent)
		a.ID, a.There, a.Load, a.Capacity = id, r.IntN(5) > 0, r.IntN(3), r.IntN(4)
		a.Presence.Status = []routing.Status{routing.StatusAvailable, routing.StatusAvailable, "lunch"}[r.IntN(3)]
		a.Presence.Until = start.Add(time.Duration(r.IntN(4)) * time.Minute)
		if r.IntN(2) == 0 {
			a.Ended = start.Add(time.Duration(r.IntN(4)) * time.Microsecond)
		}
		if r.IntN(3) == 0 {
			a.Skills = o.skills(4)
		}
		o.agents[id] = inbox.State{Version: state.Version + 1, Record: a}
		return inbox.Put{Record: a, Version: state.Version}
	default:
		s := inbox.Seat{
			Inbox: o.inbox(), Agent: o.agent(), Position: r.IntN(3), Level: r.IntN(4), Barred: r.IntN(8) == 0, Left: r.IntN(8) == 0,
			Turn: r.Int64N(4), Load: r.IntN(3),
		}
		if r.IntN(3) == 0 {
			capacity := r.IntN(3)
			s.Capacity = &capacity
		}
		state := o.seats[s.Key()]
		o.seats[s.Key()] = inbox.State{Version: state.Version + 1, Record: s}
		return inbox.Put{Record: s, Version: state.Version}
	}
}

// want is what Candidates must return, by its definition.
func (o *office) want(q inbox.CandidateQuery) []inbox.Seated {
	var all []inbox.Seated
	i, _ := o.inboxes[q.Inbox].Record.(inbox.Inbox)
	for _, state := range o.seats {
		seat, _ := state.Record.(inbox.Seat)
		a := o.agents[seat.Agent]
		agent, _ := a.Record.(inbox.Agent)
		one := inbox.Seated{
			Seat: seat, SeatVersion: state.Version, Agent: agent, AgentVersion: a.Version, Capacity: i.Limit(seat),
		}
		if seat.Inbox == q.Inbox && a.Version > 0 && one.Able(q) && !slices.Contains(q.Not, seat.Agent) {
			all = append(all, one)
		}
	}
	slices.SortFunc(all, func(a, b inbox.Seated) int { return q.Order.Compare(a.Candidate(), b.Candidate()) })
	if q.Limit > 0 && q.Limit < len(all) {
		all = all[:q.Limit]
	}
	return all
}

func (o *office) ask() inbox.CandidateQuery {
	q := inbox.CandidateQuery{Inbox: o.inbox(), At: start.Add(time.Duration(o.random.IntN(180)) * time.Second)}
	q.Order, q.Skills, q.Idle = officeOrders[o.random.IntN(len(officeOrders))], o.skills(3), o.random.IntN(2) == 0
	if o.kept.Inbox != "" && o.random.IntN(2) == 0 {
		q.Inbox, q.Skills = o.kept.Inbox, o.kept.Skills
	}
	for range o.random.IntN(3) {
		q.Not = append(q.Not, o.agent())
	}
	q.Limit = o.random.IntN(4)
	return q
}

// keep does something of the keeper's: pools of combinations come, wholly or in
// part, and go.
func (o *office) keep(t *testing.T) {
	t.Helper()
	k := o.store.keeper
	o.kept.Inbox, o.kept.Skills = o.inbox(), slices.Compact(slices.Sorted(slices.Values(append(o.skills(1), "de", "fr"))))
	c := combination{o.kept.Inbox, poolName(o.kept.Skills)}
	var err error
	switch o.random.IntN(8) {
	case 0, 1:
		err = k.retire(c)
	case 2, 3:
		err = errors.Join(k.retire(c), k.write(&filling{combination: c, rows: 1}))
	case 4:
		for range hour {
			err = errors.Join(err, k.sweep())
		}
	case 5:
		o.store.demands.many = int64(o.random.IntN(4))
	}
	if err != nil {
		t.Fatal(err)
	}
}

// Whatever is put, in whatever order, candidates are whom Seated.Able says,
// whichever combinations of skills have pools.
func TestCandidatesAreTheAble(t *testing.T) {
	t.Parallel()
	for seed := range uint64(8) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			o := office{
				random: rand.New(rand.NewPCG(seed, 5)), store: fresh(t, &Options{Synchronous: Normal}),
				agents: map[inbox.AgentID]inbox.State{}, seats: map[inbox.Key]inbox.State{}, inboxes: map[inbox.InboxID]inbox.State{},
			}
			o.store.demands.few, o.store.demands.rows = -1, 2
			for range 200 {
				var c inbox.Commit
				for range 1 + o.random.IntN(3) {
					p := o.change()
					if !slices.ContainsFunc(c.Puts, func(other inbox.Put) bool { return other.Record.Key() == p.Record.Key() }) {
						c.Puts = append(c.Puts, p)
						continue
					}
					mustCommit(t, o.store, c)
					c.Puts = []inbox.Put{p}
				}
				mustCommit(t, o.store, c)
				for range 4 {
					q := o.ask()
					got, err := o.store.Candidates(context.Background(), q)
					if err != nil {
						t.Fatal(err)
					}
					if want := o.want(q); len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
						t.Fatalf("%+v\n got %+v\nwant %+v", q, got, want)
					}
				}
				settled(o.store)
				if o.random.IntN(3) == 0 {
					o.keep(t)
				}
			}
			checkPlaces(t, o.store)
		})
	}
}
