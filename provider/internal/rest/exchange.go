package rest

import (
	"context"
	"encoding/json"

	"github.com/wainbox/wainbox/provider"
)

// Exchange is a request of which the answer is wanted as JSON.
type Exchange struct {
	Call    Call
	Request Request
	// In is written as the request's body; nil = the body that Request has.
	In any
	// Out is what the answer is read into; nil = it is not read.
	Out any
	// Refused turns an answer that is no success into the error; nil =
	// [Call.Refused], which goes by the status alone.
	Refused func(Answer) *provider.Error
}

// Exchange makes the request once. The error is a [*provider.Error]: of an
// answer that did not come, that refuses, or that is a success and cannot be
// read; the last leaves open what happened, as a lost one does.
func (c *Client) Exchange(ctx context.Context, x Exchange) error {
	if x.In != nil {
		body, err := json.Marshal(x.In)
		if err != nil {
			return &provider.Error{Op: x.Call.Op, Kind: provider.Invalid, Err: err}
		}
		x.Request.Body = body
	}
	answer, err := c.Do(ctx, x.Request)
	if err != nil {
		return x.Call.Lost(err)
	}
	if !answer.OK() {
		if x.Refused != nil {
			return x.Refused(answer)
		}
		return x.Call.Refused(answer)
	}
	if x.Out == nil {
		return nil
	}
	if err := json.Unmarshal(answer.Body, x.Out); err != nil {
		return x.Call.unreadable()
	}
	return nil
}

// unreadable is the error of a success whose answer is not what it should be.
// Its cause is left out, since it may quote the answer.
func (c Call) unreadable() *provider.Error {
	if c.Once {
		return &provider.Error{Op: c.Op, Kind: provider.Uncertain}
	}
	return &provider.Error{Op: c.Op, Kind: provider.Unavailable}
}
