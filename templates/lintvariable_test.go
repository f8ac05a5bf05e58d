package templates_test

import (
	"strings"

	"github.com/wainbox/wainbox/templates"
)

func lintVariableCases() []lintCase {
	const at = "components[0].text"
	// numbers and names put a text into the body, with samples that fit.
	numbers := func(name, text string, samples int, want ...string) lintCase {
		return lintCase{name, "call", func(d *templates.Definition) {
			c := part(d, "BODY")
			c.Text, c.Example = text, nil
			if samples > 0 {
				c.Example = &templates.Example{BodyText: [][]string{strings.Fields(strings.Repeat("x ", samples))}}
			}
		}, want}
	}
	words := func(name, text string, samples []string, want ...string) lintCase {
		return lintCase{name, "call", func(d *templates.Definition) {
			c := part(d, "BODY")
			d.Format, c.Text, c.Example = templates.Named, text, &templates.Example{}
			for _, s := range samples {
				c.Example.BodyNamed = append(c.Example.BodyNamed, templates.NamedExample{Name: s, Example: "x"})
			}
		}, want}
	}
	const malformed = "variable_malformed " + at
	return []lintCase{
		numbers("no variable", "All is well.", 0),
		numbers("in sequence", "At {{1}} or rather at {{2}} we shall come.", 2),
		numbers("not closed", "At {{1 we shall come.", 0, malformed),
		numbers("not opened", "At 1}} we shall come.", 0, malformed),
		numbers("apart", "At { {1}} we shall come.", 0, malformed),
		numbers("closed by one", "At {{1} we shall come.", 0, malformed),
		numbers("with blanks", "At {{ 1 }} we shall come.", 0, malformed),
		numbers("with nothing in it", "At {{}} we shall come.", 0, malformed),
		numbers("nested", "At {{1{{2}}}} we shall really come.", 0, malformed),
		numbers("three braces", "At {{{1}}} we shall come.", 0, malformed),
		numbers("a number and a letter", "At {{1a}} we shall come.", 0, "variable_name "+at),
		numbers("one brace", "At {1} we shall come.", 0, "variable_single_braces "+at),
		numbers("a brace in text", "At {one of many, or { we shall come.", 0),
		numbers("a symbol", "At {{1#}} we shall come.", 0, "variable_symbol "+at),
		numbers("a dollar", "At {{$1}} we shall come.", 0, "variable_symbol "+at),
		numbers("a name among numbers", "At {{hour}} we shall come.", 0, "variable_style "+at),
		numbers("a gap", "At {{1}} or rather at {{3}} we shall come.", 2, "variable_gap "+at),
		numbers("from zero", "At {{0}} we shall come.", 1, "variable_gap "+at),
		numbers("a leading zero", "At {{01}} we shall come.", 1, "variable_gap "+at),
		numbers("a number beyond any", "At {{99999999999999999999}} we shall come.", 1, "variable_gap "+at),
		numbers("out of order", "At {{2}} or rather at {{1}} we shall come.", 2, "variable_order "+at),
		numbers("a number twice", "At {{1}} and not later than {{1}} we shall come.", 1, "variable_number_repeated "+at),
		numbers("side by side", "We shall come at this hour: {{1}}{{2}} o'clock.", 2, "variables_adjacent "+at),
		numbers("a blank between", "We shall come at this hour: {{1}} {{2}} o'clock.", 2, "variables_spaced "+at),
		numbers("a comma between", "We shall come at this hour: {{1}}, {{2}} o'clock.", 2),
		numbers("at the start", "{{1}} is when we come.", 1, "variable_at_start "+at),
		numbers("at the start after a blank", "\n {{1}} is when we come.", 1, "variable_at_start "+at),
		numbers("at the end", "We shall come at {{1}}", 1, "variable_at_end "+at),
		numbers("at the end but for a stop", "We shall come at {{1}}.", 1),
		numbers("enough words", "Come at {{1}}, please.", 1),
		numbers("too few words", "At {{1}}, please.", 1, "variable_ratio "+at),
		numbers("enough words for two", "Ask {{1}}, or {{2}}, who know it.", 2),
		numbers("too few words for two", "Ask {{1}}, or {{2}}, who know.", 2, "variable_ratio "+at),
		numbers("enough letters", "在{{1}}点见", 1),
		numbers("too few letters", "在{{1}}点", 1, "variable_ratio "+at),

		words("names", "At {{hour}} or rather at {{other_hour}} we come.", []string{"hour", "other_hour"}),
		words("a capital", "At {{Hour}} we shall come.", nil, "variable_name "+at),
		words("a digit", "At {{hour2}} we shall come.", []string{"hour2"}, "variable_name_digits "+at),
		words("a number among names", "At {{1}} we shall come.", nil, "variable_style "+at),
		words("a name twice", "At {{hour}} and not later than {{hour}} we shall come.", []string{"hour"}, "variable_name_repeated "+at),
		{"a name in two parts", "named", func(d *templates.Definition) {
			part(d, "header").Text = "Visita de {{first_name}} em breve"
			part(d, "header").Example.HeaderNamed[0].Name = "first_name"
		}, []string{"variable_name_shared components[1].text"}},
	}
}

func lintExampleCases() []lintCase {
	const at = "components[1].example.body_text"
	rows := func(name string, want []string, rows ...[]string) lintCase {
		return lintCase{name, "plain", func(d *templates.Definition) { part(d, "BODY").Example.BodyText = rows }, want}
	}
	named := func(name string, want []string, all ...templates.NamedExample) lintCase {
		return lintCase{name, "named", func(d *templates.Definition) { part(d, "body").Example.BodyNamed = all }, want}
	}
	first, day := templates.NamedExample{Name: "first_name", Example: "Rui"}, templates.NamedExample{Name: "visit_day", Example: "hoje"}
	const atNamed = at + "_named_params"
	return []lintCase{
		{"no samples", "plain", func(d *templates.Definition) { part(d, "BODY").Example = nil }, []string{"example_missing " + at}},
		{"no samples in an answer", "plain", func(d *templates.Definition) {
			d.Status, part(d, "BODY").Example, part(d, "BUTTONS").Buttons[0].Example = templates.Approved, nil, nil
		}, []string{"example_answer " + at}},
		rows("no row", []string{"example_missing " + at}),
		rows("an empty row", []string{"example_missing " + at}, nil),
		rows("one too few", []string{"example_count " + at}, []string{"Mira"}),
		rows("one too many", []string{"example_count " + at}, []string{"Mira", "K", "L"}),
		rows("a second row too short", []string{"example_count " + at}, []string{"Mira", "K"}, []string{"Mira"}),
		rows("an empty sample", []string{"example_empty " + at}, []string{"Mira", " "}),
		rows("a line break", []string{"example_value " + at}, []string{"Mira\nB", "K"}),
		rows("a tab", []string{"example_value " + at}, []string{"Mira\tB", "K"}),
		rows("four blanks", nil, []string{"Mira    B", "K"}),
		rows("five blanks", []string{"example_value " + at}, []string{"Mira     B", "K"}),
		rows("as long as can be sent", nil, []string{wide(1024 - 61), "K"}),
		rows("longer than can be sent", []string{"example_too_long " + at}, []string{wide(1024 - 60), "K"}),
		{"a sample of nothing", "location", func(d *templates.Definition) {
			part(d, "BODY").Example = &templates.Example{BodyText: [][]string{{"x"}}}
		}, []string{"example_unused " + at}},
		{"named samples of numbers", "plain", func(d *templates.Definition) {
			part(d, "BODY").Example.BodyNamed = []templates.NamedExample{first}
		}, []string{"example_unused " + at}},

		named("samples in another order", nil, day, first),
		named("a name without sample", []string{"example_missing " + atNamed}, first),
		named("a sample of no name", []string{"example_unused " + atNamed}, first, day, templates.NamedExample{Name: "hour", Example: "x"}),
		named("a sample twice", []string{"example_unused " + atNamed}, first, day, day),
		named("an empty named sample", []string{"example_empty " + atNamed}, first, templates.NamedExample{Name: "visit_day"}),
		{"numbered samples of names", "named", func(d *templates.Definition) {
			part(d, "body").Example.BodyText = [][]string{{"Rui", "hoje"}}
		}, []string{"example_unused " + atNamed}},
		{"no sample of a header", "plain", func(d *templates.Definition) { part(d, "HEADER").Example = nil }, []string{
			"example_missing components[0].example.header_text",
		}},
		{"no named sample of a header", "named", func(d *templates.Definition) { part(d, "header").Example = nil }, []string{
			"example_missing components[0].example.header_text_named_params",
		}},
		{"a header longer than can be sent", "plain", func(d *templates.Definition) {
			part(d, "HEADER").Example.HeaderText[0] = wide(46)
		}, []string{"example_too_long components[0].example.header_text"}},
		{"a header as long as can be sent", "plain", func(d *templates.Definition) {
			part(d, "HEADER").Example.HeaderText[0] = wide(45)
		}, nil},
	}
}
