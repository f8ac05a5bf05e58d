package templates_test

import (
	"bytes"
	"strings"
	"testing"
	"text/template"

	"github.com/wainbox/wainbox/templates"
)

// tenVariables is a text of about 400 characters with ten variables.
const tenVariables = "Hello {{1}}, thank you for your order {{2}} of {{3}}. We packed {{4}} things in {{5}} parcels, " +
	"which {{6}} brings to {{7}} on {{8}} between {{9}}. If you are not there, they wait for you at {{10}} for a week. " +
	"You need not be at home: a note tells where they are. Questions? Answer here and one of us writes back."

var tenValues = []string{
	"Ana María", "#860198-230332", "14 March", "12", "2", "Blue Van", "Calle Mayor 7, 2º B", "Friday, 20 March", "9:00 and 11:30", "the kiosk",
}

func tenTemplate() *templates.Template {
	return templates.New(templates.Definition{
		Name: "order_on_its_way", Language: "en", Category: templates.Utility, Status: templates.Approved, Format: templates.Positional,
		Components: []templates.Component{{Type: "BODY", Text: tenVariables}},
	})
}

// BenchmarkFill fills ten variables, with every check, and renders the text;
// the standard library's text/template renders the same, with none.
func BenchmarkFill(b *testing.B) {
	t := tenTemplate()
	values := templates.Values{Body: templates.Texts(tenValues...)}
	b.Run("wainbox", func(b *testing.B) {
		b.ReportAllocs()
		buffer := make([]byte, 0, 1024)
		for b.Loop() {
			if _, err := t.Fill(values); err != nil {
				b.Fatal(err)
			}
			buffer = t.AppendPreview(buffer[:0], values)
		}
	})
	b.Run("fill", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := t.Fill(values); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("preview", func(b *testing.B) {
		b.ReportAllocs()
		buffer := make([]byte, 0, 1024)
		for b.Loop() {
			buffer = t.AppendPreview(buffer[:0], values)
		}
	})
	b.Run("text-template", func(b *testing.B) {
		b.ReportAllocs()
		peer, data := peerTemplate(b)
		var out bytes.Buffer
		for b.Loop() {
			out.Reset()
			if err := peer.Execute(&out, data); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// peerTemplate is the same for text/template, whose values are a map, as ours
// come from a form.
func peerTemplate(tb testing.TB) (*template.Template, map[string]string) {
	tb.Helper()
	data := map[string]string{}
	words := tenVariables
	for i := len(tenValues); i > 0; i-- {
		name := string(rune('a' + i - 1))
		data[name] = tenValues[i-1]
		words = strings.ReplaceAll(words, "{{"+itoa(i)+"}}", "{{."+name+"}}")
	}
	peer, err := template.New("peer").Parse(words)
	if err != nil {
		tb.Fatal(err)
	}
	return peer, data
}
