package simulator

import "time"

// serviceWindow is how long anything may be sent after a person's last message; outside it only templates
// (Cloud API documentation, "Send messages: customer service windows").
const serviceWindow = 24 * time.Hour

// open tells whether a business may send anything to the chat.
func (c *chat) open(now time.Time) bool {
	return !c.wrote.IsZero() && now.Before(c.wrote.Add(serviceWindow))
}

// opens tells whether an inbound message of a type opens the window. Whether reactions, edits and the platform's own
// notes do is not documented; the strict reading is taken, so that a client does not count on it.
func opens(kind string) bool {
	switch kind {
	case "reaction", "edit", "revoke", "system", "unsupported":
		return false
	}
	return true
}
