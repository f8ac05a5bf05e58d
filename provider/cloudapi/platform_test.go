package cloudapi_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jarcoal/httpmock"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/cloudapi"
)

// platform answers one request after another and keeps what it was asked.
type platform struct {
	mu      sync.Mutex
	answers []answer
	asked   []string
	header  []http.Header
}

type answer struct {
	status int
	body   string
}

const success = `{"success":true}`

// ok are answers with the status 200.
func ok(bodies ...string) []answer {
	all := make([]answer, 0, len(bodies))
	for _, b := range bodies {
		all = append(all, answer{http.StatusOK, b})
	}
	return all
}

// talk returns a client and the platform that it talks to. When the answers are
// used up, a request is an error of the test.
func talk(tb testing.TB, answers ...answer) (*cloudapi.Client, *platform) {
	tb.Helper()
	return talkAs(tb, complete(), answers...)
}

func talkAs(tb testing.TB, config cloudapi.Config, answers ...answer) (*cloudapi.Client, *platform) {
	tb.Helper()
	p := &platform{answers: answers}
	mock := httpmock.NewMockTransport()
	mock.RegisterNoResponder(func(r *http.Request) (*http.Response, error) {
		p.mu.Lock()
		defer p.mu.Unlock()
		var body []byte
		if r.Body != nil {
			body, _ = io.ReadAll(r.Body)
		}
		p.asked = append(p.asked, shown(r, body))
		p.header = append(p.header, r.Header)
		if len(p.answers) == 0 {
			tb.Errorf("one request too many: %s", p.asked[len(p.asked)-1])
			return httpmock.NewStringResponse(http.StatusNotFound, ""), nil
		}
		a := p.answers[0]
		p.answers = p.answers[1:]
		return httpmock.NewStringResponse(a.status, a.body), nil
	})
	c, err := cloudapi.New(config, &cloudapi.Options{HTTP: &http.Client{Transport: mock}})
	if err != nil {
		tb.Fatal(err)
	}
	return c, p
}

// shown is a request on one line: the method, the address behind the version
// with its query in order, and the body, JSON with its keys in order.
func shown(r *http.Request, body []byte) string {
	line := r.Method + " " + strings.TrimPrefix(r.URL.EscapedPath(), "/v24.0")
	if q := r.URL.Query(); len(q) > 0 {
		line += "?" + q.Encode()
	}
	if len(body) == 0 {
		return line
	}
	var v any
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if json.Unmarshal(body, &v) != nil || e.Encode(v) != nil { //nolint:errchkjson // v comes from JSON
		return line + " " + string(body)
	}
	return line + " " + strings.TrimSpace(b.String())
}

// was compares what was asked.
func (p *platform) was(tb testing.TB, want ...string) {
	tb.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	if diff := cmp.Diff(want, p.asked); diff != "" {
		tb.Error(diff)
	}
}

// wants checks a result against what it should be; Other = no error.
func wants[T any](tb testing.TB, what string, got T, err error, want T, kind provider.Kind) {
	tb.Helper()
	if kind == provider.Other && err != nil || kind != provider.Other && provider.KindOf(err) != kind {
		tb.Errorf("%s: %v, want %v", what, err, kind)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		tb.Errorf("%s: %s", what, diff)
	}
}

// coded is an error of the platform in its envelope.
func coded(status int, code string) answer {
	return answer{status, `{"error":{"message":"(#` + code + `) Canary Name 16505550123","type":"OAuthException","code":` + code + `}}`}
}
