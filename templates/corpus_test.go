package templates_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/templates"
)

// TestCorpus reads recorded templates and answers, which are not part of this
// repository, and writes them back without loss.
func TestCorpus(t *testing.T) {
	t.Parallel()
	root := filepath.Join("..", "..", "shared", "corpus")
	if _, err := os.Stat(root); err != nil {
		t.Skip("no folder of recordings")
	}
	for _, pattern := range []string{
		"cloudapi/outbound/pywa__template-*.json",
		"dialog360/outbound/*template-create*.json",
		"dialog360/outbound/*template-list*.json",
		"onemsg/outbound/*addTemplate.json",
		"onemsg/outbound/*response-templates.json",
		"twilio/outbound/*request-content-*.json",
		"twilio/outbound/*response-content*.json",
		"twilio/outbound/*legacy-content*.json",
	} {
		names, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(pattern)))
		if err != nil || len(names) == 0 {
			t.Errorf("no %s, %v", pattern, err)
		}
		for _, name := range names {
			t.Run(filepath.Base(name), func(t *testing.T) {
				t.Parallel()
				data, err := os.ReadFile(name)
				if err != nil {
					t.Fatal(err)
				}
				for _, d := range roundTrip(t, data) {
					if odd := d.Unread(); d.Name == "" && d.Content == nil || d.Language == "" || len(d.Components) == 0 || odd != nil {
						t.Errorf("%+v, unread %v", d, odd)
					}
				}
			})
		}
	}
}

// roundTrip reads templates, and holds what is written against what was read.
func roundTrip(t *testing.T, data []byte) []templates.Definition {
	t.Helper()
	all, err := templates.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	items := itemsOf(decoded(data))
	if len(all) != len(items) {
		t.Fatalf("%d templates of %d", len(all), len(items))
	}
	for i, d := range all {
		written, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(normal("", items[i]), normal("", decoded(written))); diff != "" {
			t.Errorf("item %d: %s", i, diff)
		}
	}
	return all
}

func itemsOf(v any) []any {
	if list, ok := v.([]any); ok {
		return list
	}
	object, _ := v.(map[string]any)
	for _, name := range []string{"data", "waba_templates", "templates", "contents"} {
		if list, ok := object[name].([]any); ok {
			return list
		}
	}
	return []any{v}
}

// words are written in capitals, as the platform does.
var words = []string{
	"status", "category", "previous_category", "correct_category", "parameter_format", "rejected_reason", "score",
}

// normal is a value but for what is allowed to differ. All else has to come back
// as it was.
func normal(name string, v any) any {
	switch v := v.(type) {
	case map[string]any:
		return normalObject(name, v)
	case []any:
		all := make([]any, len(v))
		for i := range v {
			all[i] = normal("", v[i])
		}
		return all
	case json.Number:
		if name == "id" || name == "external_id" { // ids are texts
			return v.String()
		}
	case string:
		return normalText(name, v)
	}
	return v
}

func normalText(name, s string) any {
	switch {
	case slices.Contains(words, name):
		return strings.ToUpper(s)
	case name == "language":
		return strings.ReplaceAll(s, "-", "_") // the platform's list has no hyphens
	case name == "components" && strings.HasPrefix(s, "[") && json.Valid([]byte(s)):
		return normal(name, decoded([]byte(s))) // 1msg may write the array as a text
	case name == "quality_score":
		return map[string]any{"score": strings.ToUpper(s)} // 360dialog may write the score alone
	}
	return s
}

func normalObject(name string, object map[string]any) any {
	if code, ok := object["code"].(string); ok && name == "language" && len(object) == 1 {
		return code // a send has the language as an object
	}
	kind, _ := object["type"].(string)
	all := map[string]any{}
	for key, value := range object {
		value = normal(key, value)
		if key == "example" && !strings.EqualFold(kind, "COPY_CODE") {
			if one, ok := value.(string); ok && name == "" && kind == "URL" {
				value = []any{one} // one sample is read as a text too
			}
		}
		if list, ok := value.([]any); ok && key == "example" && strings.EqualFold(kind, "COPY_CODE") && len(list) == 1 {
			value = list[0] // and this button takes a text only
		}
		if !nothing(key, value) {
			all[key] = value
		}
	}
	return all
}

// nothing reports what means the same as no member: the platform writes null, and
// false, 0 and empty ones are left out where they are written.
func nothing(key string, value any) bool {
	switch v := value.(type) {
	case nil:
		return true
	case bool:
		return !v
	case json.Number:
		return v == "0"
	case string:
		return v == "" || key == "rejected_reason" && v == "NONE" // no reason
	case []any:
		return len(v) == 0
	case map[string]any:
		return len(v) == 0
	}
	return false
}
