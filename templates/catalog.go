package templates

import (
	"errors"
	"iter"
	"reflect"
	"sync"
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// Catalog is the templates of one WhatsApp Business account as they stand now:
// as the last sync read them, with what the webhooks said since. The zero value
// is empty and was never synced. It is safe for concurrent use, and must not be
// copied.
//
// What it says depends only on what it was told, not on the order: notices may
// come late, twice and out of order, before the sync that has their template or
// after the one that has it no more. The later word on each of status, quality,
// category and texts holds; of two statuses of the same time the one that forbids
// more, of other words the later in the alphabet.
//
// A sync is as of the time it began, on the host's clock, and notices have the
// platform's time, in whole seconds. A notice of the same second as a sync, or
// of a later one, wins. Where the host's clock may be ahead, begin a sync with a
// time that is earlier by as much: a notice that wins although the sync had it
// already does no harm, and one that loses is lost until the next sync.
//
// A template is compiled when it changes, and shared by all who ask for it.
type Catalog struct {
	mu      sync.RWMutex
	synced  time.Time
	entries map[key]*entry
	notices map[key]*notices
	view    *view // nil = to be made
}

// key is what a template, or a notice, is known by: the id, else name and
// language.
type key struct {
	id             string
	name, language string
	// all: of notices with an id and without, for a template that has none.
	all bool
}

// entry is a template that was read.
type entry struct {
	read Definition
	at   time.Time // of its sync
	// template is the definition with the notices since; nil = deleted.
	template *Template
}

// ErrNotSynced is the error of [Catalog.Check] before the first sync that read
// all pages.
var ErrNotSynced = errors.New("templates: the catalog was never synced")

// ErrStale is the error of a [Catalog.Sync] that began before one that was taken
// over already. Nothing is wrong, unless that one's time was in the future.
var ErrStale = errors.New("templates: a later sync was taken over before")

// maxNotices bounds what is kept of templates that are not known: the platform
// allows 6,000 templates, each with an entry by id and one by name. Source:
// "Templates", November 2025.
const maxNotices = 4 * 6000

var errNoTime = errors.New("templates: a sync needs the time it began")

// Synced is when the last sync that read all pages began; zero = never.
func (c *Catalog) Synced() time.Time {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.synced
}

// Sync takes over a list of all templates, as [Lister] yields it, that was begun
// at the given time. It reads the list to its end, without keeping others from
// the catalog meanwhile.
//
// The list must be complete, and no [Query] narrow it: templates that were not
// in it are then gone, all of them if it was empty, and older notices do not
// bring them back. Where the list ends with an error, which is returned, what
// was read of it is kept and nothing is gone. Of syncs that overlap, the one
// that began later holds, whichever ends first; the other is [ErrStale]. The
// catalog shares the memory of the definitions, which must not be changed.
func (c *Catalog) Sync(at time.Time, all iter.Seq2[Definition, error]) error {
	if at.IsZero() {
		return errNoTime
	}
	var read []Definition
	var failed error
	for d, err := range all {
		if err != nil {
			failed = err
			break
		}
		read = append(read, d)
	}

	c.mu.Lock()
	defer c.mu.Unlock()
	for _, d := range read {
		c.keep(d, at)
	}
	switch {
	case failed != nil:
		return failed
	case at.Before(c.synced):
		return ErrStale
	}
	c.synced = at
	c.forget()
	return nil
}

// keep takes over a template, unless a later sync had it, or had it no more.
func (c *Catalog) keep(d Definition, at time.Time) {
	k := keyOf(d)
	e := c.entries[k]
	switch {
	case e == nil && at.Before(c.synced), e != nil && at.Before(e.at):
		return
	case e == nil:
		e = &entry{}
		if c.entries == nil {
			c.entries = map[key]*entry{}
		}
		c.entries[k] = e
	}
	e.read, e.at = d, at
	c.refresh(e)
}

// forget drops what the last sync had no more, and what is older than it.
// Nothing that comes later can bring it back, so that no tombstones are needed.
func (c *Catalog) forget() {
	for k, e := range c.entries {
		if e.at.Before(c.synced) {
			delete(c.entries, k)
			c.view = nil
		}
	}
	for k, n := range c.notices {
		if n.last().Before(second(c.synced)) {
			delete(c.notices, k)
		}
	}
}

// second is the second of a sync, from which on notices win over it.
func second(at time.Time) time.Time { return at.Truncate(time.Second) }

// Apply takes over a notice about a template: [whatsapp.TemplateStatus],
// [whatsapp.TemplateQuality], [whatsapp.TemplateCategory] or
// [whatsapp.TemplateComponents]. It reports whether that changed any template;
// other events, and notices without a time, change none.
//
// A notice belongs to the template of its id; one without an id, and one about a
// template that was listed without, to the template of its name and language.
// One about a template that is not known is kept for the sync that brings its
// definition: until then there is nothing to find or send.
//
// QUIRK(dialog360): a template that the platform gave no id yet is listed by the
// gateway's own, so that the notice of its approval finds it by the next sync
// only.
func (c *Catalog) Apply(e whatsapp.Event) bool {
	n, of, at, ok := noticesOf(e)
	if !ok || at.IsZero() || of.ID == "" && of.Name == "" {
		return false
	}
	name, language := of.Name, locale(of.Language)

	c.mu.Lock()
	defer c.mu.Unlock()
	if at.Before(second(c.synced)) {
		return false // the sync had it
	}
	c.add(key{name: name, language: language, all: true}, &n)
	if of.ID != "" {
		c.add(key{id: of.ID}, &n)
		byID := c.refresh(c.entries[key{id: of.ID}])
		byName := c.refresh(c.entries[key{name: name, language: language}])
		return byID || byName
	}
	c.add(key{name: name, language: language}, &n)
	changed := false
	for _, e := range c.entries {
		if e.read.Name == name && locale(e.read.Language) == language {
			changed = c.refresh(e) || changed
		}
	}
	return changed
}

func (c *Catalog) add(k key, n *notices) {
	if c.notices == nil {
		c.notices = map[key]*notices{}
	}
	if c.notices[k] == nil {
		if len(c.notices) >= maxNotices {
			return // the next sync has it
		}
		c.notices[k] = &notices{}
	}
	c.notices[k].join(n)
}

// refresh compiles a template anew if what was read of it, with the notices
// since, is not what it was. It reports whether it was not.
func (c *Catalog) refresh(e *entry) bool {
	if e == nil {
		return false
	}
	var n notices
	k := keyOf(e.read)
	for _, k := range [...]key{k, {name: e.read.Name, language: locale(e.read.Language), all: k.id == ""}} {
		if more := c.notices[k]; more != nil {
			n.join(more)
		}
	}
	d := n.over(e.read, second(e.at))
	if d.Status == Deleted {
		gone := e.template != nil
		if gone {
			e.template, c.view = nil, nil
		}
		return gone
	}
	if e.template != nil && reflect.DeepEqual(d, e.template.definition) {
		return false
	}
	e.template, c.view = New(d), nil
	return true
}

func keyOf(d Definition) key {
	if d.ID != "" {
		return key{id: d.ID}
	}
	return key{name: d.Name, language: locale(d.Language)}
}
