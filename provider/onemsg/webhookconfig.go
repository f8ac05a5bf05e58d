package onemsg

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
)

var (
	listingWebhooks = rest.Call{Op: "list webhooks"}
	addingWebhook   = rest.Call{Op: "add webhook"}
	removingWebhook = rest.Call{Op: "remove webhook"}
)

// MaxWebhooks is how many addresses a channel calls. Source: 1msg's SDK,
// contract 1.0.0.
const MaxWebhooks = 5

// ErrWebhooks is the cause of an error when the list that was read back is not
// the one that was written: somebody else wrote it at the same time.
var ErrWebhooks = errors.New("onemsg: webhooks are not as they were written")

// Webhooks reads the addresses that the channel calls. They hold secrets: show
// them to nobody. Source: 1msg's SDK, contract 1.0.0.
func (c *Client) Webhooks(ctx context.Context) ([]string, error) {
	return c.webhooks(ctx, listingWebhooks)
}

// AddWebhook has the channel call an address besides those that it calls
// already, which are other people's: the list is read, written whole with the
// new address at its end, and read back. 1msg has no other way, so two who do
// it at once may undo each other, which is told as [ErrWebhooks]. An address
// that is there is written all the same: it is the only way to switch one back
// on that 1msg gave up. A list that is full is [provider.Invalid].
func (c *Client) AddWebhook(ctx context.Context, address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return invalid(addingWebhook, "webhookUrl", "an absolute http or https address")
	}
	all, err := c.webhooks(ctx, addingWebhook)
	if err != nil {
		return err
	}
	if !slices.Contains(all, address) {
		all = append(all, address)
	}
	if len(all) > MaxWebhooks {
		return invalid(addingWebhook, "webhookUrl", "at most "+strconv.Itoa(MaxWebhooks)+" addresses")
	}
	return c.setWebhooks(ctx, addingWebhook, all)
}

// RemoveWebhook takes an address off the list, in the same way. One that is not
// there is no error.
func (c *Client) RemoveWebhook(ctx context.Context, address string) error {
	all, err := c.webhooks(ctx, removingWebhook)
	if err != nil || !slices.Contains(all, address) {
		return err
	}
	all = slices.DeleteFunc(all, func(one string) bool { return one == address })
	return c.setWebhooks(ctx, removingWebhook, all)
}

func (c *Client) webhooks(ctx context.Context, call rest.Call) ([]string, error) {
	var answer struct {
		URL json.RawMessage `json:"webhookUrl"`
	}
	if err := c.ask(ctx, call, "webhook", nil, &answer); err != nil {
		return nil, err
	}
	var all []string
	if json.Unmarshal(answer.URL, &all) == nil { // null is none
		return all, nil
	}
	// What is neither a list nor a text is not taken for none: other people's
	// addresses would be written over.
	var list string
	if json.Unmarshal(answer.URL, &list) != nil {
		return nil, unreadable(call)
	}
	return addresses(list), nil
}

// setWebhooks writes the whole list and reads it back. An empty one is written
// as a setting, which is how it is cleared.
func (c *Client) setWebhooks(ctx context.Context, call rest.Call, all []string) error {
	var err error
	if len(all) == 0 {
		err = c.post(ctx, call, "settings", map[string]string{"webhookUrl": ""}, nil)
	} else {
		err = c.post(ctx, call, "webhook", map[string][]string{"webhookUrl": all}, nil)
	}
	if err != nil {
		return err
	}
	now, err := c.webhooks(ctx, call)
	if err != nil {
		return err
	}
	slices.Sort(now)
	slices.Sort(all)
	if !slices.Equal(now, all) {
		return &provider.Error{Op: call.Op, Kind: provider.Other, Err: ErrWebhooks}
	}
	return nil
}

// addresses takes a list apart that is written with commas. An address may hold
// a comma itself, so only one before a new address counts. Nothing is left out.
func addresses(list string) []string {
	var all []string
	for part := range strings.SplitSeq(list, ",") {
		one := strings.TrimSpace(part)
		switch {
		case len(all) > 0 && !strings.HasPrefix(one, "https://") && !strings.HasPrefix(one, "http://"):
			all[len(all)-1] += "," + part
		case one != "":
			all = append(all, one)
		}
	}
	return all
}
