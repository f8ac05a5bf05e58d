package dialog360

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/whatsapp"
)

var (
	blocking   = rest.Call{Op: "block"}
	unblocking = rest.Call{Op: "unblock"}
)

// Block blocks customers; see [provider.Blocker]. The platform takes those who
// wrote in the last 24 hours. Doing it twice is harmless, so a lost answer is
// [provider.Unavailable]. Source: Messaging API, POST /block_users, version 1.41;
// the refusal of some is the Cloud API's, "Block users", November 2025.
func (c *Client) Block(ctx context.Context, who ...whatsapp.Address) error {
	return c.block(ctx, blocking, http.MethodPost, who)
}

// Unblock takes a block back; see [provider.Unblocker] and [Client.Block].
func (c *Client) Unblock(ctx context.Context, who ...whatsapp.Address) error {
	return c.block(ctx, unblocking, http.MethodDelete, who)
}

// blockUser is one customer to be blocked.
type blockUser struct {
	Phone string `json:"user"`
}

func (c *Client) block(ctx context.Context, call rest.Call, method string, who []whatsapp.Address) error {
	users, err := blockUsers(call, who)
	if err != nil {
		return err
	}
	body, err := json.Marshal(struct {
		Product string      `json:"messaging_product"`
		Users   []blockUser `json:"block_users"`
	}{"whatsapp", users})
	if err != nil {
		return &provider.Error{Op: call.Op, Kind: provider.Invalid, Err: err}
	}
	answer, err := c.rest.Do(ctx, rest.Request{Method: method, URL: c.address + "/block_users", Body: body})
	if err != nil {
		return call.Lost(err)
	}
	failed := rest.GraphBlockFailures(answer.Body, who)
	for i := range failed {
		classifyOne(&failed[i].Failure)
	}
	switch {
	case len(failed) > 0 && answer.OK():
		return &provider.BlockError{Cause: &provider.Error{Op: call.Op, Kind: provider.Invalid}, Failed: failed}
	case len(failed) > 0:
		return &provider.BlockError{Cause: refused(call, answer), Failed: failed}
	default:
		return settle(call, answer, nil)
	}
}

func blockUsers(call rest.Call, who []whatsapp.Address) ([]blockUser, error) {
	if len(who) == 0 {
		return nil, invalid(call, "block_users", "required")
	}
	var users []blockUser
	var nobody, unknown whatsapp.Violations
	for i, a := range who {
		at := "block_users[" + strconv.Itoa(i) + "]"
		switch {
		case a.Phone.Digits() != "":
			users = append(users, blockUser{"+" + a.Phone.Digits()})
		case a.User != "":
			// QUIRK(dialog360): the Cloud API takes user ids too; this API documents
			// phone numbers only.
			unknown = append(unknown, whatsapp.Violation{Field: at, Rule: "a phone number is required by " + Name})
		default:
			nobody = append(nobody, whatsapp.Violation{Field: at, Rule: "a phone number is required"})
		}
	}
	switch {
	case len(nobody) > 0:
		return nil, &provider.Error{Op: call.Op, Kind: provider.Invalid, Err: append(nobody, unknown...)}
	case len(unknown) > 0:
		return nil, &provider.Error{Op: call.Op, Kind: provider.Unsupported, Err: unknown}
	default:
		return users, nil
	}
}
