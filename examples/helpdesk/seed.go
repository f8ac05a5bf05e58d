package main

import (
	"context"
	"errors"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/provider/cloudapi"
	"github.com/wainbox/wainbox/whatsapp"
)

// The one organization of this helpdesk, and its one inbox.
const (
	organization inbox.OrganizationID = "demo"
	support      inbox.InboxID        = "support"
)

// team is who answers, in the order in which they get their first chats.
var team = []inbox.Agent{
	{ID: "amal", Organization: organization, Name: "Amal", Capacity: 20},
	{ID: "bea", Organization: organization, Name: "Bea", Capacity: 20},
	{ID: "chidi", Organization: organization, Name: "Chidi", Capacity: 20},
}

// seed makes the records that are not there yet. An account is named after its
// number, so that another number on the same file is another account. The inbox
// has the rules of this start.
func seed(ctx context.Context, store inbox.Store, engine *inbox.Engine, c config) error {
	account := c.account
	support := inbox.Inbox{ID: support, Organization: organization, Name: "Support", Rules: c.rules}
	records := []inbox.Record{
		inbox.Account{
			ID: inbox.AccountID(cloudapi.Name + "-" + account.NumberID), Organization: organization, Provider: cloudapi.Name,
			Number: whatsapp.NumberID(account.NumberID), WABA: whatsapp.WABAID(account.WABA), Inbox: support.ID,
			Setup: inbox.Connected,
		},
	}
	for i, agent := range team {
		records = append(records, agent, inbox.Seat{Inbox: support.ID, Agent: agent.ID, Position: i})
	}
	missing := []inbox.Record{support}
	var hired []inbox.AgentID
	for _, r := range records {
		states, err := store.Load(ctx, []inbox.Want{r.Key()})
		if err != nil {
			return err
		}
		if len(states) == 0 {
			missing = append(missing, r)
			if a, ok := r.(inbox.Agent); ok {
				hired = append(hired, a.ID)
			}
		}
	}
	if err := engine.Save(ctx, missing...); err != nil {
		return err
	}
	for _, id := range hired {
		if err := engine.Available(ctx, inbox.Presence{Organization: organization, Agent: id, Lease: workday}); err != nil {
			return err
		}
	}
	return nil
}

// agents are the team as it is now.
func (h *helpdesk) agents(ctx context.Context) ([]inbox.Agent, error) {
	wants := make([]inbox.Want, len(team))
	for i, agent := range team {
		wants[i] = agent.Key()
	}
	states, err := h.store.Load(ctx, wants)
	if err != nil {
		return nil, err
	}
	agents := make([]inbox.Agent, 0, len(states))
	for _, s := range states {
		if a, ok := s.Record.(inbox.Agent); ok {
			agents = append(agents, a)
		}
	}
	if len(agents) == 0 {
		return nil, errors.New("helpdesk: no agents are stored")
	}
	return agents, nil
}
