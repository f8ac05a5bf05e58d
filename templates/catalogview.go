package templates

import (
	"cmp"
	"iter"
	"slices"

	"github.com/wainbox/wainbox/whatsapp"
)

// view is the catalog as it is asked for. It never changes; a changed catalog
// has a new one.
type view struct {
	all      []*Template // by name, then language, then id
	approved []*Template // of all
	byID     map[string]*Template
	byName   map[string]named
}

// named are the templates of one name, by language.
type named struct{ all, approved []*Template }

// look returns the view, and makes it if the catalog changed since the last one.
func (c *Catalog) look() *view {
	c.mu.RLock()
	v := c.view
	c.mu.RUnlock()
	if v != nil {
		return v
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.view == nil {
		c.view = viewOf(c.entries)
	}
	return c.view
}

func viewOf(entries map[key]*entry) *view {
	v := &view{
		all: make([]*Template, 0, len(entries)), approved: make([]*Template, 0, len(entries)),
		byID: make(map[string]*Template, len(entries)), byName: map[string]named{},
	}
	for _, e := range entries {
		if t := e.template; t != nil {
			v.all = append(v.all, t)
			v.byID[t.definition.ID] = t
		}
	}
	delete(v.byID, "")
	slices.SortFunc(v.all, compareNames)
	for i := 0; i < len(v.all); {
		name, from, approved := v.all[i].definition.Name, i, len(v.approved)
		for ; i < len(v.all) && v.all[i].definition.Name == name; i++ {
			if v.all[i].definition.Status == Approved {
				v.approved = append(v.approved, v.all[i])
			}
		}
		v.byName[name] = named{v.all[from:i], v.approved[approved:]}
	}
	return v
}

func compareNames(s, t *Template) int {
	a, b := &s.definition, &t.definition
	return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Language, b.Language), cmp.Compare(a.ID, b.ID))
}

// Approved yields the templates that can be sent at any time, by name and then
// language, both in the order of their bytes. The sequence is of the moment it
// was asked for. Nothing is sorted unless the catalog changed, so that a screen
// may ask on each keystroke, and pick by [Definition.Kind], category and
// language.
func (c *Catalog) Approved() iter.Seq[*Template] { return slices.Values(c.look().approved) }

// All is [Catalog.Approved] with all other templates, whatever their status:
// those that are reviewed, refused or paused, and the drafts of Twilio's, as
// quick replies and lists, that can be sent inside the customer service window
// without approval. Those that were deleted are not among them.
func (c *Catalog) All() iter.Seq[*Template] { return slices.Values(c.look().all) }

// Find returns the approved template of a name in the first of the wanted
// languages that it is there in: in the language itself, else in the same one
// without a region, else in the same one of another region, by the alphabet:
// "pt_BR" is served by "pt", then "pt_PT". [AnyLanguage] is served by the first
// of all. Only then is the next wanted one looked for; end with the host's
// default. Without a wanted language none is found.
//
// Languages may be spelled "pt_BR", "pt-BR" or "pt-br". It allocates nothing.
func (c *Catalog) Find(name string, languages ...string) (*Template, bool) {
	of := c.look().byName[name]
	for _, wanted := range languages {
		if t := choose(of.approved, wanted); t != nil {
			return t, true
		}
	}
	return nil, false
}

// Template returns the template of this name in exactly this language, whatever
// its status: to show why it cannot be sent. Where a provider has several, as
// Twilio may, it is an approved one, else the first by id.
func (c *Catalog) Template(name, language string) (*Template, bool) {
	t := c.look().exactly(name, language)
	return t, t != nil
}

func (v *view) exactly(name, language string) *Template {
	of := v.byName[name]
	same := func(t *Template) bool { return sameCode(t.definition.Language, language) }
	for _, all := range [...][]*Template{of.approved, of.all} {
		if i := slices.IndexFunc(all, same); i >= 0 {
			return all[i]
		}
	}
	return nil
}

// Check reports whether a filled template can be sent as far as the catalog
// knows, and returns what it was filled from: it is there, by its id or else by
// its name and language exactly, its status lets it be sent, and its values are
// right, see [Template.Check]. The error is [Problems], or [ErrNotSynced].
// Twilio's pass whatever their status: one that is not approved is for an open
// window, which is not the catalog's to look at.
func (c *Catalog) Check(m whatsapp.Template) (*Template, error) {
	if c.Synced().IsZero() {
		return nil, ErrNotSynced
	}
	v := c.look()
	t := v.byID[m.ID]
	if m.ID == "" {
		t = v.exactly(m.Name, m.Language)
	}
	if t == nil {
		return nil, Problems{{Field: "name", Rule: NotApproved, Detail: "not in the catalog"}}
	}
	if err := t.Check(m); err != nil {
		return nil, err
	}
	return t, nil
}
