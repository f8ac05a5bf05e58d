package inbox

import "context"

// corrected is what a failure means for the conversation: the platform's word
// that the window is closed outranks our view of it.
func (e *Engine) corrected(ctx context.Context, job Job) (Commit, error) {
	m, err := e.loadMessage(ctx, job.Message)
	if err != nil {
		return Commit{}, err
	}
	c, version, err := e.successor(ctx, job.Conversation)
	if err != nil {
		return Commit{}, err
	}
	// What was refused is this message: a word of the customer since then opens
	// the window again.
	c.Window = c.Window.Refuse(m.At)
	told := tell(&c, e.now(), e.o.ClosingLead)
	return Commit{
		Settle: &Settlement{Outcome: OutcomeDone}, Puts: []Put{{Record: c, Version: version}}, Log: told,
		Jobs: wait(c, e.o.ClosingLead),
	}, nil
}

// successor returns a conversation, or the one that goes on with its customer.
func (e *Engine) successor(ctx context.Context, id ConversationID) (Conversation, int64, error) {
	for {
		c, version, err := load[Conversation](ctx, e.store, Key{KindConversation, string(id)})
		if err != nil || c.Successor == "" {
			return c, version, err
		}
		id = c.Successor
	}
}
