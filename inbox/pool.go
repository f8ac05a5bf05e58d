package inbox

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/wainbox/wainbox/routing"
)

// pool is the agents of an inbox as its store has them, and as the offers leave
// them that a look has decided on and not committed yet.
type pool struct {
	ctx    context.Context //nolint:containedctx // it lives as long as one look, whose context it is
	store  Store
	inbox  InboxID
	at     time.Time
	roster *roster
	// offered are who was offered a chat since begin: by that they only come later
	// in any order, so that among one more than they are of the store's best there
	// is the best of all.
	offered []AgentID
	// none are the questions that nobody answered. Agents only become fewer in a
	// look, so that it does not ask again.
	none map[string]bool
	// first are the answers to questions that left out nobody, until something is
	// offered: a round that ends because all who are able were tried begins with
	// them, and not with who came in between.
	first map[string]routing.AgentID
	err   error
}

var _ routing.Pool = (*pool)(nil)

func newPool(ctx context.Context, s Store, i InboxID) *pool {
	return &pool{ctx: ctx, store: s, inbox: i, none: map[string]bool{}, first: map[string]routing.AgentID{}}
}

// begin forgets what was decided: it is committed.
func (p *pool) begin(at time.Time) {
	p.at, p.roster, p.offered = at, newRoster(p.store), p.offered[:0]
	clear(p.first)
}

// touch notes to whom a chat is offered.
func (p *pool) touch(agents []AgentID) {
	clear(p.first)
	for _, a := range agents {
		if !slices.Contains(p.offered, a) {
			p.offered = append(p.offered, a)
		}
	}
}

// question names a query, whoever it leaves out.
func question(q routing.Query) string {
	var b strings.Builder
	for _, k := range q.Order {
		b.WriteString(string(k) + ",")
	}
	if q.Idle {
		b.WriteString("idle")
	}
	for _, s := range q.Skills {
		b.WriteString("\x00" + string(s))
	}
	return b.String()
}

// nobody reports whether a look found already that nobody is left, whatever a chat
// needs.
func (p *pool) nobody(r *routing.Rules) bool {
	for _, q := range r.Queries() {
		if !p.none[question(q)] {
			return false
		}
	}
	return true
}

// Best asks the store, and looks again at those to whom something was offered.
func (p *pool) Best(q routing.Query) (routing.AgentID, bool) {
	name := question(q)
	if p.err != nil || p.none[name] {
		return "", false
	}
	if a, ok := p.first[name]; ok && len(q.Not) == 0 {
		return a, true
	}
	var seats []Seated
	seats, p.err = p.store.Candidates(p.ctx, CandidateQuery{Inbox: p.inbox, At: p.at, Query: q, Limit: len(p.offered) + 1})
	var best routing.Candidate
	for _, s := range seats {
		c, ok := p.candidate(s, q)
		if ok && (best.Agent == "" || q.Order.Compare(c, best) < 0) {
			best = c
		}
	}
	if len(q.Not) == 0 && p.err == nil {
		p.none[name] = best.Agent == ""
		if best.Agent != "" {
			p.first[name] = best.Agent
		}
	}
	return best.Agent, best.Agent != ""
}

// candidate is what the store found, as offers of this look leave it.
func (p *pool) candidate(s Seated, q routing.Query) (routing.Candidate, bool) {
	if slices.Contains(p.offered, s.Agent.ID) {
		s, _ = p.seated(s.Agent.ID)
	} else {
		p.roster.learn(s.Seat, s.SeatVersion)
		p.roster.learn(s.Agent, s.AgentVersion)
	}
	return s.Candidate(), s.Able(CandidateQuery{At: p.at, Query: q})
}

// Able is about one agent, whom the store's order may have far down.
func (p *pool) Able(a routing.AgentID, q routing.Query) bool {
	s, ok := p.seated(a)
	return ok && s.Able(CandidateQuery{At: p.at, Query: q})
}

// seated is an agent's seat, as the offers of this look leave it.
func (p *pool) seated(a routing.AgentID) (Seated, bool) {
	s, ok, err := p.roster.seated(p.ctx, p.inbox, a)
	p.err = errors.Join(p.err, err)
	return s, ok
}
