package inbox

import (
	"context"
	"errors"
	"time"

	"github.com/wainbox/wainbox/routing"
)

// lookLimit is how many waiting chats one look considers before it makes room
// for other inboxes; it then comes again.
const lookLimit = 64

// lookPause is the longest that a failed look waits.
const lookPause = 5 * time.Second

// look gives the waiting chats of an inbox to its agents, the oldest arrival
// first, until there is no chat or no agent left. Each assignment is a commit
// of its own that names the chat, the agent, the seat and the inbox by version:
// capacity is consumed in it, however many engines look at once.
func (e *Engine) look(ctx context.Context, job Job) {
	again, err := e.assignAll(ctx, job.Inbox)
	s := &Settlement{Outcome: OutcomeDone}
	switch {
	case err != nil:
		e.o.Logger.ErrorContext(ctx, "a look at an inbox failed", "inbox", string(job.Inbox), "error", err)
		// A look that waits stands for those that would be added meanwhile.
		s = &Settlement{Outcome: OutcomeAgain, Due: e.now().Add(min(backoff(job.Attempt), lookPause)), Reason: "look failed"}
	case again:
		s = &Settlement{Outcome: OutcomeReleased}
	}
	e.settle(ctx, job, Commit{Settle: s})
}

// assignAll reports whether there may be more to do at once.
func (e *Engine) assignAll(ctx context.Context, id InboxID) (again bool, err error) {
	states, err := e.store.Load(ctx, []Want{ByWaiting{Inbox: id, Limit: lookLimit}})
	if err != nil {
		return false, err
	}
	for _, state := range states {
		c, ok := state.Record.(Conversation)
		if !ok {
			continue
		}
		switch err := e.assign(ctx, id, c, state.Version); {
		case errors.Is(err, errNobody):
			return false, nil
		case errors.Is(err, ErrConflict):
			again = true // somebody changed the chat, the seat or the agent: look again
		case err != nil:
			return false, err
		}
	}
	return again || len(states) == lookLimit, nil
}

var errNobody = errors.New("inbox: no agent is free")

// assign gives one waiting chat to the best agent.
func (e *Engine) assign(ctx context.Context, id InboxID, c Conversation, version int64) error {
	inbox, inboxVersion, err := load[Inbox](ctx, e.store, Key{KindInbox, string(id)})
	if err != nil {
		return err
	}
	seats, err := e.store.Candidates(ctx, CandidateQuery{Inbox: id, Order: routing.RoundRobin(), Limit: 1})
	if err != nil {
		return err
	}
	if len(seats) == 0 {
		return errNobody
	}
	commit := assigned(c, version, inbox, inboxVersion, seats[0], e.now())
	return e.store.Commit(ctx, []Commit{commit})[0]
}

// assigned is what giving a chat to an agent changes.
func assigned(c Conversation, version int64, inbox Inbox, inboxVersion int64, s Seated, now time.Time) Commit {
	c.Chat.State, c.Chat.Agent, c.Chat.Assigned = Active, s.Agent.ID, now
	inbox.Turn++
	s.Seat.Turn = inbox.Turn
	s.Agent.Load++
	return Commit{
		Puts: []Put{
			{Record: c, Version: version},
			{Record: inbox, Version: inboxVersion},
			{Record: s.Seat, Version: s.SeatVersion},
			{Record: s.Agent, Version: s.AgentVersion},
		},
		Log: []Entry{{
			Kind: EntryAssigned, At: now, Account: c.Account, Conversation: c.ID, Chat: c.Chat.ID, Agent: s.Agent.ID,
		}},
	}
}
