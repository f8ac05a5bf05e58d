package simulator

import (
	"net/http"
	"slices"
	"strconv"
)

// historyRow is a message of the history: as in webhooks, with a number, and 0 and 1 for no and yes.
type historyRow struct {
	Number int `json:"messageNumber"`
	oneMsgMessage
	Forwarded int `json:"isForwarded"`
}

// historyPage is how many messages an answer has when the request does not say.
const historyPage = 100

// oneMsgHistory answers GET messages: all chats of the number, oldest first, by chatId, msgId and lastMessageNumber.
func (s *Simulator) oneMsgHistory(w http.ResponseWriter, r *http.Request, n *number) {
	query := r.URL.Query()
	since, _ := strconv.Atoi(query.Get("lastMessageNumber"))
	limit, err := strconv.Atoi(query.Get("limit"))
	if err != nil {
		limit = historyPage
	}
	s.mu.Lock()
	var all []*message
	for _, c := range s.chats {
		if c.number == n {
			all = append(all, c.messages...)
		}
	}
	slices.SortFunc(all, func(a, b *message) int { return a.turn - b.turn })
	rows := []historyRow{}
	for _, m := range all {
		shown := s.oneMsgShown(m)
		if m.turn > since && matches(query.Get("chatId"), shown.ChatID) && matches(query.Get("msgId"), m.ID) {
			row := historyRow{Number: m.turn, oneMsgMessage: shown}
			if shown.Forwarded {
				row.Forwarded = 1
			}
			rows = append(rows, row)
		}
	}
	s.mu.Unlock()
	if limit > 0 {
		rows = part(rows, 0, limit)
	}
	answer(w, http.StatusOK, map[string]any{"messages": rows})
}
