package templates_test

import (
	"errors"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

func secondAt(n int) time.Time { return noon.Add(time.Duration(n) * time.Second) }

// tpl is an approved template that is known as "name" and the language.
func approvedIn(name, language string) templates.Definition {
	return templates.Definition{
		ID: "id-" + name + "-" + language, Name: name, Language: language, Status: templates.Approved,
		Category: templates.Utility, Components: []templates.Component{{Type: "BODY", Text: "Hi {{1}}!"}},
	}
}

func changed(d templates.Definition, change func(*templates.Definition)) templates.Definition {
	change(&d)
	return d
}

func inStatus(d templates.Definition, s templates.Status) templates.Definition {
	d.Status = s
	return d
}

func pages(all ...templates.Definition) iter.Seq2[templates.Definition, error] {
	return func(yield func(templates.Definition, error) bool) {
		for _, d := range all {
			if !yield(d, nil) {
				return
			}
		}
	}
}

var errPage = errors.New("a page that did not come")

// broken is a list that ends with an error.
func brokenPages(all ...templates.Definition) iter.Seq2[templates.Definition, error] {
	return func(yield func(templates.Definition, error) bool) {
		for _, d := range all {
			if !yield(d, nil) {
				return
			}
		}
		yield(templates.Definition{}, errPage)
	}
}

func refOf(d templates.Definition) whatsapp.TemplateRef {
	return whatsapp.TemplateRef{ID: d.ID, Name: d.Name, Language: d.Language}
}

func statusAt(n int, d templates.Definition, event string) *whatsapp.TemplateStatus {
	return &whatsapp.TemplateStatus{Notice: whatsapp.Notice{At: secondAt(n)}, TemplateRef: refOf(d), Event: event}
}

func syncedWith(t *testing.T, n int, all ...templates.Definition) *templates.Catalog {
	t.Helper()
	var c templates.Catalog
	require.NoError(t, c.Sync(secondAt(n), pages(all...)))
	return &c
}

// shown is each template of a sequence in a line.
func linesOf(all iter.Seq[*templates.Template]) []string {
	var lines []string
	for t := range all {
		d := t.Definition()
		lines = append(lines, strings.TrimSpace(fmt.Sprint(d.Name, " ", d.Language, " ", d.Status, " ", d.RejectedReason)))
	}
	return lines
}

// whole is everything that a catalog says.
func definitionsIn(c *templates.Catalog) []templates.Definition {
	var all []templates.Definition
	for t := range c.All() {
		all = append(all, t.Definition())
	}
	return all
}

func TestAnEmptyCatalogWasNeverSynced(t *testing.T) {
	t.Parallel()
	var c templates.Catalog
	require.True(t, c.Synced().IsZero())
	require.Empty(t, linesOf(c.All()))
	_, ok := c.Find("a", "en")
	require.False(t, ok)
	_, err := c.Check(whatsapp.Template{Name: "a", Language: "en"})
	require.ErrorIs(t, err, templates.ErrNotSynced)
	require.Error(t, c.Sync(time.Time{}, pages(approvedIn("a", "en"))))
	require.Empty(t, linesOf(c.All()))
}

func TestApprovedOnesAreByNameAndLanguage(t *testing.T) {
	t.Parallel()
	c := syncedWith(t, 0, approvedIn("b", "en"), approvedIn("a", "pt_BR"), inStatus(approvedIn("a", "fr"), templates.Paused), approvedIn("a", "de"),
		inStatus(approvedIn("c", "en"), templates.Draft), inStatus(approvedIn("d", "en"), templates.Deleted))
	require.Equal(t, []string{"a de APPROVED", "a pt_BR APPROVED", "b en APPROVED"}, linesOf(c.Approved()))
	require.Equal(t, []string{"a de APPROVED", "a fr PAUSED", "a pt_BR APPROVED", "b en APPROVED", "c en DRAFT"}, linesOf(c.All()))
}

func TestFindFallsBackByLanguage(t *testing.T) {
	t.Parallel()
	c := syncedWith(t, 0, approvedIn("a", "en_US"), approvedIn("a", "en_GB"), approvedIn("a", "pt"), approvedIn("a", "pt_PT"), approvedIn("a", "fil"),
		inStatus(approvedIn("a", "de"), templates.Paused), approvedIn("a", "de_CH"), approvedIn("b", "sr-RS"))
	tests := map[string]struct {
		name   string
		wanted []string
		want   string
	}{
		"exactly":                    {"a", []string{"en_US"}, "en_US"},
		"with a hyphen":              {"a", []string{"en-US"}, "en_US"},
		"in lower case":              {"a", []string{"en-us"}, "en_US"},
		"listed with a hyphen":       {"b", []string{"sr_RS"}, "sr-RS"},
		"without its region":         {"a", []string{"pt_BR"}, "pt"},
		"in the region, if there":    {"a", []string{"pt_PT"}, "pt_PT"},
		"in another region":          {"a", []string{"en_AU"}, "en_GB"},
		"of no region, in one":       {"a", []string{"en"}, "en_GB"},
		"approved ones only":         {"a", []string{"de"}, "de_CH"},
		"no language that begins so": {"a", []string{"fi"}, ""},
		"in turn":                    {"a", []string{"es", "pt_BR", "en_US"}, "pt"},
		"all of one, then the next":  {"a", []string{"en_AU", "fil"}, "en_GB"},
		"any":                        {"a", []string{"es", templates.AnyLanguage}, "de_CH"},
		"none wanted":                {"a", nil, ""},
		"another name":               {"c", []string{templates.AnyLanguage}, ""},
		"no language":                {"a", []string{""}, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := ""
			found, ok := c.Find(tt.name, tt.wanted...)
			require.Equal(t, tt.want != "", ok)
			if ok {
				got = found.Definition().Language
			}
			require.Equal(t, tt.want, got)
		})
	}
}

func TestTemplateIsExactWhateverItsStatus(t *testing.T) {
	t.Parallel()
	second := changed(inStatus(approvedIn("a", "en"), templates.Approved), func(d *templates.Definition) { d.ID = "zz" })
	c := syncedWith(t, 0, inStatus(approvedIn("a", "en"), templates.Rejected), second, inStatus(approvedIn("a", "de"), templates.Pending))
	one, ok := c.Template("a", "en")
	require.True(t, ok)
	require.Equal(t, "zz", one.Definition().ID, "the approved one of two")
	one, ok = c.Template("a", "de")
	require.True(t, ok)
	require.Equal(t, templates.Pending, one.Definition().Status)
	_, ok = c.Template("a", "de_AT")
	require.False(t, ok)
	_, ok = c.Template("b", "de")
	require.False(t, ok)
}

func TestADeletedTemplateStaysDeleted(t *testing.T) {
	t.Parallel()
	a := approvedIn("a", "en")
	c := syncedWith(t, 0, a)
	require.True(t, c.Apply(statusAt(10, a, "DELETED")))
	require.Empty(t, linesOf(c.All()))
	require.False(t, c.Apply(statusAt(9, a, "APPROVED")), "late")
	require.NoError(t, c.Sync(secondAt(5), pages(a)), "of a list that was begun before")
	require.Empty(t, linesOf(c.All()))

	require.NoError(t, c.Sync(secondAt(20), pages()))
	require.False(t, c.Apply(statusAt(12, a, "APPROVED")), "late, and the list had it no more")
	require.ErrorIs(t, c.Sync(secondAt(15), pages(a)), templates.ErrStale, "of a list that ended late")
	require.Empty(t, linesOf(c.All()))
	require.Equal(t, secondAt(20), c.Synced())

	require.NoError(t, c.Sync(secondAt(30), pages(a)), "created again")
	require.Equal(t, []string{"a en APPROVED"}, linesOf(c.All()))
}

func TestASyncThatOnlyRemovesIsSeen(t *testing.T) {
	t.Parallel()
	c := syncedWith(t, 0, approvedIn("a", "en"), approvedIn("b", "en"))
	require.Len(t, linesOf(c.All()), 2)
	require.NoError(t, c.Sync(secondAt(1), pages(approvedIn("b", "en"))))
	require.Equal(t, []string{"b en APPROVED"}, linesOf(c.All()))
	_, ok := c.Find("a", "en")
	require.False(t, ok)
}

// TestNoticesOfUnknownTemplatesAreBounded keeps those of as many templates as an
// account may have, twice over, and of the others none.
func TestNoticesOfUnknownTemplatesAreBounded(t *testing.T) {
	t.Parallel()
	var c templates.Catalog
	const most = 12_000 // each is kept by id and by name
	named := func(i int) templates.Definition { return approvedIn("a"+strconv.Itoa(i), "en") }
	for i := range most + 1 {
		c.Apply(statusAt(1, named(i), "PAUSED"))
	}
	c.Apply(statusAt(2, named(most-1), "DISABLED"))
	require.NoError(t, c.Sync(secondAt(0), pages(named(0), named(most-1), named(most))))
	require.Equal(t, []string{"a0 en PAUSED", "a11999 en DISABLED", "a12000 en APPROVED"}, linesOf(c.All()))
}

func TestANoticeMayComeBeforeTheTemplate(t *testing.T) {
	t.Parallel()
	a := approvedIn("a", "en")
	var c templates.Catalog
	require.False(t, c.Apply(statusAt(5, a, "PAUSED")))
	_, ok := c.Template("a", "en")
	require.False(t, ok, "nothing to show without its definition")
	require.NoError(t, c.Sync(secondAt(4), pages(a)))
	require.Equal(t, []string{"a en PAUSED"}, linesOf(c.All()))
	require.NoError(t, c.Sync(secondAt(6), pages(a)), "which knows better")
	require.Equal(t, []string{"a en APPROVED"}, linesOf(c.All()))
}

func TestAtOneTimeWhatForbidsMoreWins(t *testing.T) {
	t.Parallel()
	a := approvedIn("a", "en")
	for _, tt := range []struct {
		less, more string
		want       []string
	}{
		{"APPROVED", "PAUSED", []string{"a en PAUSED"}},
		{"REINSTATED", "UNARCHIVED", []string{"a en UNARCHIVED"}},
		{"APPROVED", "DELETED", nil},
		{"PENDING", "DELETED", nil},
	} {
		for _, events := range [][2]string{{tt.less, tt.more}, {tt.more, tt.less}} {
			c := syncedWith(t, 0, a)
			c.Apply(statusAt(1, a, events[0]))
			c.Apply(statusAt(1, a, events[1]))
			require.Equal(t, tt.want, linesOf(c.All()))
		}
	}
}

func TestANoticeOfTheSyncsSecondWins(t *testing.T) {
	t.Parallel()
	a := approvedIn("a", "en")
	began := secondAt(1).Add(700 * time.Millisecond)
	var early, late templates.Catalog
	require.False(t, early.Apply(statusAt(1, a, "PAUSED")))
	require.NoError(t, early.Sync(began, pages(a)))
	require.NoError(t, late.Sync(began, pages(a)))
	require.True(t, late.Apply(statusAt(1, a, "PAUSED")), "its time may be of any part of the second")
	for _, c := range []*templates.Catalog{&early, &late} {
		require.Equal(t, []string{"a en PAUSED"}, linesOf(c.All()))
	}
}

func TestASyncThatFailsRemovesNothing(t *testing.T) {
	t.Parallel()
	c := syncedWith(t, 0, approvedIn("a", "en"), approvedIn("b", "en"))
	err := c.Sync(secondAt(10), brokenPages(inStatus(approvedIn("b", "en"), templates.Paused), approvedIn("c", "en")))
	require.ErrorIs(t, err, errPage)
	require.Equal(t, []string{"a en APPROVED", "b en PAUSED", "c en APPROVED"}, linesOf(c.All()))
	require.Equal(t, secondAt(0), c.Synced())
	require.False(t, c.Apply(statusAt(9, approvedIn("b", "en"), "APPROVED")), "older than what was read")
}

func TestOfSyncsThatOverlapTheLaterHolds(t *testing.T) {
	t.Parallel()
	var c templates.Catalog
	overlapping := func(yield func(templates.Definition, error) bool) {
		if !yield(approvedIn("a", "en"), nil) {
			return
		}
		// A sync that began later ends while this one still reads.
		require.NoError(t, c.Sync(secondAt(1), pages(inStatus(approvedIn("a", "en"), templates.Paused), approvedIn("b", "en"))))
		require.True(t, c.Apply(statusAt(2, approvedIn("b", "en"), "DISABLED")))
		yield(approvedIn("c", "en"), nil)
	}
	require.ErrorIs(t, c.Sync(secondAt(0), overlapping), templates.ErrStale)
	require.Equal(t, []string{"a en PAUSED", "b en DISABLED"}, linesOf(c.All()))
	require.Equal(t, secondAt(1), c.Synced())
}

func TestATemplateIsCompiledOnce(t *testing.T) {
	t.Parallel()
	c := syncedWith(t, 0, approvedIn("a", "en"), approvedIn("b", "en"))
	a, _ := c.Template("a", "en")
	b, _ := c.Template("b", "en")
	require.NoError(t, c.Sync(secondAt(1), pages(approvedIn("a", "en"), approvedIn("b", "en"))))
	require.True(t, c.Apply(statusAt(2, approvedIn("b", "en"), "PAUSED")))
	again, _ := c.Template("a", "en")
	require.Same(t, a, again)
	changed, _ := c.Template("b", "en")
	require.NotSame(t, b, changed)
	require.Equal(t, templates.Approved, b.Definition().Status, "a template never changes")
}

func TestCheckHoldsWhatIsSentAgainstTheCatalog(t *testing.T) {
	t.Parallel()
	draft := templates.Definition{
		ID: "HX1", Name: "Words for people", Language: "en", Status: templates.Draft, Content: &templates.Content{},
		Components: []templates.Component{{Type: "BODY", Text: "Hi"}},
	}
	c := syncedWith(t, 0, approvedIn("a", "en"), inStatus(approvedIn("b", "en"), templates.Paused), draft)
	filled := func(name, language string) whatsapp.Template {
		return whatsapp.Template{
			Name: name, Language: language, Components: []whatsapp.Component{{Type: "body", Parameters: templates.Texts("Ana")}},
		}
	}
	withID := filled("a", "en")
	withID.ID = "id-a-en"
	gone := filled("a", "en")
	gone.ID = "another"
	unknown := templates.Problems{{Field: "name", Rule: templates.NotApproved, Detail: "not in the catalog"}}
	tests := map[string]struct {
		m    whatsapp.Template
		want templates.Problems
	}{
		"right":             {filled("a", "en"), nil},
		"by id":             {withID, nil},
		"another id":        {gone, unknown},
		"another language":  {filled("a", "en_US"), unknown},
		"another name":      {filled("x", "en"), unknown},
		"paused":            {filled("b", "en"), templates.Problems{{Field: "status", Rule: templates.NotApproved, Detail: "PAUSED"}}},
		"a draft by its id": {whatsapp.Template{ID: "HX1"}, nil},
		"without values": {
			whatsapp.Template{Name: "a", Language: "en"},
			templates.Problems{{Field: "body.1", Name: "1", Rule: templates.Missing}},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			known, err := c.Check(tt.m)
			got, _ := errors.AsType[templates.Problems](err)
			require.Equal(t, tt.want == nil, err == nil)
			require.Equal(t, err == nil, known != nil && (known.Definition().ID == tt.m.ID || known.Definition().Name == tt.m.Name))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestACatalogIsSafeForConcurrentUse(t *testing.T) {
	t.Parallel()
	c := syncedWith(t, 0, approvedIn("a", "en"), approvedIn("b", "en"))
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			for n := range 50 {
				c.Apply(statusAt(n, approvedIn("a", "en"), []string{"PAUSED", "APPROVED"}[n%2]))
				_ = c.Sync(secondAt(n), pages(approvedIn("a", "en"), approvedIn("b", "en")))
				c.Find("b", "en")
				for one := range c.Approved() {
					_, _ = c.Check(whatsapp.Template{Name: one.Definition().Name, Language: "en"})
				}
				_ = i
			}
		})
	}
	all.Wait()
	require.Equal(t, secondAt(49), c.Synced())
}
