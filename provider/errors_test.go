package provider_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

func TestErrorText(t *testing.T) {
	t.Parallel()
	violations := whatsapp.Violations{{Field: "text.body", Rule: "required"}}
	for want, e := range map[string]*provider.Error{
		"provider: unknown error":                             {},
		"provider: too many requests (send)":                  {Op: "send", Kind: provider.Throttled, After: time.Second},
		"provider: credentials refused (mark read), code 190": {Op: "mark read", Kind: provider.Auth, Code: 190},
		"provider: outcome unknown (send)":                    {Op: "send", Kind: provider.Uncertain, Err: errors.New("canary")},
		"provider: invalid request (send): whatsapp: text.body: required": {
			Op: "send", Kind: provider.Invalid, Err: violations,
		},
	} {
		if got := e.Error(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestErrorTree(t *testing.T) {
	t.Parallel()
	err := fmt.Errorf("job: %w", &provider.Error{Op: "send", Kind: provider.Uncertain, Err: context.Canceled})
	if !errors.Is(err, provider.Uncertain) || !errors.Is(err, context.Canceled) || errors.Is(err, provider.Auth) {
		t.Error("the tree is wrong")
	}
	for want, err := range map[provider.Kind]error{
		provider.Uncertain: err,
		provider.Signature: fmt.Errorf("x: %w", provider.Signature),
		provider.Other:     errors.New("x"),
		provider.Window:    &provider.Error{Kind: provider.Window, Err: provider.Auth},
	} {
		if got := provider.KindOf(err); got != want {
			t.Errorf("KindOf(%v) = %v", err, got)
		}
	}
	if provider.KindOf(nil) != provider.Other {
		t.Error("KindOf(nil) is something")
	}
}

// TestKinds looks at every kind, and at one that there is not.
func TestKinds(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for k := provider.Other; k <= provider.Signature; k++ {
		text := k.Error()
		if seen[text] || !strings.HasPrefix(text, "provider: ") {
			t.Errorf("kind %d is %q", k, text)
		}
		seen[text] = true
		retry := k == provider.Throttled || k == provider.Unavailable
		if k.Retryable() != retry || retry != (k.Class() == whatsapp.RetryLater) {
			t.Errorf("%v: retryable %v, class %v", k, k.Retryable(), k.Class())
		}
	}
	const none = provider.Kind(200)
	if none.Error() != provider.Other.Error() || none.Class() != whatsapp.ClassUnknown || none.Retryable() {
		t.Errorf("a kind that is none: %v, %v", none, none.Class())
	}
}

func TestDecodeErrorText(t *testing.T) {
	t.Parallel()
	part := provider.Unread{Path: "entry[0]", Reason: "an object", Raw: []byte("canary")}
	for want, e := range map[string]*provider.DecodeError{
		"provider: callback unreadable":                                     {},
		"provider: callback unreadable: not JSON":                           {Parts: []provider.Unread{{Reason: "not JSON"}}},
		"provider: callback unreadable at entry[0]: an object":              {Parts: []provider.Unread{part}},
		"provider: callback unreadable at entry[0]: an object (and 2 more)": {Parts: []provider.Unread{part, part, part}},
	} {
		if got := e.Error(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestConfigErrorText(t *testing.T) {
	t.Parallel()
	for want, e := range map[string]*provider.ConfigError{
		"acme: configuration: missing Token, AppSecrets": {Provider: "acme", Missing: []string{"Token", "AppSecrets"}},
		"acme: configuration: missing Token; Options.BaseURL: an address": {
			Provider: "acme", Missing: []string{"Token"}, Wrong: []string{"Options.BaseURL: an address"},
		},
	} {
		if got := e.Error(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestBlockErrorNamesNobody prints one in every way.
func TestBlockErrorNamesNobody(t *testing.T) {
	t.Parallel()
	err := &provider.BlockError{
		Cause:  &provider.Error{Op: "block", Kind: provider.Invalid, Code: 139100},
		Failed: []provider.BlockFailure{{Who: whatsapp.Address{Phone: "16505550123", User: "US.1"}}},
	}
	want := err.Cause.Error()
	if got := fmt.Sprintf("%v|%+v|%#v|%s", err, err, err, err); got != strings.Join([]string{want, want, want, want}, "|") {
		t.Errorf("printed as %s", got)
	}
	if !errors.Is(err, provider.Invalid) || provider.KindOf(err) != provider.Invalid {
		t.Error("the cause is not found")
	}
}
