package twilio

import (
	"context"
	"encoding/json"
	"net/http"
	"sync"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/whatsapp"
)

// sender is a business number as the Senders API has it. Source: Senders API
// v2, April 2026.
type sender struct {
	SID           string                     `json:"sid"` // "XE…"
	SenderID      string                     `json:"sender_id"`
	Status        string                     `json:"status"`
	Profile       map[string]json.RawMessage `json:"profile"`
	Webhook       map[string]json.RawMessage `json:"webhook"`
	Configuration struct {
		WABA whatsapp.WABAID `json:"waba_id"`
	} `json:"configuration"`
	Properties struct {
		Quality string `json:"quality_rating"`
		Limit   string `json:"messaging_limit"`
	} `json:"properties"`
	Offline []struct {
		Code    json.RawMessage `json:"code"`
		Message string          `json:"message"`
		More    string          `json:"more_info"`
	} `json:"offline_reasons"`
}

// found remembers the sender's id, which is not configured.
type found struct {
	mu  sync.Mutex
	sid string
}

func (f *found) get() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.sid
}

func (f *found) set(sid string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sid = sid
}

func (c *Client) senders() string { return c.options.MessagingURL + "/v2/Channels/Senders" }

// own reads the sender that the client was configured with: by its id, or in
// the list until that is known. A number that the account does not have is
// [provider.Account].
func (c *Client) own(ctx context.Context, call rest.Call) (sender, error) {
	if c.config.From == "" {
		v := whatsapp.Violations{{Field: "Config.From", Rule: "required for this"}}
		return sender{}, &provider.Error{Op: call.Op, Kind: provider.Account, Err: v}
	}
	if id := c.sender.get(); id != "" {
		return c.known(ctx, call, id)
	}
	return c.listed(ctx, call)
}

// known reads the sender by its id.
func (c *Client) known(ctx context.Context, call rest.Call, id string) (sender, error) {
	var s sender
	err := c.ask(ctx, call, http.MethodGet, c.senders()+"/"+id, nil, &s)
	if err == nil && s.SID != id {
		err = call.Lost(errNoSID)
	}
	if provider.KindOf(err) == provider.Invalid {
		c.sender.set("") // deleted, perhaps to be registered anew
	}
	return s, err
}

// listed finds the sender among the account's.
func (c *Client) listed(ctx context.Context, call rest.Call) (sender, error) {
	address := c.senders() + "?Channel=whatsapp&PageSize=100"
	for address != "" {
		var p page
		if err := c.ask(ctx, call, http.MethodGet, address, nil, &p); err != nil {
			return sender{}, err
		}
		var list []sender
		if p["senders"] != nil && rest.Lenient(p["senders"], &list) != nil {
			return sender{}, &provider.Error{Op: call.Op, Kind: provider.Unavailable}
		}
		for _, s := range list {
			if digits(s.SenderID) == c.config.From && sid("XE", s.SID) {
				c.sender.set(s.SID)
				return s, nil
			}
		}
		next, err := p.next(call, c.hosts.messaging)
		if err != nil {
			return sender{}, err
		}
		if next == address {
			break // a page that follows itself
		}
		address = next
	}
	return sender{}, &provider.Error{Op: call.Op, Kind: provider.Account, Err: errNoSender}
}

// word is a string in an object; empty where there is none.
func word(in map[string]json.RawMessage, key string) string {
	var s string
	if json.Unmarshal(in[key], &s) != nil {
		return ""
	}
	return s
}
