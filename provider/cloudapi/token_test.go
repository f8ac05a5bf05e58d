package cloudapi_test

import (
	"testing"
	"time"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/cloudapi"
)

func TestToken(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		body string
		want cloudapi.Token
		kind provider.Kind
	}{
		"whole": {
			body: `{"data":{"app_id":"300000000000017","type":"SYSTEM_USER","application":"Desk","is_valid":true,"issued_at":1790000000,
				"expires_at":1795000000,"data_access_expires_at":1796000000,"user_id":"7",
				"scopes":["whatsapp_business_messaging","public_profile"],
				"granular_scopes":[{"scope":"whatsapp_business_messaging","target_ids":["2",3]},{"scope":"public_profile"}]}}`,
			want: cloudapi.Token{
				App: appID, Valid: true, Expires: time.Unix(1795000000, 0).UTC(), DataExpires: time.Unix(1796000000, 0).UTC(),
				Scopes: []string{cloudapi.ScopeMessaging, "public_profile"},
				Grants: []cloudapi.Grant{{Scope: cloudapi.ScopeMessaging, Targets: []string{"2", "3"}}, {Scope: "public_profile"}},
			},
		},
		"never expires": {
			body: `{"data":{"app_id":300000000000017,"is_valid":true,"expires_at":0,"data_access_expires_at":0}}`,
			want: cloudapi.Token{App: appID, Valid: true},
		},
		"not valid": {body: `{"data":{"is_valid":false,"error":{"code":190,"message":"Canary Name"}}}`},
		"nothing":   {body: `{}`},
		"odd":       {body: `{"data":[]}`, kind: provider.Unavailable},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, p := talk(t, ok(tc.body)...)
			got, err := c.Token(t.Context())
			wants(t, "Token", got, err, tc.want, tc.kind)
			p.was(t, "GET /debug_token?input_token="+token)
		})
	}
}

func TestTokenAllows(t *testing.T) {
	t.Parallel()
	const scope = cloudapi.ScopeManagement
	for name, tc := range map[string]struct {
		token cloudapi.Token
		want  bool
	}{
		"no permission":          {cloudapi.Token{}, false},
		"for all":                {cloudapi.Token{Scopes: []string{scope}}, true},
		"for all, as said":       {cloudapi.Token{Scopes: []string{scope}, Grants: []cloudapi.Grant{{Scope: scope}}}, true},
		"for it":                 {cloudapi.Token{Scopes: []string{scope}, Grants: []cloudapi.Grant{{Scope: scope, Targets: []string{"1", "2"}}}}, true},
		"for others":             {cloudapi.Token{Scopes: []string{scope}, Grants: []cloudapi.Grant{{Scope: scope, Targets: []string{"1"}}}}, false},
		"another one for others": {cloudapi.Token{Scopes: []string{scope}, Grants: []cloudapi.Grant{{Scope: "x", Targets: []string{"1"}}}}, true},
	} {
		if got := tc.token.Allows(scope, "2"); got != tc.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
