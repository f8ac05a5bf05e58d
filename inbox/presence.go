package inbox

import (
	"cmp"
	"context"
	"errors"
	"time"

	"github.com/wainbox/wainbox/routing"
)

// Presence is what an agent, or an application of theirs, says of whether they
// are there. Who does not exist, or is another organization's, is [ErrNotFound].
type Presence struct {
	Organization OrganizationID
	Agent        AgentID
	// Lease is how long the agent is there without another word; it is at least,
	// and by default, routing.MinLease, and at most routing.MaxLease. It never makes an earlier one shorter. A
	// host that sends no heartbeats says how long a working day is.
	Lease time.Duration
	// Status is how the agent is away, for the screens; empty = "away". It is of
	// [Engine.Away] alone.
	Status routing.Status
}

// Available reports whether the agent is there at a time: they said so, the lease
// has not run out, and nobody has noted that it did.
func (a Agent) Available(at time.Time) bool { return a.There && a.Presence.Available(at) }

// ErrStatus is returned for being away with a status that says something else:
// available, lost or back.
var ErrStatus = errors.New("inbox: this status is no way to be away")

// How presence changed in [EntryPresence], beside the statuses.
const (
	PresenceLost = "lost" // the lease ran out
	PresenceBack = "back" // a heartbeat came after that
)

// Available says that an agent can be offered chats: for as long as the lease
// lasts and heartbeats prolong it. Who was not there gives escalated chats a fresh
// start. Saying it twice is no error.
func (e *Engine) Available(ctx context.Context, p Presence) error {
	return e.present(ctx, p, func(a *Agent, now time.Time) {
		a.Presence = a.Presence.Set(routing.StatusAvailable, now, p.Lease)
	})
}

// Heartbeat prolongs the lease of an agent. It makes nobody available who is away;
// who was lost because heartbeats failed is back. Heartbeats may come as often as
// one likes, from several devices: few of them are written.
func (e *Engine) Heartbeat(ctx context.Context, p Presence) error {
	return e.present(ctx, p, func(a *Agent, now time.Time) {
		lease := min(max(p.Lease, routing.MinLease), routing.MaxLease)
		if a.Presence.Status == routing.StatusAvailable && now.Add(lease).After(a.Presence.Until) {
			// A third more is for the heartbeats that follow, which write nothing.
			a.Presence = a.Presence.Beat(now, lease+lease/3)
		}
	})
}

// Away says that an agent is not there. What is offered to them is withdrawn, and
// their chats go the way of the inbox's rules. Saying it twice is no error.
func (e *Engine) Away(ctx context.Context, p Presence) error {
	p.Status = cmp.Or(p.Status, routing.StatusAway)
	if p.Status == routing.StatusAvailable || p.Status == PresenceLost || p.Status == PresenceBack {
		return ErrStatus
	}
	return e.present(ctx, p, func(a *Agent, now time.Time) { a.Presence = a.Presence.Set(p.Status, now, p.Lease) })
}

// present changes an agent's presence, and what follows from it.
func (e *Engine) present(ctx context.Context, p Presence, how func(*Agent, time.Time)) error {
	return e.decide(ctx, func() (Commit, error) {
		agent, version, err := e.agent(ctx, p.Organization, p.Agent)
		if err != nil {
			return Commit{}, err
		}
		now, was := e.now(), agent
		how(&agent, now)
		agent.Presence.Until = agent.Presence.Until.Truncate(time.Microsecond) // which is what every store keeps
		agent.There = agent.Presence.Available(now)
		if agent.Presence == was.Presence && agent.There == was.There {
			return Commit{}, errNothing
		}
		var commit Commit
		switch {
		case agent.There && !was.Available(now):
			if !was.There { // else the lease ran out, and nobody saw it
				agent.Visit++
			}
			commit.Jobs, err = e.looks(ctx, agent.ID, now, fresh)
			commit.Jobs = append(commit.Jobs, lease(agent))
		case agent.There && !was.Available(now.Add(clocksDiffer)):
			// To a look meanwhile, by a clock ahead of ours, they were not there.
			commit.Jobs, err = e.looks(ctx, agent.ID, now, look)
		case was.There && !agent.There:
			commit.Jobs, err = e.graces(ctx, agent, now)
			commit.Jobs = append(commit.Jobs, gone(agent.ID, now))
		}
		if err != nil {
			return Commit{}, err
		}
		if agent.Presence.Status != was.Presence.Status {
			commit.Log = []Entry{{Kind: EntryPresence, At: now, Agent: agent.ID, State: string(agent.Presence.Status)}}
		} else if agent.There != was.There {
			commit.Log = []Entry{{Kind: EntryPresence, At: now, Agent: agent.ID, State: PresenceBack}}
		}
		commit.Puts = []Put{{Record: agent, Version: version}}
		return commit, nil
	})
}

// clocksDiffer is more than the clocks of two engines on one store should.
const clocksDiffer = 5 * time.Second

// looks are those of a kind at all inboxes of an agent.
func (e *Engine) looks(ctx context.Context, a AgentID, now time.Time, kind func(InboxID, time.Time) Job) ([]Job, error) {
	inboxes, err := newRoster(e.store).inboxes(ctx, a)
	jobs := make([]Job, len(inboxes))
	for n, i := range inboxes {
		jobs[n] = kind(i, now)
	}
	return jobs, err
}

// lease is the job that waits for the end of an agent's lease.
func lease(a Agent) Job {
	return Job{Kind: JobPresence, Unique: "lease:" + string(a.ID), Agent: a.ID, Due: a.Presence.Until}
}

// gone is the job that takes offers back from an agent who is not there.
func gone(a AgentID, now time.Time) Job {
	return Job{Kind: JobPresence, Unique: "gone:" + string(a), Agent: a, Due: now}
}
