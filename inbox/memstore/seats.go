package memstore

import (
	"maps"
	"slices"

	"github.com/wainbox/wainbox/inbox"
)

// seats are who sits where.
type seats struct {
	agents  map[inbox.InboxID]map[inbox.AgentID]bool
	inboxes map[inbox.AgentID]map[inbox.InboxID]bool
	// pools are of the inboxes that were asked for candidates.
	pools map[inbox.InboxID]*pool
}

func newSeats() seats {
	return seats{
		agents:  map[inbox.InboxID]map[inbox.AgentID]bool{},
		inboxes: map[inbox.AgentID]map[inbox.InboxID]bool{},
		pools:   map[inbox.InboxID]*pool{},
	}
}

// ofSeats returns the seats of an agent by their inboxes' ids, or those of an
// inbox by their agents'.
func (s *seats) ofSeats(w inbox.BySeats) []inbox.Key {
	var keys []inbox.Key
	if w.Agent != "" {
		for _, id := range slices.Sorted(maps.Keys(s.inboxes[w.Agent])) {
			keys = append(keys, inbox.SeatKey(id, w.Agent))
		}
		return keys
	}
	for _, id := range slices.Sorted(maps.Keys(s.agents[w.Inbox])) {
		keys = append(keys, inbox.SeatKey(w.Inbox, id))
	}
	return keys
}

// seated returns a seat with its agent and what its inbox says of it. It shares
// what they refer to.
func (r *records) seated(i inbox.InboxID, a inbox.AgentID) inbox.Seated {
	seat, agent := r.find(inbox.SeatKey(i, a)), r.find(inbox.Key{Kind: inbox.KindAgent, ID: string(a)})
	s := inbox.Seated{SeatVersion: seat.version, AgentVersion: agent.version}
	s.Seat, _ = seat.record.(inbox.Seat)
	s.Agent, _ = agent.record.(inbox.Agent)
	box, _ := r.find(inbox.Key{Kind: inbox.KindInbox, ID: string(i)}).record.(inbox.Inbox)
	s.Capacity = box.Limit(s.Seat)
	return s
}

// pool is the one of an inbox, which is made when it is first asked for.
func (r *records) pool(i inbox.InboxID) *pool {
	if p := r.seats.pools[i]; p != nil {
		return p
	}
	agents := r.seats.agents[i]
	p := newPool(len(agents))
	for a := range agents {
		p.sitters[a] = sitterOf(r.seated(i, a))
	}
	if len(agents) > 0 { // others may not exist, and cost nothing
		r.seats.pools[i] = p
	}
	return p
}

// reseat tells an inbox's pool of a seat or an agent that was written.
func (r *records) reseat(i inbox.InboxID, a inbox.AgentID) {
	if p := r.seats.pools[i]; p != nil {
		p.put(a, sitterOf(r.seated(i, a)))
	}
}
