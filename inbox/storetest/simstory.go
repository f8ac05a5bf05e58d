package storetest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

// line is one of a run's story. It is put into words only when somebody reads it.
type line struct {
	at     time.Time
	by     *activity // nil = nobody
	text   string
	err    error
	commit *inbox.Commit
}

func (s *sim) say(a *activity, text string) {
	s.story = append(s.story, line{at: s.clock, by: a, text: text})
}

func (s *sim) sayErr(a *activity, text string, err error) {
	s.story = append(s.story, line{at: s.clock, by: a, text: text, err: err})
}

func (s *sim) sayLog(a *activity, c inbox.Commit) {
	s.story = append(s.story, line{at: s.clock, by: a, text: "commits", commit: &c})
}

// talk names a conversation by its customer.
func (s *sim) talk(id inbox.ConversationID) string {
	c, ok := find[inbox.Conversation](s.store, inbox.Conversation{ID: id}.Key())
	if !ok {
		return "a new chat"
	}
	who := string(c.Address.Phone)
	if who == "" {
		who = string(c.Address.User)
	}
	if c.Successor != "" {
		who += "'s former"
	}
	return fmt.Sprintf("chat %s of %s", who, c.Inbox)
}

// name names a record, for people.
func (s *sim) name(k inbox.Key) string {
	switch k.Kind {
	case inbox.KindConversation:
		return s.talk(inbox.ConversationID(k.ID))
	case inbox.KindContact: // whose id is random
		return "contact"
	default:
		return string(k.Kind) + " " + k.ID
	}
}

// about says what a job is about.
func (s *sim) about(j inbox.Job) string {
	if j.Conversation != "" {
		return s.talk(j.Conversation)
	}
	return strings.TrimSpace(string(j.Inbox) + " " + string(j.Agent))
}

// tale is the story in words.
func (s *sim) tale() string {
	var b strings.Builder
	for _, l := range s.story {
		who := "--"
		if l.by != nil {
			who = fmt.Sprintf("%d #%d", l.by.of.number, l.by.number)
		}
		fmt.Fprintf(&b, "%s %-7s %s", l.at.Format("15:04:05.000000"), who, l.text)
		if l.err != nil {
			fmt.Fprintf(&b, " (%v)", l.err)
		}
		if l.commit != nil {
			b.WriteString(s.words(*l.commit))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// words says what a commit wrote.
func (s *sim) words(c inbox.Commit) string {
	var b strings.Builder
	for _, e := range c.Log {
		fmt.Fprintf(&b, " %s", e.Kind)
		if e.Kind == inbox.EntryMerged { // ids are random
			e.State = ""
		}
		for _, word := range []string{string(e.Was), string(e.Agent), e.State} {
			if word != "" {
				b.WriteString(" " + word)
			}
		}
		if e.Conversation != "" {
			b.WriteString(" of " + s.talk(e.Conversation))
		}
		b.WriteByte(';')
	}
	for _, p := range c.Puts {
		fmt.Fprintf(&b, " %s v%d;", s.name(p.Record.Key()), p.Version+1)
	}
	for _, j := range c.Jobs {
		fmt.Fprintf(&b, " job %s %s %s;", j.Kind, s.about(j), j.Due.Format("15:04:05.000000"))
	}
	if c.Settle != nil {
		fmt.Fprintf(&b, " %s", c.Settle.Outcome)
		if !c.Settle.Due.IsZero() {
			b.WriteString(c.Settle.Due.Format(" 15:04:05.000000"))
		}
	}
	return b.String()
}

// refusals are the errors of what cannot be done as all stands.
var refusals = []error{
	inbox.ErrNotFound, inbox.ErrConflict, routing.ErrNotOffered, routing.ErrNotActive, routing.ErrTaken, routing.ErrSameAgent,
	routing.ErrNotMember, routing.ErrNotEligible, inbox.ErrSuperseded,
}

func refused(err error) bool {
	return slices.ContainsFunc(refusals, func(r error) bool { return errors.Is(err, r) })
}
