package rest

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/whatsapp"
)

// GraphRefused turns an answer of the Graph API that is no success into the
// provider's error. An error envelope is decided on by its code.
//
// A code is the platform's own word that it did not take the message: no id was
// given out, so none can be delivered. That is why the documented 5xx codes
// (131000 "something went wrong", 131016 and 133004 "unavailable") are
// Unavailable and may be sent again, while a 5xx without a code, or with one
// that nobody documented, may come from anything between us and the platform
// after the message was taken, and is Uncertain.
func (c Call) GraphRefused(a Answer) *provider.Error {
	code := graphCode(a.Body)
	if code == noCode {
		return c.Refused(a)
	}
	kind := wire.KindOf(code)
	if kind == provider.Other {
		kind = c.byStatus(a.Status)
	}
	return &provider.Error{Op: c.Op, Kind: kind, Code: code, After: After(a.Header), Pair: wire.IsPair(code)}
}

// GraphAccepted reads the answer to a send. A success without a message id is
// no answer to go by: the message may have been taken.
func (c Call) GraphAccepted(a Answer) (provider.Receipt, error) {
	if !a.OK() {
		return provider.Receipt{}, c.GraphRefused(a)
	}
	var body struct {
		Messages []struct {
			ID     whatsapp.MessageID `json:"id"`
			Status string             `json:"message_status"`
		} `json:"messages"`
	}
	err := json.Unmarshal(a.Body, &body)
	if err != nil || len(body.Messages) == 0 || body.Messages[0].ID == "" {
		if err == nil && graphCode(a.Body) != noCode {
			return provider.Receipt{}, c.GraphRefused(a)
		}
		return provider.Receipt{}, &provider.Error{Op: c.Op, Kind: provider.Uncertain}
	}
	r := provider.Receipt{ID: body.Messages[0].ID}
	if s := body.Messages[0].Status; s != "" && s != "accepted" {
		r.Held = s
	}
	return r, nil
}

// noCode stands for "no error envelope"; 0 is a code of the platform.
const noCode = -1

// graphCode is the code of an error envelope, also where it is written as a
// string.
func graphCode(body []byte) int {
	var envelope struct {
		Error struct {
			Code json.RawMessage `json:"code"`
		} `json:"error"`
	}
	if json.Unmarshal(body, &envelope) != nil {
		return noCode
	}
	code, err := strconv.Atoi(strings.Trim(string(envelope.Error.Code), `"`))
	if err != nil || code < 0 {
		return noCode
	}
	return code
}
