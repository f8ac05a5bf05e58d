package inbox

import (
	"cmp"
	"context"
	"errors"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/routing"
	"github.com/wainbox/wainbox/whatsapp"
)

// AutoReply is what an inbox answers by itself to a customer whom nobody answers
// yet. It is sent at most once in a while to a conversation, never to what seems
// to be automatic itself, and not for ever: after three in a row there are no more
// until somebody answers by [Engine.Reply]. What is written elsewhere does not
// count: it may be an echo of one of them.
type AutoReply struct {
	When AutoReplyWhen `json:"when"`
	Text string        `json:"text"`
	// Every is the time in which a conversation gets it once, a minute to 30 days;
	// 0 = an hour.
	Every time.Duration `json:"every,omitempty"`
}

// AutoReplyWhen is what is answered.
type AutoReplyWhen string

// The occasions.
const (
	// WhenArrived: a chat begins, or is reopened, within the inbox's hours.
	WhenArrived AutoReplyWhen = "arrived"
	// WhenClosed: the customer writes outside the hours.
	WhenClosed AutoReplyWhen = "closed"
)

// The bounds of automatic replies. They are ours.
const (
	DefaultAutoReplyEvery = time.Hour
	MinAutoReplyEvery     = time.Minute
	MaxAutoReplyEvery     = 30 * 24 * time.Hour
	// MaxAutoReplies is how many there are in a row.
	MaxAutoReplies = 3
	// AutoReplyEcho is how soon after one of them a message of the customer's is
	// taken to be automatic too: nobody reads and writes as fast.
	AutoReplyEcho = 3 * time.Second
)

// AutoReplied is what a conversation got of automatic replies.
type AutoReplied struct {
	Arrived time.Time `json:"arrived,omitzero"` // when it got the last of each
	Closed  time.Time `json:"closed,omitzero"`
	// Row counts them since the last [Engine.Reply].
	Row int `json:"row,omitempty"`
}

// last is when the conversation got one of an occasion.
func (a *AutoReplied) last(w AutoReplyWhen) *time.Time {
	if w == WhenClosed {
		return &a.Closed
	}
	return &a.Arrived
}

// join adds what another conversation got that proves to be with the same customer.
func (a *AutoReplied) join(b AutoReplied) {
	a.Arrived, a.Closed, a.Row = later(a.Arrived, b.Arrived), later(a.Closed, b.Closed), a.Row+b.Row
}

// greet is the job that may answer a customer's message by itself.
func greet(c Conversation, m Message, now time.Time) Job {
	return Job{
		Kind: JobGreet, Unique: "greet:" + string(c.ID), Account: c.Account, Conversation: c.ID, Message: m.ID, Inbox: c.Inbox, Due: now,
	}
}

// greeted is what that job comes to.
func (e *Engine) greeted(ctx context.Context, job Job) (Commit, error) {
	done := Commit{Settle: &Settlement{Outcome: OutcomeDone}}
	m, err := e.loadMessage(ctx, job.Message)
	if err != nil {
		return Commit{}, err
	}
	c, version, err := load[Conversation](ctx, e.store, Key{KindConversation, string(job.Conversation)})
	if err != nil {
		return Commit{}, err
	}
	inbox, _, err := load[Inbox](ctx, e.store, inboxKey(job.Inbox))
	if err != nil {
		return Commit{}, err
	}
	now := e.now()
	reply, ok, err := e.autoReply(inbox, c, m, now)
	if err != nil || !ok || c.Successor != "" {
		return done, err
	}
	r := Reply{Organization: c.Organization, Conversation: c.ID, Content: whatsapp.Text{Body: reply.Text}}
	out, err := e.outgoing(ctx, c, r, now)
	var refused *provider.Error
	switch {
	case errors.As(err, &refused), errors.Is(err, provider.Window):
		return done, nil // what cannot be sent is not
	case err != nil:
		return Commit{}, err
	}
	*c.Auto.last(reply.When) = now
	c.Auto.Row++
	commit := queued(c, version, out, now)
	commit.Settle = done.Settle
	return commit, nil
}

// autoReply is the one that a message calls for; false = none.
func (e *Engine) autoReply(of Inbox, c Conversation, m Message, now time.Time) (AutoReply, bool, error) {
	latest := later(c.Auto.Arrived, c.Auto.Closed)
	began := !m.Stored.After(c.Chat.Arrived)
	// Who was given the chat as it began has not answered yet.
	taken := c.Chat.State == Active && (!began || !of.Rules.AutoAccept)
	if taken || c.Auto.Row >= MaxAutoReplies || !latest.IsZero() && m.Stored.Sub(latest) < AutoReplyEcho {
		return AutoReply{}, false, nil
	}
	when := WhenArrived
	rules, err := e.located(of.Rules)
	switch {
	case err != nil:
		return AutoReply{}, false, err
	case rules.Hours != nil && !rules.Hours.Open(now):
		when = WhenClosed
	case !began:
		return AutoReply{}, false, nil
	}
	for _, r := range of.AutoReplies {
		last := *c.Auto.last(when)
		if r.When == when && (last.IsZero() || now.Sub(last) >= cmp.Or(r.Every, DefaultAutoReplyEvery)) {
			return r, true, nil
		}
	}
	return AutoReply{}, false, nil
}

// checkAutoReplies returns the first that is not allowed.
func checkAutoReplies(all []AutoReply) error {
	seen := map[AutoReplyWhen]bool{}
	for i, r := range all {
		field := "auto_replies[" + strconv.Itoa(i) + "]"
		switch {
		case r.When != WhenArrived && r.When != WhenClosed || seen[r.When]:
			return &routing.FieldError{Field: field + ".when", Rule: "arrived or closed, each once"}
		case r.Text == "" || utf8.RuneCountInString(r.Text) > whatsapp.MaxTextRunes:
			return &routing.FieldError{Field: field + ".text", Rule: "1 to " + strconv.Itoa(whatsapp.MaxTextRunes) + " characters"}
		case r.Every != 0 && (r.Every < MinAutoReplyEvery || r.Every > MaxAutoReplyEvery):
			return &routing.FieldError{Field: field + ".every", Rule: "a minute to 30 days"}
		}
		seen[r.When] = true
	}
	return nil
}
