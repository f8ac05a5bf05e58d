package twilio

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"net/http"
	"slices"
	"strings"

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
		for content, err := range c.contents(ctx, listing) {
			if err != nil {
				yield(templates.Definition{}, err)
				return
			}
			if d := content.Definition(); q.Match(d) && !yield(d, nil) {
				return
			}
		}
	}
}

// contents yields the account's contents, page after page.
func (c *Client) contents(ctx context.Context, call rest.Call) iter.Seq2[Content, error] {
	return func(yield func(Content, error) bool) {
		address := c.options.ContentURL + "/v1/ContentAndApprovals?PageSize=100"
		for address != "" {
			var p page
			err := c.ask(ctx, call, http.MethodGet, address, nil, &p)
			if err != nil {
				yield(Content{}, err)
				return
			}
			var all []Content
			if p["contents"] != nil && json.Unmarshal(p["contents"], &all) != nil {
				yield(Content{}, &provider.Error{Op: call.Op, Kind: provider.Unavailable})
				return
			}
			for _, content := range all {
				if !yield(content, nil) {
					return
				}
			}
			last := address
			if address, err = p.next(call, c.hosts.content); err != nil {
				yield(Content{}, err)
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
// [provider.Unsupported], and [Client.CreateContent] may have one. Of a template
// that Twilio keeps already, what it keeps is created again.
func (c *Client) CreateTemplate(ctx context.Context, d templates.Definition) (templates.Submitted, error) {
	if v := checkCreate(d); len(v) > 0 {
		return templates.Submitted{}, &provider.Error{Op: creating.Op, Kind: provider.Invalid, Err: v}
	}
	content, err := templates.ContentOf(d)
	if err != nil {
		return templates.Submitted{}, &provider.Error{Op: creating.Op, Kind: provider.Unsupported, Err: err}
	}
	made, err := c.createContent(ctx, creating, content)
	if err != nil {
		return templates.Submitted{}, err
	}
	out, err := c.submit(ctx, creating, made.SID, d.Name, d.Category)
	if err != nil {
		if e, ok := errors.AsType[*provider.Error](err); ok {
			e.Err = errors.Join(ErrNotSubmitted, e.Err)
		}
		return templates.Submitted{ID: made.SID, Status: templates.Draft, Category: d.Category}, err
	}
	return templates.Submitted{ID: made.SID, Status: out.Status, Category: out.Category}, nil
}

// checkCreate finds what is wrong with the whole.
func checkCreate(d templates.Definition) whatsapp.Violations {
	var v whatsapp.Violations
	add := func(field, rule string) { v = append(v, whatsapp.Violation{Field: field, Rule: rule}) }
	if d.Name == "" || len(d.Name) > whatsapp.MaxTemplateNameBytes ||
		strings.Trim(d.Name, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" {
		add("name", "lower-case letters, digits and underscores")
	}
	if d.Language == "" {
		add("language", "required")
	}
	switch d.Category {
	case templates.Utility, templates.Marketing, templates.Authentication:
	default:
		add("category", "UTILITY, MARKETING or AUTHENTICATION")
	}
	says := func(c templates.Component) bool { return strings.EqualFold(c.Type, "BODY") && c.Text != "" }
	if d.Category != templates.Authentication && d.Content == nil && !slices.ContainsFunc(d.Components, says) {
		add("components.body.text", "required")
	}
	return v
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
	for content, err := range c.contents(ctx, deleting) {
		if err != nil {
			return err
		}
		if content.Definition().Name == name {
			ids = append(ids, content.SID)
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
