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
	{ID: "amal", Organization: organization, Name: "Amal", Available: true, Capacity: 20},
	{ID: "bea", Organization: organization, Name: "Bea", Available: true, Capacity: 20},
	{ID: "chidi", Organization: organization, Name: "Chidi", Available: true, Capacity: 20},
}

// seed makes the records that are not there yet. An account is named after its
// number, so that another number on the same file is another account.
func seed(ctx context.Context, store inbox.Store, engine *inbox.Engine, account cloudapi.Config) error {
	records := []inbox.Record{
		inbox.Inbox{ID: support, Organization: organization, Name: "Support"},
		inbox.Account{
			ID: inbox.AccountID(cloudapi.Name + "-" + account.NumberID), Organization: organization, Provider: cloudapi.Name,
			Number: whatsapp.NumberID(account.NumberID), WABA: whatsapp.WABAID(account.WABA), Inbox: support,
			Setup: inbox.Connected,
		},
	}
	for i, agent := range team {
		records = append(records, agent, inbox.Seat{Inbox: support, Agent: agent.ID, Position: i})
	}
	var missing []inbox.Record
	for _, r := range records {
		states, err := store.Load(ctx, []inbox.Want{r.Key()})
		if err != nil {
			return err
		}
		if len(states) == 0 {
			missing = append(missing, r)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return engine.Save(ctx, missing...)
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
