package templates

import (
	"context"
	"iter"
)

// Lister is the ability to list templates.
type Lister interface {
	// Templates yields every template that matches, page after page. It ends at
	// the first error and fetches nothing more once the caller breaks off.
	Templates(ctx context.Context, q Query) iter.Seq2[Definition, error]
}

// Query narrows a list. The zero value is all. What a provider cannot ask for
// is left out here, after fetching.
type Query struct {
	Name     string
	Language string
	Status   Status
	Category Category
}

// Match reports whether a definition is one that the query asks for.
func (q Query) Match(d Definition) bool {
	return (q.Name == "" || q.Name == d.Name) && (q.Language == "" || q.Language == d.Language) &&
		(q.Status == "" || q.Status == d.Status) && (q.Category == "" || q.Category == d.Category)
}

// Creator is the ability to create a template and submit it for review.
type Creator interface {
	// CreateTemplate returns what the provider made of it: its id, its status,
	// and a category that may not be the one asked for. A lost answer is
	// provider.Uncertain: the template may be there.
	CreateTemplate(ctx context.Context, d Definition) (Submitted, error)
}

// Submitted is the provider's answer to a new template.
type Submitted struct {
	ID       string
	Status   Status
	Category Category
}

// Editor is the ability to change a template.
type Editor interface {
	// EditTemplate replaces what is set in d, the template being known by its ID.
	// Components, if any are given, replace all of them.
	EditTemplate(ctx context.Context, d Definition) error
}

// Deleter is the ability to delete templates.
type Deleter interface {
	// DeleteTemplate deletes the template of this name in every language, or,
	// where an id is given, that one alone. The name of an approved one cannot be
	// used again for 30 days.
	DeleteTemplate(ctx context.Context, name, id string) error
}

// Unpauser is the ability to let a template go on that the platform paused
// because of its pacing.
type Unpauser interface {
	UnpauseTemplate(ctx context.Context, id string) error
}
