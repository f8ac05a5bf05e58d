package sign_test

import (
	"bytes"
	"crypto/sha256"
	"strings"
	"sync"
	"testing"

	"github.com/wainbox/wainbox/provider/internal/sign"
)

// TestVector is RFC 4231's test case 2, which no code here computed.
func TestVector(t *testing.T) {
	t.Parallel()
	const want = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
	body := []byte("what do ya want for nothing?")
	if got := sign.Hex("Jefe", body); got != want {
		t.Errorf("Hex = %s", got)
	}
	if !sign.New("Jefe").Check("sha256="+want, body) {
		t.Error("Check refused the vector")
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	body := []byte(`{"object":"whatsapp_business_account"}`)
	good := sign.Hex("current", body)
	old := sign.Hex("previous", body)
	for name, tc := range map[string]struct {
		secrets   []string
		signature string
		body      []byte
		want      bool
	}{
		"prefixed":             {[]string{"current"}, "sha256=" + good, body, true},
		"bare":                 {[]string{"current"}, good, body, true},
		"upper case":           {[]string{"current"}, "sha256=" + strings.ToUpper(good), body, true},
		"second secret":        {[]string{"current", "previous"}, old, body, true},
		"first secret":         {[]string{"current", "previous"}, good, body, true},
		"secret given up":      {[]string{"current"}, old, body, false},
		"other body":           {[]string{"current"}, good, []byte("{}"), false},
		"empty header":         {[]string{"current"}, "", body, false},
		"prefix alone":         {[]string{"current"}, "sha256=", body, false},
		"other scheme":         {[]string{"current"}, "sha1=" + good, body, false},
		"too short":            {[]string{"current"}, good[:62], body, false},
		"too long":             {[]string{"current"}, good + "00", body, false},
		"not hexadecimal":      {[]string{"current"}, "g" + good[1:], body, false},
		"prefix twice":         {[]string{"current"}, "sha256=sha256=" + good, body, false},
		"no secret":            {nil, good, body, false},
		"empty secret":         {[]string{""}, sign.Hex("", body), body, false},
		"empty body":           {[]string{"current"}, sign.Hex("current", nil), nil, true},
		"empty among secrets":  {[]string{"", "current"}, good, body, true},
		"multi-byte character": {[]string{"current"}, strings.Repeat("é", 32), body, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := sign.New(tc.secrets...).Check(tc.signature, tc.body); got != tc.want {
				t.Errorf("Check = %v, want %v", got, tc.want)
			}
		})
	}
}

func TestEmpty(t *testing.T) {
	t.Parallel()
	if !sign.New().Empty() || !sign.New("", "").Empty() || sign.New("x").Empty() {
		t.Error("Empty is wrong")
	}
	var zero sign.Checker
	if zero.Check(sign.Hex("", nil), nil) {
		t.Error("the zero checker accepted")
	}
}

func TestConcurrent(t *testing.T) {
	t.Parallel()
	c := sign.New("one", "two")
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			body := bytes.Repeat([]byte{byte(i)}, 100*i)
			good := sign.Hex("two", body)
			for range 200 {
				if !c.Check(good, body) {
					t.Error("refused")
					return
				}
			}
		})
	}
	wg.Wait()
}

func TestAllocations(t *testing.T) {
	if racing {
		t.Skip("sync.Pool forgets under the race detector")
	}
	c := sign.New("secret")
	body := bytes.Repeat([]byte("x"), 682)
	header := "sha256=" + sign.Hex("secret", body)
	if n := testing.AllocsPerRun(100, func() { c.Check(header, body) }); n >= 1 {
		t.Errorf("a check allocates %v times", n)
	}
}

func FuzzCheck(f *testing.F) {
	f.Add("sha256=" + strings.Repeat("0", 64))
	f.Add("sha256=")
	f.Add(strings.Repeat("G", 64))
	body := []byte("body")
	good := sign.Hex("secret", body)
	c := sign.New("secret")
	f.Fuzz(func(t *testing.T, signature string) {
		want := strings.EqualFold(strings.TrimPrefix(signature, sign.Prefix), good)
		if got := c.Check(signature, body); got != want {
			t.Errorf("Check(%q) = %v", signature, got)
		}
	})
}

// The two benchmarks are read together: a check may cost one and a half times
// what hashing the same body does. 682 bytes is a usual text message.

func BenchmarkCheck(b *testing.B) {
	body := bytes.Repeat([]byte("x"), 682)
	header := "sha256=" + sign.Hex("secret", body)
	c := sign.New("secret")
	b.ReportAllocs()
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		if !c.Check(header, body) {
			b.Fatal("refused")
		}
	}
}

func BenchmarkBareSHA256(b *testing.B) {
	body := bytes.Repeat([]byte("x"), 682)
	b.ReportAllocs()
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		sum := sha256.Sum256(body)
		if sum[0] == 0 && sum[1] == 0 && sum[2] == 0 && sum[3] == 0 {
			b.Fatal("unlucky")
		}
	}
}
