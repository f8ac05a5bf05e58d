package inbox

import (
	"context"
	"time"

	"github.com/wainbox/wainbox/routing"
)

// absent is the job of an agent who may not be there any more: because they said
// so, because their lease ran out, or because a seat was taken from them. What is
// offered to them is withdrawn.
func (e *Engine) absent(ctx context.Context, job Job) (Commit, error) {
	agent, version, err := load[Agent](ctx, e.store, agentKey(job.Agent))
	if err != nil {
		return Commit{}, err
	}
	now := e.now()
	done := Commit{Settle: &Settlement{Outcome: OutcomeDone}}
	switch until := agent.Presence.Until; {
	case !agent.There || job.Inbox != "":
	case now.Before(until): // the lease was prolonged meanwhile, or the agent is back
		if job.Unique == lease(agent).Unique {
			done.Jobs = []Job{lease(agent)} // a fresh one: what went wrong with this one is not held against it all day
		}
		return done, nil
	default:
		agent.There = false
		graces, err := e.graces(ctx, agent, until)
		if err != nil {
			return Commit{}, err
		}
		lost := Commit{
			Puts: []Put{{Record: agent, Version: version}}, Jobs: graces,
			Log: []Entry{{Kind: EntryPresence, At: now, Agent: agent.ID, State: PresenceLost}},
		}
		if err := e.store.Commit(ctx, []Commit{lost})[0]; err != nil {
			return Commit{}, err
		}
	}
	return done, e.withdraw(ctx, job.Agent, job.Inbox)
}

// withdraw takes back all offers to an agent who is not there, or those of one
// inbox, the oldest chat first.
func (e *Engine) withdraw(ctx context.Context, a AgentID, i InboxID) error {
	offered := []Want{ByHolder{Agent: a, State: Offered, Inbox: i, Limit: pageSize}}
	return e.eachPage(ctx, offered, func(s *step) error {
		seat, member, err := s.seated(ctx, s.conversation.Inbox, a)
		switch {
		case err != nil:
			return err
		case member && seat.There(s.now):
			return errNothing
		}
		next, ok := s.conversation.Chat.Withdraw(a)
		if !ok {
			return errNothing
		}
		s.withdrawn([]AgentID{a})
		return s.move(ctx, next)
	})
}

// graces are the jobs that return an agent's chats to the queues of those inboxes
// that want it so, if the agent is not back in time. They are added in the commit
// by which the agent is not there any more, and so once.
func (e *Engine) graces(ctx context.Context, a Agent, since time.Time) ([]Job, error) {
	seats, err := e.store.Load(ctx, []Want{BySeats{Agent: a.ID}}) // also those that they left: they may have chats there
	if err != nil {
		return nil, err
	}
	var wants []Want
	for _, state := range seats {
		if seat, ok := state.Record.(Seat); ok {
			wants = append(wants, inboxKey(seat.Inbox))
		}
	}
	inboxes, err := e.store.Load(ctx, wants)
	var jobs []Job
	for _, state := range inboxes {
		if of, ok := state.Record.(Inbox); ok && of.Rules.Away == routing.AwayRequeue {
			jobs = append(jobs, Job{Kind: JobReturn, Inbox: of.ID, Agent: a.ID, Guard: a.Visit, Due: since.Add(of.Rules.Grace)})
		}
	}
	return jobs, err
}
