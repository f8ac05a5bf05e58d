package profile

import "slices"

// Patch is a change of a profile: only fields that are not nil are changed, and
// one that is empty is cleared where the provider lets it. In JSON, under the
// platform's names, a key that is absent or null changes nothing.
type Patch struct {
	About       *string   `json:"about,omitempty"`
	Address     *string   `json:"address,omitempty"`
	Description *string   `json:"description,omitempty"`
	Email       *string   `json:"email,omitempty"`
	Websites    *[]string `json:"websites,omitempty"`
	Vertical    *Vertical `json:"vertical,omitempty"`
}

// IsZero reports whether nothing is to be changed.
func (p Patch) IsZero() bool { return p == Patch{} }

// Diff is the smallest patch that makes to of from: it has the fields that
// differ. It is zero when the two are alike; the photo is left aside, since a
// patch cannot set it, and no websites are alike, nil or empty.
//
// A patch that would clear About does so, and its [Patch.Validate] says that it
// may not: once set, the platform does not let it be empty.
func Diff(from, to Profile) Patch {
	p := Patch{
		About:       changed(from.About, to.About),
		Address:     changed(from.Address, to.Address),
		Description: changed(from.Description, to.Description),
		Email:       changed(from.Email, to.Email),
		Vertical:    changed(from.Vertical, to.Vertical),
	}
	if !slices.Equal(from.Websites, to.Websites) {
		sites := append([]string{}, to.Websites...) // none is [] in JSON, and not null
		p.Websites = &sites
	}
	return p
}

func changed[T comparable](from, to T) *T {
	if from == to {
		return nil
	}
	return &to
}

// Apply is the profile that was, with what the patch sets. Neither is changed.
func (p Patch) Apply(was Profile) Profile {
	set(&was.About, p.About)
	set(&was.Address, p.Address)
	set(&was.Description, p.Description)
	set(&was.Email, p.Email)
	set(&was.Vertical, p.Vertical)
	set(&was.Websites, p.Websites)
	if len(was.Websites) == 0 {
		was.Websites = nil
	}
	was.Websites = slices.Clone(was.Websites)
	return was
}

func set[T any](field, value *T) {
	if value != nil {
		*field = *value
	}
}
