package templates_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

// FuzzFill fills any definition with any values: either the platform takes what
// comes out and nothing was changed on the way, or there are problems.
func FuzzFill(f *testing.F) {
	for _, tt := range complete() {
		d, err := json.Marshal(tt.template.Definition())
		if err != nil {
			f.Fatal(err)
		}
		v, err := json.Marshal(tt.values)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(d, v)
	}
	f.Add([]byte(`{"name":"n","language":"en","components":[{"type":"body","text":"{{1}}{{2}}{{1}}"}]}`), []byte(`{"body":{"2":"b","1":"a"}}`))
	f.Fuzz(func(t *testing.T, definition, values []byte) {
		var d templates.Definition
		var v templates.Values
		if json.Unmarshal(definition, &d) != nil || json.Unmarshal(values, &v) != nil {
			return
		}
		d.Name, d.Language = "n", "en" // what stands there is for Lint to say
		one := templates.New(d)
		before := cloned(v)
		one.Preview(v)
		one.Slots()
		preview := one.AppendPreview(nil, v)
		m, err := one.Fill(v)
		if diff := cmp.Diff(before, v, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("the values changed: %s", diff)
		}
		if err != nil {
			if len(told(t, err)) == 0 || !cmp.Equal(m, whatsapp.Template{}) {
				t.Fatalf("%v beside %v", m, err)
			}
			return
		}
		if err := (whatsapp.Outbound{To: whatsapp.Address{Phone: "15550001"}, Content: m}).Validate(); err != nil {
			t.Fatalf("the platform refuses it: %v\n%+v", err, m)
		}
		if err := one.Check(m); err != nil {
			t.Fatalf("filled, and then refused: %v\n%+v", err, m)
		}
		if again := one.AppendPreview(nil, templates.ValuesOf(m)); d.Content == nil && string(again) != string(preview) {
			t.Fatalf("%q was sent, and %q was shown", again, preview)
		}
	})
}

// FuzzFillText fills a text with two values by hand.
func FuzzFillText(f *testing.F) {
	f.Add("Hi {{1}}, {{2}}!", "Ann", "7")
	f.Add("{{2}}{{1}}{{2}}", "a    b", "\u00a0x")
	f.Add("{{1}}", "\t", strings.Repeat("ä", 1025))
	f.Fuzz(func(t *testing.T, words, a, b string) {
		if strings.Count(words, "{{") != strings.Count(words, "{{1}}")+strings.Count(words, "{{2}}") ||
			!strings.Contains(words, "{{1}}") || !strings.Contains(words, "{{2}}") || !utf8.ValidString(words) || strings.Contains(words, "{{{") {
			return
		}
		one := made(body(words))
		_, err := one.Fill(templates.Values{Body: templates.Texts(a, b)})
		var want strings.Builder
		for rest := words; rest != ""; {
			switch {
			case strings.HasPrefix(rest, "{{1}}"):
				want.WriteString(a)
				rest = rest[5:]
			case strings.HasPrefix(rest, "{{2}}"):
				want.WriteString(b)
				rest = rest[5:]
			default:
				want.WriteByte(rest[0])
				rest = rest[1:]
			}
		}
		good := utf8.RuneCountInString(want.String()) <= 1024
		for _, s := range []string{a, b} {
			good = good && utf8.ValidString(s) && strings.TrimSpace(s) != "" && !strings.ContainsAny(s, "\n\r\v\f\t\u0085\u2028\u2029") &&
				!strings.Contains(s, "     ")
		}
		if good != (err == nil) {
			t.Fatalf("%q %q %q: %v", words, a, b, err)
		}
		if good && string(one.AppendPreview(nil, templates.Values{Body: templates.Texts(a, b)})) != want.String() {
			t.Fatalf("%q is not shown", want.String())
		}
	})
}
