package storetest

import (
	"context"
	"errors"
	"iter"
	"reflect"
	"sync"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/inbox/memstore"
)

// breaker makes a store that has one mistake.
type breaker struct {
	name string
	// caughtBy is the case that must notice, as "noun/name".
	caughtBy string
	breaks   func(*broken)
}

// rig is a fresh store with the mistake.
func (b breaker) rig() Rig {
	late := time.Duration(0)
	good := memstore.New(&memstore.Options{Now: func() time.Time { return at(late) }})
	wrapped := &broken{good: good, latest: map[inbox.JobID]inbox.Job{}, now: func() time.Time { return at(late) }}
	b.breaks(wrapped)
	r := Rig{Store: wrapped, Directory: wrapped, Seed: 1}
	r.Advance = func(d time.Duration) { late += d }
	r.Reopen = func() Rig {
		if wrapped.onReopen != nil {
			wrapped.onReopen()
		}
		return r
	}
	return r
}

// broken is a good store with hooks in which the mistakes are made. A hook
// that is nil does the right thing.
type broken struct {
	good *memstore.Store
	now  func() time.Time

	onCommit     func(context.Context, inbox.Commit) error
	onCommits    func(context.Context, []inbox.Commit) []error
	onLoad       func(context.Context, []inbox.Want) ([]inbox.State, error)
	onLease      func(context.Context, inbox.LeaseRequest) ([]inbox.Job, error)
	onCandidates func(context.Context, inbox.CandidateQuery) ([]inbox.Seated, error)
	onTalk       func(context.Context, inbox.OrganizationID, inbox.ConversationID) (inbox.Conversation, error)
	onTalks      func(context.Context, inbox.ConversationQuery) iter.Seq2[inbox.Conversation, error]
	onMessages   func(context.Context, inbox.MessageQuery) iter.Seq2[inbox.Message, error]
	onKept       func(context.Context, inbox.KeptQuery) iter.Seq2[inbox.Kept, error]
	onLog        func(context.Context, int64) iter.Seq2[inbox.Entry, error]
	onWait       func(context.Context) error
	onReopen     func()

	mu     sync.Mutex
	latest map[inbox.JobID]inbox.Job // as it was last leased
}

func (b *broken) Commit(ctx context.Context, cs []inbox.Commit) []error {
	if b.onCommits != nil {
		return b.onCommits(ctx, cs)
	}
	errs := make([]error, len(cs))
	for i, c := range cs {
		if b.onCommit != nil {
			errs[i] = b.onCommit(ctx, c)
		} else {
			errs[i] = b.commit(ctx, c)
		}
	}
	return errs
}

func (b *broken) Load(ctx context.Context, ws []inbox.Want) ([]inbox.State, error) {
	return hook(b.onLoad, b.good.Load)(ctx, ws)
}

func (b *broken) Lease(ctx context.Context, r inbox.LeaseRequest) ([]inbox.Job, error) {
	jobs, err := hook(b.onLease, b.good.Lease)(ctx, r)
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, j := range jobs {
		b.latest[j.ID] = j
	}
	return jobs, err
}

func (b *broken) Candidates(ctx context.Context, q inbox.CandidateQuery) ([]inbox.Seated, error) {
	return hook(b.onCandidates, b.good.Candidates)(ctx, q)
}

func (b *broken) Conversation(
	ctx context.Context, o inbox.OrganizationID, id inbox.ConversationID,
) (inbox.Conversation, error) {
	return hook(b.onTalk, b.good.Conversation)(ctx, o, id)
}

func (b *broken) Conversations(
	ctx context.Context, q inbox.ConversationQuery,
) iter.Seq2[inbox.Conversation, error] {
	return hook(b.onTalks, b.good.Conversations)(ctx, q)
}

func (b *broken) Messages(ctx context.Context, q inbox.MessageQuery) iter.Seq2[inbox.Message, error] {
	return hook(b.onMessages, b.good.Messages)(ctx, q)
}

func (b *broken) Kept(ctx context.Context, q inbox.KeptQuery) iter.Seq2[inbox.Kept, error] {
	return hook(b.onKept, b.good.Kept)(ctx, q)
}

func (b *broken) Log(ctx context.Context, after int64) iter.Seq2[inbox.Entry, error] {
	return hook(b.onLog, b.good.Log)(ctx, after)
}

func (b *broken) Wait(ctx context.Context) error { return hook(b.onWait, b.good.Wait)(ctx) }

// hook is the mistake if there is one, else what is right.
func hook[F any](mistake, right F) F {
	if reflect.ValueOf(mistake).IsNil() {
		return right
	}
	return mistake
}

// commit commits one, and rightly.
func (b *broken) commit(ctx context.Context, c inbox.Commit) error {
	return b.good.Commit(ctx, []inbox.Commit{c})[0]
}

// version is a record's, now.
func (b *broken) version(ctx context.Context, k inbox.Key) int64 {
	states, err := b.good.Load(ctx, []inbox.Want{k})
	if err != nil || len(states) == 0 {
		return 0
	}
	return states[0].Version
}

// message is a message, now.
func (b *broken) message(ctx context.Context, id inbox.MessageID) (inbox.Message, bool) {
	states, err := b.good.Load(ctx, []inbox.Want{inbox.ByMessage{Message: id}})
	if err != nil || len(states) == 0 {
		return inbox.Message{}, false
	}
	return *states[0].Message, true
}

// change has every commit changed before it is committed rightly.
func (b *broken) change(f func(context.Context, *inbox.Commit)) {
	b.onCommit = func(ctx context.Context, c inbox.Commit) error {
		f(ctx, &c)
		return b.commit(ctx, c)
	}
}

func isDuplicate(err error) bool {
	var dup *inbox.DuplicateError
	return errors.As(err, &dup)
}
