package simulator_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

// silent are values that Check refuses and the simulator takes, since no page says what the platform does.
var silent = map[string]string{
	" ":          "a value of blanks alone: whether it says nothing",
	"a\u2028b":   "line breaks of Unicode: the reference has 'new-line' alone",
	"a\vb":       "the same, of ASCII",
	"a\xffb":     "what is no UTF-8 is replaced before it is sent",
	"a b":        "a space in an address, which a phone would encode or cut at",
	"100%":       "a percent sign alone in an address",
	"<b>":        "signs that stand in no address",
	"\U0001fae8": "an emoji in an address",
}

// quiet tells whether a message has a value of which no page says what becomes of it.
func quiet(parts []whatsapp.Component) bool {
	return slices.ContainsFunc(parts, func(c whatsapp.Component) bool {
		return slices.ContainsFunc(c.Cards, quiet) || slices.ContainsFunc(c.Parameters, func(p whatsapp.Parameter) bool {
			words := p.Text
			if p.Currency != nil {
				words = p.Currency.Fallback
			}
			return silent[words] != "" || c.SubType == "url" && strings.ContainsAny(words, "{} ")
		})
	})
}

// TestCheckedAsSent holds Check against the platform: what one of them refuses of a random message the other refuses,
// too, but for what no page tells of.
func TestCheckedAsSent(t *testing.T) {
	t.Parallel()
	const defined, each = 1000, 5
	seed := uint64(time.Now().UnixNano())
	t.Log("seed", seed)
	d := dice{rand.New(rand.NewPCG(seed, 0))}
	g := newGraph(t, false)
	count := map[string]int{}
	for i := range defined {
		name := fmt.Sprint("template_", i)
		_, err := g.CreateTemplate(t.Context(), d.template(name))
		require.NoError(t, err, "seed %d, %s", seed, name)
		of := templates.New(g.listed(name))
		require.Equal(t, templates.Approved, of.Definition().Status)
		require.Empty(t, refusals(of.Definition()), "seed %d, %s", seed, name)
		for range each {
			m := d.spoilt(d.message(of))
			problems, code := of.Check(m), g.code(m)
			switch {
			case problems == nil && code == 0:
				count["sent"]++
			case problems != nil && code != 0:
				count["refused"]++
			case problems != nil && quiet(m.Components):
				count["silent"]++
			default:
				t.Fatalf("seed %d: %v, platform %d\n%+v\n%+v", seed, problems, code, of.Definition().Components, m.Components)
			}
		}
	}
	t.Log(count)
	require.Greater(t, min(count["sent"], count["refused"]), defined*each/10)
}

// refusals are the rules by which Lint says that the platform refuses a definition.
func refusals(d templates.Definition) []string {
	var all []string
	for _, f := range templates.Lint(d) {
		if f.Severity == templates.Refused {
			all = append(all, f.Rule)
		}
	}
	return all
}
