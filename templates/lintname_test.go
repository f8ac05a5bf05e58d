package templates_test

import (
	"strings"

	"github.com/wainbox/wainbox/templates"
)

func lintNameCases() []lintCase {
	named := func(name, value string, want ...string) lintCase {
		return lintCase{name, "plain", func(d *templates.Definition) { d.Name = value }, want}
	}
	spoken := func(value string, want ...string) lintCase {
		return lintCase{"language " + value, "location", func(d *templates.Definition) { d.Language = value }, want}
	}
	return []lintCase{
		named("name missing", "", "name_missing name"),
		named("name of all that is allowed", "a_0z9"),
		named("name with a capital", "Parcel", "name_characters name"),
		named("name with a hyphen", "parcel-ready", "name_characters name"),
		named("name with a letter that is no ASCII", "é", "name_characters name"),
		named("name as long as allowed", strings.Repeat("a", 512)),
		named("name too long", strings.Repeat("a", 513), "name_too_long name"),

		spoken("", "language_missing language"),
		spoken("prs_AF"),
		spoken("en-US", "language_spelling language"),
		spoken("EN_us", "language_spelling language"),
		spoken("es_VE", "language_unknown language"),
		spoken("yue", "language_unknown language"),
		spoken("english", "language_malformed language"),
		spoken("zh_Hans", "language_malformed language"),

		{"format unknown", "plain", func(d *templates.Definition) { d.Format = "BOTH" }, []string{"format_unknown parameter_format"}},
		{"format in lower case", "plain", func(d *templates.Definition) { d.Format = "positional" }, nil},
		{"format not said", "plain", func(d *templates.Definition) { d.Format = "" }, nil},
	}
}
