package onemsg

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"iter"
	"strconv"
	"strings"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/whatsapp"
)

var (
	blocking       = rest.Call{Op: "block"}
	unblocking     = rest.Call{Op: "unblock"}
	listingBlocked = rest.Call{Op: "list blocked"}
)

// Block blocks customers, one request each; see [provider.Blocker]. Each needs
// a phone number. It ends at the first failure that is not one customer's own.
// Source: 1msg's SDK, contract 1.0.0.
func (c *Client) Block(ctx context.Context, who ...whatsapp.Address) error {
	return c.blockEach(ctx, blocking, "blockUser", who)
}

// Unblock takes blocks back; see [provider.Unblocker]. Source: as
// [Client.Block].
func (c *Client) Unblock(ctx context.Context, who ...whatsapp.Address) error {
	return c.blockEach(ctx, unblocking, "unblockUser", who)
}

func (c *Client) blockEach(ctx context.Context, call rest.Call, method string, who []whatsapp.Address) error {
	phones, v := phonesOf(who)
	if len(v) > 0 {
		return refused(call, v)
	}
	var (
		first  *provider.Error
		failed []provider.BlockFailure
	)
	for i, phone := range phones {
		e, ok := errors.AsType[*provider.Error](c.post(ctx, call, method, map[string]uint64{"phone": phone}, nil))
		if !ok {
			continue
		}
		first = cmp.Or(first, e)
		until := i + 1
		if !ofOne(e.Kind) {
			until = len(who)
		}
		for _, a := range who[i:until] {
			f := whatsapp.Failure{Code: e.Code, Class: e.Kind.Class()}
			failed = append(failed, provider.BlockFailure{Who: a, Failure: f})
		}
		if until == len(who) {
			break
		}
	}
	switch {
	case first == nil:
		return nil
	case len(failed) == len(who) && !ofOne(first.Kind): // nothing is said of anybody
		return first
	default:
		return &provider.BlockError{Cause: first, Failed: failed}
	}
}

// ofOne reports whether an error says something of one customer, and nothing
// of the next.
func ofOne(k provider.Kind) bool {
	switch k {
	case provider.Auth, provider.Account, provider.Throttled, provider.Unavailable:
		return false
	default:
		return true
	}
}

// phonesOf are numbers in the JSON sense, as 1msg wants them here.
func phonesOf(who []whatsapp.Address) ([]uint64, whatsapp.Violations) {
	var v whatsapp.Violations
	if len(who) == 0 {
		v = append(v, whatsapp.Violation{Field: "phone", Rule: "required"})
	}
	phones := make([]uint64, len(who))
	for i, a := range who {
		n, err := strconv.ParseUint(a.Phone.Digits(), 10, 64)
		if err != nil || n == 0 {
			v = append(v, whatsapp.Violation{Field: "phone[" + strconv.Itoa(i) + "]", Rule: "a phone number is required"})
		}
		phones[i] = n
	}
	return phones, v
}

// Blocked yields who is blocked; see [provider.BlockLister].
//
// QUIRK(onemsg): the answer has no documented shape. A customer is whatever has
// one of the names that 1msg or the platform has for a phone or a user id, and
// whatever stands alone in a list; an answer without a list is an error.
func (c *Client) Blocked(ctx context.Context) iter.Seq2[whatsapp.Address, error] {
	return func(yield func(whatsapp.Address, error) bool) {
		var answer json.RawMessage
		if err := c.ask(ctx, listingBlocked, "blockedUsers", nil, &answer); err != nil {
			yield(whatsapp.Address{}, err)
			return
		}
		found := blocked{}
		if found.read(answer, false); !found.list {
			yield(whatsapp.Address{}, unreadable(listingBlocked))
			return
		}
		for _, a := range found.who {
			if !yield(a, nil) {
				return
			}
		}
	}
}

// blocked is what was found in a list.
type blocked struct {
	list bool // there is one
	who  []whatsapp.Address
}

func (b *blocked) read(value json.RawMessage, listed bool) {
	var items []json.RawMessage
	var members map[string]json.RawMessage
	switch {
	case json.Unmarshal(value, &items) == nil && items != nil:
		b.list = true
		for _, one := range items {
			b.read(one, true)
		}
	case json.Unmarshal(value, &members) == nil && members != nil:
		a := named(members)
		if !a.IsZero() {
			b.who = append(b.who, a)
			return
		}
		for _, one := range members {
			b.read(one, false)
		}
	case listed:
		if a := customer(scalar(value)); !a.IsZero() {
			b.who = append(b.who, a)
		}
	}
}

// named is the customer that an object is about.
func named(members map[string]json.RawMessage) whatsapp.Address {
	var a whatsapp.Address
	for _, name := range []string{"phone", "wa_id", "chatId", "user", "bsuid", "user_id"} {
		found := customer(scalar(members[name]))
		if a.Phone == "" {
			a.Phone = found.Phone
		}
		if a.User == "" {
			a.User = found.User
		}
	}
	return a
}

// customer reads a phone number, the id of a chat with one, or a user id.
func customer(name string) whatsapp.Address {
	name, server, _ := strings.Cut(name, "@")
	switch {
	case server == "lid" && !strings.Contains(name, "."): // no number, whatever its digits
		return whatsapp.Address{}
	case strings.Trim(name, "+0123456789") == "":
		return whatsapp.Address{Phone: whatsapp.Phone(name)}
	case strings.Contains(name, "."):
		return whatsapp.Address{User: whatsapp.UserID(name)}
	default:
		return whatsapp.Address{}
	}
}
