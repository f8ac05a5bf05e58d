package routingtest

import (
	"slices"
	"sync/atomic"
	"time"

	"github.com/wainbox/wainbox/routing"
)

var breakers = []breaker{
	{name: "counts its calls", caughtBy: "answers/equal arguments get equal answers", breaks: func(good Strategy) Strategy {
		calls := new(atomic.Int64)
		return func(c routing.Chat, last routing.AgentID, p routing.Pool, at time.Time) routing.Decision {
			return good(c, last, p, at.Add(time.Duration(calls.Add(1))))
		}
	}},
	{name: "forgets who was tried, in the chat it was given", caughtBy: "answers/arguments are not written to", breaks: func(good Strategy) Strategy {
		return func(c routing.Chat, last routing.AgentID, p routing.Pool, at time.Time) routing.Decision {
			d := good(c, last, p, at)
			clear(c.Tried)
			return d
		}
	}},
	{name: "appends to who was tried", caughtBy: "answers/arguments are not written to", breaks: after(
		func(d *routing.Decision, c routing.Chat, _ routing.AgentID, _ routing.Candidates, _ time.Time) {
			_ = append(c.Tried, d.Chat.Agent)
		})},
	{name: "sorts the pool", caughtBy: "answers/arguments are not written to", breaks: after(
		func(_ *routing.Decision, _ routing.Chat, _ routing.AgentID, p routing.Candidates, _ time.Time) {
			slices.SortFunc(p, routing.RoundRobin().Compare)
		})},
	{name: "uses one list of others", caughtBy: "answers/an answer is not changed by those after it", rules: broadcast, breaks: func(good Strategy) Strategy {
		var others [routing.MaxBroadcast]routing.AgentID
		return func(c routing.Chat, last routing.AgentID, p routing.Pool, at time.Time) routing.Decision {
			d := good(c, last, p, at)
			d.Chat.Others = others[:copy(others[:], d.Chat.Others)]
			return d
		}
	}},
	{name: "takes the first of the list", caughtBy: "answers/the order in which a pool lists its agents does not matter", breaks: after(
		func(d *routing.Decision, _ routing.Chat, _ routing.AgentID, p routing.Candidates, at time.Time) {
			if i := slices.IndexFunc(p, func(c routing.Candidate) bool { return c.Free() }); d.Step == routing.Offer {
				offered(d, at, p[i].Agent)
			}
		})},
	{name: "has a step of its own", caughtBy: "answers/a decision is to wait, to offer or to escalate", breaks: after(
		func(d *routing.Decision, _ routing.Chat, _ routing.AgentID, _ routing.Candidates, _ time.Time) {
			if d.Step == routing.Wait {
				d.Step = "give up"
			}
		})},
	{name: "answers with nothing", caughtBy: "answers/a decision is to wait, to offer or to escalate", breaks: after(
		func(d *routing.Decision, _ routing.Chat, _ routing.AgentID, _ routing.Candidates, _ time.Time) {
			if d.Step == routing.Wait {
				*d = routing.Decision{}
			}
		})},
	{name: "offers a chat that goes on waiting", caughtBy: "answers/a decision is to wait, to offer or to escalate", breaks: after(
		func(d *routing.Decision, _ routing.Chat, _ routing.AgentID, _ routing.Candidates, _ time.Time) {
			if d.Step == routing.Offer {
				d.Chat.State = routing.Waiting
			}
		})},
	{name: "puts a chat at the end of the queue", caughtBy: "answers/what a look does not decide stays as it is", breaks: after(
		func(d *routing.Decision, _ routing.Chat, _ routing.AgentID, _ routing.Candidates, at time.Time) {
			if d.Chat.Rounds > 0 {
				d.Chat.Arrived = at
			}
		})},
	{name: "forgets what a chat needs", caughtBy: "answers/what a look does not decide stays as it is", breaks: after(
		func(d *routing.Decision, _ routing.Chat, _ routing.AgentID, _ routing.Candidates, _ time.Time) {
			d.Chat.Needs = nil
		})},

	{name: "offers to who is full", caughtBy: "offers/only who is able is offered a chat", breaks: before(
		func(_ *routing.Chat, _ *routing.AgentID, p *routing.Candidates, _ time.Time) {
			for i := range *p {
				(*p)[i].Capacity = 0
			}
		})},
	{name: "offers to who is full in this inbox", caughtBy: "offers/only who is able is offered a chat", breaks: before(
		func(_ *routing.Chat, _ *routing.AgentID, p *routing.Candidates, _ time.Time) {
			for i := range *p {
				(*p)[i].InboxCapacity = 0
			}
		})},
	{name: "asks the first twice", caughtBy: "offers/nobody is offered a chat twice at once", rules: broadcast, breaks: after(
		func(d *routing.Decision, _ routing.Chat, _ routing.AgentID, _ routing.Candidates, _ time.Time) {
			if len(d.Chat.Others) > 0 {
				d.Chat.Others = append(d.Chat.Others, d.Chat.Agent)
			}
		})},
	{name: "makes offers that are over", caughtBy: "offers/an offer ends after the moment of the look", breaks: after(
		func(d *routing.Decision, _ routing.Chat, _ routing.AgentID, _ routing.Candidates, at time.Time) {
			if d.Step == routing.Offer {
				d.Chat.Until = at
			}
		})},
	{name: "waits for a second agent", caughtBy: "offers/a chat is offered where somebody is able", breaks: before(
		func(_ *routing.Chat, _ *routing.AgentID, p *routing.Candidates, _ time.Time) {
			if len(*p) == 1 {
				*p = nil
			}
		})},
	{name: "waits for the last agent", caughtBy: "offers/a chat is offered where somebody is able", breaks: before(
		func(_ *routing.Chat, last *routing.AgentID, p *routing.Candidates, _ time.Time) {
			if *last != "" && !p.Able(*last, routing.Query{}) {
				*p = nil
			}
		})},
	{name: "is held up by who is full", caughtBy: "offers/who is full is passed over for who is not", breaks: before(
		func(_ *routing.Chat, _ *routing.AgentID, p *routing.Candidates, _ time.Time) {
			if len(*p) > 0 && !(*p)[0].Free() {
				*p = nil
			}
		})},

	{name: "forgets who was tried", caughtBy: "rounds/who was tried is not asked again in the round", breaks: after(
		func(d *routing.Decision, c routing.Chat, _ routing.AgentID, p routing.Candidates, at time.Time) {
			if best, ok := p.Best(routing.Query{Order: routing.RoundRobin()}); ok && d.Step == routing.Offer && d.Chat.Rounds == c.Rounds {
				offered(d, at, best)
			}
		})},
	{name: "counts the one it offers to as tried", caughtBy: "rounds/who was tried stays so in the round", breaks: after(
		func(d *routing.Decision, _ routing.Chat, _ routing.AgentID, _ routing.Candidates, _ time.Time) {
			if d.Step == routing.Offer {
				d.Chat.Tried = append(slices.Clone(d.Chat.Tried), d.Chat.Agent)
			}
		})},
	{name: "begins a round with every look", caughtBy: "rounds/a round does not end before all are tried", breaks: after(
		func(d *routing.Decision, _ routing.Chat, _ routing.AgentID, _ routing.Candidates, _ time.Time) {
			if d.Step == routing.Offer && len(d.Chat.Tried) > 0 {
				d.Chat.Tried, d.Chat.Rounds = nil, d.Chat.Rounds+1
			}
		})},
	{name: "escalates what somebody declined", caughtBy: "rounds/a round does not end before all are tried", breaks: after(
		func(d *routing.Decision, c routing.Chat, _ routing.AgentID, _ routing.Candidates, _ time.Time) {
			if len(c.Tried) > 0 {
				c.Escalated = true
				*d = routing.Decision{Step: routing.Escalate, Chat: c}
			}
		})},
	{name: "counts who is gone as a round", caughtBy: "rounds/a round ends one at a time, in an offer or an escalation", breaks: after(
		func(d *routing.Decision, c routing.Chat, _ routing.AgentID, _ routing.Candidates, _ time.Time) {
			if d.Chat.Rounds > c.Rounds && c.Rounds > 0 && slices.Contains(c.Tried, "gone") {
				d.Chat.Rounds++
			}
		})},
	{name: "waits when all are tried", caughtBy: "rounds/a round ends when all are tried", breaks: after(
		func(d *routing.Decision, c routing.Chat, _ routing.AgentID, _ routing.Candidates, _ time.Time) {
			if d.Chat.Rounds > c.Rounds {
				*d = routing.Decision{Step: routing.Wait, Chat: c}
			}
		})},
	{name: "does not count rounds", caughtBy: "rounds/a round ends when all are tried", breaks: after(
		func(d *routing.Decision, c routing.Chat, _ routing.AgentID, _ routing.Candidates, _ time.Time) {
			d.Chat.Rounds = c.Rounds
		})},
	{name: "keeps who was tried in a new round", caughtBy: "rounds/a round ends when all are tried", breaks: after(
		func(d *routing.Decision, c routing.Chat, _ routing.AgentID, _ routing.Candidates, _ time.Time) {
			d.Chat.Tried = c.Tried
		})},
	{name: "waits for who is full", caughtBy: "rounds/who is full or gone holds no round open", breaks: after(
		func(d *routing.Decision, c routing.Chat, _ routing.AgentID, p routing.Candidates, _ time.Time) {
			if d.Chat.Rounds > c.Rounds && slices.ContainsFunc(p, func(a routing.Candidate) bool { return !slices.Contains(c.Tried, a.Agent) }) {
				*d = routing.Decision{Step: routing.Wait, Chat: c}
			}
		})},
	{name: "waits for who is gone", caughtBy: "rounds/who is full or gone holds no round open", breaks: after(
		func(d *routing.Decision, c routing.Chat, _ routing.AgentID, _ routing.Candidates, _ time.Time) {
			if d.Chat.Rounds > c.Rounds && slices.Contains(c.Tried, "gone") {
				*d = routing.Decision{Step: routing.Wait, Chat: c}
			}
		})},
	{name: "asks three and no more", caughtBy: "rounds/everybody is asked in a round, and once", breaks: before(
		func(_ *routing.Chat, _ *routing.AgentID, p *routing.Candidates, _ time.Time) {
			slices.SortFunc(*p, routing.RoundRobin().Compare)
			*p = (*p)[:min(len(*p), 3)]
		})},

	{name: "asks anybody", caughtBy: "skills/who lacks a skill is not asked as a chat arrives", breaks: before(
		func(c *routing.Chat, _ *routing.AgentID, _ *routing.Candidates, _ time.Time) { c.Needs = nil })},
	{name: "insists on one skill less", caughtBy: "skills/who lacks a skill is not asked as a chat arrives", breaks: before(
		func(c *routing.Chat, _ *routing.AgentID, _ *routing.Candidates, _ time.Time) {
			c.Needs = c.Needs[:max(len(c.Needs)-1, 0)]
		})},
	{name: "takes anybody once it insists on nothing", caughtBy: "skills/who has all the skills comes before who lacks one", breaks: before(
		func(c *routing.Chat, _ *routing.AgentID, _ *routing.Candidates, at time.Time) {
			if at.Sub(c.Arrived) > time.Hour {
				c.Needs = nil
			}
		})},
	{name: "waits for who lacks a skill", caughtBy: "skills/who lacks a skill holds no round open", breaks: after(
		func(d *routing.Decision, c routing.Chat, _ routing.AgentID, p routing.Candidates, _ time.Time) {
			if d.Chat.Rounds > c.Rounds && slices.ContainsFunc(p, func(a routing.Candidate) bool { return a.Free() && !slices.Contains(c.Tried, a.Agent) }) {
				*d = routing.Decision{Step: routing.Wait, Chat: c}
			}
		})},

	{name: "settles though nobody is able", caughtBy: "waiting/nobody able is no error and settles nothing", rules: sticky, breaks: after(
		func(d *routing.Decision, _ routing.Chat, _ routing.AgentID, _ routing.Candidates, _ time.Time) {
			d.Chat.Settled = d.Chat.Settled || d.Step == routing.Wait
		})},
	{name: "ends a round though nobody is able", caughtBy: "waiting/nobody able is no error and settles nothing", breaks: after(
		func(d *routing.Decision, _ routing.Chat, _ routing.AgentID, _ routing.Candidates, _ time.Time) {
			if d.Step == routing.Wait && len(d.Chat.Tried) > 0 {
				d.Chat.Tried, d.Chat.Rounds = nil, d.Chat.Rounds+1
			}
		})},
	{name: "ends a round though nobody has the skill", caughtBy: "waiting/nobody able is no error and settles nothing", breaks: after(
		func(d *routing.Decision, _ routing.Chat, _ routing.AgentID, p routing.Candidates, _ time.Time) {
			if d.Step == routing.Wait && slices.ContainsFunc(p, func(c routing.Candidate) bool { return c.Free() }) {
				d.Chat.Tried, d.Chat.Rounds = nil, d.Chat.Rounds+1
			}
		})},
	{name: "escalates though nobody is able", caughtBy: "waiting/nobody able is no error and settles nothing", breaks: after(
		func(d *routing.Decision, _ routing.Chat, _ routing.AgentID, _ routing.Candidates, _ time.Time) {
			if d.Step == routing.Wait {
				d.Step, d.Chat.Escalated = routing.Escalate, true
			}
		})},
	{name: "offers what is offered", caughtBy: "waiting/chats that do not wait stay as they are", breaks: before(
		func(c *routing.Chat, _ *routing.AgentID, _ *routing.Candidates, _ time.Time) {
			if c.State == routing.Offered {
				c.State = routing.Waiting
			}
		})},
	{name: "offers what has ended", caughtBy: "waiting/chats that do not wait stay as they are", breaks: before(
		func(c *routing.Chat, _ *routing.AgentID, _ *routing.Candidates, _ time.Time) {
			if c.State == routing.Ended {
				c.State = routing.Waiting
			}
		})},
	{name: "offers what is escalated", caughtBy: "waiting/an escalated chat waits", breaks: before(
		func(c *routing.Chat, _ *routing.AgentID, _ *routing.Candidates, _ time.Time) { *c = c.Refresh() })},
	{name: "knows no chat without a state", caughtBy: "waiting/the zero state waits", breaks: before(
		func(c *routing.Chat, _ *routing.AgentID, p *routing.Candidates, _ time.Time) {
			if c.State == "" {
				*p = nil
			}
		})},
	{name: "looks again at once", caughtBy: "waiting/another look lies ahead", breaks: after(
		func(d *routing.Decision, _ routing.Chat, _ routing.AgentID, _ routing.Candidates, at time.Time) {
			if d.Step == routing.Wait {
				d.Again = at
			}
		})},
	{name: "looks again at what is offered", caughtBy: "waiting/another look lies ahead", breaks: after(
		func(d *routing.Decision, _ routing.Chat, _ routing.AgentID, _ routing.Candidates, at time.Time) {
			if d.Step == routing.Offer {
				d.Again = at.Add(time.Minute)
			}
		})},

	{name: "asks the last agent in any case", caughtBy: "last agent/a last agent who is not able is not asked", breaks: after(
		func(d *routing.Decision, _ routing.Chat, last routing.AgentID, _ routing.Candidates, at time.Time) {
			if last != "" && d.Step == routing.Offer {
				offered(d, at, last)
			}
		})},
	{name: "asks the last agent again and again", caughtBy: "last agent/a last agent is not asked for ever", rules: sticky, breaks: before(
		func(c *routing.Chat, _ *routing.AgentID, _ *routing.Candidates, _ time.Time) {
			c.Dialed, c.Settled = 0, false
		})},
	{name: "counts every offer as a dial", caughtBy: "last agent/a dial is an offer to the last agent", rules: sticky, breaks: after(
		func(d *routing.Decision, c routing.Chat, _ routing.AgentID, _ routing.Candidates, _ time.Time) {
			if d.Step == routing.Offer {
				d.Chat.Dialed = c.Dialed + 1
			}
		})},
	{name: "counts a dial that it does not make", caughtBy: "last agent/a dial is an offer to the last agent", rules: sticky, breaks: after(
		func(d *routing.Decision, c routing.Chat, last routing.AgentID, _ routing.Candidates, _ time.Time) {
			if d.Step == routing.Wait && last != "" {
				d.Chat.Dialed = c.Dialed + 1
			}
		})},
	{name: "asks the last agent when they are back", caughtBy: "last agent/what is settled stays settled", rules: sticky, breaks: before(
		func(c *routing.Chat, _ *routing.AgentID, _ *routing.Candidates, _ time.Time) { c.Settled = false })},
}
