package storetest

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/wainbox/wainbox/inbox"
)

func leasedByOne(k *kit) {
	const all = 120
	var c inbox.Commit
	for n := range all {
		c.Jobs = append(c.Jobs, send(id(inbox.MessageID("m"), n), "", 0))
	}
	k.write(c)
	leased := make([][]inbox.Job, workers)
	k.together(workers, func(worker int) error {
		r := inbox.LeaseRequest{Kinds: allKinds, Now: noon, TTL: time.Minute, Limit: 3}
		for {
			jobs, err := k.Store.Lease(k.ctx(), r)
			if err != nil || len(jobs) == 0 || len(leased[worker]) > all {
				return err
			}
			leased[worker] = append(leased[worker], jobs...)
			if len(jobs)%2 == 0 {
				if err := k.try(settle(jobs[0], inbox.OutcomeDone)); err != nil {
					return err
				}
			}
		}
	})
	got := tags(slices.Concat(leased...))
	slices.Sort(got)
	if n := len(slices.Compact(slices.Clone(got))); len(got) != all || n != all {
		k.Errorf("%d leases were given of %d of %d jobs", len(got), n, all)
	}
}

// laneWithWorkers has every worker take what it gets.
func laneWithWorkers(k *kit) {
	const lanes, each = 4, 12
	for n := range each {
		var c inbox.Commit
		for lane := range lanes {
			c.Jobs = append(c.Jobs, send(id(inbox.MessageID("m"), n), id("lane", lane), 0))
		}
		k.write(c)
	}
	var mu sync.Mutex
	busy, order := map[string]bool{}, map[string][]inbox.MessageID{}
	work := func(j inbox.Job) error {
		mu.Lock()
		twice := busy[j.Lane]
		busy[j.Lane] = true
		order[j.Lane] = append(order[j.Lane], j.Message)
		mu.Unlock()
		if twice {
			return fmt.Errorf("two jobs of %s were leased at once", j.Lane)
		}
		_, err := k.Store.Load(k.ctx(), []inbox.Want{inbox.ByMessage{Message: j.Message}}) // takes a while
		mu.Lock()
		busy[j.Lane] = false // once it is settled, the next may be leased
		mu.Unlock()
		return errors.Join(err, k.try(settle(j, inbox.OutcomeDone)))
	}
	var left atomic.Int64
	left.Store(lanes * each)
	k.together(workers, func(int) error {
		r := inbox.LeaseRequest{Kinds: allKinds, Now: noon, TTL: time.Hour, Limit: 1}
		for left.Load() > 0 {
			jobs, err := k.Store.Lease(k.ctx(), r)
			err = errors.Join(err, k.late())
			for _, j := range jobs {
				err = errors.Join(err, work(j))
				left.Add(-1)
			}
			if err != nil {
				left.Store(0) // nobody waits for what will not come
				return err
			}
		}
		return nil
	})
	for lane := range lanes {
		if ms := order[id("lane", lane)]; !slices.IsSorted(ms) || len(ms) != each {
			k.Errorf("lane %d was worked off in the order %q", lane, ms)
		}
	}
}

// capacityHeld gives chats to agents who sit in two inboxes, of which one limits
// them.
func capacityHeld(k *kit) {
	const agents, capacity, here = 4, 3, 2
	for n := range agents {
		k.sit(loaded(id(inbox.AgentID("agent"), n), 0, capacity), inbox.Seat{Position: n, Capacity: new(here)})
		k.write(put(inbox.Seat{Inbox: inboxB, Agent: id(inbox.AgentID("agent"), n), Position: n}))
	}
	var given atomic.Int64
	k.together(workers, func(worker int) error {
		for empty, turn := 0, worker; empty < 2; turn++ {
			q := turns()
			q.Inbox, q.Limit = []inbox.InboxID{inboxA, inboxB}[turn%2], 1
			found, err := k.Store.Candidates(k.ctx(), q)
			if err = errors.Join(err, k.late()); err != nil {
				return err
			}
			if empty++; len(found) == 0 {
				continue
			}
			empty = 0
			s := found[0]
			s.Agent.Load++
			s.Seat.Load++
			s.Seat.Turn = given.Load() + 1
			ok, err := won(k.try(inbox.Commit{Puts: []inbox.Put{
				{Record: s.Agent, Version: s.AgentVersion}, {Record: s.Seat, Version: s.SeatVersion},
			}}))
			if err != nil || ok && given.Add(1) > agents*capacity {
				return errors.Join(err, k.ctx().Err())
			}
		}
		return nil
	})
	sum := 0
	for n := range agents {
		name := id(inbox.AgentID("agent"), n)
		a, _ := k.load(agent(name).Key())[0].Record.(inbox.Agent)
		seat, _ := k.load(inbox.SeatKey(inboxA, name))[0].Record.(inbox.Seat)
		if sum += a.Load; a.Load > capacity || seat.Load > here {
			k.Errorf("%s has %d chats of %d, in one inbox %d of %d", name, a.Load, capacity, seat.Load, here)
		}
	}
	if given.Load() != int64(sum) || sum != agents*capacity {
		k.Errorf("%d chats were given, the agents have %d, and room for %d", given.Load(), sum, agents*capacity)
	}
}
