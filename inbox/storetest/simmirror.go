package storetest

import (
	"context"
	"errors"
	"slices"

	"github.com/wainbox/wainbox/inbox"
)

// mirror is the store below all engines, with what it accepted kept beside it in
// the plainest form, so that each commit is checked against what was there.
type mirror struct {
	inbox.Store

	sim      *sim
	accepted int // commits
	records  map[inbox.Key]inbox.State
	messages map[string]bool // by their dedupe keys
	jobs     jobBook
	loads    map[inbox.Key]int // of agents and seats: what they hold
	people   people
	// settings are all that each inbox ever had.
	settings map[inbox.InboxID][]setting
	chats    map[inbox.ConversationID]*chatBook
	hopes    map[inbox.InboxID]int // when something last gave escalated chats a fresh start
	joined   map[inbox.Key]int     // since when seats are a member's
	offers   map[inbox.AgentID]int // that each agent was made
}

// setting is an inbox since the store had accepted so much.
type setting struct {
	since int
	inbox.Inbox
}

// chatBook is what is known of a conversation's chat beside what it is.
type chatBook struct {
	owned     int // since when it has its owner
	escalated int // since when it is that
	ids       map[inbox.ChatID]bool
	heir      []inbox.ConversationID  // of which it is
	offers    map[int64]inbox.AgentID // to whom each was made first
}

func newMirror(s *sim, store inbox.Store) *mirror {
	return &mirror{
		Store: store, sim: s, records: map[inbox.Key]inbox.State{}, messages: map[string]bool{}, jobs: newJobBook(s),
		loads: map[inbox.Key]int{}, people: people{}, settings: map[inbox.InboxID][]setting{},
		chats: map[inbox.ConversationID]*chatBook{}, hopes: map[inbox.InboxID]int{}, offers: map[inbox.AgentID]int{},
		joined: map[inbox.Key]int{},
	}
}

// Commit is of [inbox.Store].
func (m *mirror) Commit(ctx context.Context, commits []inbox.Commit) []error {
	errs := m.Store.Commit(ctx, commits)
	for i, err := range errs {
		var duplicate *inbox.DuplicateError
		switch {
		case err == nil:
			m.accept(commits[i])
		case !errors.Is(err, inbox.ErrConflict) && !errors.Is(err, inbox.ErrFenced) && !errors.As(err, &duplicate):
			m.sim.failf("the store cannot commit: %v", err)
		default:
			m.sim.sayErr(m.sim.running, "commits", err)
		}
	}
	return errs
}

// Lease is of [inbox.Store].
func (m *mirror) Lease(ctx context.Context, r inbox.LeaseRequest) ([]inbox.Job, error) {
	jobs, err := m.Store.Lease(ctx, r)
	if err != nil {
		m.sim.failf("the store cannot lease: %v", err)
	}
	for _, j := range jobs {
		m.sim.say(m.sim.running, "leases "+string(j.Kind)+" "+m.sim.about(j))
		m.jobs.lease(j, r)
	}
	return jobs, err
}

// find returns a record as it is.
func find[R inbox.Record](m *mirror, k inbox.Key) (R, bool) {
	r, ok := m.records[k].Record.(R)
	return r, ok
}

func (m *mirror) agent(id inbox.AgentID) inbox.Agent {
	a, _ := find[inbox.Agent](m, inbox.Agent{ID: id}.Key())
	return a
}

func (m *mirror) inbox(id inbox.InboxID) inbox.Inbox {
	i, _ := find[inbox.Inbox](m, inbox.Inbox{ID: id}.Key())
	return i
}

// seated is an agent's seat as it is.
func (m *mirror) seated(i inbox.InboxID, a inbox.AgentID) (inbox.Seated, bool) {
	seat, ok := find[inbox.Seat](m, inbox.SeatKey(i, a))
	return inbox.Seated{Seat: seat, Agent: m.agent(a), Capacity: m.inbox(i).Limit(seat)}, ok
}

// accept takes over what the store accepted, and checks it.
func (m *mirror) accept(c inbox.Commit) {
	m.accepted++
	if a := m.sim.running; a != nil {
		a.accepted++
	}
	m.sim.sayLog(m.sim.running, c)
	for _, g := range c.Guards {
		if v := m.records[g.Key].Version; v != g.Version {
			m.sim.failf("accepted although %s %s is at version %d, and not %d", g.Key.Kind, g.Key.ID, v, g.Version)
		}
	}
	for _, one := range c.Messages {
		if key := one.DedupeKey(); m.messages[key] {
			m.sim.failf("message %s is stored twice", one.ProviderID)
		} else {
			m.messages[key] = true
		}
	}
	m.jobs.commit(c)
	told := tellings(c.Log)
	for _, p := range c.Puts {
		was := m.records[p.Record.Key()]
		if was.Version != p.Version {
			m.sim.failf("accepted version %d of %s twice", p.Version+1, m.sim.name(p.Record.Key()))
		}
		m.put(p.Record, was.Record, c, told)
	}
	m.turned(c)
	for id := range told {
		if id != "" {
			m.sim.failf("something is told of %s, and nothing of it changed", m.sim.talk(id))
		}
	}
	for _, p := range c.Puts {
		m.records[p.Record.Key()] = inbox.State{Record: p.Record, Version: p.Version + 1}
	}
	m.counted(c)
}

// put checks what a record becomes; the others are still as they were.
func (m *mirror) put(is, was inbox.Record, c inbox.Commit, told map[inbox.ConversationID][]inbox.Entry) {
	switch is := is.(type) {
	case inbox.Conversation:
		was, _ := was.(inbox.Conversation)
		m.talk(was, is, told[is.ID], c)
		delete(told, is.ID)
	case inbox.Agent:
		was, _ := was.(inbox.Agent)
		m.person(was, is, c.Log)
	case inbox.Inbox:
		m.settings[is.ID] = append(m.settings[is.ID], setting{m.accepted, is})
	case inbox.Seat:
		if was, ok := was.(inbox.Seat); !ok || was.Left {
			m.joined[is.Key()] = m.accepted
		}
	default:
	}
}

// tellings are the entries of chats, by conversation.
func tellings(log []inbox.Entry) map[inbox.ConversationID][]inbox.Entry {
	told := map[inbox.ConversationID][]inbox.Entry{}
	for _, e := range log {
		if isOfChat(e.Kind) {
			told[e.Conversation] = append(told[e.Conversation], e)
		}
	}
	return told
}

// counted checks that those whom a commit is about are counted what they have.
func (m *mirror) counted(c inbox.Commit) {
	for _, p := range c.Puts {
		switch r := p.Record.(type) {
		case inbox.Agent:
			m.count(r.Key(), r.Load)
		case inbox.Seat:
			m.count(r.Key(), r.Load)
		case inbox.Conversation:
			for _, a := range r.Chat.Holders() {
				m.count(inbox.Agent{ID: a}.Key(), m.agent(a).Load)
				s, _ := m.seated(r.Inbox, a)
				m.count(inbox.SeatKey(r.Inbox, a), s.Seat.Load)
			}
		}
	}
}

func (m *mirror) count(k inbox.Key, load int) {
	if has := m.loads[k]; has != load {
		m.sim.failf("%s is counted %d, and has %d", m.sim.name(k), load, has)
	}
}

// recent are the settings that an inbox had since an activity began: those that
// it may have decided by.
func (m *mirror) recent(i inbox.InboxID) []inbox.Inbox {
	began := m.accepted
	if a := m.sim.running; a != nil {
		began = a.began
	}
	return m.since(i, began)
}

// since are the settings that an inbox had since the store had accepted so much.
func (m *mirror) since(i inbox.InboxID, began int) []inbox.Inbox {
	var some []inbox.Inbox
	for _, one := range slices.Backward(m.settings[i]) {
		some = append(some, one.Inbox)
		if one.since <= began {
			break
		}
	}
	return some
}
