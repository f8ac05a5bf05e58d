package templates_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

func TestFindAllocatesNothing(t *testing.T) {
	c := syncedWith(t, 0, manyTemplates(100)...)
	require.Zero(t, testing.AllocsPerRun(100, func() {
		if _, ok := c.Find("template_0042", "pt-BR", "en-AU"); !ok {
			t.Error("not found")
		}
	}))
}

// many are as many templates, in two languages.
func manyTemplates(n int) []templates.Definition {
	all := make([]templates.Definition, n)
	for i := range all {
		all[i] = approvedIn(fmt.Sprintf("template_%04d", i/2), []string{"en_US", "es"}[i%2])
	}
	rand.New(rand.NewPCG(1, 2)).Shuffle(n, func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

// A verified account has 6,000 templates at most.
const mostTemplates = 6000

func BenchmarkCatalog(b *testing.B) {
	all := manyTemplates(mostTemplates)
	var c templates.Catalog
	require.NoError(b, c.Sync(noon, pages(all...)))
	b.Run("Find", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			c.Find("template_0042", "pt-BR", "en-AU")
		}
	})
	b.Run("Approved", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			n := 0
			for range c.Approved() {
				n++
			}
			if n != mostTemplates {
				b.Fatal(n)
			}
		}
	})
	b.Run("Sync", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			var fresh templates.Catalog
			_ = fresh.Sync(noon, pages(all...))
			fresh.Approved()
		}
	})
	b.Run("SyncUnchanged", func(b *testing.B) {
		b.ReportAllocs()
		at := noon
		for b.Loop() {
			at = at.Add(time.Second)
			_ = c.Sync(at, pages(all...))
			c.Approved()
		}
	})
	b.Run("ApplyThenApproved", func(b *testing.B) {
		b.ReportAllocs()
		at := c.Synced()
		events := []string{"PAUSED", "APPROVED"}
		for i := 0; b.Loop(); i++ {
			at = at.Add(time.Second)
			c.Apply(&whatsapp.TemplateStatus{Notice: whatsapp.Notice{At: at}, TemplateRef: refOf(all[0]), Event: events[i%2]})
			c.Approved()
		}
	})
}
