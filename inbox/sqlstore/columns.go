package sqlstore

import (
	"encoding/json"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

func inboxValues(r inbox.Record) values {
	i, _ := r.(inbox.Inbox)
	return values{keys: []any{int64(i.Capacity)}}
}

func agentValues(r inbox.Record) values {
	a, _ := r.(inbox.Agent)
	there := a.There && a.Presence.Status == routing.StatusAvailable
	return values{
		columns: []any{micros(a.Presence.Until)},
		keys:    []any{number(there), int64(a.Load), int64(a.Capacity), micros(a.Ended), texts(a.Skills, "[]")},
	}
}

func seatValues(r inbox.Record) values {
	s, _ := r.(inbox.Seat)
	var capacity any
	if s.Capacity != nil {
		capacity = int64(*s.Capacity)
	}
	return values{
		fixed: []any{string(s.Inbox), string(s.Agent)},
		keys: []any{
			number(s.Barred || s.Left), s.Turn, int64(s.Position), int64(max(s.Level, 1)), int64(s.Load), capacity,
		},
	}
}

// escalated is the chat_state of a chat that waits and is escalated, which is
// found otherwise than one that only waits.
const escalated = "escalated"

func conversationValues(r inbox.Record) values {
	c, _ := r.(inbox.Conversation)
	state := string(c.Chat.State)
	var until int64
	switch {
	case c.Chat.State == inbox.Waiting && c.Chat.Escalated:
		state = escalated
	case c.Chat.State == inbox.Offered:
		until = micros(c.Chat.Until)
	}
	var agent, others string
	if holders := c.Chat.Holders(); len(holders) > 0 {
		agent, others = string(holders[0]), texts(holders[1:], "")
	}
	return values{
		columns: []any{micros(c.LastAt)},
		keys: []any{
			string(c.Organization), string(c.Inbox), state, int64(c.Chat.Priority), micros(c.Chat.Arrived), until, agent, others,
		},
	}
}

// number is how a bool is kept.
func number(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// texts is how a list is kept, as JSON; none is what an empty one is.
func texts[T ~string](list []T, none string) string {
	if len(list) == 0 {
		return none
	}
	body, err := json.Marshal(list)
	if err != nil {
		return none // strings are always encoded
	}
	return string(body)
}
