package twilio

import (
	"context"
	"net/http"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

// Content is a message kept at Twilio, with variables: what a template is made
// of, and what messages with buttons need. It is for those who want Twilio's
// own types; [Client.CreateTemplate] chooses one by itself.
type Content = templates.Content

// Approval is how a content stands with WhatsApp.
type Approval struct {
	// Name is [a-z0-9_].
	Name     string             `json:"name"`
	Category templates.Category `json:"category"`
	// Status is in capitals; see [templates.Status]. "unsubmitted" is a draft,
	// "received" is pending.
	Status templates.Status `json:"status,omitempty"`
	// Reason of a rejection, in words; empty = none.
	Reason string `json:"rejection_reason,omitempty"`
	// ContentType is the type that was submitted, of those that the content has.
	ContentType string `json:"content_type,omitempty"`
}

var (
	creatingContent = rest.Call{Op: "create content", Once: true}
	fetchingContent = rest.Call{Op: "fetch content"}
	deletingContent = rest.Call{Op: "delete content"}
	submitting      = rest.Call{Op: "submit content", Once: true}
	asking          = rest.Call{Op: "fetch approval"}
)

// CreateContent keeps a content, of which name, language, variables and types are
// sent, and returns it with its SID. A lost answer is [provider.Uncertain]: it may
// be there.
func (c *Client) CreateContent(ctx context.Context, content Content) (Content, error) {
	return c.createContent(ctx, creatingContent, content)
}

func (c *Client) createContent(ctx context.Context, call rest.Call, content Content) (Content, error) {
	var v whatsapp.Violations
	if content.Language == "" {
		v = append(v, whatsapp.Violation{Field: "language", Rule: "required"})
	}
	if len(content.Types) == 0 {
		v = append(v, whatsapp.Violation{Field: "types", Rule: "at least one"})
	}
	if len(v) > 0 {
		return Content{}, &provider.Error{Op: call.Op, Kind: provider.Invalid, Err: v}
	}
	content = Content{
		Name: content.Name, Language: content.Language, Variables: content.Variables, Types: content.Types,
	}
	var made Content
	err := c.ask(ctx, call, http.MethodPost, c.options.ContentURL+"/v1/Content", content, &made)
	if err == nil && made.SID == "" {
		err = call.Lost(errNoSID)
	}
	return made, err
}

// FetchContent reads a content.
func (c *Client) FetchContent(ctx context.Context, sid string) (Content, error) {
	var content Content
	err := c.askContent(ctx, fetchingContent, http.MethodGet, sid, "", nil, &content)
	return content, err
}

// DeleteContent deletes a content, and the template that it was approved as.
func (c *Client) DeleteContent(ctx context.Context, sid string) error {
	return c.askContent(ctx, deletingContent, http.MethodDelete, sid, "", nil, nil)
}

// Approve submits a content to WhatsApp for review. How it ends is told by no
// callback: see [Client.Approval].
func (c *Client) Approve(ctx context.Context, sid string, a Approval) (Approval, error) {
	return c.submit(ctx, submitting, sid, a.Name, a.Category)
}

func (c *Client) submit(
	ctx context.Context, call rest.Call, sid, name string, category templates.Category,
) (Approval, error) {
	in := struct {
		Name     string             `json:"name"`
		Category templates.Category `json:"category"`
	}{name, category}
	var out templates.ContentApproval
	err := c.askContent(ctx, call, http.MethodPost, sid, "/ApprovalRequests/whatsapp", in, &out)
	return approvalOf(out), err
}

// Approval reads how a content stands with WhatsApp.
func (c *Client) Approval(ctx context.Context, sid string) (Approval, error) {
	var out struct {
		WhatsApp templates.ContentApproval `json:"whatsapp"`
	}
	err := c.askContent(ctx, asking, http.MethodGet, sid, "/ApprovalRequests", nil, &out)
	return approvalOf(out.WhatsApp), err
}

// approvalOf has the words of other providers, in capitals.
func approvalOf(a templates.ContentApproval) Approval {
	d := Content{Approval: a}.Definition()
	return Approval{
		Name: a.Name, Category: d.Category, Status: d.Status, Reason: a.Reason, ContentType: a.ContentType,
	}
}

func (c *Client) askContent(
	ctx context.Context, call rest.Call, method, id, below string, in, out any,
) error {
	if !sid("HX", id) {
		v := whatsapp.Violations{{Field: "sid", Rule: `"HX" and 32 hexadecimal digits`}}
		return &provider.Error{Op: call.Op, Kind: provider.Invalid, Err: v}
	}
	return c.ask(ctx, call, method, c.options.ContentURL+"/v1/Content/"+id+below, in, out)
}
