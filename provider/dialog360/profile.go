package dialog360

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/wainbox/wainbox/profile"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
)

var (
	readingProfile = rest.Call{Op: "read profile"}
	writingProfile = rest.Call{Op: "update profile"}
)

const (
	profilePath   = "/whatsapp_business_profile"
	profileFields = "?fields=about,address,description,email,profile_picture_url,websites,vertical"
)

// Profile reads the number's business profile; see [profile.Reader]. Source:
// Messaging API, "Business profile", version 1.41.
func (c *Client) Profile(ctx context.Context) (profile.Profile, error) {
	var answer struct {
		Data []json.RawMessage `json:"data"`
	}
	r := rest.Request{Method: http.MethodGet, URL: c.address + profilePath + profileFields}
	if err := c.exchange(ctx, readingProfile, r, nil, &answer); err != nil {
		return profile.Profile{}, err
	}
	if len(answer.Data) == 0 { // nothing was ever set
		return profile.Profile{}, nil
	}
	var p profile.Profile
	if rest.Lenient(answer.Data[0], &p) != nil {
		return profile.Profile{}, readingProfile.Lost(errUnreadable)
	}
	return p, nil
}

// UpdateProfile changes what the patch sets; see [profile.Writer]. A patch that
// sets nothing asks nothing. Source: as [Client.Profile].
func (c *Client) UpdateProfile(ctx context.Context, p profile.Patch) error {
	if err := p.Validate(); err != nil {
		return &provider.Error{Op: writingProfile.Op, Kind: provider.Invalid, Err: err}
	}
	if p.IsZero() {
		return nil
	}
	if p.Websites != nil && *p.Websites == nil {
		p.Websites = &[]string{} // none, and not null
	}
	change := struct {
		Product string `json:"messaging_product"`
		profile.Patch
	}{"whatsapp", p}
	r := rest.Request{Method: http.MethodPost, URL: c.address + profilePath}
	return c.exchange(ctx, writingProfile, r, change, nil)
}
