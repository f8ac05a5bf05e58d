package twilio_test

import (
	"crypto/hmac"
	"crypto/sha1"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/providertest"
	"github.com/wainbox/wainbox/provider/twilio"
	"github.com/wainbox/wainbox/whatsapp"
)

const (
	account   = "AC0123456789abcdef0123456789abcdef"
	service   = "MG0123456789abcdef0123456789abcdef"
	key       = "SK0123456789abcdef0123456789abcdef"
	contentID = "HX0123456789abcdef0123456789abcdef"
	senderID  = "XE0123456789abcdef0123456789abcdef"
	from      = "15550100017"
	token     = "canary-token-5f1d"
	apiSecret = "canary-secret-77ab"
	hook      = "https://inbox.example.com/twilio"
	accepted  = `{"sid":"SM0123456789abcdef0123456789abcdef","status":"queued","error_code":null,"num_media":"0"}`
)

func complete() twilio.Config {
	return twilio.Config{AccountSID: account, From: "whatsapp:+" + from, AuthTokens: []string{token}}
}

var customer = whatsapp.Address{Phone: "16505550123"}

func hello() whatsapp.Outbound {
	return whatsapp.Outbound{To: customer, Content: whatsapp.Text{Body: "hello 👋"}, Ref: "ref-1"}
}

// fixture is a body in testdata; see the README there.
func fixture(tb testing.TB, name string) []byte {
	tb.Helper()
	body, err := os.ReadFile(filepath.Join("testdata", name+".form"))
	if err != nil {
		tb.Fatal(err)
	}
	return body
}

func callbacks(tb testing.TB) [][]byte {
	tb.Helper()
	names, err := filepath.Glob("testdata/*.form")
	if err != nil || len(names) == 0 {
		tb.Fatalf("no fixtures: %v", err)
	}
	var all [][]byte
	for _, name := range names {
		all = append(all, fixture(tb, strings.TrimSuffix(filepath.Base(name), ".form")))
	}
	return all
}

// signature is written as the documentation says it, without a care for time
// or memory.
func signature(token, address string, body []byte) string {
	values, err := url.ParseQuery(string(body))
	if err != nil {
		panic(err)
	}
	var names []string
	for name := range values {
		names = append(names, name)
	}
	sort.Strings(names)
	var signed strings.Builder
	signed.WriteString(address)
	for _, name := range names {
		all := slices.Clone(values[name])
		sort.Strings(all)
		for _, value := range slices.Compact(all) {
			signed.WriteString(name + value)
		}
	}
	mac := hmac.New(sha1.New, []byte(token))
	mac.Write([]byte(signed.String()))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

func signed(body []byte) provider.Callback { return signedAt(hook, body) }

func signedAt(address string, body []byte) provider.Callback {
	h := http.Header{}
	h.Set(twilio.SignatureHeader, signature(token, address, body))
	return provider.Callback{URL: address, Header: h, Body: body}
}

// refusal is an answer in Twilio's shape, its text quoting a customer as some of
// Twilio's own do.
func refusal(status, code int, kind provider.Kind) providertest.Refusal {
	const shape = `{"code":%d,"message":"Canary Name 16505550123 canary-text","more_info":"https://www.twilio.com/docs/errors/%d","status":%d}`
	return providertest.Refusal{Status: status, Body: fmt.Sprintf(shape, code, code, status), Kind: kind, Code: code}
}
