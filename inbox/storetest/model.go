package storetest

import (
	"cmp"
	"slices"

	"github.com/wainbox/wainbox/inbox"
)

// model is a store in its plainest form: lists that are looked through from
// the beginning. It knows what the random histories do, and no more.
type model struct {
	records  map[inbox.Key]inbox.State
	keys     map[string]bool
	messages []inbox.Message
	held     []inbox.Fact
	jobs     []*modelJob // in the order in which they were added
	log      []inbox.Entry
}

// modelJob is a job, whose id and fence are what the store gave.
type modelJob struct {
	inbox.Job
	leased, settled bool
}

// verdict is all that is wrong with a commit. A store may answer with any of
// it, but for a conflict where there are duplicates.
type verdict struct {
	duplicates       []string
	fenced, conflict bool
}

func (m *model) judge(c inbox.Commit) verdict {
	var v verdict
	seen := map[string]bool{}
	check := func(key string, known bool) {
		if (known || seen[key]) && !slices.Contains(v.duplicates, key) {
			v.duplicates = append(v.duplicates, key)
		}
		seen[key] = true
	}
	for _, k := range c.Keys {
		check(k.Key, m.keys[k.Key])
	}
	for i, one := range c.Messages {
		if key := one.DedupeKey(); key != "" {
			check(key, slices.ContainsFunc(m.messages, func(known inbox.Message) bool { return known.DedupeKey() == key }))
		}
		same := func(other inbox.Message) bool { return other.ID == one.ID }
		v.conflict = v.conflict || slices.ContainsFunc(m.messages, same) || slices.ContainsFunc(c.Messages[:i], same)
	}
	for _, g := range c.Guards {
		v.conflict = v.conflict || m.records[g.Key].Version != g.Version
	}
	for _, p := range c.Puts {
		v.conflict = v.conflict || m.records[p.Record.Key()].Version != p.Version
	}
	if c.Settle != nil {
		j := m.job(c.Settle.Job)
		v.fenced = j == nil || !j.leased || j.Fence != c.Settle.Fence
	}
	return v
}

func (m *model) apply(c inbox.Commit) {
	for _, k := range c.Keys {
		m.keys[k.Key] = true
	}
	for _, p := range c.Puts {
		m.records[p.Record.Key()] = inbox.State{Record: p.Record, Version: p.Version + 1}
	}
	m.messages = append(m.messages, c.Messages...)
	m.held = append(m.held, c.Facts...)
	for m.joinOne() { // until nothing that is held has a message
	}
	if c.Settle != nil {
		m.settle(*c.Settle)
	}
	for _, j := range c.Jobs {
		if j.Unique == "" || !slices.ContainsFunc(m.jobs, func(o *modelJob) bool {
			return o.Unique == j.Unique && !o.leased && !o.settled
		}) {
			m.jobs = append(m.jobs, &modelJob{Job: j})
		}
	}
	m.log = append(m.log, c.Log...)
}

// joinOne joins the first held fact that has a message.
func (m *model) joinOne() bool {
	for i, f := range m.held {
		at := slices.IndexFunc(m.messages, func(one inbox.Message) bool {
			return one.Account == f.Account && one.ID == f.Message
		})
		if at < 0 {
			at = slices.IndexFunc(m.messages, func(one inbox.Message) bool {
				return one.Account == f.Account && one.ProviderID != "" && one.ProviderID == f.ProviderID
			})
		}
		if at >= 0 {
			learnt, _ := m.messages[at].Learn(f)
			m.messages[at] = learnt.Message
			m.held = slices.Delete(m.held, i, i+1)
			return true
		}
	}
	return false
}

func (m *model) job(id inbox.JobID) *modelJob {
	for _, j := range m.jobs {
		if j.ID == id && !j.settled {
			return j
		}
	}
	return nil
}

func (m *model) settle(s inbox.Settlement) {
	j := m.job(s.Job)
	j.leased = false
	switch s.Outcome {
	case inbox.OutcomeAgain:
		j.Due = s.Due
	case inbox.OutcomeReleased:
		j.Attempt--
		if !s.Due.IsZero() {
			j.Due = s.Due
		}
	default:
		j.settled = true
	}
}

// lease returns the jobs that a store must lease, in their order.
func (m *model) lease(r inbox.LeaseRequest) []*modelJob {
	var found []*modelJob
	lanes := map[string]bool{}
	for _, j := range m.jobs {
		if j.settled || j.Lane != "" && lanes[j.Lane] {
			continue
		}
		lanes[j.Lane] = true
		ready := !j.leased && !j.Due.After(r.Now) || j.leased && !j.Until.After(r.Now)
		if ready && slices.Contains(r.Kinds, j.Kind) {
			found = append(found, j)
		}
	}
	slices.SortStableFunc(found, func(a, b *modelJob) int {
		return cmp.Or(cmp.Compare(a.Priority, b.Priority), a.Due.Compare(b.Due))
	})
	var taken []*modelJob
	used := map[inbox.AccountID]int{}
	for _, j := range found {
		most, bound := r.Budget[j.Account]
		if len(taken) == r.Limit || bound && used[j.Account] >= most {
			continue
		}
		used[j.Account]++
		taken = append(taken, j)
	}
	for _, j := range taken {
		j.Lapsed = j.Lapsed || j.leased
		j.leased = true
		j.Attempt++
		j.Until = r.Now.Add(r.TTL)
	}
	return taken
}
