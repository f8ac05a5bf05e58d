package inbox

import (
	"context"
	"time"

	"github.com/wainbox/wainbox/window"
)

// What is told of a window is decided by [window.State.Next] alone, in the
// commit that writes down that it was told: so each moment is told once, however
// often and by how many a job is carried out. As long as there is a moment to
// come, a job for it waits in the store, due when the moment is, or earlier: the
// customer's next word moves the window's end, and not the job, which looks at
// the window when it is due.

// tell notes the moments of the window that are due, and returns what to log.
func tell(c *Conversation, now time.Time, lead time.Duration) []Entry {
	var told []Entry
	for {
		m, due, ok := c.Window.Next(c.Watch, lead)
		if !ok || due.After(now) {
			return told
		}
		c.Watch = c.Watch.Tell(m, c.Window)
		if m == window.MomentClosing && !c.Window.IsOpen(now) {
			continue // it is too late for that
		}
		told = append(told, Entry{
			Kind: EntryWindow, At: now, Account: c.Account, Conversation: c.ID, Chat: c.Chat.ID, State: string(m),
		})
	}
}

// wait is the job for the window's next moment; none when nothing is left to
// tell. It goes after what somebody waits for, and no account's limits hold it
// back.
func wait(c Conversation, lead time.Duration) []Job {
	m, due, ok := c.Window.Next(c.Watch, lead)
	if !ok {
		return nil
	}
	return []Job{{
		Kind: JobWindow, Unique: "window:" + string(m) + ":" + string(c.ID), Priority: 1, Due: due, Conversation: c.ID,
	}}
}

// told is what a job for a window's moment comes to.
func (e *Engine) told(ctx context.Context, job Job) (Commit, error) {
	c, version, err := load[Conversation](ctx, e.store, Key{KindConversation, string(job.Conversation)})
	if err != nil {
		return Commit{}, err
	}
	done := Commit{Settle: &Settlement{Outcome: OutcomeDone}}
	if c.Successor != "" { // which has jobs of its own
		return done, nil
	}
	was := c.Watch
	done.Log = tell(&c, e.now(), e.o.ClosingLead)
	done.Jobs = wait(c, e.o.ClosingLead)
	if c.Watch != was {
		done.Puts = []Put{{Record: c, Version: version}}
	}
	return done, nil
}

// open joins what the customer did at that time to the window, and tells of one
// that it found closed. Of an open window all is told, and its job waits.
func (d *draft) open(at time.Time, entry bool) {
	c := &d.conversation
	before, _, _ := c.Window.Next(c.Watch, d.ahead)
	now := later(d.now, at)
	if !c.Window.IsOpen(at) {
		d.tell(c, now) // that it closed, if nobody came to tell it
	}
	if entry {
		c.Window = c.Window.Enter(at)
	} else {
		c.Window = c.Window.Open(at)
	}
	after, _, _ := c.Window.Next(c.Watch, d.ahead)
	if after == before && before != window.MomentOpened {
		return // no job waits for an opening: it is told in the commit that joins it
	}
	d.tell(c, now)
	d.watch = true
}

// tell logs the moments of a conversation's window that are due.
func (d *draft) tell(c *Conversation, now time.Time) {
	for _, e := range tell(c, now, d.ahead) {
		d.log(e)
	}
}

// answered joins the business's answer to the entry that it answers, if the
// customer came by one. It counts when it is queued: that it leaves, and is free
// of charge, the platform says in the pricing of its status.
func answered(s window.State, at time.Time) window.State { return s.Answer(s.Entered, at) }

// heir is what was told of the window that two conversations prove to share: of
// the one that was told to be open, and of two such the later.
func heir(a, b Conversation) window.Watch {
	aTold, bTold := !a.Watch.Opened.IsZero(), !b.Watch.Opened.IsZero()
	if aTold == bTold && b.Window.Opened.After(a.Window.Opened) || bTold && !aTold {
		return b.Watch
	}
	return a.Watch
}
