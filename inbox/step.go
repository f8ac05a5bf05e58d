package inbox

import (
	"context"
	"slices"
	"time"

	"github.com/wainbox/wainbox/routing"
)

// step is a decision about one chat: it gathers what the conversation, the seats
// and the agents become.
type step struct {
	*roster

	now          time.Time
	conversation Conversation
	version      int64
	commit       Commit
	freed        []AgentID // they have room, in all their inboxes
	looking      InboxID   // it is being looked at already
}

// move makes the chat what it is after a step, and counts who loses and who gets
// it: who held it has one less, who holds it now has one more.
func (s *step) move(ctx context.Context, to routing.Chat) error {
	was, is := s.conversation.Chat.Holders(), to.Holders()
	s.conversation.Chat.Chat = to
	for _, a := range without(was, is) {
		if err := s.hold(ctx, s.conversation.Inbox, a, -1); err != nil {
			return err
		}
		s.freed = append(s.freed, a)
	}
	for _, a := range without(is, was) {
		if err := s.hold(ctx, s.conversation.Inbox, a, 1); err != nil {
			return err
		}
	}
	return nil
}

// own makes the chat an agent's: from now on, and in the memory of its contact.
func (s *step) own(rules routing.Rules) {
	c := &s.conversation
	c.LastAgent, c.Chat.Assigned = c.Chat.Agent, s.now
	c.Chat.Returns = rules.Away == routing.AwayOnNextMessage
}

// close leaves the conversation without a chat, but for what can be reopened.
func (s *step) close(of Inbox) {
	c := &s.conversation
	c.Closed = ClosedChat{}
	if of.Reopen > 0 {
		c.Closed = ClosedChat{ID: c.Chat.ID, Until: s.now.Add(of.Reopen)}
	}
	c.Chat = Chat{}
}

// idle notes that a chat of an agent's ended.
func (s *step) idle(a AgentID) {
	if agent, ok := record[Agent](s.roster, agentKey(a)); ok {
		agent.Ended = later(agent.Ended, s.now)
		s.set(agent)
	}
}

// log adds what is told of the chat.
func (s *step) log(e Entry) {
	e.At, e.Account, e.Conversation, e.Inbox = s.now, s.conversation.Account, s.conversation.ID, s.conversation.Inbox
	if e.Chat == "" {
		e.Chat = s.conversation.Chat.ID
	}
	s.commit.Log = append(s.commit.Log, e)
}

// withdrawn tells of offers that are void.
func (s *step) withdrawn(agents []AgentID) {
	for _, a := range agents {
		s.log(Entry{Kind: EntryWithdrawn, Agent: a})
	}
}

// done returns the commit, and has what it changes known as it is after it. A
// chat that waits and agents who have room again call for a look.
func (s *step) done(ctx context.Context) (Commit, error) {
	inboxes, err := s.inboxes(ctx, s.freed...)
	if err != nil {
		return Commit{}, err
	}
	if s.conversation.Chat.State == Waiting && !slices.Contains(inboxes, s.conversation.Inbox) {
		inboxes = append(inboxes, s.conversation.Inbox)
	}
	for _, i := range inboxes {
		if i == s.looking {
			continue
		}
		s.commit.Jobs = append(s.commit.Jobs, look(i, s.now))
	}
	s.take(&s.commit)
	s.commit.Puts = append(s.commit.Puts, Put{Record: s.conversation, Version: s.version})
	return s.commit, nil
}

// together is steps of which each relies on those before it, as one commit. They
// cannot be commits of one call: the second of two that change an agent would name
// the version that the first one makes, and where somebody else makes it, the first
// is refused and the second overwrites what they wrote.
func together(commits []Commit) Commit {
	var all Commit
	at := map[Key]int{} // of its put, by record
	for _, c := range commits {
		for _, p := range c.Puts {
			k := p.Record.Key()
			if i, ok := at[k]; ok {
				all.Puts[i].Record = p.Record
				continue
			}
			at[k] = len(all.Puts)
			all.Puts = append(all.Puts, p)
		}
		all.Jobs = append(all.Jobs, c.Jobs...)
		all.Log = append(all.Log, c.Log...)
	}
	return all
}

// without is those of some agents who are not among others.
func without(some, others []AgentID) []AgentID {
	var left []AgentID
	for _, a := range some {
		if !slices.Contains(others, a) {
			left = append(left, a)
		}
	}
	return left
}
