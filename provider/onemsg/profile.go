package onemsg

import (
	"context"
	"encoding/json"
	"net/http"
	"unicode/utf8"

	"github.com/wainbox/wainbox/profile"
	"github.com/wainbox/wainbox/provider/internal/rest"
)

var (
	readingProfile = rest.Call{Op: "read profile"}
	writingProfile = rest.Call{Op: "update profile"}
	settingPhoto   = rest.Call{Op: "set photo"}
)

// MaxDescriptionRunes is 1msg's limit for a profile's description, less than
// the platform's. Source: 1msg's interface description 2.39.
const MaxDescriptionRunes = 256

// me is a channel's own profile.
type me struct {
	About       string          `json:"about"`
	Address     string          `json:"address"`
	Description string          `json:"description"`
	Email       string          `json:"email"`
	Phone       json.RawMessage `json:"phone"`
	Vertical    string          `json:"vertical"`
	Photo       string          `json:"photo"`
	Websites    []string        `json:"websites"`
}

// Profile reads the channel's business profile; see [profile.Reader]. Source:
// 1msg's interface description 2.39.
func (c *Client) Profile(ctx context.Context) (profile.Profile, error) {
	m, err := c.me(ctx, readingProfile)
	if err != nil {
		return profile.Profile{}, err
	}
	vertical, _ := profile.Labels.Vertical(m.Vertical) // one without a code stays as it is
	return profile.Profile{
		About: m.About, Address: m.Address, Description: m.Description, Email: m.Email,
		Websites: m.Websites, Vertical: vertical, PhotoURL: m.Photo,
	}, nil
}

func (c *Client) me(ctx context.Context, call rest.Call) (me, error) {
	var body json.RawMessage
	if err := c.ask(ctx, call, "me", nil, &body); err != nil {
		return me{}, err
	}
	var m me
	if rest.Lenient(body, &m) != nil {
		return me{}, unreadable(call)
	}
	return m, nil
}

// profileChange is what may be written of a profile: only the keys that are
// there are changed.
type profileChange struct {
	About       *string   `json:"about,omitempty"`
	Address     *string   `json:"address,omitempty"`
	Description *string   `json:"description,omitempty"`
	Email       *string   `json:"email,omitempty"`
	Websites    *[]string `json:"websites,omitempty"`
	Vertical    *string   `json:"vertical,omitempty"`
}

// UpdateProfile changes what the patch sets; see [profile.Writer]. A patch that
// sets nothing asks nothing. Source: 1msg's interface description 2.39.
//
// QUIRK(onemsg): of the labels of industries only one was seen here; the others
// are another vendor's, see [profile.Labels].
func (c *Client) UpdateProfile(ctx context.Context, p profile.Patch) error {
	if err := p.Validate(); err != nil {
		return refused(writingProfile, err)
	}
	if p.Description != nil && utf8.RuneCountInString(*p.Description) > MaxDescriptionRunes {
		return invalid(writingProfile, "description", "at most 256 characters at "+Name)
	}
	if p.IsZero() {
		return nil
	}
	change := profileChange{
		About: p.About, Address: p.Address, Description: p.Description, Email: p.Email, Websites: p.Websites,
	}
	if p.Websites != nil && *p.Websites == nil {
		change.Websites = &[]string{} // none, and not null
	}
	if p.Vertical != nil {
		label, _ := profile.Labels.Label(*p.Vertical) // what is valid has one
		change.Vertical = &label
	}
	return c.post(ctx, writingProfile, "me", change, nil)
}

// SetPhoto sets the profile's photo; see [profile.PhotoWriter]. The same photo
// may be set twice, so a lost answer is [provider.Unavailable]. Source: 1msg's
// interface description 2.39.
func (c *Client) SetPhoto(ctx context.Context, p profile.Photo) error {
	if err := p.Validate(); err != nil {
		return refused(settingPhoto, err)
	}
	r := rest.Request{Method: http.MethodPost, URL: c.address("me", nil)}
	return c.exchange(ctx, settingPhoto, withFile(r, "photo", p.MIME, p.Bytes, p.Body), nil)
}
