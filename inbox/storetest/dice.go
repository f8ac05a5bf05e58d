package storetest

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

// history is what was done so far, and the dice that say what comes next.
type history struct {
	model
	dice   *rand.Rand
	now    time.Duration
	names  int                // of messages
	count  int                // of what must be told apart
	leases []inbox.Settlement // all that were ever held
}

func newHistory(dice *rand.Rand) *history {
	return &history{
		model: model{records: map[inbox.Key]inbox.State{}, keys: map[string]bool{}}, dice: dice, names: 60,
	}
}

// some calls f up to n times, most often not at all.
func (h *history) some(n int, f func()) {
	if h.dice.IntN(3) == 0 {
		for range 1 + h.dice.IntN(n) {
			f()
		}
	}
}

func pick[T any](h *history, list ...T) T { return list[h.dice.IntN(len(list))] }

// unlike numbers what must be told apart.
func (h *history) unlike() string {
	h.count++
	return fmt.Sprint("n", h.count)
}

// next returns a commit that may well be refused.
func (h *history) next() inbox.Commit {
	var c inbox.Commit
	h.some(3, func() {
		c.Keys = append(c.Keys, inbox.DedupeKey{Key: fmt.Sprint("k", h.dice.IntN(h.count/2+20)), Until: ages})
	})
	put := map[inbox.Key]bool{}
	h.some(2, func() {
		a := agent(id(inbox.AgentID("agent"), h.dice.IntN(4)))
		a.Load = h.dice.IntN(100)
		if !put[a.Key()] {
			put[a.Key()] = true
			c.Puts = append(c.Puts, inbox.Put{Record: a, Version: h.version(a.Key())})
		}
	})
	h.some(1, func() {
		k := agent(id(inbox.AgentID("agent"), h.dice.IntN(5))).Key()
		c.Guards = append(c.Guards, inbox.Guard{Key: k, Version: h.version(k)})
	})
	h.some(2, func() { c.Messages = append(c.Messages, h.message()) })
	h.some(4, func() { c.Facts = append(c.Facts, h.fact()) })
	h.some(1, func() {
		if len(h.leases) > 0 {
			c.Settle = h.settlement()
		}
	})
	h.some(5, func() {
		j := h.job()
		if c.Settle != nil {
			j.Unique = "" // whether the job waits before or after it is settled is left open
		}
		c.Jobs = append(c.Jobs, j)
	})
	h.some(2, func() { c.Log = append(c.Log, entry(pick(h, talkA1, talkA2, ""), h.unlike())) })
	return c
}

// version is most often right.
func (h *history) version(k inbox.Key) int64 {
	return max(0, h.records[k].Version+pick[int64](h, 0, 0, 0, 0, 0, 0, 0, -1, 1))
}

// message is of a fixed account and direction for each of its names.
func (h *history) message() inbox.Message {
	n := h.dice.IntN(h.names)
	m := queued(id(inbox.MessageID("m"), n))
	m.At = at(time.Duration(n) * time.Second)
	if n%2 == 0 {
		m.ProviderID = provided(m.ID)
	}
	if n%6 == 0 {
		m.Direction = inbox.In
	}
	if n%5 == 0 {
		m.Account, m.Conversation = accountB, talkB1
	}
	return m
}

// fact is of a message that may not be there. A message learns only an id
// that is made of its own: who of two should get one depends on the order.
func (h *history) fact() inbox.Fact {
	m := h.message()
	f := inbox.Fact{
		Kind:    pick(h, inbox.FactAccepted, inbox.FactUncertain, inbox.FactRefused, inbox.FactStatus, inbox.FactStatus),
		At:      at(time.Duration(h.dice.IntN(50)) * time.Minute),
		Account: pick(h, m.Account, m.Account, m.Account, m.Account, m.Account, accountA, accountB),
	}
	if by := h.dice.IntN(3); by != 0 {
		f.Message = m.ID
		if by == 1 {
			f.ProviderID = provided(m.ID)
		}
	} else {
		f.ProviderID = provided(m.ID)
	}
	switch f.Kind {
	case inbox.FactRefused:
		f.Failure = &whatsapp.Failure{Code: 1000 + h.dice.IntN(3), Class: whatsapp.FixContent}
	case inbox.FactStatus:
		f.State = pick(h, whatsapp.Sent, whatsapp.Delivered, whatsapp.Read, whatsapp.Failed, whatsapp.State("new"))
		if f.State == whatsapp.Failed {
			f.Failure = &whatsapp.Failure{Code: h.dice.IntN(3), Class: whatsapp.Unreachable}
		}
	default: // the others have only a time
	}
	return f
}

func (h *history) job() inbox.Job {
	return inbox.Job{
		Kind: pick(h, allKinds...), Lane: pick(h, "", "", "l1", "l2", "l3"),
		Unique: pick(h, "", "", "u1", "u2"), Priority: h.dice.IntN(3) - 1,
		Due:     at(h.now + time.Duration(h.dice.IntN(6)-2)*time.Minute),
		Account: pick(h, "", accountA, accountA, accountB), Message: inbox.MessageID(h.unlike()),
		Agent: pick[inbox.AgentID](h, "", "ann", "bob"), Guard: int64(h.dice.IntN(3)),
	}
}

// settlement is of any lease, more often of a late one, as one that was held
// may be settled long after.
func (h *history) settlement() *inbox.Settlement {
	s := h.leases[len(h.leases)-1-h.dice.IntN(min(len(h.leases), 8))]
	s.Outcome = pick(h,
		inbox.OutcomeDone, inbox.OutcomeDone, inbox.OutcomeAgain, inbox.OutcomeReleased, inbox.OutcomeDead,
		inbox.OutcomeUncertain,
	)
	s.Reason = "because"
	if s.Outcome == inbox.OutcomeAgain || h.dice.IntN(2) == 0 {
		s.Due = at(h.now + time.Duration(h.dice.IntN(5))*time.Minute)
	}
	return &s
}

func (h *history) request() inbox.LeaseRequest {
	h.now += time.Duration(h.dice.IntN(90)) * time.Second
	r := inbox.LeaseRequest{
		Kinds: pick(h, allKinds, allKinds, []inbox.JobKind{inbox.JobSend}, []inbox.JobKind{inbox.JobLook, inbox.JobFetch}),
		Now:   at(h.now), TTL: time.Duration(1+h.dice.IntN(3)) * time.Minute, Limit: 1 + h.dice.IntN(5),
	}
	if h.dice.IntN(2) == 0 {
		r.Budget = map[inbox.AccountID]int{accountA: h.dice.IntN(2), accountB: h.dice.IntN(3)}
	}
	return r
}
