package simulator

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// template is a Template in the catalog.
type template struct {
	Template
	id      string // Meta's
	sid     string // Twilio's
	reason  string // why it was rejected; empty = NONE
	named   bool   // its parameters have names
	ttl     int64  // seconds that an undelivered message is tried; zero = the platform's own
	created time.Time
	parts   []component // Components, read
}

// catalog are the templates, oldest first.
type catalog struct{ all []*template }

// seed adds a template of the options.
func (c *catalog) seed(t Template, i *ids, now time.Time) error {
	if t.Name == "" || t.Language == "" {
		return errors.New("simulator: a template needs a Name and a Language")
	}
	made, err := newTemplate(t)
	if err != nil {
		return err
	}
	c.remove(t.Name, t.Language)
	c.add(made, i, now)
	return nil
}

// newTemplate completes a template. It fails when its Components are not those of a template.
func newTemplate(t Template) (*template, error) {
	t.Category, t.Status = or(strings.ToLower(t.Category), "utility"), or(strings.ToUpper(t.Status), approved)
	made := &template{}
	if len(t.Components) == 0 {
		t.Components, _ = json.Marshal([]map[string]string{{"type": "BODY", "text": t.Body}}) //nolint:errchkjson // strings
	} else if err := json.Unmarshal(t.Components, &made.parts); err != nil {
		return nil, fmt.Errorf("simulator: the Components of template %s: %w", t.Name, err)
	}
	if body := find(made.parts, "BODY"); body != nil {
		t.Body = or(t.Body, body.Text)
	}
	if t.Category == "authentication" {
		t.Body = or(t.Body, "{{1}} is your verification code.") // the platform's own text
	}
	t.Params = or(t.Params, len(variables(t.Body)))
	texts := t.Body
	if header := find(made.parts, "HEADER"); header != nil {
		texts += header.Text
	}
	for name := range variables(texts) {
		made.named = made.named || digits(name) != name
	}
	made.Template = t
	return made, nil
}

// add gives a template its ids.
func (c *catalog) add(t *template, i *ids, now time.Time) {
	t.id, t.sid, t.created = i.object(), or(t.sid, i.sid("HX")), now
	c.all = append(c.all, t)
}

// find returns the template of a name and language, or nil.
func (c *catalog) find(name, language string) *template {
	for _, t := range c.all {
		if t.Name == name && locale(t.Language) == locale(language) {
			return t
		}
	}
	return nil
}

// remove takes out the template of a name in a language, empty for all, and tells how many there were.
func (c *catalog) remove(name, language string) int {
	before := len(c.all)
	c.all = slices.DeleteFunc(c.all, func(t *template) bool {
		return t.Name == name && (language == "" || locale(t.Language) == locale(language))
	})
	return before - len(c.all)
}

// part is a page of a list.
func part[T any](all []T, offset, limit int) []T {
	offset = min(max(offset, 0), len(all))
	return slices.Clone(all[offset:min(offset+max(limit, 0), len(all))])
}
