package twilio

import (
	"context"
	"errors"
	"iter"
	"net/http"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

var (
	listing  = rest.Call{Op: "list templates"}
	creating = rest.Call{Op: "create template", Once: true}
	deleting = rest.Call{Op: "delete template"}
)

// ErrNotSubmitted is the cause of an error of [Client.CreateTemplate] that left
// a content behind, whose id is in what was returned beside the error: submit it
// with [Client.Approve], or delete it.
var ErrNotSubmitted = errors.New("twilio: the content was created, and its submission failed")

var (
	errNoSID    = errors.New("twilio: an answer without a sid")
	errNoSender = errors.New("twilio: the number is not one of the account's senders")
)

// Templates lists the account's contents, also those that were never submitted,
// the contents of interactive messages among them. See [templates.Lister]. Pages
// are followed on the same host only.
func (c *Client) Templates(ctx context.Context, q templates.Query) iter.Seq2[templates.Definition, error] {
	return func(yield func(templates.Definition, error) bool) {
		for row, err := range c.rows(ctx, listing) {
			if err != nil {
				yield(templates.Definition{}, err)
				return
			}
			if d := row.definition(); q.Match(d) && !yield(d, nil) {
				return
			}
		}
	}
}

// row is a content with its approval.
type row struct {
	Content

	Approval Approval `json:"approval_requests"`
}

func (c *Client) rows(ctx context.Context, call rest.Call) iter.Seq2[row, error] {
	return func(yield func(row, error) bool) {
		address := c.options.ContentURL + "/v1/ContentAndApprovals?PageSize=100"
		for address != "" {
			var p page
			err := c.ask(ctx, call, http.MethodGet, address, nil, &p)
			if err != nil {
				yield(row{}, err)
				return
			}
			var rows []row
			if p["contents"] != nil && rest.Lenient(p["contents"], &rows) != nil {
				yield(row{}, &provider.Error{Op: call.Op, Kind: provider.Unavailable})
				return
			}
			for _, r := range rows {
				if !yield(r, nil) {
					return
				}
			}
			last := address
			if address, err = p.next(call, c.hosts.content); err != nil {
				yield(row{}, err)
				return
			}
			if address == last {
				return // a page that follows itself
			}
		}
	}
}

// CreateTemplate creates a content of the type that fits, and submits it for
// review: two requests. Where the second fails, the first one's content is left,
// and the error's cause is [ErrNotSubmitted]. A lost answer is
// [provider.Uncertain].
//
// Variables are numbered through all parts, as in [Client.Send]; examples become
// their samples. A header's file is an address in its example, and always the
// same: a send leaves it out. What Twilio has no type for is
// [provider.Unsupported], and [Client.CreateContent] may have one.
func (c *Client) CreateTemplate(ctx context.Context, d templates.Definition) (templates.Submitted, error) {
	content, err := contentOf(d)
	if err != nil {
		return templates.Submitted{}, err
	}
	made, err := c.createContent(ctx, creating, content)
	if err != nil {
		return templates.Submitted{}, err
	}
	var out Approval
	in := Approval{Name: d.Name, Category: d.Category}
	err = c.askContent(ctx, creating, http.MethodPost, made.SID, "/ApprovalRequests/whatsapp", in, &out)
	if err != nil {
		if e, ok := errors.AsType[*provider.Error](err); ok {
			e.Err = errors.Join(ErrNotSubmitted, e.Err)
		}
		return templates.Submitted{ID: made.SID, Status: templates.Draft, Category: d.Category}, err
	}
	out = out.told()
	return templates.Submitted{ID: made.SID, Status: out.Status, Category: out.Category}, nil
}

// DeleteTemplate deletes the content of this id, or all contents of this name
// with one request each. See [templates.Deleter].
func (c *Client) DeleteTemplate(ctx context.Context, name, id string) error {
	if id != "" {
		return c.askContent(ctx, deleting, http.MethodDelete, id, "", nil, nil)
	}
	if name == "" {
		v := whatsapp.Violations{{Field: "name", Rule: "a name or an id is required"}}
		return &provider.Error{Op: deleting.Op, Kind: provider.Invalid, Err: v}
	}
	// All are found before the first is deleted: pages would shift.
	var ids []string
	for r, err := range c.rows(ctx, deleting) {
		if err != nil {
			return err
		}
		if r.definition().Name == name {
			ids = append(ids, r.SID)
		}
	}
	if len(ids) == 0 {
		return &provider.Error{Op: deleting.Op, Kind: provider.Template}
	}
	for _, id := range ids {
		if err := c.askContent(ctx, deleting, http.MethodDelete, id, "", nil, nil); err != nil {
			return err
		}
	}
	return nil
}
