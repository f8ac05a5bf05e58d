package inbox

import (
	"context"
	"slices"
	"time"

	"github.com/wainbox/wainbox/routing"
)

// Explain says what a look would do with a conversation's chat now, and why. It
// reads all agents of the inbox, and decides nothing.
func (e *Engine) Explain(ctx context.Context, o OrganizationID, id ConversationID) (routing.Explanation, error) {
	c, _, err := e.conversation(ctx, o, id)
	if err != nil {
		return routing.Explanation{}, err
	}
	if c.Chat.ID == "" {
		return routing.Explanation{}, missing("chat")
	}
	l, err := e.newLooker(ctx, c.Inbox)
	if err != nil {
		return routing.Explanation{}, err
	}
	now := e.now()
	l.pool.begin(now)
	l.pool.roster.learn(l.inbox, l.version)
	return l.explain(ctx, c, now)
}

// why returns what tells of a decision once it is committed: nothing, when nobody
// asked for that. It is nil when the agents changed since the decision, so that it
// would be another one now.
func (l *looker) why(ctx context.Context, c Conversation, d routing.Decision, now time.Time) (func(), error) {
	tell := l.engine.o.Explained
	if tell == nil {
		return func() {}, nil
	}
	e, err := l.explain(ctx, c, now)
	if err != nil || e.Step != d.Step || !slices.Equal(winners(e), d.Chat.Holders()) {
		return nil, err
	}
	return func() { tell(c, e) }, nil
}

// winners are whom an explained look offers the chat.
func winners(e routing.Explanation) []AgentID {
	if e.Winner == "" {
		return nil
	}
	return append([]AgentID{e.Winner}, e.Others...)
}

// standings are the agents of the inbox as a look finds them.
func (l *looker) standings(ctx context.Context, now time.Time) ([]routing.Standing, error) {
	states, err := l.engine.store.Load(ctx, []Want{BySeats{Inbox: l.inbox.ID}})
	if err != nil {
		return nil, err
	}
	r := l.pool.roster
	keys := make([]Key, 0, len(states))
	for _, state := range states {
		if seat, ok := state.Record.(Seat); ok {
			keys = append(keys, agentKey(seat.Agent), seat.Key())
		}
	}
	if err := r.load(ctx, keys...); err != nil {
		return nil, err
	}
	var all []routing.Standing
	for k := range slices.Chunk(keys, 2) {
		s, ok, err := r.seated(ctx, l.inbox.ID, AgentID(k[0].ID))
		if err != nil {
			return nil, err
		}
		if ok {
			all = append(all, routing.Standing{
				Candidate: s.Candidate(), Member: !s.Seat.Left, Eligible: !s.Seat.Barred,
				Available: s.Agent.Available(now),
			})
		}
	}
	return all, nil
}

// explain says why a look does what it does with a chat.
func (l *looker) explain(ctx context.Context, c Conversation, now time.Time) (routing.Explanation, error) {
	all, err := l.standings(ctx, now)
	if err != nil {
		return routing.Explanation{}, err
	}
	return routing.Explain(l.rules, c.Chat.Chat, c.LastAgent, all, now), nil
}
