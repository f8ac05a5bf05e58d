package dialog360

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/whatsapp"
)

var readingNumber = rest.Call{Op: "read number"}

// Number reads whether the number may send, and why not; see
// [provider.NumberReader]. The gateway tells the ids of the number and of its
// account besides, and nothing else. A key that is wrong is [provider.Auth]: it
// is the cheapest request that tells. Source: Messaging API, GET /health_status,
// version 1.41.
func (c *Client) Number(ctx context.Context) (provider.Number, error) {
	var raw json.RawMessage
	r := rest.Request{Method: http.MethodGet, URL: c.address + "/health_status"}
	if err := c.exchange(ctx, readingNumber, r, nil, &raw); err != nil {
		return provider.Number{}, err
	}
	var answer struct {
		ID     rest.GraphID `json:"id"`
		Health health       `json:"health_status"`
	}
	if rest.Lenient(raw, &answer) != nil {
		return provider.Number{}, readingNumber.Lost(errUnreadable)
	}
	n := provider.Number{ID: whatsapp.NumberID(answer.ID), CanSend: answer.Health.CanSend}
	for _, e := range answer.Health.Entities {
		switch {
		case e.Type == "PHONE_NUMBER" && n.ID == "":
			n.ID = whatsapp.NumberID(e.ID)
		case e.Type == "WABA":
			n.WABA = whatsapp.WABAID(e.ID)
		}
		n.Problems = append(n.Problems, e.problems()...)
	}
	return n, nil
}

// health is the platform's verdict on a number and all that it depends on.
type health struct {
	CanSend  string   `json:"can_send_message"`
	Entities []entity `json:"entities"`
}

type entity struct {
	Type    string       `json:"entity_type"`
	ID      rest.GraphID `json:"id"`
	CanSend string       `json:"can_send_message"`
	Info    []string     `json:"additional_info"`
	Errors  []struct {
		Code     int    `json:"error_code"`
		Text     string `json:"error_description"`
		Solution string `json:"possible_solution"`
	} `json:"errors"`
}

// problems are what keeps the entity from sending freely.
func (e entity) problems() []provider.Problem {
	if e.CanSend == available {
		return nil
	}
	var all []provider.Problem
	for _, one := range e.Errors {
		all = append(all, provider.Problem{Where: e.Type, Code: one.Code, Text: one.Text, Solution: one.Solution})
	}
	for _, text := range e.Info {
		all = append(all, provider.Problem{Where: e.Type, Text: text})
	}
	return all
}

// The platform's verdicts; the third is LIMITED.
const (
	available = "AVAILABLE"
	blocked   = "BLOCKED"
)
