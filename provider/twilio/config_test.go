package twilio_test

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/providertest"
	"github.com/wainbox/wainbox/provider/twilio"
)

func TestNewMissing(t *testing.T) {
	t.Parallel()
	const api = ": an absolute http or https address"
	missing := func(fields ...string) *provider.ConfigError {
		return &provider.ConfigError{Provider: "twilio", Missing: fields}
	}
	wrong := func(fields ...string) *provider.ConfigError {
		return &provider.ConfigError{Provider: "twilio", Wrong: fields}
	}
	unsigned := &twilio.Options{AcceptUnsigned: true}
	for name, tc := range map[string]struct {
		config  func(c *twilio.Config)
		options *twilio.Options
		want    *provider.ConfigError
	}{
		"complete": {},
		"nothing": {
			config: func(c *twilio.Config) { *c = twilio.Config{} }, want: missing("AccountSID", "From", "AuthTokens"),
		},
		"unset variables": {
			config: func(c *twilio.Config) { c.AuthTokens = []string{"", ""} }, want: missing("AuthTokens"),
		},
		"a service and no sender": {config: func(c *twilio.Config) { c.From, c.MessagingService = "", service }},
		"a sender in digits":      {config: func(c *twilio.Config) { c.From = from }},
		"a key":                   {config: func(c *twilio.Config) { c.APIKey, c.APISecret = key, apiSecret }},
		"a key and no token": {
			config: func(c *twilio.Config) { c.APIKey, c.APISecret, c.AuthTokens = key, apiSecret, nil }, want: missing("AuthTokens"),
		},
		"a key and no token, unsigned": {
			config: func(c *twilio.Config) { c.APIKey, c.APISecret, c.AuthTokens = key, apiSecret, nil }, options: unsigned,
		},
		"nothing to ask with": {
			config: func(c *twilio.Config) { c.AuthTokens = nil }, options: unsigned, want: missing("AuthTokens"),
		},
		"half a key":     {config: func(c *twilio.Config) { c.APIKey = key }, want: missing("APISecret")},
		"the other half": {config: func(c *twilio.Config) { c.APISecret = apiSecret }, want: missing("APIKey")},
		"nothing as it is": {
			config: func(c *twilio.Config) {
				c.AccountSID, c.From, c.MessagingService, c.APIKey, c.APISecret = "AC/../x", "SMS", "MG1", "key", "s"
			},
			want: wrong(
				`AccountSID: "AC" and 32 hexadecimal digits`, "From: a phone number with its country code",
				`MessagingService: "MG" and 32 hexadecimal digits`, `APIKey: "SK" and 32 hexadecimal digits`,
			),
		},
		"wrong options": {
			options: &twilio.Options{
				BaseURL: "api.twilio.com", ContentURL: "https://user:canary@example.com", MessagingURL: "https://example.com?a",
				StatusCallback: "https://my_inbox.example.com/hook",
			},
			want: wrong(
				"Options.BaseURL"+api, "Options.ContentURL"+api, "Options.MessagingURL"+api,
				"Options.StatusCallback"+api+" without an underscore in its host",
			),
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			config := complete()
			if tc.config != nil {
				tc.config(&config)
			}
			c, err := twilio.New(config, tc.options)
			var got *provider.ConfigError
			if errors.As(err, &got); (c == nil) != (tc.want != nil) {
				t.Errorf("New = %v, %v", c, err)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSecretsNotPrinted(t *testing.T) {
	t.Parallel()
	config := complete()
	config.APIKey, config.APISecret = key, apiSecret
	c, err := twilio.New(config, nil)
	if err != nil {
		t.Fatal(err)
	}
	log := &providertest.Log{}
	w := twilio.WebhookConfig{AuthTokens: []string{token}}
	slog.New(slog.NewJSONHandler(log, nil)).Info("x", "config", config, "client", c, "webhook", w)
	all := fmt.Sprintf("%v %+v %#v %v %+v %#v %v %+v %#v", config, config, config, c, c, c, w, w, w) + log.String()
	for _, canary := range []string{token, apiSecret, from} {
		if strings.Contains(all, canary) {
			t.Errorf("%s is printed: %s", canary, all)
		}
	}
}
