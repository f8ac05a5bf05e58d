package onemsg_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

func TestBlock(t *testing.T) {
	t.Parallel()
	who := []whatsapp.Address{{Phone: "16505550123"}, {Phone: "+1 650 5550124"}, {Phone: "16505550125"}}
	done, bad := ok(`{"result":"success"}`), ok(`{"error":"(#131021) x"}`)
	for name, tc := range map[string]struct {
		answers  []answer
		kind     provider.Kind // Other = no error
		failed   []whatsapp.Address
		requests int
	}{
		"all":                {answers: []answer{done}, requests: 3},
		"one refused":        {answers: []answer{done, bad, done}, kind: provider.Recipient, failed: who[1:2], requests: 3},
		"all refused":        {answers: []answer{bad}, kind: provider.Recipient, failed: who, requests: 3},
		"wrong token":        {answers: []answer{{401, ""}}, kind: provider.Auth, requests: 1},
		"throttled midway":   {answers: []answer{done, {429, ""}}, kind: provider.Throttled, failed: who[1:], requests: 2},
		"throttled, one bad": {answers: []answer{bad, {429, ""}}, kind: provider.Recipient, failed: who, requests: 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, f := dial(t)
			f.on(t, "POST", "blockUser", tc.answers...)
			err := c.Block(t.Context(), who...)
			if provider.KindOf(err) != tc.kind || len(f.requests) != tc.requests {
				t.Errorf("Block = %v after %d requests", err, len(f.requests))
			}
			var failed []whatsapp.Address
			if e, ok := errors.AsType[*provider.BlockError](err); ok {
				for _, one := range e.Failed {
					failed = append(failed, one.Who)
				}
			}
			if diff := cmp.Diff(tc.failed, failed); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestUnblock(t *testing.T) {
	t.Parallel()
	c, f := dial(t)
	f.on(t, "POST", "unblockUser", ok(`{}`))
	if err := c.Unblock(t.Context(), whatsapp.Address{Phone: "+1 650 5550123"}); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff([]string{`POST /VAN100017/unblockUser {"phone":16505550123}`}, f.requests); diff != "" {
		t.Error(diff)
	}
	for _, who := range [][]whatsapp.Address{nil, {{Phone: "1"}, {User: "US.2207"}}, {{Phone: "123456789012345678901"}}} {
		if err := c.Unblock(t.Context(), who...); !errors.Is(err, provider.Invalid) {
			t.Errorf("%v: %v", who, err)
		}
	}
}

func TestBlocked(t *testing.T) {
	t.Parallel()
	for body, want := range map[string][]whatsapp.Address{
		`[]`:                          nil,
		`{"blockedUsers":[]}`:         nil,
		`["16505550123",16505550124]`: {{Phone: "16505550123"}, {Phone: "16505550124"}},
		`{"users":[{"phone":16505550123,"bsuid":"US.2207"},{"chatId":"16505550124@c.us"}]}`: {
			{Phone: "16505550123", User: "US.2207"}, {Phone: "16505550124"},
		},
		`{"data":[{"block_users":[{"messaging_product":"whatsapp","wa_id":"16505550123"},{"user_id":"US.2207"}]}]}`: {
			{Phone: "16505550123"}, {User: "US.2207"},
		},
		`{"users":["somebody",null]}`: nil,
		`["99@lid","US.2207@lid"]`:    {{User: "US.2207"}},
	} {
		c, f := dial(t)
		f.on(t, "GET", "blockedUsers", ok(body))
		var got []whatsapp.Address
		for a, err := range c.Blocked(t.Context()) {
			if err != nil {
				t.Errorf("%s: %v", body, err)
			}
			got = append(got, a)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", body, diff)
		}
	}
	for _, body := range []string{`{}`, `null`, ``, `"none"`, `{"error":"x"}`} {
		c, f := dial(t)
		f.on(t, "GET", "blockedUsers", ok(body))
		n := 0
		for _, err := range c.Blocked(t.Context()) {
			if n++; err == nil {
				t.Errorf("%s: no error", body)
			}
		}
		if n != 1 {
			t.Errorf("%s: %d items, want an error alone", body, n)
		}
	}
}
