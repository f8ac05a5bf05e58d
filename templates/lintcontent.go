package templates

import (
	"encoding/json"
	"maps"
	"slices"
)

// sessionTypes cannot be approved, and are sent inside an open window only.
// Source: Content API, April 2026.
//
// QUIRK(twilio): catalogs "in session" are among them, and nothing says which
// those are: one that was submitted is taken to be none.
var sessionTypes = []string{"twilio/list-picker", contentLocation, contentCatalog}

// lintContent lints what Twilio keeps by the type that can be submitted.
func lintContent(d Definition) []Finding {
	c := d.Content.submittable()
	name, t, ok := c.main()
	if !ok {
		var l linter
		if len(c.Types) < len(d.Content.Types) {
			l.add("content_session", "types")
		} else {
			l.add("content_type", "types")
		}
		return l.found
	}
	if name == contentAuthentication { // which says the category by itself
		d.Category = Authentication
	}
	d.Content, d.Components = &c, c.components(name, t)
	return lint(d)
}

// submittable is the content without the types that are for an open window.
func (c Content) submittable() Content {
	c.Types = maps.Clone(c.Types)
	maps.DeleteFunc(c.Types, func(name string, _ json.RawMessage) bool {
		if name == contentCatalog && c.Approval.ContentType == name {
			return false
		}
		return slices.Contains(sessionTypes, name)
	})
	return c
}
