package templates_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/templates"
)

// lintCase changes a good definition and says what is found then: the rule, a
// space and the field, of each finding in order.
type lintCase struct {
	name   string
	from   string // a file of testdata/lint, without its ending
	change func(d *templates.Definition)
	want   []string
}

func lintCases() []lintCase {
	return slices.Concat(
		lintNameCases(), lintCategoryCases(), lintTextCases(), lintHeaderCases(), lintVariableCases(), lintExampleCases(),
		lintButtonCases(), lintButtonsCases(), lintAuthenticationCases(), lintOfferCases(), lintCarouselCases(),
		lintContentCases(), lintContentTypeCases(),
	)
}

func TestLint(t *testing.T) {
	t.Parallel()
	for _, c := range lintCases() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := good(t, c.from)
			c.change(&d)
			if diff := cmp.Diff(c.want, shortly(templates.Lint(d))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestLintOfGood finds nothing in a good definition of each kind, also in one
// that an account already has.
func TestLintOfGood(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join("testdata", "lint", "*.json"))
	if err != nil || len(files) < 10 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			d := good(t, strings.TrimSuffix(filepath.Base(file), ".json"))
			if found := templates.Lint(d); found != nil {
				t.Error(found)
			}
			d.Status = templates.Approved
			if found := templates.Lint(d); found != nil {
				t.Error(found)
			}
		})
	}
}

// TestEveryRuleIsReachable holds the tables of rules against the cases above and
// against the source: each is found by one case at least, and none is used that
// is in no table.
func TestEveryRuleIsReachable(t *testing.T) {
	t.Parallel()
	var want, got []string
	for _, r := range templates.LintRules() {
		want = append(want, r.Rule)
		if r.Severity == "" || r.Message == "" || r.Page == "" || strings.Contains(r.Message, "%d") ||
			strings.HasPrefix(r.Page, "wainbox") && r.Severity == templates.Refused {
			t.Errorf("%+v says too little, or too much", r)
		}
	}
	for _, c := range lintCases() {
		for _, one := range c.want {
			rule, _, _ := strings.Cut(one, " ")
			got = append(got, rule)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, slices.Compact(got)); diff != "" {
		t.Error(diff)
	}
	used := regexp.MustCompile(`l\.(?:add|about|once|length|count|label|foreign|body)\("(\w+)"`)
	files, err := filepath.Glob("lint*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range used.FindAllStringSubmatch(string(source), -1) {
			if !slices.Contains(want, m[1]) {
				t.Errorf("%s uses %s, which is in no table", file, m[1])
			}
		}
	}
}

// TestLintCorpus lints the samples of all providers' pages, which are not part of
// this repository: none is refused but for what really breaks a rule.
func TestLintCorpus(t *testing.T) {
	t.Parallel()
	broken := map[string][]string{
		"1msg__request-addTemplate.json":              {"variable_at_end"},
		"1msg__response-templates.json":               {"variable_at_end"},
		"twilio__request-content-call-to-action.json": {"variable_at_end"},
		// Its names are of before names had a form.
		"twilio__response-content-and-approvals-readResults.json": {"name_characters", "variable_at_start", "name_characters"},
	}
	for _, pattern := range []string{
		"cloudapi/outbound/*__template-*.json", "dialog360/outbound/*template-create*.json", "dialog360/outbound/*template-list*.json",
		"onemsg/outbound/*addTemplate.json", "onemsg/outbound/*response-templates.json",
		"twilio/outbound/*request-content-*.json", "twilio/outbound/*response-*content*.json",
	} {
		files, err := filepath.Glob(filepath.Join("..", "..", "shared", "corpus", filepath.FromSlash(pattern)))
		if err != nil || len(files) == 0 {
			t.Skip("no folder of samples")
		}
		for _, file := range files {
			t.Run(filepath.Base(file), func(t *testing.T) {
				t.Parallel()
				if diff := cmp.Diff(broken[filepath.Base(file)], refusals(t, file)); diff != "" {
					t.Error(diff)
				}
			})
		}
	}
}

// refusals are the rules for which the templates of a file are refused.
func refusals(t *testing.T, file string) []string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	all, err := templates.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, d := range all {
		for _, f := range templates.Lint(d) {
			t.Log(f.Severity, f.Rule, f)
			if f.Severity == templates.Refused {
				found = append(found, f.Rule)
			}
		}
	}
	return found
}

func TestFindingString(t *testing.T) {
	t.Parallel()
	d := good(t, "plain")
	d.Name = strings.Repeat("a", 513)
	part(&d, "BODY").Text += " {{2}}"
	found := templates.Lint(d)
	if len(found) != 3 {
		t.Fatal(found)
	}
	if got, want := found[0].String(), "name: shorten the name to 512 characters"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := found[2].String(), "components[1].text: put text after the last variable: {{2}}"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	written, err := json.Marshal(found[2])
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"field":"components[1].text","name":"2","rule":"variable_at_end","severity":"refused",` +
		`"message":"put text after the last variable","code":2388299,"page":"\"Templates\", November 2025"}`
	if diff := cmp.Diff(want, string(written)); diff != "" {
		t.Error(diff)
	}
}

// TestLintShowsNoText lints texts that stand where a variable should.
func TestLintShowsNoText(t *testing.T) {
	t.Parallel()
	d := good(t, "plain")
	part(&d, "BODY").Text = "{{canary sings}}{{canary$}} and {{" + strings.Repeat("canary", 11) + "}}{canary}"
	part(&d, "BUTTONS").Buttons[0].URL = "canary://{{canary sings}}/canary"
	d.Name, d.Language = "Canary canary", "canary"
	found := templates.Lint(d)
	if len(found) < 8 {
		t.Error(found)
	}
	for _, one := range found {
		if strings.Contains(strings.ToLower(one.String()), "canary") {
			t.Error(one)
		}
	}
}

// FuzzLint lints any definition: it says the same each time, in rules of the
// tables, and shows nothing of the texts.
func FuzzLint(f *testing.F) {
	files, err := filepath.Glob(filepath.Join("testdata", "lint", "*.json"))
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(`{"components":[{"type":"BODY","text":"{{1}}{{1}} {{{2}}} {{ a }}{{b#}} {1} {{"}]}`))
	f.Add([]byte(`{"components":[{"type":"CAROUSEL","cards":[{},{"components":[{"type":"CAROUSEL"}]}]}]}`))
	f.Add([]byte(`{"category":"AUTHENTICATION","status":"APPROVED","components":[{"type":"BUTTONS","buttons":[{}]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var d templates.Definition
		if json.Unmarshal(data, &d) != nil {
			return
		}
		found := templates.Lint(d)
		if diff := cmp.Diff(found, templates.Lint(d)); diff != "" {
			t.Error(diff)
		}
		rules := templates.LintRules()
		for _, one := range found {
			if one.Field == "" || len(one.Name) > 64 || !slices.Contains(rules, one.LintRule) {
				t.Errorf("%+v", one)
			}
		}
	})
}

// good is a definition of testdata/lint.
func good(t *testing.T, name string) templates.Definition {
	t.Helper()
	return read(t, filepath.Join("testdata", "lint", name+".json"))
}

func read(t *testing.T, file string) templates.Definition {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var d templates.Definition
	if err := json.Unmarshal(data, &d); err != nil {
		t.Fatal(err)
	}
	return d
}

// part is the first component of a type, or an empty one at the end.
func part(d *templates.Definition, kind string) *templates.Component {
	for i := range d.Components {
		if strings.EqualFold(d.Components[i].Type, kind) {
			return &d.Components[i]
		}
	}
	d.Components = append(d.Components, templates.Component{Type: kind})
	return &d.Components[len(d.Components)-1]
}

// without takes the components of a type out.
func without(d *templates.Definition, kind string) {
	d.Components = slices.DeleteFunc(d.Components, func(c templates.Component) bool { return c.Type == kind })
}

// shortly is the rule and field of each finding.
func shortly(found []templates.Finding) []string {
	var all []string
	for _, f := range found {
		all = append(all, f.Rule+" "+f.Field)
	}
	return all
}

// wide is a text of n characters that are more bytes.
func wide(n int) string { return strings.Repeat("ż", n) }
