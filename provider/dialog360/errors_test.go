package dialog360_test

import (
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/jarcoal/httpmock"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/dialog360"
)

func meta(text string) string {
	return `{"meta":{"success":false,"http_code":400,"developer_message":` + text + `}}`
}

// TestErrors sends against every shape and every row of the table.
func TestErrors(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		status int
		body   string
		want   provider.Error
	}{
		// The platform's shape.
		"platform":             {400, `{"error":{"message":"(#131009)","type":"OAuthException","code":131009,"error_subcode":2494010}}`, provider.Error{Kind: provider.Invalid, Code: 131009}},
		"platform, as text":    {400, `{"error":{"code":"131047"}}`, provider.Error{Kind: provider.Window, Code: 131047}},
		"platform, subcode":    {400, `{"error":{"code":100,"error_subcode":2388299}}`, provider.Error{Kind: provider.Template, Code: 2388299}},
		"platform, pair":       {400, `{"error":{"code":131056}}`, provider.Error{Kind: provider.Throttled, Code: 131056, Pair: true}},
		"platform, policy":     {403, `{"error":{"code":368}}`, provider.Error{Kind: provider.Account, Code: 368}},
		"platform, country":    {403, `{"error":{"code":130497}}`, provider.Error{Kind: provider.Account, Code: 130497}},
		"platform, locked":     {403, `{"error":{"code":131031}}`, provider.Error{Kind: provider.Account, Code: 131031}},
		"platform, unpaid":     {400, `{"error":{"code":131042}}`, provider.Error{Kind: provider.Account, Code: 131042}},
		"platform, experiment": {400, `{"error":{"code":130472}}`, provider.Error{Kind: provider.OptedOut, Code: 130472}},
		"platform, rate":       {429, `{"error":{"code":80007}}`, provider.Error{Kind: provider.Throttled, Code: 80007}},
		"platform, token":      {401, `{"error":{"code":190}}`, provider.Error{Kind: provider.Auth, Code: 190}},
		"platform, down":       {500, `{"error":{"code":131016}}`, provider.Error{Kind: provider.Unavailable, Code: 131016}},
		"platform, unknown":    {500, `{"error":{"code":987654}}`, provider.Error{Kind: provider.Uncertain, Code: 987654}},

		// The gateway's shape.
		"key":                {401, meta(`"Invalid api_key"`), provider.Error{Kind: provider.Auth}},
		"key or token":       {401, meta(`"Invalid api_key or token expired"`), provider.Error{Kind: provider.Auth}},
		"rate, though 400":   {400, meta(`"You have exceeded the endpoint rate limit."`), provider.Error{Kind: provider.Throttled}},
		"rate, earlier":      {400, meta(`"Exceeded the limit of 1 request every 5 seconds"`), provider.Error{Kind: provider.Throttled}},
		"payment":            {400, meta(`"Could not send message due to lack of payment. See the Hub."`), provider.Error{Kind: provider.Account}},
		"disabled":           {400, meta(`"Your WhatsApp for Business API has been disabled"`), provider.Error{Kind: provider.Account}},
		"blocked, in camels": {403, `{"meta":{"success":false,"httpCode":403,"developerMessage":"The endpoint is blocked"}}`, provider.Error{Kind: provider.Account}},
		"not available":      {502, meta(`"WhatsApp for Business API not available"`), provider.Error{Kind: provider.Uncertain}},
		"other words":        {400, meta(`"something is wrong"`), provider.Error{Kind: provider.Invalid}},
		"no words":           {400, `{"meta":{"success":false}}`, provider.Error{Kind: provider.Invalid}},
		"words of no type":   {400, meta(`17`), provider.Error{Kind: provider.Invalid}},
		"quoted":             {400, meta(`"Invalid payload ({\"error\":{\"message\":\"x\",\"code\":100}})"`), provider.Error{Kind: provider.Invalid, Code: 100}},
		"quoted, subcode":    {400, meta(`"Invalid payload ({\"error\":{\"code\":100,\"error_subcode\":2388019}})"`), provider.Error{Kind: provider.Template, Code: 2388019}},
		"quoted, not JSON":   {400, meta(`"Invalid payload ({\"error\":)"`), provider.Error{Kind: provider.Invalid}},
		"quoted words are somebody's": {
			400, meta(`"Invalid payload ({\"text\":\"Invalid api_key, the endpoint is blocked\"})"`),
			provider.Error{Kind: provider.Invalid},
		},
		"quoted in its own field": {
			400, `{"meta":{"developer_message":"Failed","error":"{\"error\":{\"code\":132001}}"}}`,
			provider.Error{Kind: provider.Template, Code: 132001},
		},
		"an object in that field": {
			400, `{"meta":{"developer_message":"Failed","error":{"code":131051}}}`,
			provider.Error{Kind: provider.Unsupported, Code: 131051},
		},
		"both": {
			400, `{"error":{"code":131026},"meta":{"developer_message":"Invalid api_key"}}`,
			provider.Error{Kind: provider.Recipient, Code: 131026},
		},

		// The on-premise shape.
		"window":              {400, errorsOf(470), provider.Error{Kind: provider.Window, Code: 470}},
		"not known":           {404, errorsOf(1006), provider.Error{Kind: provider.Recipient, Code: 1006}},
		"not on it":           {404, errorsOf(1013), provider.Error{Kind: provider.Recipient, Code: 1013}},
		"template, count":     {400, errorsOf(2000), provider.Error{Kind: provider.Invalid, Code: 2000}},
		"template, absent":    {404, errorsOf(2001), provider.Error{Kind: provider.Template, Code: 2001}},
		"template, fetch":     {400, errorsOf(2002), provider.Error{Kind: provider.Template, Code: 2002}},
		"template, pack":      {400, errorsOf(2003), provider.Error{Kind: provider.Template, Code: 2003}},
		"471 is not listed":   {400, errorsOf(471), provider.Error{Kind: provider.Invalid, Code: 471}},
		"by the status":       {429, errorsOf(429), provider.Error{Kind: provider.Throttled, Code: 429}},
		"a timeout":           {408, errorsOf(408), provider.Error{Kind: provider.Uncertain, Code: 408}},
		"errors without one":  {400, `{"errors":[],"meta":{"api_status":"stable"}}`, provider.Error{Kind: provider.Invalid}},
		"errors of no type":   {400, `{"errors":"many"}`, provider.Error{Kind: provider.Invalid}},
		"errors, code absent": {400, `{"errors":[{"title":"x"}]}`, provider.Error{Kind: provider.Invalid}},

		// A text, and nothing.
		"text":        {401, `{"error":"no such key"}`, provider.Error{Kind: provider.Auth}},
		"text, known": {403, `{"error":"The endpoint is blocked"}`, provider.Error{Kind: provider.Account}},
		"conflict":    {409, `{"error":"already there"}`, provider.Error{Kind: provider.Invalid}},
		"page":        {502, `<html>Invalid api_key</html>`, provider.Error{Kind: provider.Uncertain}},
		"plain":       {400, `Invalid api_key`, provider.Error{Kind: provider.Invalid}},
		"nothing":     {503, ``, provider.Error{Kind: provider.Uncertain}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got *provider.Error
			if _, err := answering(t, tc.status, tc.body).Send(t.Context(), hello()); !errors.As(err, &got) {
				t.Fatalf("Send = %v", err)
			}
			tc.want.Op = "send"
			if diff := cmp.Diff(&tc.want, got, cmpopts.IgnoreFields(provider.Error{}, "Err")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func errorsOf(code int) string { return onPremise(0, code, 0).Body }

// TestRepeatable: what may be done twice is never uncertain.
func TestRepeatable(t *testing.T) {
	t.Parallel()
	for _, body := range []string{"", meta(`"WhatsApp for Business API not available"`), `{"error":{"code":987654}}`} {
		err := answering(t, 502, body).MarkRead(t.Context(), "wamid.x")
		if provider.KindOf(err) != provider.Unavailable {
			t.Errorf("%s: %v", body, err)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	c := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "12")
		w.WriteHeader(http.StatusBadRequest)
		_, _ = io.WriteString(w, meta(`"You have exceeded the endpoint rate limit."`))
	})
	_, err := c.Send(t.Context(), hello())
	var e *provider.Error
	if !errors.As(err, &e) || e.Kind != provider.Throttled || e.After != 12*time.Second {
		t.Errorf("Send: %+v", e)
	}
}

// answering is a client whose every request is answered alike, without a
// network.
func answering(tb testing.TB, status int, body string) *dialog360.Client {
	tb.Helper()
	mock := httpmock.NewMockTransport()
	mock.RegisterNoResponder(httpmock.NewStringResponder(status, body))
	c, err := dialog360.New(complete(), &dialog360.Options{HTTP: &http.Client{Transport: mock}})
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// TestErrorCorpus reads recorded answers that are not part of this repository.
func TestErrorCorpus(t *testing.T) {
	t.Parallel()
	want := map[string]provider.Error{
		"gateway-401":         {Kind: provider.Auth},
		"gateway-camel":       {Kind: provider.Account},
		"gateway-nested-meta": {Kind: provider.Invalid, Code: 100},
		"gateway-rate-limit":  {Kind: provider.Throttled},
		"gateway-snake":       {Kind: provider.Invalid},
		"meta-131009":         {Kind: provider.Invalid, Code: 131009},
		"onprem":              {Kind: provider.Window, Code: 470},
		"util":                {Kind: provider.Invalid},
	}
	for _, name := range corpus(t, "outbound", "360dialog__error-*.json") {
		body, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		short := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(name), "360dialog__error-"), ".json")
		one, ok := want[short]
		if !ok {
			t.Errorf("%s: nothing is wanted of it", short)
			continue
		}
		_, err = answering(t, 400, string(body)).Send(t.Context(), hello())
		var e *provider.Error
		if !errors.As(err, &e) || e.Kind != one.Kind || e.Code != one.Code {
			t.Errorf("%s: %v, want %v, code %d", short, err, one.Kind, one.Code)
		}
	}
}

// FuzzErrors checks that any answer is read into an error of the contract, which
// quotes nothing of it.
func FuzzErrors(f *testing.F) {
	for _, body := range []string{
		`{"error":{"code":131009}}`, `{"error":"text"}`, errorsOf(470), meta(`"Invalid payload ({\"error\":{\"code\":100}})"`),
		`{"meta":{"error":"{\"error\":{\"code\":1}}"}}`, `{"meta":{"developerMessage":"The endpoint is blocked"}}`, `<html>`, ``,
		`{"error":{"code":99999999999999999999}}`, `{"error":{"code":-1}}`, `{"meta":{"developer_message":"}{"}}`, `[]`, `null`,
	} {
		f.Add(400, []byte(body))
		f.Add(500, []byte(body))
		f.Add(200, []byte(body))
	}
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		if status < 200 || status > 599 {
			return
		}
		_, err := answering(t, status, string(body)).Send(t.Context(), hello())
		e, ok := err.(*provider.Error) //nolint:errorlint // the type is the contract
		switch {
		case err == nil && status >= 300:
			t.Fatalf("a success with %d", status)
		case err == nil:
			return
		case !ok || e.Op != "send" || e.Code < 0 || e.Kind == provider.Other || e.Kind == provider.Signature:
			t.Fatalf("%#v", err)
		case status >= 500 && e.Code == 0 && e.Kind == provider.Unavailable:
			t.Fatal("it may be sent again, though nobody said that it was not taken")
		}
		again := answering(t, status, string(body)).MarkRead(t.Context(), "wamid.x")
		if provider.KindOf(again) == provider.Uncertain {
			t.Fatal("what may be done twice is uncertain")
		}
	})
}
