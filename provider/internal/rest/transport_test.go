package rest_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"testing"

	"github.com/wainbox/wainbox/provider/internal/rest"
)

func TestPublic(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]bool{
		"157.240.0.53": true, "2a03:2880:f0fc:c:face:b00c:0:35e": true, "8.8.8.8": true,
		"::ffff:8.8.8.8": true, "64:ff9b::808:808": true, "2002:808:808::1": true,
		"127.0.0.1": false, "127.9.9.9": false, "0.0.0.0": false, "0.1.2.3": false, "10.0.0.1": false, "172.16.0.1": false,
		"192.168.1.1": false, "169.254.169.254": false, "100.64.0.1": false, "192.0.0.8": false, "198.18.0.1": false,
		"224.0.0.1": false, "240.0.0.1": false, "255.255.255.255": false, "203.0.113.9": false,
		"::1": false, "::": false, "fe80::1": false, "fe80::1%eth0": false, "fc00::1": false, "ff02::1": false,
		"::ffff:127.0.0.1": false, "::ffff:10.0.0.1": false, "::127.0.0.1": false, "64:ff9b::7f00:1": false, "64:ff9b::a00:1": false,
		"2002:7f00:1::": false, "2002:c0a8:101::1": false, "2001:db8::1": false, "fec0::1": false, "64:ff9b:1::1": false,
	} {
		if got := rest.Public(netip.MustParseAddr(address)); got != want {
			t.Errorf("Public(%s) = %v", address, got)
		}
	}
	if rest.Public(netip.Addr{}) {
		t.Error("no address is public")
	}
}

// TestTransport asks a server on loopback by number and by name: only where it
// was configured is it reached.
func TestTransport(t *testing.T) {
	t.Parallel()
	s := httptest.NewServer(http.NotFoundHandler())
	defer s.Close()
	u, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	byName := "http://localhost:" + u.Port()
	for _, tc := range []struct {
		name    string
		trusted []*url.URL
		address string
		ok      bool
	}{
		{"number", nil, s.URL, false},
		{"name", nil, byName, false},
		{"trusted", []*url.URL{u}, s.URL, true},
		{"another is trusted", []*url.URL{{Scheme: "http", Host: "127.0.0.1:1"}}, s.URL, false},
		{"name of a trusted number", []*url.URL{u}, byName, false},
	} {
		transport := rest.NewTransport(tc.trusted...)
		_, err := rest.New(&http.Client{Transport: transport}, nil).Do(t.Context(), post(tc.address))
		transport.CloseIdleConnections()
		var f *rest.Failure
		if tc.ok != (err == nil) || err != nil && (!errors.As(err, &f) || f.Left) {
			t.Errorf("%s: %v", tc.name, err)
		}
	}
}

func TestHosts(t *testing.T) {
	t.Parallel()
	base, err := url.Parse("http://127.0.0.1:8080/base")
	if err != nil {
		t.Fatal(err)
	}
	h := rest.Hosts{Base: base, Domains: []string{"fbsbx.com", "*.whatsapp.net", ""}}
	for address, want := range map[string]bool{
		"https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1": true,
		"https://fbsbx.com/":                   true,
		"https://LOOKASIDE.FBSBX.COM/":         true,
		"https://lookaside.fbsbx.com:443/":     true,
		"https://mmg.whatsapp.net/":            true,
		"http://127.0.0.1:8080/media":          true,
		"http://lookaside.fbsbx.com/":          false,
		"https://lookaside.fbsbx.com:8443/":    false,
		"https://xfbsbx.com/":                  false,
		"https://fbsbx.com.example.com/":       false,
		"https://example.com/fbsbx.com":        false,
		"https://user@lookaside.fbsbx.com/":    false,
		"https://lookaside.fbsbx.com./":        false,
		"https://127.0.0.1:8080/":              false,
		"http://127.0.0.1:8081/":               false,
		"http://127.0.0.1/":                    false,
		"http://x@127.0.0.1:8080/":             false,
		"https://example.com/":                 false,
		"https://":                             false,
		"//lookaside.fbsbx.com/":               false,
		"file:///etc/passwd":                   false,
		"javascript:fbsbx.com":                 false,
		"https://[::1]/":                       false,
		"https://example.com\\@fbsbx.com/":     false,
		"https://example.com#@fbsbx.com/":      false,
		"https://fbsbx.com%2eexample.com/":     false,
		"https://example.com?.fbsbx.com/":      false,
		"https://evil.example/..fbsbx.com/":    false,
		"https://lookaside.fbsbx.com@evil.com": false,
	} {
		u, err := url.Parse(address)
		if got := err == nil && h.Allow(u); got != want {
			t.Errorf("Allow(%s) = %v", address, got)
		}
	}
	if (rest.Hosts{}).Allow(base) || h.Allow(nil) {
		t.Error("the zero value allows something")
	}
}
