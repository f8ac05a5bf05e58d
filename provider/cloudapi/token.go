package cloudapi

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/wainbox/wainbox/provider/internal/rest"
)

var readingToken = rest.Call{Op: "read token"}

// The permissions that a token needs.
const (
	ScopeMessaging  = "whatsapp_business_messaging"
	ScopeManagement = "whatsapp_business_management"
)

// Token is what the platform says of the client's token, and not the token.
type Token struct {
	App   string // the id of the app that it belongs to
	Valid bool
	// Expires is when it ends; zero = never.
	Expires time.Time
	// DataExpires is when it no longer reads anything; zero = never.
	DataExpires time.Time
	Scopes      []string // its permissions
	// Grants say which accounts a permission is for.
	Grants []Grant
}

// Grant is a permission and what it is for.
type Grant struct {
	Scope string
	// Targets are ids; none = everything that the token's owner has.
	Targets []string
}

// Allows reports whether the token has the permission for the account or number
// with this id. Source: Cloud API, "Access tokens", November 2025.
//
// QUIRK(cloudapi): a permission without ids is for everything.
func (t Token) Allows(scope, id string) bool {
	if !slices.Contains(t.Scopes, scope) {
		return false
	}
	for _, g := range t.Grants {
		if g.Scope == scope && len(g.Targets) > 0 && !slices.Contains(g.Targets, id) {
			return false
		}
	}
	return true
}

// Token asks what the client's token is good for. Source: Graph API,
// "debug_token"; Cloud API, "Access tokens", November 2025.
func (c *Client) Token(ctx context.Context) (Token, error) {
	var answer struct {
		Data struct {
			App         rest.GraphID `json:"app_id"`
			Valid       bool         `json:"is_valid"`
			Expires     int64        `json:"expires_at"`
			DataExpires int64        `json:"data_access_expires_at"`
			Scopes      []string     `json:"scopes"`
			Grants      []struct {
				Scope   string         `json:"scope"`
				Targets []rest.GraphID `json:"target_ids"`
			} `json:"granular_scopes"`
		} `json:"data"`
	}
	address := c.graph + "/debug_token?input_token=" + url.QueryEscape(c.config.Token)
	if err := c.rest.Graph(ctx, readingToken, rest.Request{Method: http.MethodGet, URL: address}, nil, &answer); err != nil {
		return Token{}, err
	}
	d := answer.Data
	t := Token{
		App: string(d.App), Valid: d.Valid, Expires: instant(d.Expires), DataExpires: instant(d.DataExpires), Scopes: d.Scopes,
	}
	for _, g := range d.Grants {
		one := Grant{Scope: g.Scope}
		for _, id := range g.Targets {
			one.Targets = append(one.Targets, string(id))
		}
		t.Grants = append(t.Grants, one)
	}
	return t, nil
}

// instant is a time that the platform writes as seconds, 0 being never.
func instant(seconds int64) time.Time {
	if seconds == 0 {
		return time.Time{}
	}
	return time.Unix(seconds, 0).UTC()
}
