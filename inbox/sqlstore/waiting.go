package sqlstore

import (
	"context"

	"github.com/wainbox/wainbox/inbox"
)

// queueStmts find chats by where they stand, and seats.
type queueStmts struct {
	waiting, escalated, deadline, holder, ofAgent, ofInbox stmt
}

func (p *stmts) queue(ctx context.Context) queueStmts {
	const found = `SELECT version, body FROM `
	return queueStmts{
		waiting: p.prepare(ctx, found+`conversation WHERE chat_state = 'waiting' AND inbox = ?
			AND (chat_priority, chat_arrived, id) > (?, ?, ?) ORDER BY chat_priority, chat_arrived, id LIMIT ?`),
		escalated: p.prepare(ctx, found+`conversation WHERE chat_state = 'escalated' AND inbox = ? LIMIT ?`),
		deadline: p.prepare(ctx, found+`conversation WHERE chat_state = 'offered' AND inbox = ? AND chat_until <= ?
			ORDER BY chat_until, chat_arrived, id LIMIT ?`),
		holder: p.prepare(ctx, `SELECT c.version, c.body FROM holder h CROSS JOIN conversation c ON c.id = h.conversation
			WHERE h.agent = ? AND h.state = ? AND (? = '' OR h.inbox = ?) ORDER BY h.arrived, h.conversation LIMIT ?`),
		ofAgent: p.prepare(ctx, found+`seat WHERE agent = ? ORDER BY inbox`),
		ofInbox: p.prepare(ctx, found+`seat WHERE inbox = ? ORDER BY agent`),
	}
}

// queued adds what a want matches that asks for chats or seats.
func (r *reader) queued(states []inbox.State, want inbox.Want) ([]inbox.State, error) {
	switch w := want.(type) {
	case inbox.ByWaiting:
		priority, arrived := int64(lowest), int64(lowest)
		if w.After != (inbox.WaitingCursor{}) {
			priority, arrived = int64(w.After.Priority), micros(w.After.Arrived)
		}
		return r.list(states, inbox.KindConversation, r.queue.waiting,
			string(w.Inbox), priority, arrived, string(w.After.ID), limit(w.Limit))
	case inbox.ByEscalated:
		return r.list(states, inbox.KindConversation, r.queue.escalated, string(w.Inbox), limit(w.Limit))
	case inbox.ByDeadline:
		return r.list(states, inbox.KindConversation, r.queue.deadline, string(w.Inbox), micros(w.Until), limit(w.Limit))
	case inbox.ByHolder:
		return r.list(states, inbox.KindConversation, r.queue.holder,
			string(w.Agent), string(w.State), string(w.Inbox), string(w.Inbox), limit(w.Limit))
	case inbox.BySeats:
		if w.Inbox != "" {
			return r.list(states, inbox.KindSeat, r.queue.ofInbox, string(w.Inbox))
		}
		return r.list(states, inbox.KindSeat, r.queue.ofAgent, string(w.Agent))
	default:
		return nil, errWant
	}
}
