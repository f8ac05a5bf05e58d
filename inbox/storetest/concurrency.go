package storetest

import (
	"errors"
	"fmt"
	"strconv"
	"sync/atomic"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

var concurrencyCases = []testCase{
	{name: "one of all who write a version wins", run: oneWins},
	{name: "no increment is lost", run: noIncrementLost},
	{name: "one message committed at once is stored once", run: committedAtOnce},
	{name: "one conversation is made for one address", run: oneMade},
	{name: "a job is leased by one", run: leasedByOne},
	{name: "a lane keeps its order with many workers", run: laneWithWorkers},
	{name: "capacity is never exceeded", run: capacityHeld},
	{name: "facts and their message meet", run: factsMeet},
	{name: "a reader of the log misses nothing", needs: directory, run: readerMissesNothing},
}

func oneWins(k *kit) {
	k.write(put(agent("ann")))
	var wins atomic.Int64
	k.together(workers, func(worker int) error {
		for v := range int64(20) {
			a := agent("ann")
			a.Load = worker
			ok, err := won(k.try(puts(v+1, a)))
			if err != nil {
				return err
			}
			if ok {
				wins.Add(1)
			}
		}
		return nil
	})
	_, version := k.find(agent("ann").Key())
	if wins.Load() != version-1 {
		k.Errorf("%d won, and the version is %d", wins.Load(), version)
	}
}

func noIncrementLost(k *kit) {
	const each = 15
	k.write(put(agent("ann")))
	k.together(workers, func(int) error {
		for done := 0; done < each; {
			states, err := k.Store.Load(k.ctx(), []inbox.Want{agent("ann").Key()})
			if err = errors.Join(err, k.late()); err != nil || len(states) != 1 {
				return fmt.Errorf("loaded %d states: %w", len(states), err)
			}
			a, _ := states[0].Record.(inbox.Agent)
			a.Load++
			ok, err := won(k.try(puts(states[0].Version, a)))
			if err != nil {
				return err
			}
			if ok {
				done++
			}
		}
		return nil
	})
	want := agent("ann")
	want.Load = workers * each
	k.record(want.Key(), want, 1+workers*each)
}

func committedAtOnce(k *kit) {
	const times = 100
	var wins atomic.Int64
	k.together(times, func(worker int) error {
		m := received(id(inbox.MessageID("m"), worker), accountA, talkA1)
		m.ProviderID = "wamid.one"
		c := insert(m)
		c.Jobs = []inbox.Job{{Kind: inbox.JobFetch, Message: "fetch"}}
		c.Log = []inbox.Entry{entry(talkA1, "x")}
		ok, err := won(k.try(c))
		if ok {
			wins.Add(1)
		}
		return err
	})
	stored := 0
	for worker := range times {
		stored += len(k.load(inbox.ByMessage{Message: id(inbox.MessageID("m"), worker)}))
	}
	if wins.Load() != 1 || stored != 1 {
		k.Errorf("%d of %d were accepted, and %d are stored", wins.Load(), times, stored)
	}
	k.leaseOne(0, "fetch")
	if log := k.log(); k.Directory != nil && len(log) != 1 {
		k.Errorf("the log has %d entries", len(log))
	}
}

// oneMade is two replicas that both meet a customer for the first time.
func oneMade(k *kit) {
	var made atomic.Int64
	k.together(workers, func(worker int) error {
		talk := conversation(id(inbox.ConversationID("talk"), worker), "cust-a1")
		for phone := range 10 {
			talk.ID = id(talk.ID, phone)
			ok, err := won(k.try(inbox.Commit{Puts: []inbox.Put{
				{Record: talk}, {Record: alias(accountA, fmt.Sprint("phone:", phone), talk.ID)},
			}}))
			if err != nil {
				return err
			}
			if ok {
				made.Add(1)
			}
		}
		return nil
	})
	for phone := range 10 {
		found := k.found(accountA, whatsapp.Address{Phone: whatsapp.Phone(strconv.Itoa(phone))})
		if len(found) != 2 {
			k.Errorf("the address leads to %v", found)
		}
	}
	if made.Load() != 10 {
		k.Errorf("%d conversations were made for 10 addresses", made.Load())
	}
}

// factsMeet commits a message, the answer to its send and its statuses at
// once, in any order.
func factsMeet(k *kit) {
	const all = 25
	k.together(4, func(worker int) error {
		for n := range all {
			m := id(inbox.MessageID("m"), n)
			c := []inbox.Commit{
				insert(queued(m)), learn(accepted(m, provided(m), 0)), learn(status(provided(m), whatsapp.Delivered, 0)),
				learn(status(provided(m), whatsapp.Sent, 0)),
			}[worker]
			if err := k.try(c); err != nil {
				return err
			}
		}
		return nil
	})
	for n := range all {
		want := queued(id(inbox.MessageID("m"), n))
		want.ProviderID = provided(want.ID)
		want.Delivery = inbox.Delivery{Accepted: noon, Progress: whatsapp.Progress{Sent: noon, Delivered: noon}}
		k.same("the message", k.message(want.ID), want)
	}
}

// readerMissesNothing follows the log while it is written: once an id shows,
// no smaller one may.
func readerMissesNothing(k *kit) {
	const writers, each = 4, 20
	var seen []inbox.Entry
	var writing atomic.Int64
	writing.Store(writers)
	k.together(writers+1, func(worker int) error {
		if worker < writers {
			defer writing.Add(-1)
			for range each {
				c := inbox.Commit{Log: []inbox.Entry{entry(talkA1, "x"), entry("", "y")}}
				if err := k.try(c); err != nil {
					return err
				}
			}
			return nil
		}
		last := int64(0)
		for more := true; more; {
			more = writing.Load() > 0 // and else this time is the last
			for e, err := range k.Directory.Log(k.ctx(), last) {
				if err != nil {
					return err
				}
				seen, last = append(seen, e), e.ID
			}
		}
		return nil
	})
	if len(seen) != 2*writers*each {
		k.Errorf("of %d entries %d were seen", 2*writers*each, len(seen))
	}
	k.same("what was seen", seen, k.log())
}
