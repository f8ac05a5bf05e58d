package cloudapi_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/cloudapi"
)

// setup is a platform, and the callback address besides, at which everything is
// in order unless a test changes it.
type setup struct {
	token, number, apps, webhooks, templates string
	// echo is what the callback address answers; empty = its handler.
	echo string
}

func healthy() setup {
	return setup{
		token: `{"data":{"app_id":"` + appID + `","is_valid":true,"expires_at":0,
			"scopes":["whatsapp_business_messaging","whatsapp_business_management"],
			"granular_scopes":[{"scope":"whatsapp_business_management","target_ids":["` + wabaID + `"]}]}}`,
		number:    `{"id":"` + numberID + `","status":"CONNECTED","quality_rating":"GREEN","health_status":{"can_send_message":"AVAILABLE"}}`,
		apps:      `{"data":[{"whatsapp_business_api_data":{"id":"1"}},{"whatsapp_business_api_data":{"id":"` + appID + `"}}]}`,
		webhooks:  `{"webhook_configuration":{"application":"CALLBACK"}}`,
		templates: `{"data":[]}`,
	}
}

// serve serves the platform, and the callback address at /hook.
func (s setup) serve(t *testing.T) *httptest.Server {
	t.Helper()
	w, err := cloudapi.NewWebhook(cloudapi.WebhookConfig{AppSecrets: []string{secret}, VerifyToken: verify}, nil)
	if err != nil {
		t.Fatal(err)
	}
	hook := provider.NewHandler(cloudapi.Name, w, &sink{}, nil)
	var server *httptest.Server
	server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/hook" {
			if r.Header.Get("Authorization") != "" {
				t.Error("the callback address was shown the token")
			}
			if s.echo != "" {
				_, _ = fmt.Fprint(w, s.echo)
				return
			}
			hook.ServeHTTP(w, r)
			return
		}
		if strings.Contains(r.URL.String(), verify) {
			t.Error("the platform was shown the verify token")
		}
		body := map[string]string{
			"/v24.0/debug_token": s.token, "/v24.0" + subscribedPath: s.apps, "/v24.0" + templatesPath: s.templates,
			"/v24.0/" + numberID: s.number,
		}[r.URL.Path]
		if strings.Contains(r.URL.RawQuery, "webhook_configuration") {
			body = s.webhooks
		}
		if strings.Contains(body, `"error"`) {
			w.WriteHeader(http.StatusBadRequest)
		}
		_, _ = fmt.Fprint(w, strings.ReplaceAll(body, "CALLBACK", server.URL+"/hook"))
	}))
	t.Cleanup(server.Close)
	return server
}

func TestDiagnose(t *testing.T) {
	t.Parallel()
	const (
		good  = "++++++"
		first = "-...+."
	)
	in := func(d time.Duration) string { return strconv.FormatInt(time.Now().Add(d).Unix(), 10) }
	for name, tc := range map[string]struct {
		change func(s *setup)
		config func(c *cloudapi.Config)
		want   string // the verdicts
		advice string // a part of one
	}{
		"healthy": {want: good},
		"token refused": {
			change: func(s *setup) { s.token = `{"error":{"code":190}}` }, want: first, advice: "new token",
		},
		"token not valid": {
			change: func(s *setup) { s.token = `{"data":{"is_valid":false}}` }, want: first, advice: "new token",
		},
		"token expired": {
			change: func(s *setup) {
				s.token = strings.Replace(s.token, `"expires_at":0`, `"expires_at":`+in(-time.Hour), 1)
			},
			want: first, advice: "new token",
		},
		"token expires soon": {
			change: func(s *setup) {
				s.token = strings.Replace(s.token, `"expires_at":0`, `"expires_at":`+in(6*24*time.Hour), 1)
			},
			want: "!+++++", advice: "does not expire",
		},
		"data access expires soon": {
			change: func(s *setup) {
				s.token = strings.Replace(s.token, `"expires_at":0`, `"expires_at":`+in(800*time.Hour)+`,"data_access_expires_at":`+in(time.Hour), 1)
			},
			want: "!+++++", advice: "does not expire",
		},
		"token expires later": {
			change: func(s *setup) {
				s.token = strings.Replace(s.token, `"expires_at":0`, `"expires_at":`+in(8*24*time.Hour), 1)
			},
			want: good,
		},
		"permission lacking": {
			change: func(s *setup) { s.token = strings.Replace(s.token, `"whatsapp_business_messaging",`, ``, 1) },
			want:   first, advice: "whatsapp_business_messaging",
		},
		"token for another account": {
			config: func(c *cloudapi.Config) { c.WABA = "9" }, want: first, advice: "full control",
		},
		"token of another app": {
			config: func(c *cloudapi.Config) { c.AppID = "1" }, want: "!+++++", advice: "AppID",
		},
		"number gone": {
			change: func(s *setup) { s.number = `{"error":{"code":100,"error_subcode":33}}` },
			want:   "+-++++", advice: "NumberID",
		},
		"number not told": {
			change: func(s *setup) { s.number = `{}` }, want: "+!++++", advice: "WhatsApp Manager",
		},
		"number not registered": {
			change: func(s *setup) { s.number = `{"status":"PENDING"}` }, want: "+-++++", advice: "Register",
		},
		"number moved": {
			change: func(s *setup) { s.number = `{"status":"MIGRATED"}` }, want: "+-++++", advice: "NumberID",
		},
		"number slowed down": {
			change: func(s *setup) { s.number = `{"status":"RATE_LIMITED"}` }, want: "+-++++", advice: "Wait",
		},
		"number banned": {
			change: func(s *setup) { s.number = `{"status":"BANNED"}` }, want: "+-++++", advice: "appeals",
		},
		"number blocked without a reason": {
			change: func(s *setup) { s.number = `{"status":"CONNECTED","health_status":{"can_send_message":"BLOCKED"}}` },
			want:   "+-++++", advice: "payment",
		},
		"number blocked": {
			change: func(s *setup) {
				s.number = `{"status":"CONNECTED","health_status":{"can_send_message":"BLOCKED","entities":[
					{"entity_type":"WABA","errors":[{"error_code":141006,"possible_solution":"Add a card."}]}]}}`
			},
			want: "+-++++", advice: "Add a card.",
		},
		"number limited, and named": {
			change: func(s *setup) {
				s.number = `{"status":"CONNECTED","verified_name":"Canary Name","health_status":{"can_send_message":"LIMITED","entities":[
					{"entity_type":"PHONE_NUMBER","errors":[{"error_code":1,"possible_solution":"Call canary name."},
						{"error_code":2,"possible_solution":"Call 1 (650) 555-0123."}]}]}}`
			},
			want: "+!++++", advice: "Number tells the problems",
		},
		"quality low": {
			change: func(s *setup) { s.number = `{"status":"CONNECTED","quality_rating":"RED"}` },
			want:   "+!++++", advice: "fewer",
		},
		"not subscribed": {
			change: func(s *setup) { s.apps = `{"data":[{"whatsapp_business_api_data":{"id":"1"}}]}` },
			want:   "++-.++", advice: "Subscribe",
		},
		"nobody subscribed": {
			change: func(s *setup) { s.apps = `{"data":[]}` }, want: "++-.++", advice: "Subscribe",
		},
		"subscribed, by the token's app": {
			config: func(c *cloudapi.Config) { c.AppID = "" }, want: good,
		},
		"subscriptions unreadable": {
			change: func(s *setup) { s.apps = `{"error":{"code":200}}` }, want: "++-.++", advice: "management",
		},
		"no account": {
			config: func(c *cloudapi.Config) { c.WABA = "" }, want: "++.++.", advice: "Set WABA",
		},
		"another address": {
			change: func(s *setup) {
				s.webhooks = `{"webhook_configuration":{"phone_number":"https://example.com/old","application":"CALLBACK"}}`
			},
			want: "+++-++", advice: "SetWebhook",
		},
		"another address of the account": {
			change: func(s *setup) {
				s.webhooks = `{"webhook_configuration":{"whatsapp_business_account":"https://example.com/old"}}`
			},
			want: "+++-++", advice: "the account's override",
		},
		"another address of the app": {
			change: func(s *setup) { s.webhooks = `{"webhook_configuration":{"application":"https://example.com/old"}}` },
			want:   "+++-++", advice: "the app's",
		},
		"overridden": {
			change: func(s *setup) {
				s.webhooks = `{"webhook_configuration":{"whatsapp_business_account":"CALLBACK","application":"https://example.com/old"}}`
			},
			want: "+++!++", advice: "app's WhatsApp configuration",
		},
		"address not told": {
			change: func(s *setup) { s.webhooks = `{"id":"1"}` }, want: "+++!++", advice: "Compare",
		},
		"addresses unreadable": {
			change: func(s *setup) { s.webhooks = `{"error":{"code":10}}` }, want: "+++-++", advice: "management",
		},
		"no verify token": {
			config: func(c *cloudapi.Config) { c.VerifyToken = "" }, want: "++++-+", advice: "VerifyToken",
		},
		"another verify token": {
			config: func(c *cloudapi.Config) { c.VerifyToken = "other" }, want: "++++-+", advice: "verify token",
		},
		"something else answers": {
			change: func(s *setup) { s.echo = "hello" }, want: "++++-+", advice: "handler",
		},
		"many templates": {
			change: func(s *setup) { s.templates = page("more", "1", "2") }, want: good,
		},
		"templates unreadable": {
			change: func(s *setup) { s.templates = `{"error":{"code":4}}` }, want: "+++++-", advice: "later",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, config := healthy(), complete()
			if tc.change != nil {
				tc.change(&s)
			}
			if tc.config != nil {
				tc.config(&config)
			}
			server := s.serve(t)
			c, err := cloudapi.New(config, &cloudapi.Options{BaseURL: server.URL, HTTP: server.Client()})
			if err != nil {
				t.Fatal(err)
			}
			found := c.Diagnose(t.Context(), server.URL+"/hook")
			if got := verdicts(t, found); got != tc.want {
				t.Errorf("%s, want %s", got, tc.want)
			}
			if got := fmt.Sprint(found); !strings.Contains(got, tc.advice) {
				t.Errorf("nobody says %q: %s", tc.advice, got)
			}
		})
	}
}

// verdicts are the verdicts in a row, + for ok, ! for a warning, - for failed
// and . for skipped; it checks the order of the steps, that
// each says what to do, and that none names anything.
func verdicts(t *testing.T, found []provider.Finding) string {
	t.Helper()
	sign := map[provider.Verdict]string{
		provider.Healthy: "+", provider.Warning: "!", provider.Failed: "-", provider.Skipped: ".",
	}
	var all string
	var steps []provider.Step
	for _, f := range found {
		all, steps = all+sign[f.Verdict], append(steps, f.Step)
		if f.Text == "" || (f.Verdict == provider.Failed || f.Verdict == provider.Warning) && f.Advice == "" {
			t.Errorf("%s says too little: %+v", f.Step, f)
		}
		for _, s := range append(secrets(), "650", "canary", "127.0.0.1", numberID, wabaID) {
			if strings.Contains(f.Text+f.Advice, s) {
				t.Errorf("%s has %q: %+v", f.Step, s, f)
			}
		}
		if f.Err != nil && strings.Contains(f.Err.Error(), token) {
			t.Errorf("%s: the error has the token", f.Step)
		}
	}
	if diff := cmp.Diff(provider.Steps(), steps); diff != "" {
		t.Error(diff)
	}
	return all
}

// TestDiagnoseWithoutCallback asks nobody but the platform, and changes nothing.
func TestDiagnoseWithoutCallback(t *testing.T) {
	t.Parallel()
	s := healthy()
	c, p := talk(t, ok(s.token, s.number, s.apps, s.templates)...)
	if got, want := verdicts(t, c.Diagnose(t.Context(), "")), "+++..+"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for _, asked := range p.asked {
		if !strings.HasPrefix(asked, "GET ") {
			t.Errorf("asked %s", asked)
		}
	}
}
