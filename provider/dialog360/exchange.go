package dialog360

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
)

// exchange makes one request with JSON both ways; in and out may be nil.
func (c *Client) exchange(ctx context.Context, call rest.Call, r rest.Request, in, out any) error {
	if in != nil {
		body, err := json.Marshal(in)
		if err != nil {
			return &provider.Error{Op: call.Op, Kind: provider.Invalid, Err: err}
		}
		r.Body = body
	}
	answer, err := c.rest.Do(ctx, r)
	if err != nil {
		return call.Lost(err)
	}
	return settle(call, answer, out)
}

// settle judges an answer and reads it into out. A success may still say that
// it is none; one that is a page, as of a proxy, is as good as lost. Where
// nothing is wanted of it, it may be empty.
func settle(call rest.Call, a rest.Answer, out any) error {
	switch {
	case !a.OK() || denies(a.Body):
		return refused(call, a)
	case out != nil && json.Unmarshal(a.Body, out) != nil,
		len(bytes.TrimSpace(a.Body)) > 0 && !json.Valid(a.Body):
		return call.Lost(errUnreadable)
	default:
		return nil
	}
}

// errUnreadable quotes nothing of the answer, as the cause of an error would.
var errUnreadable = errors.New("dialog360: answer unreadable")

// denies reports whether a body says that nothing was done.
func denies(body []byte) bool {
	var said struct {
		Success json.RawMessage `json:"success"`
		Error   json.RawMessage `json:"error"`
		Meta    json.RawMessage `json:"meta"`
	}
	if json.Unmarshal(body, &said) != nil {
		return false
	}
	var meta struct {
		Success json.RawMessage `json:"success"`
	}
	_ = json.Unmarshal(said.Meta, &meta) // an object, or it says nothing
	return string(said.Success) == "false" || string(meta.Success) == "false" || codeOf(said.Error) != noCode
}
