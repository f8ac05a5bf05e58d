package whatsapp

import (
	"slices"
	"strings"
)

func (v *checker) template(t Template) {
	v.templateName(t)
	if t.Language == "" {
		if t.Name != "" || t.ID == "" {
			v.add("template.language.code", "required")
		}
	} else if !languageCode(t.Language) {
		v.add("template.language.code", `a code of the platform, as "en" or "en_US"`)
	}
	for i, c := range t.Components {
		at := item("template.components", i)
		if c.Type == "carousel" {
			v.templateCards(at, c)
		} else {
			v.component(at, c, MaxBodyRunes)
		}
	}
}

func (v *checker) templateName(t Template) {
	switch {
	case t.Name == "":
		if t.ID == "" {
			v.add("template.name", "required")
		}
	case len(t.Name) > MaxTemplateNameBytes:
		v.add("template.name", atMost(MaxTemplateNameBytes, "bytes"))
	case strings.Trim(t.Name, "abcdefghijklmnopqrstuvwxyz0123456789_") != "":
		v.add("template.name", "lower-case letters, digits and underscores")
	}
}

// languageCode reports whether s has the form of the platform's codes: "fil",
// "pt_BR".
func languageCode(s string) bool {
	language, country, both := strings.Cut(s, "_")
	if len(language) < 2 || len(language) > 3 || strings.Trim(language, "abcdefghijklmnopqrstuvwxyz") != "" {
		return false
	}
	return !both || len(country) == 2 && strings.Trim(country, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// inButton is what each kind of button takes.
var inButton = map[string][]string{
	"quick_reply":   {"payload"},
	"url":           {"text"},
	"copy_code":     {"coupon_code"},
	"flow":          {"action"},
	"catalog":       {"action"},
	"mpm":           {"action"},
	"voice_call":    {"ttl_minutes", "payload"},
	"order_details": {"action"},
}

// inComponent is what each part but the buttons takes.
var inComponent = map[string][]string{
	"header":                   {"text", "currency", "date_time", "image", "video", "gif", "document", "location", "product"},
	"body":                     {"text", "currency", "date_time", "group_id"},
	"limited_time_offer":       {"limited_time_offer"},
	"tap_target_configuration": {"tap_target_configuration"},
}

// component checks a part; limit is how long a body may become with its values,
// which therefore are no longer each.
func (v *checker) component(at string, c Component, limit int) {
	takes, known := inComponent[c.Type]
	switch {
	case c.Type == "button":
		if takes, known = inButton[c.SubType]; !known {
			v.add(at+".sub_type", "a kind of button that takes values")
			return
		}
		v.count(at+".index", c.Index, 0, MaxTemplateButtons-1)
		limit = MaxLinkBytes // of which the value is a part
	case c.Type == "header":
		limit = MaxHeaderRunes
	case !known:
		v.add(at+".type", "a part of a template that takes values")
		return
	}
	if len(c.Cards) > 0 {
		v.add(at+".cards", "a carousel's only")
	}
	for i, p := range c.Parameters {
		one := item(at+".parameters", i)
		if !slices.Contains(takes, p.Type) {
			v.add(one+".type", "one of "+strings.Join(takes, ", "))
			continue
		}
		v.utf8(one+".parameter_name", p.Name)
		v.parameter(one, p, limit)
		if p.Type == "action" {
			v.action(one+".action", c.SubType, p.Action)
		}
	}
}

// templateCards checks a carousel, whose cards are of headers, bodies and
// buttons.
func (v *checker) templateCards(at string, c Component) {
	if len(c.Parameters) > 0 {
		v.add(at+".parameters", "not allowed")
	}
	v.count(at+".cards", len(c.Cards), MinCards, MaxCards)
	for i, card := range c.Cards {
		for j, part := range card {
			one := item(item(at+".cards", i)+".components", j)
			switch part.Type {
			case "header", "body", "button":
				v.component(one, part, MaxCardBodyRunes)
			default:
				v.add(one+".type", `"header", "body" or "button"`)
			}
		}
	}
}

// groupTemplate checks that a template can go to a group, where there are
// texts and files and nothing of commerce or calls. Source: "Groups", November
// 2025.
//
// QUIRK(cloudapi): the page does not say which buttons such a template may have;
// those that answer, open a page or copy a code are let through.
func (v *checker) groupTemplate(t Template) {
	for i, c := range t.Components {
		at := item("template.components", i)
		switch c.Type {
		case "carousel", "limited_time_offer":
			v.add(at+".type", "does not go to a group")
		case "header":
			if slices.ContainsFunc(c.Parameters, func(p Parameter) bool { return p.Type == "product" }) {
				v.add(at+".parameters", "a product does not go to a group")
			}
		}
		switch c.SubType {
		case "flow", "catalog", "mpm", "voice_call", "order_details":
			v.add(at+".sub_type", "does not go to a group")
		}
	}
}

// Validate checks a template by itself, as far as the platform's rules need no
// definition, and returns nil or [Violations].
func (t Template) Validate() error {
	var v checker
	v.template(t)
	if len(v.found) == 0 {
		return nil
	}
	return v.found
}

// Validate checks one part of a template by itself, as far as the platform's
// rules need no definition, and returns nil or [Violations], whose fields begin
// with the part's own: "parameters[0].image.link".
func (c Component) Validate() error {
	var v checker
	if c.Type == "carousel" {
		v.templateCards("", c)
	} else {
		v.component("", c, MaxBodyRunes)
	}
	for i := range v.found {
		v.found[i].Field = strings.TrimPrefix(v.found[i].Field, ".")
	}
	if len(v.found) == 0 {
		return nil
	}
	return v.found
}
