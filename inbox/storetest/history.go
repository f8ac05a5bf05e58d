package storetest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"

	"github.com/wainbox/wainbox/inbox"
)

var historyCases = []testCase{
	{name: "of random commits and leases agrees with a model", run: func(k *kit) { randomHistory(k, 0) }},
	{name: "of random commits and leases agrees, once more", run: func(k *kit) { randomHistory(k, 1) }},
	{name: "of random commits and leases agrees after reopening", needs: reopen, run: func(k *kit) { randomHistory(k, 2) }},
}

// seeded is a history whose dice fall by the rig's seed, and a stream of it.
func (k *kit) seeded(stream uint64) *history {
	seed := k.Seed
	if seed == 0 {
		seed = rand.Uint64()
	}
	k.Logf("Rig.Seed = %d", seed)
	return newHistory(rand.New(rand.NewPCG(seed, stream)))
}

// randomHistory does to a store and to a model what a seed says, and compares
// their answers, and in the end all that they hold.
func randomHistory(k *kit, stream uint64) {
	h := k.seeded(stream)
	const steps = 300
	for n := range steps {
		switch {
		case h.dice.IntN(3) == 0:
			h.lease(k)
		case stream == 2 && n%60 == 59:
			k.reopen()
		default:
			h.commit(k)
		}
		if k.Failed() {
			k.Fatalf("after step %d of %d", n+1, steps)
		}
	}
	h.compare(k)
}

// commit commits some at once and judges the answers.
func (h *history) commit(k *kit) {
	k.Helper()
	var cs []inbox.Commit
	for range 1 + h.dice.IntN(3) {
		cs = append(cs, h.next())
	}
	for i, err := range k.commit(cs...) {
		v := h.judge(cs[i])
		if problem := v.disagrees(err); problem != "" {
			k.Errorf("commit %d of %d: %s\n%s", i+1, len(cs), problem, show(reflect.ValueOf(cs[i])))
		}
		if err == nil {
			h.apply(cs[i])
		}
	}
}

// disagrees says how an answer is wrong.
func (v verdict) disagrees(err error) string {
	var dup *inbox.DuplicateError
	switch {
	case err == nil && len(v.duplicates) == 0 && !v.fenced && !v.conflict:
		return ""
	case errors.As(err, &dup):
		got := slices.Sorted(slices.Values(dup.Keys))
		if want := slices.Sorted(slices.Values(v.duplicates)); !slices.Equal(got, want) {
			return fmt.Sprintf("the keys that exist are %q, not %q", want, got)
		}
		return ""
	case errors.Is(err, inbox.ErrFenced) && v.fenced:
		return ""
	case err != nil && v.conflict && len(v.duplicates) == 0: // a message's own id has no error of its own
		return ""
	default:
		return fmt.Sprintf("answered with %v; %+v", err, v)
	}
}

// lease leases and compares the jobs.
func (h *history) lease(k *kit) {
	k.Helper()
	r := h.request()
	got, want := k.leaseAs(r), h.model.lease(r)
	var wants []inbox.Job
	for i, j := range want {
		if i < len(got) { // what only the store can know
			known := j.ID != 0
			if known && j.ID != got[i].ID || got[i].Fence == j.Fence {
				k.Errorf("job %d with fence %d was leased as %d with fence %d", j.ID, j.Fence, got[i].ID, got[i].Fence)
			}
			j.ID, j.Fence = got[i].ID, got[i].Fence
		}
		wants = append(wants, j.Job)
	}
	k.same(fmt.Sprintf("leased with %+v", r), got, wants)
	for _, j := range got {
		h.leases = append(h.leases, inbox.Settlement{Job: j.ID, Fence: j.Fence})
	}
	ids := make([]inbox.JobID, 0, len(h.jobs))
	for _, j := range h.jobs {
		if j.ID != 0 {
			ids = append(ids, j.ID)
		}
	}
	if !slices.IsSorted(ids) {
		k.Errorf("later jobs have smaller ids: %v", ids)
	}
}

// compare compares all that was written.
func (h *history) compare(k *kit) {
	for key, s := range h.records {
		k.record(key, s.Record, s.Version)
	}
	for n := range h.names {
		m := id(inbox.MessageID("m"), n)
		at := slices.IndexFunc(h.messages, func(one inbox.Message) bool { return one.ID == m })
		if at < 0 {
			k.noMessage(m)
		} else {
			k.same("message "+string(m), k.message(m), h.messages[at])
		}
	}
	if k.Directory == nil {
		return
	}
	var states []string
	seqs := map[inbox.ConversationID]int64{}
	for _, e := range k.log() {
		if e.Conversation != "" {
			if seqs[e.Conversation]++; e.Seq != seqs[e.Conversation] {
				k.Errorf("entry %d of %s has the number %d", seqs[e.Conversation], e.Conversation, e.Seq)
			}
		}
		if e.Kind != inbox.EntryDelivery {
			states = append(states, e.State)
		}
	}
	var wants []string
	for _, e := range h.log {
		wants = append(wants, e.State)
	}
	if got, want := strings.Join(states, " "), strings.Join(wants, " "); got != want {
		k.Errorf("the log is\n%s, not\n%s", got, want)
	}
}
