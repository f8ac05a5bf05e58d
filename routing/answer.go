package routing

import "cmp"

// hold counts chats and offers that the agent gets, or loses.
func (a *agent) hold(n int) { a.Load, a.InboxLoad = a.Load+n, a.InboxLoad+n }

// answer is what becomes of a chat by an agent's word, or by a person's for one.
func (d *Desk) answer(e Event) error {
	a, c := d.byID[e.Agent], d.chats[e.Chat]
	switch {
	case a == nil:
		return ErrUnknownAgent
	case c == nil:
		return ErrUnknownChat
	}
	switch e.Do {
	case DoAccept:
		return d.accept(a, c)
	case DoDecline:
		return d.decline(a, c)
	case DoTransfer:
		return d.transfer(a, c)
	default:
		return d.assign(a, c)
	}
}

func (d *Desk) accept(a *agent, c *chat) error {
	if _, err := c.Accept(a.Agent, d.now); err != nil {
		return err
	}
	d.take(c, a.Agent)
	d.leave(c)
	return nil
}

// take makes an offered chat an agent's: the offer's place becomes the chat's.
func (d *Desk) take(c *chat, a AgentID) {
	holders := c.Holders()
	c.Chat, _ = c.Accept(a, d.now)
	d.remember(c, a)
	d.effect(EffectAccepted, c, a)
	d.withdraw(c, holders, a)
}

// withdraw takes a chat's offers back, but for who has it now.
func (d *Desk) withdraw(c *chat, holders []AgentID, owner AgentID) {
	for _, a := range holders {
		if a != owner {
			d.byID[a].hold(-1)
			d.effect(EffectWithdrawn, c, a)
		}
	}
}

// remember makes an agent the last of a contact, where there is one.
func (d *Desk) remember(c *chat, a AgentID) {
	if c.contact != "" {
		d.last[c.contact] = a
	}
}

func (d *Desk) decline(a *agent, c *chat) error {
	now, err := c.Decline(a.Agent, d.now)
	if err != nil {
		return err
	}
	c.Chat = now
	a.hold(-1)
	d.effect(EffectDeclined, c, a.Agent)
	return nil
}

// objection is why the agent can be given no chat, not even by a person.
func (a *agent) objection() error {
	switch {
	case !a.member:
		return ErrNotMember
	case a.barred:
		return ErrNotEligible
	default:
		return nil
	}
}

// assign gives a chat to an agent without an offer, over capacity too and to one
// who is away.
func (d *Desk) assign(a *agent, c *chat) error {
	now, err := c.Assign(a.Agent)
	if err = cmp.Or(err, a.objection()); err != nil {
		return err
	}
	if c.state() == Offered {
		d.withdraw(c, c.Holders(), "")
	}
	c.Chat = now
	a.hold(1)
	d.leave(c)
	d.remember(c, a.Agent)
	d.effect(EffectAssigned, c, a.Agent)
	return nil
}

// transfer hands an active chat over, over capacity too and to one who is away.
func (d *Desk) transfer(a *agent, c *chat) error {
	from := c.Agent
	now, err := c.Transfer(a.Agent)
	if err = cmp.Or(err, a.objection()); err != nil {
		return err
	}
	c.Chat = now
	d.byID[from].hold(-1)
	a.hold(1)
	d.remember(c, a.Agent)
	d.effects = append(d.effects, Effect{Kind: EffectTransferred, Chat: c.id, Agent: a.Agent, From: from})
	return nil
}
