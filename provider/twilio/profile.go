package twilio

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"

	"github.com/wainbox/wainbox/profile"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
)

var (
	reading = rest.Call{Op: "read profile"}
	writing = rest.Call{Op: "write profile"}
)

// website and email are items of a profile. Their labels are for people.
type website struct {
	Address string `json:"website"`
	Label   string `json:"label"`
}

type email struct {
	Address string `json:"email"`
	Label   string `json:"label"`
}

// Profile reads the sender's profile; see [profile.Reader]. It needs a
// [Config.From]. Of several e-mail addresses it has the first.
func (c *Client) Profile(ctx context.Context) (profile.Profile, error) {
	s, err := c.own(ctx, reading)
	if err != nil {
		return profile.Profile{}, err
	}
	vertical, _ := profile.Labels.Vertical(word(s.Profile, "vertical")) // one without a code stays as it is
	p := profile.Profile{
		About:       word(s.Profile, "about"),
		Address:     word(s.Profile, "address"),
		Description: word(s.Profile, "description"),
		Vertical:    vertical,
		PhotoURL:    word(s.Profile, "logo_url"),
	}
	if all := emailsIn(s.Profile); len(all) > 0 {
		p.Email = all[0].Address
	}
	for _, one := range websitesIn(s.Profile) {
		p.Websites = append(p.Websites, one.Address)
	}
	return p, nil
}

// emailsIn and websitesIn read lists; none where they cannot be read.
func emailsIn(in map[string]json.RawMessage) []email {
	var all []email
	_ = json.Unmarshal(in["emails"], &all)
	return all
}

func websitesIn(in map[string]json.RawMessage) []website {
	var all []website
	_ = json.Unmarshal(in["websites"], &all)
	return all
}

// UpdateProfile changes the sender's profile; see [profile.Writer]. It reads the
// profile and writes all of it, so that a change made elsewhere at the same time
// may be lost.
//
// QUIRK(twilio): what becomes of parts that are left out of an update is not
// documented, so that nothing is: the sender's callback addresses go along.
func (c *Client) UpdateProfile(ctx context.Context, p profile.Patch) error {
	if err := p.Validate(); err != nil {
		return &provider.Error{Op: writing.Op, Kind: provider.Invalid, Err: err}
	}
	if p.IsZero() {
		return nil
	}
	s, err := c.own(ctx, writing)
	if err != nil {
		return err
	}
	in := map[string]any{"profile": patched(s.Profile, p)}
	if hooks := withoutNulls(s.Webhook); len(hooks) > 0 {
		in["webhook"] = hooks
	}
	return c.ask(ctx, writing, http.MethodPost, c.senders()+"/"+s.SID, in, nil)
}

// patched is the profile as it was read, with what changes.
func patched(was map[string]json.RawMessage, p profile.Patch) map[string]any {
	out := withoutNulls(was)
	for key, value := range map[string]*string{"about": p.About, "address": p.Address, "description": p.Description} {
		if value != nil {
			out[key] = *value
		}
	}
	if p.Vertical != nil {
		out["vertical"], _ = profile.Labels.Label(*p.Vertical) // what is valid has one
	}
	if p.Email != nil {
		out["emails"] = withEmail(emailsIn(was), *p.Email)
	}
	if p.Websites != nil {
		sites := []website{}
		for _, one := range *p.Websites {
			sites = append(sites, website{one, "Website"})
		}
		out["websites"] = sites
	}
	return out
}

// withEmail changes the first address and keeps the others.
func withEmail(all []email, address string) []email {
	if len(all) > 0 {
		all = all[1:]
	}
	if address == "" {
		return append([]email{}, all...)
	}
	return append([]email{{address, "Email"}}, all...)
}

func withoutNulls(in map[string]json.RawMessage) map[string]any {
	out := make(map[string]any, len(in))
	for key, value := range maps.All(in) {
		if string(value) != "null" {
			out[key] = value
		}
	}
	return out
}
