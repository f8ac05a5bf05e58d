package dialog360_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/dialog360"
	"github.com/wainbox/wainbox/provider/providertest"
	"github.com/wainbox/wainbox/whatsapp"
)

const (
	numberID  = "1055550100000021"
	wabaID    = "2055550100000001"
	key       = "canary-key-5f1d"
	secret    = "canary-secret-77ab"
	header    = "X-Webhook-Token"
	keyHeader = "D360-Api-Key"
	word      = "canary-header-31c8"
	user      = "canary-user"
	password  = "canary-password-0e44"
)

func complete() dialog360.Config {
	return dialog360.Config{APIKey: key, Number: numberID, WABA: wabaID, WebhookSecrets: []string{secret}}
}

// serve is a client and the server that it talks to over a real connection.
func serve(tb testing.TB, h http.HandlerFunc) *dialog360.Client {
	tb.Helper()
	return dial(tb, listen(tb, h))
}

// listen is the address of a server.
func listen(tb testing.TB, h http.HandlerFunc) string {
	tb.Helper()
	s := httptest.NewServer(h)
	tb.Cleanup(s.Close)
	return s.URL
}

func dial(tb testing.TB, base string) *dialog360.Client {
	tb.Helper()
	c, err := dialog360.New(complete(), &dialog360.Options{BaseURL: base})
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// fixture is a body in testdata; see the README there.
func fixture(tb testing.TB, name string) []byte {
	tb.Helper()
	body, err := os.ReadFile(filepath.Join("testdata", name+".json"))
	if err != nil {
		tb.Fatal(err)
	}
	return body
}

func callbacks(tb testing.TB) [][]byte {
	tb.Helper()
	return [][]byte{fixture(tb, "cloud"), fixture(tb, "legacy"), fixture(tb, "probe")}
}

// script answers each request by its method and path, and keeps what was asked.
type script struct {
	mu      sync.Mutex
	asked   []string
	answers map[string]string
}

func (s *script) serve(tb testing.TB) *dialog360.Client {
	tb.Helper()
	return serve(tb, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		s.mu.Lock()
		defer s.mu.Unlock()
		s.asked = append(s.asked, strings.TrimSpace(r.Method+" "+r.URL.RequestURI()+" "+string(body)))
		if r.Header.Get(keyHeader) != key {
			tb.Errorf("%s without the key", r.URL)
		}
		answer, ok := s.answers[r.Method+" "+r.URL.Path]
		if !ok {
			tb.Errorf("asked %s %s", r.Method, r.URL.Path)
		}
		status, rest, coded := strings.Cut(answer, " ")
		if n, err := strconv.Atoi(status); coded && err == nil {
			w.WriteHeader(n)
			answer = rest
		}
		_, _ = io.WriteString(w, answer)
	})
}

// refusal is an answer in the platform's envelope, its texts quoting a customer
// as some of the platform's own do.
func refusal(status, code int, kind provider.Kind) providertest.Refusal {
	const envelope = `{"error":{"message":"(#%d) Canary Name 16505550123","type":"OAuthException","code":%d,` +
		`"error_data":{"messaging_product":"whatsapp","details":"canary-text"},"fbtrace_id":"Az8or2yhqkZfEZ"}}`
	return providertest.Refusal{Status: status, Body: fmt.Sprintf(envelope, code, code), Kind: kind, Code: code}
}

// words is an answer in the gateway's own shape.
func words(status int, text string, kind provider.Kind) providertest.Refusal {
	const envelope = `{"meta":{"success":false,"http_code":%d,"developer_message":%q,"360dialog_trace_id":"canary-text"}}`
	return providertest.Refusal{Status: status, Body: fmt.Sprintf(envelope, status, text), Kind: kind}
}

// onPremise is an answer in the on-premise API's shape.
func onPremise(status, code int, kind provider.Kind) providertest.Refusal {
	const envelope = `{"errors":[{"code":%d,"title":"Canary Name","details":"16505550123","href":""}],` +
		`"meta":{"api_status":"stable","version":"2.41.2"}}`
	return providertest.Refusal{Status: status, Body: fmt.Sprintf(envelope, code), Kind: kind, Code: code}
}

func hello() whatsapp.Outbound {
	return whatsapp.Outbound{To: whatsapp.Address{Phone: "16505550123"}, Content: whatsapp.Text{Body: "hello 👋"}, Ref: "ref-1"}
}
