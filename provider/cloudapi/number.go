package cloudapi

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/whatsapp"
)

var readingNumber = rest.Call{Op: "read number"}

const numberFields = "?fields=id,display_phone_number,verified_name,name_status,status,quality_rating,throughput," +
	"platform_type,whatsapp_business_manager_messaging_limit,is_official_business_account,is_on_biz_app,health_status"

// Number reads how the number stands; see [provider.NumberReader]. Source: Cloud
// API, "Business phone numbers" and "Health status", November 2025.
//
// QUIRK(cloudapi): the guide and the specification list different words for how
// a number stands, so each is kept as it comes.
func (c *Client) Number(ctx context.Context) (provider.Number, error) {
	var body json.RawMessage
	r := rest.Request{Method: http.MethodGet, URL: c.number("") + numberFields}
	if err := c.rest.Graph(ctx, readingNumber, r, nil, &body); err != nil {
		return provider.Number{}, err
	}
	var n numberNode
	if rest.Lenient(body, &n) != nil {
		return provider.Number{}, &provider.Error{Op: readingNumber.Op, Kind: provider.Unavailable}
	}
	return provider.Number{
		ID:           whatsapp.NumberID(cmp.Or(string(n.ID), c.config.NumberID)),
		WABA:         whatsapp.WABAID(cmp.Or(c.config.WABA, n.Health.waba())),
		Display:      n.Display,
		VerifiedName: n.Name,
		NameStatus:   n.NameStatus,
		Status:       whatsapp.NumberStatus(n.Status),
		Quality:      whatsapp.Quality(n.Quality),
		Limit:        whatsapp.MessagingLimit(n.Limit),
		Throughput:   n.Throughput.Level,
		Platform:     n.Platform,
		CanSend:      n.Health.CanSend,
		Problems:     n.Health.problems(),
		Official:     n.Official,
		OnPhone:      n.OnPhone,
	}, nil
}

// numberNode is a number as the platform writes it.
type numberNode struct {
	ID         rest.GraphID `json:"id"`
	Display    string       `json:"display_phone_number"`
	Name       string       `json:"verified_name"`
	NameStatus string       `json:"name_status"`
	Status     string       `json:"status"`
	Quality    string       `json:"quality_rating"`
	Throughput struct {
		Level string `json:"level"`
	} `json:"throughput"`
	Platform string `json:"platform_type"`
	Limit    string `json:"whatsapp_business_manager_messaging_limit"`
	Official bool   `json:"is_official_business_account"`
	OnPhone  bool   `json:"is_on_biz_app"`
	Health   health `json:"health_status"`
}

// health is the platform's verdict on whether messages can be sent, with one on
// each of the things that must be in order for it.
type health struct {
	CanSend  string `json:"can_send_message"`
	Entities []struct {
		Type    string       `json:"entity_type"`
		ID      rest.GraphID `json:"id"`
		CanSend string       `json:"can_send_message"`
		More    []string     `json:"additional_info"`
		Errors  []struct {
			Code     int    `json:"error_code"`
			Text     string `json:"error_description"`
			Solution string `json:"possible_solution"`
		} `json:"errors"`
	} `json:"entities"`
}

// problems are what was said of what is not in order. The platform gives errors
// of what is blocked, and remarks of what is limited.
func (h health) problems() []provider.Problem {
	var all []provider.Problem
	for _, e := range h.Entities {
		for _, one := range e.Errors {
			all = append(all, provider.Problem{Where: e.Type, Code: one.Code, Text: one.Text, Solution: one.Solution})
		}
		if len(e.Errors) == 0 && e.CanSend != "" && e.CanSend != canSend {
			all = append(all, provider.Problem{Where: e.Type, Text: strings.Join(e.More, " ")})
		}
	}
	return all
}

func (h health) waba() string {
	for _, e := range h.Entities {
		if e.Type == "WABA" {
			return string(e.ID)
		}
	}
	return ""
}

// canSend is what the doctor wants to see. Source: as [Client.Number].
const canSend = "AVAILABLE"
