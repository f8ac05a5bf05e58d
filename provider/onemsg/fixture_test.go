package onemsg_test

import (
	"bytes"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/jarcoal/httpmock"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/onemsg"
)

const (
	instanceID = "VAN100017"
	token      = "canary-token-5f1d"
	callKey    = "canary-key-77ab"
	namespace  = "0f6a51c0_7d1e_4a34_9d1b_2d5f7a7e2f11"
	channel    = onemsg.DefaultBaseURL + "/" + instanceID
	accepted   = `{"sent":true,"id":"wamid.QUNDRVBURUQ=","message":"Sent to 16505550123@c.us","description":"x"}`
)

// complete is a configuration with all that is needed.
func complete() onemsg.Config {
	return onemsg.Config{InstanceID: instanceID, Token: token, CallbackKeys: []string{callKey}, Namespace: namespace}
}

// fake is a 1msg that is in the process alone. What it is asked for goes in
// requests, without the token.
type fake struct {
	*httpmock.MockTransport

	mu       sync.Mutex
	requests []string
}

// dial is a client and the fake that it talks to.
func dial(tb testing.TB) (*onemsg.Client, *fake) {
	tb.Helper()
	f := &fake{MockTransport: httpmock.NewMockTransport()}
	c, err := onemsg.New(complete(), &onemsg.Options{HTTP: &http.Client{Transport: f.MockTransport}})
	if err != nil {
		tb.Fatal(err)
	}
	return c, f
}

// on answers a method of the channel, "POST sendMessage", with these answers in
// turn, the last again and again.
func (f *fake) on(tb testing.TB, method, path string, answers ...answer) {
	tb.Helper()
	n := 0
	f.RegisterResponder(method, channel+"/"+path, func(r *http.Request) (*http.Response, error) {
		f.mu.Lock()
		defer f.mu.Unlock()
		q := r.URL.Query()
		if got := q.Get("token"); got != token {
			tb.Errorf("%s %s: token %q", method, path, got)
		}
		q.Del("token")
		line := r.Method + " " + r.URL.EscapedPath()
		if len(q) > 0 {
			line += "?" + q.Encode()
		}
		if r.Body != nil {
			var body bytes.Buffer
			if _, err := body.ReadFrom(r.Body); err != nil {
				return nil, err
			}
			if body.Len() > 0 {
				line += " " + body.String()
			}
			if r.ContentLength != int64(body.Len()) {
				tb.Errorf("%s: %d bytes announced, %d sent", path, r.ContentLength, body.Len())
			}
		}
		f.requests = append(f.requests, line)
		one := answers[min(n, len(answers)-1)]
		n++
		return httpmock.NewStringResponse(one.status, one.body), nil
	})
}

type answer struct {
	status int
	body   string
}

func ok(body string) answer { return answer{http.StatusOK, body} }

// callbacks are the bodies in testdata; see the README there.
func callbacks(tb testing.TB) [][]byte {
	tb.Helper()
	names, err := filepath.Glob("testdata/*.json")
	if err != nil || len(names) == 0 {
		tb.Fatalf("no fixtures: %v", err)
	}
	var all [][]byte
	for _, name := range names {
		all = append(all, fixture(tb, filepath.Base(name)))
	}
	return all
}

func fixture(tb testing.TB, name string) []byte {
	tb.Helper()
	body, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		tb.Fatal(err)
	}
	return body
}

// signed is a callback as 1msg makes it: to the registered address.
func signed(body []byte) provider.Callback { return keyed(body, callKey) }

func keyed(body []byte, key string) provider.Callback {
	return provider.Callback{URL: "https://example.com/hooks/1msg?" + url.Values{"key": {key}}.Encode(), Body: body}
}
