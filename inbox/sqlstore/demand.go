package sqlstore

import "sync"

const (
	// fewLooks are so quick that nothing need be made to save them.
	fewLooks = 64
	// manyMembers have a combination so often that one is found soon, and a pool
	// would cost the offers of all of them.
	manyMembers = 1000
	// mostPools are those of an inbox.
	mostPools = 64
	// mostDemands are remembered; of others nothing is until there is room.
	mostDemands = 4096
)

// How long demands are remembered, in sweeps, of which there is one a minute.
const (
	hour = 60
	day  = 24 * hour
)

// demands are the combinations that were asked for of late. They are what pools
// are made and dropped by, and no answer depends on them.
type demands struct {
	// wanted are those whose pools are to be judged.
	wanted chan combination
	// few, many and rows are fewLooks, manyMembers and fillRows, but in tests.
	few, many, rows int64

	mu  sync.Mutex
	all map[combination]*demand
}

// demand is what is known of a combination. Its times are in sweeps.
type demand struct {
	asked  bool // since the last sweep
	idle   int  // since it was asked for
	age    int  // since it was judged
	judged bool // at least once
	pooled bool // the database may have a pool of it, if only a part
}

func newDemands() demands {
	return demands{wanted: make(chan combination, 16), few: fewLooks, many: manyMembers, rows: fillRows, all: map[combination]*demand{}}
}

// recall learns which pools there are. Those that nobody asks for soon go.
func (ds *demands) recall(r *reader) error {
	pools, err := r.pooled()
	for _, p := range pools {
		d := &demand{idle: day - hour, judged: true, pooled: true}
		if !p.whole {
			d.age = hour
		}
		ds.all[p.combination] = d
	}
	return err
}

// ask notes that a combination was asked for. One that is new is judged soon, or
// is new again when the keeper has enough to do.
func (ds *demands) ask(c combination) {
	ds.mu.Lock()
	defer ds.mu.Unlock()
	if d, ok := ds.all[c]; ok {
		d.asked = true
		return
	}
	if len(ds.all) >= mostDemands {
		return
	}
	select {
	case ds.wanted <- c:
		ds.all[c] = &demand{asked: true}
	default:
	}
}

// sweep lets time go on, and forgets those without a pool after an hour: how many
// have the skills may be different then. It returns those whose pools are to be
// dropped, and to be judged again.
func (ds *demands) sweep() (stale, again []combination) {
	ds.mu.Lock()
	defer ds.mu.Unlock()
	for c, d := range ds.all {
		d.age++
		if d.idle++; d.asked {
			d.asked, d.idle = false, 0
		}
		switch {
		case d.pooled && d.idle >= day:
			stale = append(stale, c)
		case d.pooled && d.age >= hour:
			again = append(again, c)
		case d.age >= hour:
			delete(ds.all, c)
		}
	}
	return stale, again
}

// begin notes that there may be a pool from now on. Should it not get whole, it is
// judged again at the next sweep.
func (ds *demands) begin(c combination) {
	ds.mu.Lock()
	defer ds.mu.Unlock()
	if d, ok := ds.all[c]; ok {
		d.age, d.pooled = hour, true
	}
}

// settle notes that a combination was judged, and whether it has a pool.
func (ds *demands) settle(c combination, pooled bool) {
	ds.mu.Lock()
	defer ds.mu.Unlock()
	if d, ok := ds.all[c]; ok {
		d.age, d.judged, d.pooled = 0, true, pooled
	}
}

// pooled reports whether there may be a pool.
func (ds *demands) pooled(c combination) bool {
	ds.mu.Lock()
	defer ds.mu.Unlock()
	d, ok := ds.all[c]
	return ok && d.pooled
}

func (ds *demands) forget(c combination) {
	ds.mu.Lock()
	defer ds.mu.Unlock()
	delete(ds.all, c)
}

// room reports whether an inbox may have another pool. If one must go for it that
// was not asked for in an hour, it is returned.
func (ds *demands) room(c combination) (ok bool, least combination) {
	ds.mu.Lock()
	defer ds.mu.Unlock()
	pools, idle := 0, hour-1
	for other, d := range ds.all {
		if other.inbox != c.inbox || !d.pooled {
			continue
		}
		if pools++; other != c && !d.asked && d.idle > idle {
			least, idle = other, d.idle
		}
	}
	if d := ds.all[c]; pools < mostPools || d != nil && d.pooled {
		return true, combination{}
	}
	return least.name != "", least
}
