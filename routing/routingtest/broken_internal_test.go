package routingtest

import (
	"slices"
	"time"

	"github.com/wainbox/wainbox/routing"
)

// breaker makes a strategy that has one mistake.
type breaker struct {
	name string
	// caughtBy is the case that must notice, as "noun/name".
	caughtBy string
	rules    routing.Rules
	breaks   func(good Strategy) Strategy
}

var (
	sticky    = routing.Rules{Mode: routing.ModeSticky, Dials: 2, MaxRounds: 2}
	broadcast = routing.Rules{Mode: routing.ModeBroadcast, Broadcast: 2}
)

// by is a strategy by rules.
func by(r routing.Rules) Strategy {
	return func(c routing.Chat, last routing.AgentID, p routing.Pool, at time.Time) routing.Decision {
		return routing.Decide(r, c, last, p, at)
	}
}

// after changes what was decided rightly.
func after(change func(d *routing.Decision, c routing.Chat, last routing.AgentID, p routing.Candidates, at time.Time)) func(Strategy) Strategy {
	return func(good Strategy) Strategy {
		return func(c routing.Chat, last routing.AgentID, p routing.Pool, at time.Time) routing.Decision {
			d := good(copied(c), last, p, at)
			change(&d, c, last, p.(routing.Candidates), at)
			return d
		}
	}
}

// before changes what is decided rightly then.
func before(change func(c *routing.Chat, last *routing.AgentID, p *routing.Candidates, at time.Time)) func(Strategy) Strategy {
	return func(good Strategy) Strategy {
		return func(c routing.Chat, last routing.AgentID, p routing.Pool, at time.Time) routing.Decision {
			pool := slices.Clone(p.(routing.Candidates))
			change(&c, &last, &pool, at)
			return good(c, last, pool, at)
		}
	}
}

// offered makes a decision one to offer the chat.
func offered(d *routing.Decision, at time.Time, to ...routing.AgentID) {
	d.Step, d.Again = routing.Offer, time.Time{}
	d.Chat.State, d.Chat.Agent, d.Chat.Others, d.Chat.Until = routing.Offered, to[0], to[1:], at.Add(time.Minute)
}
