package memstore

import (
	"maps"
	"time"

	"github.com/wainbox/wainbox/inbox"
)

// sweepEvery is how often everything is looked through for what is past its
// time, so that it costs a commit nothing to speak of.
const sweepEvery = time.Hour

// sweep purges dedupe keys and held facts that are past their time. A key
// without a time is kept for ever.
func (s *Store) sweep() {
	now := s.now()
	if now.Sub(s.swept) < sweepEvery {
		return
	}
	s.swept = now
	maps.DeleteFunc(s.keys, func(_ string, until time.Time) bool { return !until.IsZero() && now.After(until) })
	var past []*heldFact
	for _, facts := range s.hold {
		for _, one := range facts {
			if now.Sub(one.since) > inbox.HoldFacts {
				past = append(past, one)
			}
		}
	}
	for _, one := range past {
		s.hold.drop(one)
	}
}
