package inbox

import (
	"context"
	"strconv"
	"time"

	"github.com/wainbox/wainbox/routing"
)

// returned is the job that returns chats to the queue whose agent is not there:
// the one of a conversation whose customer wrote, or all of an agent who did not
// come back in time; where the inbox's policy is still the one by which they do.
func (e *Engine) returned(ctx context.Context, job Job) (Commit, error) {
	done := Commit{Settle: &Settlement{Outcome: OutcomeDone}}
	var want Want = ByHolder{Agent: job.Agent, State: Active, Inbox: job.Inbox, Limit: pageSize}
	policy := routing.AwayRequeue
	if job.Conversation != "" {
		id, err := e.chatOf(ctx, job.Conversation)
		if err != nil {
			return Commit{}, err
		}
		want, policy = Key{KindConversation, string(id)}, routing.AwayOnNextMessage
	}
	return done, e.eachPage(ctx, []Want{want}, func(s *step) error {
		c := s.conversation
		switch {
		case c.Successor != "" && c.Chat.ID == "":
			return ErrConflict // its chat moved on just now: look again
		case c.Successor != "":
			return s.abandon(ctx)
		}
		if c.Chat.State != Active || job.Conversation != "" && c.Chat.Assigned.UnixMicro() != job.Guard {
			return errNothing
		}
		owner := c.Chat.Agent
		if err := s.load(ctx, agentKey(owner), inboxKey(c.Inbox)); err != nil {
			return err
		}
		a, _ := record[Agent](s.roster, agentKey(owner))
		of, _ := record[Inbox](s.roster, inboxKey(c.Inbox))
		if of.Rules.Away != policy || a.Available(s.now) || job.Conversation == "" && a.Visit != job.Guard {
			return errNothing
		}
		next, err := c.Chat.Return()
		if err != nil {
			return err
		}
		if err := s.move(ctx, next); err != nil {
			return err
		}
		s.conversation.Chat.Returns, s.conversation.Chat.Assigned = false, time.Time{}
		s.log(Entry{Kind: EntryOwner, Was: owner, State: OwnerReturned})
		return nil
	})
}

// chatOf is the conversation that has the chat of one by now: it moves on to the one
// that succeeds it, unless that has a chat of its own.
func (e *Engine) chatOf(ctx context.Context, id ConversationID) (ConversationID, error) {
	for {
		c, _, err := load[Conversation](ctx, e.store, Key{KindConversation, string(id)})
		if err != nil || c.Successor == "" || c.Chat.ID != "" {
			return id, err
		}
		id = c.Successor
	}
}

// abandon ends what is left of a chat whose conversation another one succeeds,
// which has a chat of its own.
func (s *step) abandon(ctx context.Context) error {
	chat := s.conversation.Chat
	next := chat.Chat
	next.State = "" // nobody holds it
	if err := s.move(ctx, next); err != nil {
		return err
	}
	if chat.State == Active {
		s.idle(chat.Agent)
		s.log(Entry{Kind: EntryEnded, Agent: chat.Agent})
	} else {
		s.withdrawn(chat.Holders())
		s.log(Entry{Kind: EntryEnded})
	}
	s.close(Inbox{})
	s.commit.Jobs = append(s.commit.Jobs, fresh(s.conversation.Inbox, s.now))
	return nil
}

// comeBack is the job that returns the chat of a conversation if its agent, who has
// had it since then, is not there.
func comeBack(c Conversation, now time.Time) Job {
	since := c.Chat.Assigned.UnixMicro()
	return Job{
		Kind: JobReturn, Unique: "return:" + string(c.ID) + ":" + strconv.FormatInt(since, 10),
		Conversation: c.ID, Inbox: c.Inbox, Guard: since, Due: now,
	}
}
