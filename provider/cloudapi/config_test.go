package cloudapi_test

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/cloudapi"
	"github.com/wainbox/wainbox/provider/providertest"
)

func complete() cloudapi.Config {
	return cloudapi.Config{
		NumberID: numberID, WABA: wabaID, AppID: appID, Token: token, AppSecrets: []string{secret}, VerifyToken: verify,
	}
}

func TestNewMissing(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		config  cloudapi.Config
		options *cloudapi.Options
		want    *provider.ConfigError
	}{
		"nothing": {
			want: &provider.ConfigError{Provider: "cloudapi", Missing: []string{"NumberID", "Token", "AppSecrets"}},
		},
		"an unset variable is no secret": {
			config: cloudapi.Config{NumberID: "1", Token: "t", AppSecrets: []string{"", ""}},
			want:   &provider.ConfigError{Provider: "cloudapi", Missing: []string{"AppSecrets"}},
		},
		"unsigned, but without a token": {
			config: cloudapi.Config{NumberID: "1"}, options: &cloudapi.Options{AcceptUnsigned: true},
			want: &provider.ConfigError{Provider: "cloudapi", Missing: []string{"Token"}},
		},
		"wrong options": {
			config:  complete(),
			options: &cloudapi.Options{BaseURL: "graph.facebook.com", Version: "24"},
			want: &provider.ConfigError{Provider: "cloudapi", Wrong: []string{
				"Options.BaseURL: an absolute http or https address", `Options.Version: in the form "v24.0"`,
			}},
		},
		"a password in the address": {
			config: complete(), options: &cloudapi.Options{BaseURL: "https://user:canary@example.com"},
			want: &provider.ConfigError{Provider: "cloudapi", Wrong: []string{"Options.BaseURL: an absolute http or https address"}},
		},
		"a token with the end of its line": {
			config: cloudapi.Config{NumberID: "1", Token: "canary\n", AppSecrets: []string{"s"}},
			want:   &provider.ConfigError{Provider: "cloudapi", Wrong: []string{"Token: without spaces and line ends"}},
		},
		"complete":          {config: complete()},
		"unsigned, by name": {config: cloudapi.Config{NumberID: "1", Token: "t"}, options: &cloudapi.Options{AcceptUnsigned: true}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, err := cloudapi.New(tc.config, tc.options)
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
	c, err := cloudapi.New(complete(), nil)
	if err != nil {
		t.Fatal(err)
	}
	log := &providertest.Log{}
	w := cloudapi.WebhookConfig{AppSecrets: []string{secret}, VerifyToken: verify}
	slog.New(slog.NewJSONHandler(log, nil)).Info("x", "config", complete(), "client", c, "webhook", w)
	all := fmt.Sprintf("%v %+v %#v %v %+v %#v %v %+v %#v", complete(), complete(), complete(), c, c, c, w, w, w) + log.String()
	for _, canary := range []string{token, secret, verify} {
		if strings.Contains(all, canary) {
			t.Errorf("%s is printed: %s", canary, all)
		}
	}
}
