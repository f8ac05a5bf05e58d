package templates_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

// TestAnyOrderGivesTheSameCatalog is the property that what the catalog says
// depends on what it was told only, not on the order: notices, some of the same
// time, some without an id, and syncs, some of which fail.
func TestAnyOrderGivesTheSameCatalog(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	for round := range uint64(400) {
		random := rand.New(rand.NewPCG(seed, round))
		told := catalogHistory(random)
		want, wantAfter := tellCatalog(t, told)
		for range 5 {
			again := append(slices.Clone(told), told[random.IntN(len(told))])
			random.Shuffle(len(again), func(i, j int) { again[i], again[j] = again[j], again[i] })
			got, gotAfter := tellCatalog(t, again)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("seed %d, round %d: %s", seed, round, diff)
			}
			if diff := cmp.Diff(wantAfter, gotAfter); diff != "" {
				t.Fatalf("seed %d, round %d, with all definitions: %s", seed, round, diff)
			}
		}
	}
}

// tell tells a new catalog and returns what it says, and what it says once all
// definitions are there.
func tellCatalog(t *testing.T, told []func(*templates.Catalog)) (all, after []templates.Definition) {
	t.Helper()
	var c templates.Catalog
	for _, one := range told {
		one(&c)
	}
	all = definitionsIn(&c)
	require.ErrorIs(t, c.Sync(secondAt(6).Add(time.Millisecond), brokenPages(catalogSubjects()...)), errPage)
	return all, definitionsIn(&c)
}

// subjects are two templates of one name, one of them without an id, and two
// others.
func catalogSubjects() []templates.Definition {
	bare := changed(approvedIn("a", "en"), func(d *templates.Definition) { d.ID = "" })
	again := changed(approvedIn("b", "en"), func(d *templates.Definition) { d.ID = "2" })
	return []templates.Definition{approvedIn("a", "en"), bare, approvedIn("b", "en"), again}
}

// history is what happens to the subjects within a dozen seconds.
func catalogHistory(random *rand.Rand) []func(*templates.Catalog) {
	var told []func(*templates.Catalog)
	pick := func(words ...string) string { return words[random.IntN(len(words))] }
	for range 12 {
		about := refOf(catalogSubjects()[random.IntN(4)])
		if random.IntN(4) == 0 {
			about.ID = ""
		}
		about.Language = pick("en", "en", "en", "de")
		at := whatsapp.Notice{At: secondAt(random.IntN(12))}
		var e whatsapp.Event
		switch random.IntN(4) {
		case 0:
			e = &whatsapp.TemplateQuality{Notice: at, TemplateRef: about, New: pick("GREEN", "YELLOW", "RED")}
		case 1:
			e = &whatsapp.TemplateCategory{
				Notice: at, TemplateRef: about, New: pick("UTILITY", "MARKETING"), Correct: pick("", "MARKETING"), Previous: pick("", "UTILITY"),
			}
		case 2:
			e = &whatsapp.TemplateComponents{
				Notice: at, TemplateRef: about, Body: pick("One", "Two"), Footer: pick("", "F"),
				Buttons: []whatsapp.TemplateButton{{Type: "URL", Text: pick("1", "2")}},
			}
		default:
			e = &whatsapp.TemplateStatus{
				Notice: at, TemplateRef: about, Reason: pick("", "NONE", "SCAM"), Category: pick("", "MARKETING"),
				Event: pick("APPROVED", "PAUSED", "REJECTED", "DELETED", "FLAGGED", "REINSTATED", "UNARCHIVED"),
			}
		}
		told = append(told, func(c *templates.Catalog) { c.Apply(e) })
	}
	for i := range random.IntN(4) {
		at := secondAt(random.IntN(12)).Add(time.Duration(i+1) * time.Microsecond) // no two begin together
		all := catalogSubjects()
		random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		all = all[:random.IntN(5)]
		for j := range all {
			all[j].Status = templates.Status(pick("APPROVED", "PENDING"))
		}
		of := pages(all...)
		if random.IntN(3) == 0 {
			of = brokenPages(all...)
		}
		told = append(told, func(c *templates.Catalog) { _ = c.Sync(at, of) })
	}
	return told
}
