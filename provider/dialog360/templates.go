package dialog360

import (
	"context"
	"encoding/json"
	"iter"
	"net/http"
	"net/url"
	"strconv"
	"strings"

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

// templatePage is how many templates are asked for at a time: of the documented
// default of 1,000 the answer may be longer than what is read.
const templatePage = 100

// Templates yields the account's templates, a hundred a request; see
// [templates.Lister]. The gateway can be asked for a name only; the rest of the
// query is left out after fetching. Source: Messaging API, GET
// /v1/configs/templates, version 1.41.
func (c *Client) Templates(ctx context.Context, q templates.Query) iter.Seq2[templates.Definition, error] {
	return func(yield func(templates.Definition, error) bool) {
		for offset := 0; ; {
			page, err := c.templatePage(ctx, q.Name, offset)
			if err != nil {
				yield(templates.Definition{}, err)
				return
			}
			for _, raw := range page.Templates {
				d, err := readTemplate(listingTemplates, raw)
				if err == nil && !q.Match(d) {
					continue
				}
				if !yield(d, err) || err != nil {
					return
				}
			}
			if offset += len(page.Templates); page.last(offset) {
				return
			}
		}
	}
}

// templateList is one page.
type templateList struct {
	Total     *int              `json:"total"`
	Templates []json.RawMessage `json:"waba_templates"`
}

// last reports whether nothing is left after so many.
func (l templateList) last(read int) bool {
	if l.Total != nil {
		return len(l.Templates) == 0 || read >= *l.Total
	}
	return len(l.Templates) < templatePage
}

func (c *Client) templatePage(ctx context.Context, name string, offset int) (templateList, error) {
	q := url.Values{"limit": {strconv.Itoa(templatePage)}, "offset": {strconv.Itoa(offset)}}
	if name != "" {
		filters, err := json.Marshal(map[string]string{"business_templates.name": name})
		if err != nil {
			return templateList{}, &provider.Error{Op: listingTemplates.Op, Kind: provider.Invalid, Err: err}
		}
		q.Set("filters", string(filters))
	}
	var page templateList
	r := rest.Request{Method: http.MethodGet, URL: c.configs + "/templates?" + q.Encode()}
	err := c.exchange(ctx, listingTemplates, r, nil, &page)
	return page, err
}

// CreateTemplate submits a template for review; see [templates.Creator]. An
// account may have 250. Source: Messaging API, POST /v1/configs/templates,
// version 1.41.
//
// QUIRK(dialog360): the answer is not documented but for its status. It is read
// as the same object that lists have, of which nothing is required.
func (c *Client) CreateTemplate(ctx context.Context, d templates.Definition) (templates.Submitted, error) {
	if err := checkTemplate(d); err != nil {
		return templates.Submitted{}, err
	}
	in := struct {
		Name       string                `json:"name"`
		Category   templates.Category    `json:"category"`
		Language   string                `json:"language"`
		Components []templates.Component `json:"components"`
	}{d.Name, d.Category, d.Language, d.Components}
	var answer json.RawMessage
	r := rest.Request{Method: http.MethodPost, URL: c.configs + "/templates"}
	if err := c.exchange(ctx, creatingTemplate, r, in, &answer); err != nil {
		return templates.Submitted{}, err
	}
	made, err := readTemplate(creatingTemplate, answer)
	return templates.Submitted{ID: made.ID, Status: made.Status, Category: made.Category}, err
}

func readTemplate(call rest.Call, raw json.RawMessage) (d templates.Definition, err error) {
	if json.Unmarshal(raw, &d) != nil {
		return templates.Definition{}, call.Lost(errUnreadable)
	}
	return d, nil
}

// checkTemplate finds what is missing, and what this API has no field for:
// without it the template would be another one.
func checkTemplate(d templates.Definition) error {
	var v whatsapp.Violations
	add := func(field, rule string) { v = append(v, whatsapp.Violation{Field: field, Rule: rule}) }
	if !isTemplateName(d.Name) {
		add("name", "lower-case letters, digits and underscores, at most 512")
	}
	if d.Language == "" {
		add("language", "required")
	}
	if d.Category == "" {
		add("category", "required")
	}
	if len(d.Components) == 0 {
		add("components", "required")
	}
	if len(v) > 0 {
		return &provider.Error{Op: creatingTemplate.Op, Kind: provider.Invalid, Err: v}
	}
	if d.Format == templates.Named {
		add("parameter_format", "not carried by "+Name)
	}
	if d.TTLSeconds != 0 {
		add("message_send_ttl_seconds", "not carried by "+Name)
	}
	if len(v) > 0 {
		return &provider.Error{Op: creatingTemplate.Op, Kind: provider.Unsupported, Err: v}
	}
	return nil
}

func isTemplateName(s string) bool {
	return s != "" && len(s) <= whatsapp.MaxTemplateNameBytes &&
		strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
}

// DeleteTemplate deletes every language of a name; see [templates.Deleter]. One
// language alone, by its id, cannot be deleted through this API and is
// [provider.Unsupported]. Source: Messaging API, DELETE
// /v1/configs/templates/{name}, version 1.41.
func (c *Client) DeleteTemplate(ctx context.Context, name, id string) error {
	if id != "" {
		v := whatsapp.Violations{{Field: "id", Rule: "deleting one language is not carried by " + Name}}
		return &provider.Error{Op: deletingTemplate.Op, Kind: provider.Unsupported, Err: v}
	}
	if !isTemplateName(name) {
		return invalid(deletingTemplate, "name", "lower-case letters, digits and underscores, at most 512")
	}
	r := rest.Request{Method: http.MethodDelete, URL: c.configs + "/templates/" + name}
	return c.exchange(ctx, deletingTemplate, r, nil, nil)
}
