package dialog360_test

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/dialog360"
	"github.com/wainbox/wainbox/provider/providertest"
)

func TestNewMissing(t *testing.T) {
	t.Parallel()
	const (
		nothing = "WebhookSecrets, WebhookHeaders or BasicUser"
		headers = "WebhookHeaders: each a name other than Host and a value that a header can hold"
	)
	carrying := func(h map[string]string) dialog360.Config {
		return dialog360.Config{APIKey: "k", Number: "1", WebhookHeaders: h}
	}
	bare := dialog360.Config{APIKey: "k", Number: "1"}
	for name, tc := range map[string]struct {
		config  dialog360.Config
		options *dialog360.Options
		missing []string
		wrong   []string
	}{
		"nothing":          {missing: []string{"APIKey", "Number", nothing}},
		"nothing to check": {config: bare, missing: []string{nothing}},
		"an unset variable is no secret": {
			config:  dialog360.Config{APIKey: "k", Number: "1", WebhookSecrets: []string{"", ""}},
			missing: []string{nothing},
		},
		"an unset variable is no header":   {config: carrying(map[string]string{"X-Token": ""}), wrong: []string{headers}},
		"a line's end is lost on the way":  {config: carrying(map[string]string{"X-Token": "word\n"}), wrong: []string{headers}},
		"a name that is none":              {config: carrying(map[string]string{"X Token": "word"}), wrong: []string{headers}},
		"a name that servers keep":         {config: carrying(map[string]string{"host": "word"}), wrong: []string{headers}},
		"one name twice":                   {config: carrying(map[string]string{"X-Token": "a", "x-token": "b"}), wrong: []string{headers}},
		"a value that cannot be in a line": {config: carrying(map[string]string{"X-Token": "a\r\nb"}), wrong: []string{headers}},
		"a user without a password": {
			config:  dialog360.Config{APIKey: "k", Number: "1", BasicUser: "u"},
			missing: []string{"BasicPassword"},
		},
		"a password without a user": {
			config:  dialog360.Config{APIKey: "k", Number: "1", BasicPassword: "p"},
			missing: []string{"BasicUser"},
		},
		"a colon in the user": {
			config: dialog360.Config{APIKey: "k", Number: "1", BasicUser: "u:p", BasicPassword: "p"},
			wrong:  []string{"BasicUser: without a colon"},
		},
		"two authorizations": {
			config: dialog360.Config{
				APIKey: "k", Number: "1", BasicUser: "u", BasicPassword: "p",
				WebhookHeaders: map[string]string{"authorization": "Bearer x"},
			},
			wrong: []string{"WebhookHeaders: no Authorization beside BasicUser"},
		},
		"unsigned, but without a key": {
			config: dialog360.Config{Number: "1"}, options: &dialog360.Options{AcceptUnsigned: true},
			missing: []string{"APIKey"},
		},
		"unsigned, and half of the rest": {
			config:  dialog360.Config{APIKey: "k", Number: "1", BasicUser: "u"},
			options: &dialog360.Options{AcceptUnsigned: true},
			missing: []string{"BasicPassword"},
		},
		"an address that is none": {
			config: complete(), options: &dialog360.Options{BaseURL: "waba-v2.360dialog.io"},
			wrong: []string{"Options.BaseURL: an absolute http or https address"},
		},
		"a password in the address": {
			config: complete(), options: &dialog360.Options{BaseURL: "https://user:canary@example.com"},
			wrong: []string{"Options.BaseURL: an absolute http or https address"},
		},
		"a key with the end of its line": {
			config: dialog360.Config{APIKey: "canary\n", Number: "1", WebhookSecrets: []string{"s"}},
			wrong:  []string{"APIKey: without spaces and line ends"},
		},
		"complete":              {config: complete()},
		"headers":               {config: carrying(map[string]string{"X-Token": "a word"})},
		"user and password":     {config: dialog360.Config{APIKey: "k", Number: "1", BasicUser: "u", BasicPassword: "p"}},
		"unsigned, by name":     {config: bare, options: &dialog360.Options{AcceptUnsigned: true}},
		"secret path, by name":  {config: bare, options: &dialog360.Options{SecretPath: true}},
		"a simulator's address": {config: complete(), options: &dialog360.Options{BaseURL: "http://127.0.0.1:8080"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, err := dialog360.New(tc.config, tc.options)
			want := len(tc.missing)+len(tc.wrong) > 0
			if (c == nil) != want || (err != nil) != want {
				t.Fatalf("New = %v, %v", c, err)
			}
			if !want {
				return
			}
			var got *provider.ConfigError
			if !errors.As(err, &got) {
				t.Fatalf("New = %T", err)
			}
			if diff := cmp.Diff(&provider.ConfigError{Provider: "dialog360", Missing: tc.missing, Wrong: tc.wrong}, got); diff != "" {
				t.Error(diff)
			}
			if strings.Contains(err.Error(), "canary") || strings.Contains(err.Error(), "X-Token") {
				t.Errorf("a value is named: %v", err)
			}
		})
	}
}

func TestSecretsNotPrinted(t *testing.T) {
	t.Parallel()
	config := complete()
	config.WebhookHeaders = map[string]string{header: word}
	config.BasicUser, config.BasicPassword = user, password
	c, err := dialog360.New(config, nil)
	if err != nil {
		t.Fatal(err)
	}
	log := &providertest.Log{}
	w := dialog360.WebhookConfig{
		WebhookSecrets: []string{secret}, WebhookHeaders: config.WebhookHeaders, BasicUser: user, BasicPassword: password,
	}
	r := dialog360.Registration{URL: "https://" + user + ":" + password + "@example.com", Headers: config.WebhookHeaders}
	var texts []string
	for _, v := range []any{config, c, w, r} {
		texts = append(texts, fmt.Sprintf("%v %+v %#v", v, v, v))
		slog.New(slog.NewJSONHandler(log, nil)).Info("x", "value", v)
	}
	all := strings.Join(texts, "\n") + log.String()
	for _, canary := range []string{key, secret, word, user, password} {
		if strings.Contains(all, canary) {
			t.Errorf("%s is printed: %s", canary, all)
		}
	}
	if !strings.Contains(all, "dialog360:"+numberID) {
		t.Errorf("the number is not named: %s", all)
	}
}
