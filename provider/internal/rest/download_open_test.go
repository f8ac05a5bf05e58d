package rest_test

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
)

// TestDownloadOpen shows credentials to the provider's own hosts alone, and asks
// those that keep its files only when it is led there.
func TestDownloadOpen(t *testing.T) {
	t.Parallel()
	base, err := url.Parse("https://api.example.com")
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		url  string
		want string // what was asked, and with what
		kind provider.Kind
	}{
		"led":             {"https://api.example.com/file", "api.example.com:secret store.example.net: ", provider.Other},
		"led and back":    {"https://api.example.com/back", "api.example.com:secret store.example.net: api.example.com:secret ", provider.Other},
		"led elsewhere":   {"https://api.example.com/out", "api.example.com:secret ", provider.Invalid},
		"not the first":   {"https://store.example.net/file", "", provider.Invalid},
		"never elsewhere": {"https://example.org/file", "", provider.Invalid},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			asked := ""
			leads := map[string]string{
				"https://api.example.com/file":   "https://store.example.net/kept",
				"https://api.example.com/back":   "https://store.example.net/back",
				"https://store.example.net/back": "https://api.example.com/kept",
				"https://api.example.com/out":    "https://example.org/kept",
			}
			h := &http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
				asked += r.URL.Host + ":" + r.Header.Get("Authorization") + " "
				res := &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Request: r, Body: io.NopCloser(strings.NewReader(picture))}
				if to := leads[r.URL.String()]; to != "" {
					res.StatusCode = http.StatusFound
					res.Header.Set("Location", to)
				}
				return res, nil
			})}
			var got bytes.Buffer
			_, err := rest.New(h, nil).Download(t.Context(), fetch, rest.Download{
				URL: tc.url, Hosts: rest.Hosts{Base: base}, Header: http.Header{"Authorization": {"secret"}},
				Open: rest.Hosts{Domains: []string{"example.net"}},
			}, &got)
			if asked != tc.want || provider.KindOf(err) != tc.kind || (tc.kind == provider.Other) != (got.String() == picture) {
				t.Errorf("asked %q: %v", asked, err)
			}
		})
	}
}
