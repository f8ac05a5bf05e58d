package main

import (
	"net/http"
	"strings"
	"testing"
)

func TestForeignRequests(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	name := func(host string) func(*http.Request) { return func(r *http.Request) { r.Host = host } }
	header := func(key, value string) func(*http.Request) { return func(r *http.Request) { r.Header.Set(key, value) } }
	tests := []struct {
		name   string
		edit   func(*http.Request)
		method string
		status int
		kind   string
	}{
		{"the address", name("127.0.0.1:8080"), "POST", 200, ""},
		{"localhost", name("LocalHost:8080"), "POST", 200, ""},
		{"another port", name("127.0.0.1:8081"), "GET", 403, "host"},
		{"no port", name("127.0.0.1"), "GET", 403, "host"},
		{"another loopback address", name("127.0.0.2:8080"), "GET", 403, "host"},
		{"IPv6, which is not served", name("[::1]:8080"), "GET", 403, "host"},
		{"a name that leads here", name("evil.example:8080"), "GET", 403, "host"},
		{"a name that begins well", name("127.0.0.1.evil.example:8080"), "GET", 403, "host"},
		{"a name that ends well", name("evil.localhost:8080"), "GET", 403, "host"},
		{"no name", name(""), "GET", 403, "host"},
		{"our own page", header("Sec-Fetch-Site", "same-origin"), "POST", 200, ""},
		{"our own origin", header("Origin", "http://"+host), "POST", 200, ""},
		{"another site", header("Sec-Fetch-Site", "cross-site"), "POST", 403, "origin"},
		{"a neighbour", header("Sec-Fetch-Site", "same-site"), "POST", 403, "origin"},
		{"another origin", header("Origin", "https://evil.example"), "POST", 403, "origin"},
		{"no origin", header("Origin", "null"), "POST", 403, "origin"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := &site{helpdesk: s.helpdesk, t: t, handler: s.handler}
			path, body := "/api/agents", ""
			if test.method == http.MethodPost {
				path, body = "/api/agents/bea/presence", `{"available":true}`
			}
			w := s.call(test.method, path, body, test.edit)
			if test.kind != "" {
				s.refused(w, test.status, test.kind)
			} else if w.Code != test.status {
				t.Errorf("%d %s", w.Code, w.Body)
			}
		})
	}
}

func TestIsOurs(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		at, host string
		want     bool
	}{
		{"[::1]:8080", "[::1]:8080", true},
		{"[::1]:8080", "localhost:8080", true},
		{"127.0.0.1:80", "127.0.0.1", true},
		{"[::1]:80", "[::1]", true},
		{"192.0.2.1:8080", "192.0.2.1:8080", true},
		{"192.0.2.1:8080", "localhost:8080", false},
		{"[::]:8080", "192.0.2.7:8080", true},
		{"[::]:8080", "evil.example:8080", false},
		{"0.0.0.0:8080", "localhost:8080", true},
	} {
		if got := isOurs(test.at, test.host); got != test.want {
			t.Errorf("served at %s, asked as %s: %v", test.at, test.host, got)
		}
	}
}

func TestPages(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	if page := s.call(http.MethodGet, "/", "").Body.String(); !strings.Contains(page, "Nobody has written yet") {
		t.Error("an empty list says nothing")
	}
	c := s.writes(inboundMessage{id: "wamid.1", from: "16505550123", text: "<script>alert(1)</script>"})
	for path, want := range map[string]string{
		"/":                  "Customer 16505550123",
		"/c/" + string(c.ID): "&lt;script&gt;alert(1)&lt;/script&gt;",
		"/static/app.js":     "use strict",
		"/static/style.css":  ":root",
	} {
		w := s.call(http.MethodGet, path, "")
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %d without %q", path, w.Code, want)
		}
		if strings.Contains(w.Body.String(), "<script>alert") {
			t.Errorf("%s runs what a customer wrote", path)
		}
		policy := w.Header().Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") || w.Header().Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: headers %v", path, w.Header())
		}
	}
	for _, path := range []string{"/c/none", "/cows", "/phone"} { // a real account has no phone here
		if w := s.call(http.MethodGet, path, ""); w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), "<html") {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
	s.refused(s.call(http.MethodGet, "/api/phone?phone=1", ""), 404, "not_found")
	if w := s.call(http.MethodGet, "/healthz", ""); w.Code != http.StatusOK {
		t.Errorf("health: %d", w.Code)
	}
}
