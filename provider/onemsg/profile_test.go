package onemsg_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/profile"
	"github.com/wainbox/wainbox/provider"
)

const ownProfile = `{"about":"Hey","address":"1 Street","description":"Shop","email":"a@example.com","phone":"16505550199",` +
	`"vertical":"Shopping and Retail","photo":"https://example.com/p.jpg","websites":["https://example.com"]}`

func TestProfile(t *testing.T) {
	t.Parallel()
	want := profile.Profile{
		About: "Hey", Address: "1 Street", Description: "Shop", Email: "a@example.com", Vertical: "RETAIL",
		PhotoURL: "https://example.com/p.jpg", Websites: []string{"https://example.com"},
	}
	for body, want := range map[string]profile.Profile{
		ownProfile:                              want,
		`{}`:                                    {},
		`{"about":"Hey","websites":"none"}`:     {About: "Hey"},
		`{"vertical":"automotive"}`:             {Vertical: "AUTO"},
		`{"vertical":"Underwater Basketry"}`:    {Vertical: "Underwater Basketry"},
		`{"about":null,"vertical":"","x":[{}]}`: {},
	} {
		c, f := dial(t)
		f.on(t, "GET", "me", ok(body))
		got, err := c.Profile(t.Context())
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v %s", body, err, diff)
		}
	}
	c, f := dial(t)
	f.on(t, "GET", "me", ok(`[]`))
	if _, err := c.Profile(t.Context()); !errors.Is(err, provider.Unavailable) {
		t.Errorf("no object: %v", err)
	}
}

func TestUpdateProfile(t *testing.T) {
	t.Parallel()
	about, empty, long := "Lamps", "", strings.Repeat("é", 257)
	fits, odd, none := strings.Repeat("é", 256), profile.Vertical("NOPE"), []string(nil)
	for name, tc := range map[string]struct {
		patch  profile.Patch
		answer answer
		want   string // the request; empty = none
		kind   provider.Kind
	}{
		"all": {
			patch: profile.Patch{About: &about, Address: &empty, Websites: &[]string{"https://example.com/a"}, Vertical: new(profile.Vertical("EDU"))},
			want:  `{"about":"Lamps","address":"","websites":["https://example.com/a"],"vertical":"Education"}`,
		},
		"cleared":         {patch: profile.Patch{Websites: &none, Vertical: new(profile.Vertical(""))}, want: `{"websites":[],"vertical":""}`},
		"nothing":         {},
		"long":            {patch: profile.Patch{Description: &long}, kind: provider.Invalid},
		"just fits":       {patch: profile.Patch{Description: &fits}, want: `{"description":"` + fits + `"}`},
		"no such code":    {patch: profile.Patch{Vertical: &odd}, kind: provider.Invalid},
		"refused":         {patch: profile.Patch{About: &about}, answer: answer{422, `{"error":"x"}`}, want: `{"about":"Lamps"}`, kind: provider.Invalid},
		"refused with OK": {patch: profile.Patch{About: &about}, answer: ok(`{"error":"rate limit"}`), want: `{"about":"Lamps"}`, kind: provider.Throttled},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, f := dial(t)
			if tc.answer.status == 0 {
				tc.answer = ok(`{"result":"success"}`)
			}
			f.on(t, "POST", "me", tc.answer)
			if err := c.UpdateProfile(t.Context(), tc.patch); provider.KindOf(err) != tc.kind || (err != nil) != (tc.kind != provider.Other) {
				t.Errorf("UpdateProfile = %v", err)
			}
			var want []string
			if tc.want != "" {
				want = []string{"POST /VAN100017/me " + tc.want}
			}
			if diff := cmp.Diff(want, f.requests); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestVerticals writes every code of the platform and reads it back.
func TestVerticals(t *testing.T) {
	t.Parallel()
	for _, code := range profile.Verticals() {
		c, f := dial(t)
		f.on(t, "POST", "me", ok(`{"result":"success"}`))
		if err := c.UpdateProfile(t.Context(), profile.Patch{Vertical: &code}); err != nil {
			t.Fatalf("%s: %v", code, err)
		}
		_, sent, _ := strings.Cut(f.requests[0], "/me ")
		f.on(t, "GET", "me", ok(sent))
		if p, err := c.Profile(t.Context()); err != nil || p.Vertical != code {
			t.Errorf("%s: written as %s and read as %s, %v", code, sent, p.Vertical, err)
		}
	}
}

func TestSetPhoto(t *testing.T) {
	t.Parallel()
	c, f := dial(t)
	f.on(t, "POST", "me", ok(`{"result":"success"}`))
	body := strings.NewReader("\x89PNG")
	if err := c.SetPhoto(t.Context(), profile.Photo{MIME: "image/png", Bytes: body.Size(), Body: body}); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff([]string{`POST /VAN100017/me {"photo":"data:image/png;base64,iVBORw=="}`}, f.requests); diff != "" {
		t.Error(diff)
	}
}
