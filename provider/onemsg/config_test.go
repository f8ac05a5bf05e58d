package onemsg_test

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/onemsg"
	"github.com/wainbox/wainbox/provider/providertest"
)

func TestNewMissing(t *testing.T) {
	t.Parallel()
	const keys = "CallbackKeys (or Options.SecretPath)"
	wrong := &provider.ConfigError{Provider: "onemsg", Wrong: []string{"Options.BaseURL: an absolute http or https address"}}
	for name, tc := range map[string]struct {
		config  onemsg.Config
		options *onemsg.Options
		want    *provider.ConfigError
	}{
		"nothing": {
			want: &provider.ConfigError{Provider: "onemsg", Missing: []string{"InstanceID", "Token", keys}},
		},
		"an unset variable is no key": {
			config: onemsg.Config{InstanceID: "VAN1", Token: "t", CallbackKeys: []string{"", ""}},
			want:   &provider.ConfigError{Provider: "onemsg", Missing: []string{keys}},
		},
		"a secret path, but no channel": {
			config: onemsg.Config{InstanceID: "instance", Token: "t"}, options: &onemsg.Options{SecretPath: true},
			want: &provider.ConfigError{Provider: "onemsg", Missing: []string{"InstanceID"}},
		},
		"no address":                {config: complete(), options: &onemsg.Options{BaseURL: "api.1msg.io"}, want: wrong},
		"a password in the address": {config: complete(), options: &onemsg.Options{BaseURL: "https://u:canary@example.com"}, want: wrong},
		"a token in the address":    {config: complete(), options: &onemsg.Options{BaseURL: "https://example.com?token=canary"}, want: wrong},
		"complete":                  {config: complete()},
		"a secret path, by name":    {config: onemsg.Config{InstanceID: "VAN1", Token: "t"}, options: &onemsg.Options{SecretPath: true}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, err := onemsg.New(tc.config, tc.options)
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
	c, err := onemsg.New(complete(), nil)
	if err != nil {
		t.Fatal(err)
	}
	log := &providertest.Log{}
	w := onemsg.WebhookConfig{CallbackKeys: []string{callKey}}
	slog.New(slog.NewJSONHandler(log, nil)).Info("x", "config", complete(), "client", c, "webhook", w)
	all := fmt.Sprintf("%v %+v %#v %v %+v %#v %v %+v %#v", complete(), complete(), complete(), c, c, c, w, w, w) + log.String()
	for _, canary := range []string{token, callKey} {
		if strings.Contains(all, canary) {
			t.Errorf("%s is printed: %s", canary, all)
		}
	}
	if got := c.String(); got != "onemsg:VAN100017" {
		t.Errorf("String = %q", got)
	}
}

// TestLegacyInstance sees that the older way to write a channel's id leads to
// the same path.
func TestLegacyInstance(t *testing.T) {
	t.Parallel()
	legacy := complete()
	legacy.InstanceID = "instance" + instanceID
	c, err := onemsg.New(legacy, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := c.String(); got != "onemsg:VAN100017" {
		t.Errorf("String = %q", got)
	}
}
