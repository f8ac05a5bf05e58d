package rest_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
)

func TestGraphAccepted(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		status int
		body   string
		want   provider.Receipt
		err    *provider.Error
	}{
		"accepted":      {200, `{"messages":[{"id":"wamid.1"}]}`, provider.Receipt{ID: "wamid.1"}, nil},
		"said so":       {200, `{"messages":[{"id":"wamid.1","message_status":"accepted"}]}`, provider.Receipt{ID: "wamid.1"}, nil},
		"created":       {201, `{"messages":[{"id":"wamid.1"}]}`, provider.Receipt{ID: "wamid.1"}, nil},
		"held":          {200, `{"messages":[{"id":"w","message_status":"held_for_quality_assessment"}]}`, provider.Receipt{ID: "w", Held: "held_for_quality_assessment"}, nil},
		"no id":         {200, `{"messages":[{}]}`, provider.Receipt{}, &provider.Error{Op: "send", Kind: provider.Uncertain}},
		"no JSON":       {200, `<html>`, provider.Receipt{}, &provider.Error{Op: "send", Kind: provider.Uncertain}},
		"nothing":       {200, ``, provider.Receipt{}, &provider.Error{Op: "send", Kind: provider.Uncertain}},
		"error as 200":  {200, `{"error":{"code":190}}`, provider.Receipt{}, &provider.Error{Op: "send", Kind: provider.Auth, Code: 190}},
		"code as text":  {400, `{"error":{"code":"131047"}}`, provider.Receipt{}, &provider.Error{Op: "send", Kind: provider.Window, Code: 131047}},
		"code 0":        {401, `{"error":{"code":0}}`, provider.Receipt{}, &provider.Error{Op: "send", Kind: provider.Auth}},
		"pair":          {400, `{"error":{"code":131056}}`, provider.Receipt{}, &provider.Error{Op: "send", Kind: provider.Throttled, Code: 131056, Pair: true}},
		"number":        {400, `{"error":{"code":130429}}`, provider.Receipt{}, &provider.Error{Op: "send", Kind: provider.Throttled, Code: 130429}},
		"documented":    {500, `{"error":{"code":131016}}`, provider.Receipt{}, &provider.Error{Op: "send", Kind: provider.Unavailable, Code: 131016}},
		"unknown 400":   {400, `{"error":{"code":987654}}`, provider.Receipt{}, &provider.Error{Op: "send", Kind: provider.Invalid, Code: 987654}},
		"unknown 403":   {403, `{"error":{"code":987654}}`, provider.Receipt{}, &provider.Error{Op: "send", Kind: provider.Auth, Code: 987654}},
		"unknown 429":   {429, `{"error":{"code":987654}}`, provider.Receipt{}, &provider.Error{Op: "send", Kind: provider.Throttled, Code: 987654}},
		"unknown 500":   {500, `{"error":{"code":987654}}`, provider.Receipt{}, &provider.Error{Op: "send", Kind: provider.Uncertain, Code: 987654}},
		"gateway":       {504, ``, provider.Receipt{}, &provider.Error{Op: "send", Kind: provider.Uncertain}},
		"proxy timeout": {408, ``, provider.Receipt{}, &provider.Error{Op: "send", Kind: provider.Uncertain}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := send.GraphAccepted(rest.Answer{Status: tc.status, Body: []byte(tc.body)})
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
			var e *provider.Error
			if err != nil {
				e = err.(*provider.Error) //nolint:errorlint // the type is the contract
			}
			if diff := cmp.Diff(tc.err, e); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestGraphRefusedRepeatable checks that what may be done twice is never
// uncertain.
func TestGraphRefusedRepeatable(t *testing.T) {
	t.Parallel()
	for _, status := range []int{302, 408, 500, 502, 504} {
		for _, body := range []string{"", `{"error":{"code":987654}}`, `{"error":{"code":1}}`} {
			if e := read.GraphRefused(rest.Answer{Status: status, Body: []byte(body)}); e.Kind != provider.Unavailable {
				t.Errorf("%d %s: %v", status, body, e.Kind)
			}
		}
	}
}

func TestAfter(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	date := func(d time.Duration) string { return at.Add(d).Format(http.TimeFormat) }
	for i, tc := range []struct {
		after, date string
		want        time.Duration
	}{
		{"", "", 0},
		{"30", "", 30 * time.Second},
		{" 30 ", "", 30 * time.Second},
		{"-1", "", 0},
		{"soon", "", 0},
		{"4000000000", "", 24 * time.Hour},
		{"99999999999999999999", "", 0},
		{date(time.Minute), date(0), time.Minute},
		{date(-time.Minute), date(0), 0},
		{date(time.Minute), "", 0},
		{date(1000 * time.Hour), date(0), 24 * time.Hour},
	} {
		h := http.Header{}
		h.Set("Retry-After", tc.after)
		h.Set("Date", tc.date)
		if got := rest.After(h); got != tc.want {
			t.Errorf("%d: After(%q) = %v, want %v", i, tc.after, got, tc.want)
		}
	}
	h := http.Header{"Retry-After": {"7"}}
	e := send.GraphRefused(rest.Answer{Status: 400, Header: h, Body: []byte(`{"error":{"code":130429}}`)})
	if e.After != 7*time.Second || e.Kind != provider.Throttled {
		t.Errorf("GraphRefused: %v after %v", e, e.After)
	}
}
