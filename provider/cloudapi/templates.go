package cloudapi

import (
	"context"
	"iter"
	"net/http"
	"net/url"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/templates"
)

var (
	listingTemplates = rest.Call{Op: "list templates"}
	creatingTemplate = rest.Call{Op: "create template", Once: true}
	editingTemplate  = rest.Call{Op: "edit template"}
	deletingTemplate = rest.Call{Op: "delete template"}
	unpausing        = rest.Call{Op: "unpause template"}
)

const templateFields = "id,name,language,status,category,sub_category,parameter_format,components,quality_score," +
	"rejected_reason,previous_category,correct_category,message_send_ttl_seconds"

// Templates yields the account's templates, a hundred a request; see
// [templates.Lister]. A cursor that the platform no longer knows (131059) has
// the list read from its beginning once, without repeating what was yielded.
// [Config.WABA] is needed. Source: "Template management", November 2025.
func (c *Client) Templates(ctx context.Context, q templates.Query) iter.Seq2[templates.Definition, error] {
	return func(yield func(templates.Definition, error) bool) {
		address, err := c.waba(listingTemplates, "/message_templates")
		if err != nil {
			yield(templates.Definition{}, err)
			return
		}
		list := rest.GraphList{Call: listingTemplates, URL: address, Query: templateQuery(q)}
		for d, err := range rest.GraphItems(ctx, c.rest, list, templateID) {
			if err == nil && !q.Match(d) {
				continue
			}
			if !yield(d, err) {
				return
			}
		}
	}
}

func templateQuery(q templates.Query) url.Values {
	v := url.Values{"fields": {templateFields}, "limit": {"100"}}
	for name, value := range map[string]string{
		"name": q.Name, "language": q.Language, "status": string(q.Status), "category": string(q.Category),
	} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return v
}

func templateID(d templates.Definition) string { return d.ID }

// CreateTemplate submits a template for review; see [templates.Creator]. The
// platform takes 100 an hour of an account. [Config.WABA] is needed. Source:
// "Template management", November 2025.
func (c *Client) CreateTemplate(ctx context.Context, d templates.Definition) (templates.Submitted, error) {
	address, err := c.waba(creatingTemplate, "/message_templates")
	if err != nil {
		return templates.Submitted{}, err
	}
	if v := checkCreate(d); len(v) > 0 {
		return templates.Submitted{}, refused(creatingTemplate, v)
	}
	var answer templates.Definition
	in := templateChange{d.Name, d.Language, d.Category, d.Format, d.Components, d.TTLSeconds}
	r := rest.Request{Method: http.MethodPost, URL: address}
	if err := c.rest.Graph(ctx, creatingTemplate, r, in, &answer); err != nil {
		return templates.Submitted{}, err
	}
	if answer.ID == "" {
		return templates.Submitted{}, &provider.Error{Op: creatingTemplate.Op, Kind: provider.Uncertain}
	}
	return templates.Submitted{ID: answer.ID, Status: answer.Status, Category: answer.Category}, nil
}

// EditTemplate changes the category, the components or the time to live; see
// [templates.Editor]. The platform edits those that are approved, rejected or
// paused: an approved one once in 24 hours and ten times in 30 days, and never
// its category. Source: "Template management", November 2025.
func (c *Client) EditTemplate(ctx context.Context, d templates.Definition) error {
	if v := checkEdit(d); len(v) > 0 {
		return refused(editingTemplate, v)
	}
	in := templateChange{Category: d.Category, Components: d.Components, TTLSeconds: d.TTLSeconds}
	r := rest.Request{Method: http.MethodPost, URL: c.node(d.ID, "")}
	return c.rest.Graph(ctx, editingTemplate, r, in, nil)
}

// DeleteTemplate deletes by name, or by name and id; see [templates.Deleter].
// The platform wants the name in both cases. [Config.WABA] is needed. Source:
// "Template management", November 2025.
func (c *Client) DeleteTemplate(ctx context.Context, name, id string) error {
	address, err := c.waba(deletingTemplate, "/message_templates")
	if err != nil {
		return err
	}
	if name == "" {
		return invalid(deletingTemplate, "name", "required")
	}
	q := url.Values{"name": {name}}
	if id != "" {
		q.Set("hsm_id", id)
	}
	r := rest.Request{Method: http.MethodDelete, URL: address + "?" + q.Encode()}
	return c.rest.Graph(ctx, deletingTemplate, r, nil, nil)
}

// UnpauseTemplate lets a template go on that pacing paused; see
// [templates.Unpauser]. Source: "Template pacing", November 2025.
func (c *Client) UnpauseTemplate(ctx context.Context, id string) error {
	if id == "" {
		return invalid(unpausing, "id", "required")
	}
	r := rest.Request{Method: http.MethodPost, URL: c.node(id, "/unpause")}
	return c.rest.Graph(ctx, unpausing, r, nil, nil)
}

// templateChange is what may be written of a template.
type templateChange struct {
	Name       string                `json:"name,omitempty"`
	Language   string                `json:"language,omitempty"`
	Category   templates.Category    `json:"category,omitempty"`
	Format     templates.Format      `json:"parameter_format,omitempty"`
	Components []templates.Component `json:"components,omitempty"`
	TTLSeconds int64                 `json:"message_send_ttl_seconds,omitempty"`
}
