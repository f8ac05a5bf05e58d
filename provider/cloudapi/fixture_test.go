package cloudapi_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/providertest"
)

// callbacks are the bodies in testdata; see the README there.
func callbacks(tb testing.TB) [][]byte {
	tb.Helper()
	names, err := filepath.Glob("testdata/*.json")
	if err != nil || len(names) == 0 {
		tb.Fatalf("no fixtures: %v", err)
	}
	var all [][]byte
	for _, name := range names {
		body, err := os.ReadFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		all = append(all, body)
	}
	return all
}

// refusal is an answer in the platform's envelope, its texts quoting a
// customer as some of the platform's own do.
func refusal(status, code int, kind provider.Kind) providertest.Refusal {
	const envelope = `{"error":{"message":"(#%d) Canary Name 16505550123","type":"OAuthException","code":%d,` +
		`"error_data":{"messaging_product":"whatsapp","details":"canary-text"},"fbtrace_id":"Az8or2yhqkZfEZ"}}`
	return providertest.Refusal{Status: status, Body: fmt.Sprintf(envelope, code, code), Kind: kind, Code: code}
}
