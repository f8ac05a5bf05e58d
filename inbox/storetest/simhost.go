package storetest

import (
	"context"
	"slices"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

// command is what somebody does next: most often something that can be done as
// all stands.
func (s *sim) command() task {
	switch n := s.dice.IntN(100); {
	case n < 24:
		return s.write()
	case n < 28:
		return s.redeliver()
	case n < 48:
		return s.answers()
	case n < 60:
		return s.ends()
	case n < 70:
		return s.gives()
	case n < 74:
		return s.triages()
	case n < 92:
		return s.presence()
	default:
		return s.saves()
	}
}

// some is a conversation whose chat is in one of the states, if there is one and
// the dice do not say otherwise.
func (s *sim) some(states ...inbox.ChatState) inbox.Conversation {
	var all []inbox.Conversation
	for _, id := range s.talks {
		c, _ := find[inbox.Conversation](s.store, inbox.Conversation{ID: id}.Key())
		if slices.Contains(states, c.Chat.State) || s.dice.IntN(20) == 0 {
			all = append(all, c)
		}
	}
	if len(all) == 0 {
		return inbox.Conversation{ID: "none"}
	}
	return all[s.dice.IntN(len(all))]
}

func (s *sim) someone() inbox.AgentID { return s.people[s.dice.IntN(len(s.people))].ID }

// holder is who has a chat, or may have it.
func (s *sim) holder(c inbox.Conversation) inbox.AgentID {
	if all := c.Chat.Holders(); len(all) > 0 && s.dice.IntN(15) > 0 {
		return all[s.dice.IntN(len(all))]
	}
	return s.someone()
}

// meant is the chat's id, or nothing: then whatever chat there is.
func (s *sim) meant(c inbox.Conversation) inbox.ChatID {
	if s.dice.IntN(2) == 0 {
		return ""
	}
	return c.Chat.ID
}

// onChat is a command about a chat.
func (s *sim) onChat(what string, c inbox.Conversation, do func(context.Context) error) task {
	return task{name: what + " " + s.talk(c.ID), locks: true, do: do}
}

func (s *sim) answers() task {
	c := s.some(inbox.Offered)
	step := inbox.ChatStep{Organization: s.orgs, Conversation: c.ID, Chat: s.meant(c), Agent: s.holder(c)}
	if s.dice.IntN(4) == 0 && !s.steady {
		return s.onChat(string(step.Agent)+" declines", c, func(ctx context.Context) error { return s.on().Decline(ctx, step) })
	}
	return s.onChat(string(step.Agent)+" accepts", c, func(ctx context.Context) error { return s.on().Accept(ctx, step) })
}

func (s *sim) ends() task {
	c := s.some(inbox.Active)
	step := inbox.ChatStep{Organization: s.orgs, Conversation: c.ID, Chat: s.meant(c), Agent: s.holder(c)}
	return s.onChat("ends", c, func(ctx context.Context) error { return s.on().End(ctx, step) })
}

// gives is a person's word for who has a chat.
func (s *sim) gives() task {
	c := s.some(inbox.Waiting, inbox.Offered)
	if s.dice.IntN(3) == 0 {
		step := inbox.ChatStep{Organization: s.orgs, Conversation: c.ID, Chat: s.meant(c), Agent: s.someone()}
		return s.onChat(string(step.Agent)+" takes", c, func(ctx context.Context) error { return s.on().Take(ctx, step) })
	}
	a := inbox.Assignment{Organization: s.orgs, Conversation: c.ID, Chat: s.meant(c), To: s.someone()}
	if s.dice.IntN(2) == 0 {
		return s.onChat("assigns to "+string(a.To), c, func(ctx context.Context) error { return s.on().Assign(ctx, a) })
	}
	c = s.some(inbox.Active)
	a.Conversation, a.Chat = c.ID, s.meant(c)
	return s.onChat("transfers to "+string(a.To), c, func(ctx context.Context) error { return s.on().Transfer(ctx, a) })
}

func (s *sim) triages() task {
	c := s.some(inbox.Waiting, inbox.Offered)
	t := inbox.Triage{
		Organization: s.orgs, Conversation: c.ID, Chat: s.meant(c), Priority: s.dice.IntN(3) - 1, Needs: randomSkills(s.dice),
	}
	if s.steady { // whom all can answer
		t.Needs = nil
	}
	return s.onChat("triages", c, func(ctx context.Context) error { return s.on().Triage(ctx, t) })
}

// presence is an agent's word, or their application's.
func (s *sim) presence() task {
	p := inbox.Presence{Organization: s.orgs, Agent: s.someone(), Lease: time.Duration(s.dice.IntN(300)) * time.Second}
	there := s.store.agent(p.Agent).There
	n := s.dice.IntN(10)
	switch {
	case s.steady:
		p.Lease, n = 24*time.Hour, 9
	case !there && n < 8:
		n = 9
	}
	do := task{name: "available " + string(p.Agent), do: func(ctx context.Context) error { return s.on().Available(ctx, p) }}
	switch {
	case n < 3:
		p.Status = []routing.Status{"", "lunch"}[s.dice.IntN(2)]
		do = task{name: "away " + string(p.Agent), do: func(ctx context.Context) error { return s.on().Away(ctx, p) }}
	case n < 7:
		do = task{name: "heartbeat " + string(p.Agent), do: func(ctx context.Context) error { return s.on().Heartbeat(ctx, p) }}
	}
	return do
}

// on is the engine of whoever is running.
func (s *sim) on() *inbox.Engine { return s.running.of.Engine }

// saves is a host that changes settings.
func (s *sim) saves() task {
	var (
		r    inbox.Record
		what string
	)
	switch n := s.dice.IntN(10); {
	case s.steady:
		a := s.people[s.dice.IntN(len(s.people))]
		r, what = a, string(a.ID)
	case n < 2:
		b := s.boxes[s.dice.IntN(len(s.boxes))]
		b.Rules, b.Capacity = randomRules(s.dice), s.dice.IntN(4)
		r, what = b, string(b.ID)
	case n < 4:
		a := s.people[s.dice.IntN(len(s.people))]
		a.Capacity, a.Skills = s.dice.IntN(4), randomSkills(s.dice)
		r, what = a, string(a.ID)
	case n < 5 && s.moves:
		b, to := s.boxes[s.dice.IntN(len(s.boxes))].ID, s.boxes[s.dice.IntN(len(s.boxes))].ID
		r, what = s.account(b, to), "that the number of "+string(b)+" feeds "+string(to)
	default:
		seat := randomSeat(s.dice, s.boxes[s.dice.IntN(len(s.boxes))].ID, s.someone())
		if k := s.dice.IntN(8); k < 2 {
			seat.Barred, seat.Left = k == 0, k == 1
		}
		r, what = seat, "the seat of "+string(seat.Agent)+" in "+string(seat.Inbox)
	}
	return task{name: "saves " + what, do: func(ctx context.Context) error { return s.on().Save(ctx, r) }}
}
