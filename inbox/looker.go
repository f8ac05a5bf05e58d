package inbox

import (
	"context"
	"errors"
	"time"

	"github.com/wainbox/wainbox/routing"
)

// looker offers what waits in an inbox.
type looker struct {
	engine  *Engine
	rules   routing.Rules
	inbox   Inbox
	version int64
	pool    *pool
	next    time.Time // when to look again although nothing happens
}

func (e *Engine) newLooker(ctx context.Context, id InboxID) (*looker, error) {
	inbox, version, err := load[Inbox](ctx, e.store, inboxKey(id))
	if err != nil {
		return nil, err
	}
	rules, err := e.located(inbox.Rules)
	if err != nil {
		return nil, err
	}
	return &looker{engine: e, rules: rules, inbox: inbox, version: version, pool: newPool(ctx, e.store, id)}, nil
}

// idle reports whether no chat can be offered to anybody now.
func (l *looker) idle() bool {
	h := l.rules.Hours
	closed := h != nil && !l.next.IsZero() && !h.Open(l.engine.now()) // and there will be another look
	return closed || l.rules.Mode == routing.ModeManual || l.pool.nobody(&l.rules)
}

// page decides on one page of waiting chats, and reports whether something
// changed under it.
func (l *looker) page(ctx context.Context, states []State) (conflict bool, err error) {
	now := l.engine.now()
	l.pool.begin(now)
	l.pool.roster.learn(l.inbox, l.version)
	var commits []Commit
	var told []func()
	for _, state := range states {
		c, ok := state.Record.(Conversation)
		if !ok || c.Successor != "" { // what it still has is being abandoned
			continue
		}
		d := routing.Decide(l.rules, c.Chat.Chat, c.LastAgent, l.pool, now)
		if l.pool.err != nil {
			return false, l.pool.err
		}
		if !d.Again.IsZero() && (l.next.IsZero() || d.Again.Before(l.next)) {
			l.next = d.Again
		}
		if d.Step == routing.Wait && d.Chat.Settled == c.Chat.Settled {
			continue
		}
		why, err := l.why(ctx, c, d, now)
		if err != nil || why == nil {
			return err == nil, err
		}
		told = append(told, why)
		s := &step{roster: l.pool.roster, now: now, conversation: c, version: state.Version, looking: l.inbox.ID}
		commit, err := l.step(ctx, s, d)
		if err != nil {
			return false, err
		}
		commits = append(commits, commit)
	}
	return l.commit(ctx, commits, told)
}

// commit writes what was decided on a page, and keeps what the inbox became by it.
func (l *looker) commit(ctx context.Context, commits []Commit, told []func()) (conflict bool, err error) {
	if len(commits) == 0 {
		return false, nil
	}
	all := together(commits)
	switch err := l.engine.store.Commit(ctx, []Commit{all})[0]; {
	case errors.Is(err, ErrConflict):
		return true, nil
	case err != nil:
		return false, err
	}
	for _, tell := range told {
		tell()
	}
	for _, p := range all.Puts {
		if of, ok := p.Record.(Inbox); ok {
			l.inbox, l.version = of, p.Version+1
		}
	}
	return false, nil
}

// step is the commit of a decision.
func (l *looker) step(ctx context.Context, s *step, d routing.Decision) (Commit, error) {
	if err := s.move(ctx, d.Chat); err != nil {
		return Commit{}, err
	}
	if d.Step == routing.Escalate {
		s.log(Entry{Kind: EntryEscalated})
	}
	if d.Step != routing.Offer {
		return s.done(ctx)
	}
	s.conversation.Offers++
	for _, a := range d.Chat.Holders() {
		l.inbox.Turn++
		seat, _ := record[Seat](s.roster, SeatKey(l.inbox.ID, a))
		seat.Turn = l.inbox.Turn
		s.set(seat)
		s.log(Entry{Kind: EntryOffered, Agent: a, State: d.Chat.Until.Format(time.RFC3339Nano)})
	}
	s.set(l.inbox)
	l.pool.touch(d.Chat.Holders())
	if !l.rules.AutoAccept {
		s.commit.Jobs = append(s.commit.Jobs, deadline(s.conversation))
		return s.done(ctx)
	}
	next, err := d.Chat.Accept(d.Chat.Agent, s.now)
	if err != nil {
		return Commit{}, err
	}
	s.conversation.Chat.Chat = next
	s.own(l.rules)
	s.log(Entry{Kind: EntryOwner, Agent: next.Agent, State: OwnerAccepted})
	return s.done(ctx)
}
