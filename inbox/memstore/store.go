// Package memstore keeps an inbox in memory: for tests, for trying things out,
// and as the reference of what a store does where the contract leaves a
// choice. Nothing outlives the process.
//
// It is one mutex around plain maps and starts no goroutine. All memory is
// kept, except for dedupe keys and held facts that are past their time.
package memstore

import (
	"sync"
	"time"

	"github.com/wainbox/wainbox/inbox"
)

// Store is an [inbox.Store], an [inbox.Directory] and an [inbox.Waker] in
// memory. It is safe for concurrent use.
type Store struct {
	now func() time.Time

	mu       sync.Mutex
	records  records
	keys     map[string]time.Time // until when each is kept
	messages messages
	hold     hold
	jobs     jobs
	log      log
	kept     map[inbox.KeptID]inbox.Kept
	swept    time.Time

	wake wake
}

var (
	_ inbox.Store     = (*Store)(nil)
	_ inbox.Directory = (*Store)(nil)
	_ inbox.Waker     = (*Store)(nil)
)

// Options configures a [Store]. Its zero value is usable.
type Options struct {
	// Now is the clock by which keys and held facts are purged, and nothing else;
	// nil = time.Now.
	Now func() time.Time
}

// New returns an empty store. Nil options are the zero ones.
func New(o *Options) *Store {
	s := &Store{
		now:      time.Now,
		records:  newRecords(),
		keys:     map[string]time.Time{},
		messages: newMessages(),
		hold:     hold{},
		jobs:     newJobs(),
		log:      log{seqs: map[inbox.ConversationID]int64{}},
		kept:     map[inbox.KeptID]inbox.Kept{},
		wake:     newWake(),
	}
	if o != nil && o.Now != nil {
		s.now = o.Now
	}
	return s
}
