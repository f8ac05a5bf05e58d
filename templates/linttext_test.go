package templates_test

import (
	"strings"

	"github.com/wainbox/wainbox/templates"
)

func lintTextCases() []lintCase {
	body := func(name, text string, want ...string) lintCase {
		return lintCase{name, "location", func(d *templates.Definition) { part(d, "BODY").Text = text }, want}
	}
	footer := func(name, from, text string, want ...string) lintCase {
		return lintCase{name, from, func(d *templates.Definition) { part(d, "FOOTER").Text = text }, want}
	}
	return []lintCase{
		{"no body", "location", func(d *templates.Definition) { without(d, "BODY") }, []string{"body_missing components"}},
		body("body as long as allowed", wide(1024)),
		body("body too long", wide(1025), "body_too_long components[1].text"),
		{"body as long as allowed, its variable as written", "call", func(d *templates.Definition) {
			part(d, "BODY").Text = strings.Repeat("a ", 505) + "bcd e {{1}} f"
		}, nil},
		body("body with breaks and markup", "*Hello*\n\n\n_all_"),

		footer("footer empty", "catalog", " ", "footer_empty components[1].text"),
		footer("footer as long as allowed", "catalog", wide(60)),
		footer("footer too long", "catalog", wide(61), "footer_too_long components[1].text"),
		footer("footer with a variable", "plain", "Desk {{1}}", "footer_variable components[2].text"),
		footer("footer with a variable, of a catalog", "catalog", "Bottega {{1}}", "footer_variable_catalog components[1].text"),
		footer("footer with stray braces", "plain", "Desk 1}}", "variable_malformed components[2].text"),

		{"type missing", "plain", func(d *templates.Definition) { d.Components[2].Type = "" }, []string{
			"component_type_missing components[2]",
		}},
		{"type unknown", "plain", func(d *templates.Definition) { d.Components[2].Type = "FOOT" }, []string{
			"component_unknown components[2].type",
		}},
		{"two footers", "plain", func(d *templates.Definition) {
			d.Components = append(d.Components, templates.Component{Type: "footer", Text: "Desk"})
		}, []string{"component_repeated components[4]"}},
	}
}

func lintHeaderCases() []lintCase {
	const at = "components[0].text"
	text := func(name, text string, want ...string) lintCase {
		return lintCase{name, "location", func(d *templates.Definition) {
			d.Components[0] = templates.Component{Type: "HEADER", Format: "TEXT", Text: text}
		}, want}
	}
	file := func(name, from, format string, handle string, want ...string) lintCase {
		return lintCase{name, from, func(d *templates.Definition) {
			c := templates.Component{Type: "HEADER", Format: format}
			if handle != "" {
				c.Example = &templates.Example{HeaderHandle: []string{handle}}
			}
			d.Components[0] = c
		}, want}
	}
	filled := func(name, text string, want ...string) lintCase {
		return lintCase{name, "plain", func(d *templates.Definition) { part(d, "HEADER").Text = text }, want}
	}
	return []lintCase{
		text("header empty", "", "header_text_missing "+at),
		text("header as long as allowed", wide(60)),
		text("header too long", wide(61), "header_too_long "+at),
		text("header in two lines", "Hello\nthere", "header_line_break "+at),
		text("header in bold", "*Hello*", "header_markup "+at),
		text("header in code", "`Hello`", "header_markup "+at),
		text("header with one mark", "5* rooms_", "header_markup_sign "+at),
		filled("header with two variables", "Parcel {{1}} of {{2}} here", "header_variables "+at, "example_count components[0].example.header_text"),
		filled("header that ends with its variable", "Parcel {{1}}", "header_variable_at_edge "+at),
		filled("header that starts with its variable", "{{1}} is here", "header_variable_at_edge "+at),
		{"header without format", "location", func(d *templates.Definition) { d.Components[0].Format = "" }, []string{
			"header_format_missing components[0]",
		}},
		{"header of an unknown format", "location", func(d *templates.Definition) { d.Components[0].Format = "AUDIO" }, []string{
			"header_format_unknown components[0].format",
		}},
		file("file without a sample", "location", "VIDEO", "", "header_sample_missing components[0].example.header_handle"),
		file("file with a handle", "location", "VIDEO", "4::eA"),
		file("file with an address", "location", "VIDEO", "https://files.example/1", "header_sample_url components[0].example.header_handle"),
		file("product without its button", "contact", "PRODUCT", "", "header_product components[0].format"),
		file("GIF in utility", "location", "GIF", "4::eA", "marketing_messages_category components[0].format"),
		file("GIF in marketing", "product", "GIF", "4::eA", "marketing_messages components[0].format"),
		{"named header beside the underscores of its variable", "named", func(*templates.Definition) {}, nil},
	}
}
