package twilio_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/twilio"
)

func verify(tb testing.TB, c provider.Callback, tokens ...string) bool {
	tb.Helper()
	w, err := twilio.NewWebhook(twilio.WebhookConfig{AuthTokens: tokens}, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return w.Verify(c) == nil
}

func callback(signature, address, body string) provider.Callback {
	h := http.Header{}
	h.Set(twilio.SignatureHeader, signature)
	return provider.Callback{URL: address, Header: h, Body: []byte(body)}
}

// TestPublishedVectors checks signatures that Twilio's own libraries test with.
func TestPublishedVectors(t *testing.T) {
	t.Parallel()
	const (
		call = "CallSid=CA1234567890ABCDE&Caller=%2B12349013030&Digits=1234&From=%2B12349013030&To=%2B18005551212"
		conf = "Digits=1234&CallSid=CA1234567890ABCDE&To=%2B18005551212&Caller=%2B14158675309&From=%2B14158675309" +
			"&ReasonConferenceEnded=test&Reason=Participant"
		object = `{"property": "value", "boolean": true}`
		sum    = "bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620"
		php    = "https://mycompany.com/myapp.php?foo=1&bar=2"
	)
	for name, c := range map[string]provider.Callback{
		"form":              callback("3KI2uRuYyAdhZIJXcpU0izDUzWI=", "https://mycompany.com/myapp", call),
		"query":             callback("vOEb5UThFn24KEfnOFLQY2AE5FY=", php, conf),
		"http":              callback("n2xBNyzSW7rfYStDtOFiFMv7qNo=", strings.Replace(php, "https", "http", 1), conf),
		"two fields":        callback("NBdBDr/T/lgjI+tlgpXjKZQZs/k=", php, "property=value&boolean=true"),
		"body and query":    callback("a9nBmqA0ju/hNViExpshrM61xv4=", php+"&"+sum, object),
		"body and no query": callback("y77kIzt2vzLz71DgmJGsen2scGs=", "https://mycompany.com/myapp.php?"+sum, object),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if !verify(t, c, "12345") || !verify(t, c, "new", "12345") || verify(t, c, "12346") {
				t.Error("a published signature is not checked as it should be")
			}
			changed := c
			changed.Body = append([]byte("x"), c.Body...)
			if verify(t, changed, "12345") {
				t.Error("another body is accepted")
			}
			changed = c
			changed.URL = strings.Replace(c.URL, "mycompany", "yourcompany", 1)
			if verify(t, changed, "12345") {
				t.Error("another address is accepted")
			}
		})
	}
}

// TestSignedAddress signs one way to write an address and checks with another:
// Twilio's signers do not agree.
func TestSignedAddress(t *testing.T) {
	t.Parallel()
	body := fixture(t, "text")
	for _, tc := range []struct {
		signed, configured string
		want               bool
	}{
		{"https://example.com/hook", "https://example.com/hook", true},
		{"https://example.com:443/hook", "https://example.com/hook", true},
		{"https://example.com/hook", "https://example.com:443/hook", true},
		{"http://example.com:80/hook", "http://example.com/hook", true},
		{"http://example.com:443/hook", "http://example.com/hook", false},
		{"https://example.com/hook", "https://example.com:8443/hook", true},
		{"https://example.com:8443/hook", "https://example.com/hook", false},
		{"https://[2001:4860::1]:443/hook", "https://[2001:4860::1]/hook", true},
		{"https://[2001:4860::1]/hook", "https://[2001:4860::1]:443/hook", true},
		{"https://u:p@example.com:443/hook", "https://u:p@example.com/hook", true},
		{"https://u:p@example.com/hook", "https://u:p@example.com:443/hook", true},
		{"https://example.com:443", "https://example.com", true},
		{"https://example.com:443?a=1:2", "https://example.com?a=1:2", true},
		{"https://example.com/hook", "https://example.com/hook#rc=2&rp=all", true},
		{"https://example.com/hook?a=%20b&c=%27d%27", "https://example.com/hook?a=%20b&c=%27d%27", true},
		{"https://example.com/hook?a=%20b&c='d'", "https://example.com/hook?a=+b&c=%27d%27", true},
		{"https://example.com/hook?a=1&a=2&b=", "https://example.com/hook?a=1&b&a=2", true},
		{"https://example.com:443/hook?a=1&b=", "https://example.com/hook?a=1&b", true},
		{"https://example.com/hook?a=2", "https://example.com/hook?a=1", false},
		{"https://example.com/hook", "https://example.com/hook?a=1", false},
		{"https://example.com/other", "https://example.com/hook", false},
		{"https://example.org/hook", "https://example.com/hook", false},
		{"", "", false},
		{"example.com:443/hook", "example.com/hook", false},
	} {
		c := signedAt(tc.signed, body)
		c.URL = tc.configured
		if got := verify(t, c, token); got != tc.want {
			t.Errorf("signed for %q, checked with %q: %v", tc.signed, tc.configured, got)
		}
	}
}

// TestSignedFields holds the fields to the rules: all of them, the empty ones
// too, sorted, each value of a name once.
func TestSignedFields(t *testing.T) {
	t.Parallel()
	const signedForm = "Body=&MediaUrl=https%3A%2F%2Fa.example%2F2&MediaUrl=https%3A%2F%2Fa.example%2F1&To=whatsapp%3A%2B1"
	c := signedAt(hook, []byte(signedForm))
	for body, want := range map[string]bool{
		signedForm: true,
		"To=whatsapp:%2b1&MediaUrl=https://a.example/1&MediaUrl=https://a.example/1&MediaUrl=https://a.example/2&Body": true,
		"MediaUrl=https://a.example/1&MediaUrl=https://a.example/2&To=whatsapp:%2b1":                                   false, // no Body
		"Body=&MediaUrl=https://a.example/2&To=whatsapp:%2b1":                                                          false,
		signedForm + "&New=1": false,
		signedForm + strings.Repeat("&To=whatsapp%3A%2B1", 100):  true,
		signedForm + strings.Repeat("&To=whatsapp%3A%2B1", 1024): false, // more fields than anybody sends
		"": false,
	} {
		c.Body = []byte(body)
		if got := verify(t, c, token); got != want {
			t.Errorf("%.60s: %v, want %v", body, got, want)
		}
	}
	get := signedAt(hook+"?a=1", nil)
	if !verify(t, get, token) {
		t.Error("an address alone is not accepted")
	}
}

func TestSignatureForm(t *testing.T) {
	t.Parallel()
	good := signed(fixture(t, "text"))
	right := good.Header.Get(twilio.SignatureHeader)
	for _, wrong := range []string{
		"", "x", right[:27], right + "=", right + "\n", " " + right[1:], strings.Repeat("A", 27) + "=", strings.ToLower(right),
		strings.TrimRight(right, "=") + "A", "sha1=" + right,
	} {
		if wrong != right && verify(t, callback(wrong, good.URL, string(good.Body)), token) {
			t.Errorf("accepted %q", wrong)
		}
	}
}

// TestBodySum checks that an address with the hash of the body signs that body,
// and no fields.
func TestBodySum(t *testing.T) {
	t.Parallel()
	const sum = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824" // of "hello"
	for query, want := range map[string]bool{
		"?bodySHA256=" + sum:                  true,
		"?a=1&bodySHA256=" + sum + "&b=2":     true,
		"?bodySHA256=" + strings.ToUpper(sum): false,
		"?bodySHA256=" + sum[1:]:              false,
		"?bodySHA256=":                        false,
	} {
		c := signedAt(hook+query, nil)
		c.Body = []byte("hello")
		if got := verify(t, c, token); got != want {
			t.Errorf("%s: %v, want %v", query, got, want)
		}
	}
}

// TestCorpusSignatures checks a file of signatures that is not part of this
// repository.
func TestCorpusSignatures(t *testing.T) {
	t.Parallel()
	folder := corpus(t)
	text, err := os.ReadFile(filepath.Join(folder, "outbound", "twilio__signature-fixtures.json"))
	if err != nil {
		t.Skip("no file of signatures")
	}
	var all []struct {
		Name, Token, URL, Body, Signature string
		Params                            map[string][]string
		File                              string `json:"form_file"`
	}
	if err := json.Unmarshal(text, &all); err != nil || len(all) == 0 {
		t.Fatal(err)
	}
	for _, one := range all {
		body := one.Body
		if len(one.Params) > 0 {
			body = url.Values(one.Params).Encode()
		}
		if one.File != "" {
			form, err := os.ReadFile(filepath.Join(folder, "inbound", "twilio__"+one.File))
			if err != nil {
				continue
			}
			body = string(form)
		}
		if !verify(t, callback(one.Signature, one.URL, body), one.Token) {
			t.Errorf("%s: refused", one.Name)
		}
	}
}

// corpus is a folder of callbacks that are not part of this repository, such as
// recordings. WAINBOX_CORPUS_TWILIO names it.
func corpus(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("WAINBOX_CORPUS_TWILIO")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "shared", "corpus", "twilio")
	}
	if _, err := os.Stat(folder); err != nil {
		t.Skip("no folder of callbacks: set WAINBOX_CORPUS_TWILIO to one")
	}
	return folder
}
