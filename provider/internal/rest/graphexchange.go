package rest

import (
	"context"
	"encoding/json"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/wire"
)

// Graph makes a request of the Graph API once, with in as its JSON body, and
// reads the answer into out; each may be nil. It is for what manages an account.
// The error is a [*provider.Error].
func (c *Client) Graph(ctx context.Context, call Call, r Request, in, out any) error {
	if in != nil {
		body, err := json.Marshal(in)
		if err != nil {
			return &provider.Error{Op: call.Op, Kind: provider.Invalid, Err: err}
		}
		r.Body = body
	}
	answer, err := c.Do(ctx, r)
	if err != nil {
		return call.Lost(err)
	}
	if e := call.GraphDone(answer); e != nil {
		return e
	}
	if out != nil && json.Unmarshal(answer.Body, out) != nil {
		return call.unreadable()
	}
	return nil
}

// GraphDone is nil when an answer of the Graph API is a success. An error is
// looked for in one with the status 200 too, as are the words "success": false,
// which give no reason; an answer that is no JSON leaves open what happened, as
// a lost one does.
func (c Call) GraphDone(a Answer) *provider.Error {
	if !a.OK() || graphCode(a.Body) != noCode {
		return c.graphManaged(a)
	}
	if !json.Valid(a.Body) {
		return c.unreadable()
	}
	var said struct {
		Success *bool `json:"success"`
	}
	if json.Unmarshal(a.Body, &said) == nil && said.Success != nil && !*said.Success {
		return &provider.Error{Op: c.Op, Kind: provider.Other}
	}
	return nil
}

// graphManaged is [Call.GraphRefused] with the subcode in place of the code,
// where that says only "invalid parameter" and the subcode says which rule was
// broken. Those that do are long: a short one, as 33, means something else than
// the code of the same number.
func (c Call) graphManaged(a Answer) *provider.Error {
	const (
		parameter = 100
		long      = 1_000_000
	)
	e := c.GraphRefused(a)
	if e.Code != parameter {
		return e
	}
	var body struct {
		Error struct {
			Subcode int `json:"error_subcode"`
		} `json:"error"`
	}
	if json.Unmarshal(a.Body, &body) != nil || body.Error.Subcode < long {
		return e
	}
	if kind := wire.KindOf(body.Error.Subcode); kind != provider.Other {
		e.Code, e.Kind = body.Error.Subcode, kind
	}
	return e
}
