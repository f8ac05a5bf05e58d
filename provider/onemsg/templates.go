package onemsg

import (
	"context"
	"encoding/json"
	"iter"
	"net/url"
	"strconv"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

var (
	listingTemplates = rest.Call{Op: "list templates"}
	creatingTemplate = rest.Call{Op: "create template", Once: true}
	deletingTemplate = rest.Call{Op: "delete template"}
)

// templatePage is how many templates are asked for at a time.
const templatePage = 100

// Templates yields the channel's templates, a hundred a request; see
// [templates.Lister]. A query is looked at here: 1msg takes none. Source:
// 1msg's interface description 2.39.
func (c *Client) Templates(ctx context.Context, q templates.Query) iter.Seq2[templates.Definition, error] {
	return func(yield func(templates.Definition, error) bool) {
		for read := 0; ; {
			page, total, err := c.templatePage(ctx, read)
			if err != nil {
				yield(templates.Definition{}, err)
				return
			}
			for _, d := range page {
				if q.Match(d) && !yield(d, nil) {
					return
				}
			}
			read += len(page)
			// Without a total the list ends with a page that is not full.
			if len(page) == 0 || read >= total && (total > 0 || len(page) < templatePage) {
				return
			}
		}
	}
}

func (c *Client) templatePage(ctx context.Context, from int) (page []templates.Definition, total int, err error) {
	var answer struct {
		Total     json.RawMessage        `json:"total"`
		Templates []templates.Definition `json:"templates"`
	}
	query := url.Values{"limit": {strconv.Itoa(templatePage)}, "offset": {strconv.Itoa(from)}}
	if err := c.ask(ctx, listingTemplates, "templates", query, &answer); err != nil {
		return nil, 0, err
	}
	if answer.Templates == nil {
		return nil, 0, unreadable(listingTemplates)
	}
	total, _ = strconv.Atoi(scalar(answer.Total)) // none is 0
	return answer.Templates, total, nil
}

// CreateTemplate submits a template for review; see [templates.Creator]. 1msg
// has no field for a time to live, and none for named variables. Source: 1msg's
// interface description 2.39.
//
// QUIRK(onemsg): the answer has no documented shape: whatever refuses nothing
// is an acceptance, and what it says of the template is read where it does.
func (c *Client) CreateTemplate(ctx context.Context, d templates.Definition) (templates.Submitted, error) {
	if v := checkCreate(d); len(v) > 0 {
		return templates.Submitted{}, refused(creatingTemplate, v)
	}
	if v := uncarried(d); len(v) > 0 {
		return templates.Submitted{}, &provider.Error{Op: creatingTemplate.Op, Kind: provider.Unsupported, Err: v}
	}
	in := struct {
		Name       string                `json:"name"`
		Category   templates.Category    `json:"category"`
		Language   string                `json:"language"`
		Components []templates.Component `json:"components"`
	}{d.Name, d.Category, d.Language, d.Components}
	var body json.RawMessage
	if err := c.post(ctx, creatingTemplate, "addTemplate", in, &body); err != nil {
		return templates.Submitted{}, err
	}
	var made templates.Definition
	_ = json.Unmarshal(body, &made) // of an answer of another shape nothing is known
	return templates.Submitted{ID: made.ID, Status: made.Status, Category: made.Category}, nil
}

func checkCreate(d templates.Definition) whatsapp.Violations {
	var v whatsapp.Violations
	for _, field := range [][2]string{{"name", d.Name}, {"language", d.Language}, {"category", string(d.Category)}} {
		if field[1] == "" {
			v = append(v, whatsapp.Violation{Field: field[0], Rule: "required"})
		}
	}
	if len(d.Components) == 0 {
		v = append(v, whatsapp.Violation{Field: "components", Rule: "required"})
	}
	return v
}

// uncarried is what of a template there is no field for.
func uncarried(d templates.Definition) whatsapp.Violations {
	var v whatsapp.Violations
	if d.Format == templates.Named {
		v = append(v, whatsapp.Violation{Field: "parameter_format", Rule: "not carried by " + Name})
	}
	if d.TTLSeconds != 0 {
		v = append(v, whatsapp.Violation{Field: "message_send_ttl_seconds", Rule: "not carried by " + Name})
	}
	return v
}

// DeleteTemplate deletes the template of this name in every language; see
// [templates.Deleter]. One language alone cannot be deleted, so an id is
// [provider.Unsupported]. Source: 1msg's interface description 2.39.
func (c *Client) DeleteTemplate(ctx context.Context, name, id string) error {
	switch {
	case name == "" && id == "":
		return invalid(deletingTemplate, "name", "required")
	case id != "":
		v := whatsapp.Violations{{Field: "id", Rule: "one language alone is not deleted by " + Name}}
		return &provider.Error{Op: deletingTemplate.Op, Kind: provider.Unsupported, Err: v}
	}
	return c.post(ctx, deletingTemplate, "removeTemplate", map[string]string{"name": name}, nil)
}
