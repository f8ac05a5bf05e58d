package cloudapi

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/wainbox/wainbox/profile"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
)

var (
	readingProfile = rest.Call{Op: "read profile"}
	writingProfile = rest.Call{Op: "update profile"}
	settingPhoto   = rest.Call{Op: "set photo"}
)

const (
	profileEdge   = "/whatsapp_business_profile"
	profileFields = "?fields=about,address,description,email,profile_picture_url,websites,vertical"
)

// Profile reads the number's business profile; see [profile.Reader]. Source:
// Cloud API, "Business profiles", November 2025.
func (c *Client) Profile(ctx context.Context) (profile.Profile, error) {
	var answer struct {
		Data []json.RawMessage `json:"data"`
	}
	r := rest.Request{Method: http.MethodGet, URL: c.number(profileEdge) + profileFields}
	if err := c.rest.Graph(ctx, readingProfile, r, nil, &answer); err != nil {
		return profile.Profile{}, err
	}
	if len(answer.Data) == 0 { // nothing was ever set
		return profile.Profile{}, nil
	}
	var p profile.Profile
	if rest.Lenient(answer.Data[0], &p) != nil {
		return profile.Profile{}, &provider.Error{Op: readingProfile.Op, Kind: provider.Unavailable}
	}
	return p, nil
}

// profileChange is what may be written of a profile: only the keys that are
// there are changed.
//
// QUIRK(cloudapi): one sample of the guide has the websites as a string that
// holds an array; the specification, and other clients, have an array.
type profileChange struct {
	Product string `json:"messaging_product"`
	profile.Patch
	PhotoHandle string `json:"profile_picture_handle,omitempty"`
}

// UpdateProfile changes what the patch sets; see [profile.Writer]. A patch that
// sets nothing asks nothing. Source: Cloud API, "Business profiles",
// November 2025.
func (c *Client) UpdateProfile(ctx context.Context, p profile.Patch) error {
	if err := p.Validate(); err != nil {
		return refused(writingProfile, err)
	}
	if p.IsZero() {
		return nil
	}
	if p.Websites != nil && *p.Websites == nil {
		p.Websites = &[]string{} // none, and not null
	}
	return c.writeProfile(ctx, writingProfile, profileChange{Patch: p})
}

// SetPhoto uploads a photo and makes it the profile's, in three requests; see
// [profile.PhotoWriter]. [Config.AppID] is needed. A lost answer is
// [provider.Unavailable], since the same photo may be set twice. Source: Cloud
// API, "Business profiles", November 2025.
func (c *Client) SetPhoto(ctx context.Context, p profile.Photo) error {
	if err := p.Validate(); err != nil {
		return refused(settingPhoto, err)
	}
	_, extension, _ := strings.Cut(p.MIME, "/")
	handle, err := c.resumable(ctx, settingPhoto, rest.File{
		Name: "profile." + extension, MIME: p.MIME, Bytes: p.Bytes, Body: p.Body,
	})
	if err != nil {
		return err
	}
	return c.writeProfile(ctx, settingPhoto, profileChange{PhotoHandle: handle})
}

func (c *Client) writeProfile(ctx context.Context, call rest.Call, change profileChange) error {
	change.Product = "whatsapp"
	r := rest.Request{Method: http.MethodPost, URL: c.number(profileEdge)}
	return c.rest.Graph(ctx, call, r, change, nil)
}
