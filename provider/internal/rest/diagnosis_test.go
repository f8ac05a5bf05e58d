package rest_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
)

func TestDiagnosisCallback(t *testing.T) {
	t.Parallel()
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if len(r.Header["Authorization"]) > 0 {
			t.Error("a stranger has no credentials")
		}
		switch r.URL.Path {
		case "/echo":
			_, _ = io.WriteString(w, r.URL.Query().Get("hub.challenge"))
		case "/page":
			_, _ = io.WriteString(w, "<html>")
		case "/quiet":
		case "/kept":
			if r.URL.Query().Get("key") != "k" {
				w.WriteHeader(http.StatusForbidden)
			}
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	t.Cleanup(server.Close)
	query := url.Values{"hub.challenge": {"123"}}
	tests := map[string]struct {
		address   string
		query     url.Values
		challenge string
		want      provider.Verdict
		text      string
	}{
		"echoes the challenge":   {"/echo", query, "123", provider.Healthy, ""},
		"answers without one":    {"/quiet", nil, "", provider.Healthy, ""},
		"keeps its own query":    {"/kept?key=k", query, "", provider.Healthy, ""},
		"is something else":      {"/page", query, "123", provider.Failed, "challenge"},
		"is not there":           {"/nowhere", query, "123", provider.Failed, "404"},
		"was not given":          {"", query, "123", provider.Skipped, ""},
		"is no web address":      {"ftp://example.com/x", nil, "", provider.Failed, "web address"},
		"is not even an address": {"::", nil, "", provider.Failed, "web address"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			address := test.address
			if strings.HasPrefix(address, "/") {
				address = server.URL + address
			}
			var d rest.Diagnosis
			d.Callback(t.Context(), server.Client(), address, test.query, test.challenge)
			if len(d) != 1 || d[0].Step != provider.StepCallback || d[0].Verdict != test.want || !strings.Contains(d[0].Text, test.text) {
				t.Errorf("%+v", d)
			}
			if d.Failed(provider.StepCallback) != (test.want == provider.Failed) || d.Failed(provider.StepNumber) {
				t.Error("Failed is wrong")
			}
		})
	}
}

// TestDiagnosisCallbackStrangers: without a client of the caller's, an address
// that the internet cannot reach is not reached.
func TestDiagnosisCallbackStrangers(t *testing.T) {
	t.Parallel()
	server := httptest.NewTLSServer(http.NotFoundHandler())
	defer server.Close()
	for _, address := range []string{server.URL, "http://example.com/"} {
		var d rest.Diagnosis
		d.Callback(t.Context(), nil, address, nil, "")
		if !d.Failed(provider.StepCallback) {
			t.Errorf("%s: %+v", address, d)
		}
	}
}
