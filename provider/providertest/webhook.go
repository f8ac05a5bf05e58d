package providertest

import (
	"bytes"
	"net/http"
	"net/http/httptest"

	"github.com/wainbox/wainbox/provider"
)

func webhookCases() []Case {
	return []Case{
		{"webhook/signed is accepted", signedAccepted},
		{"webhook/forged is refused", forgedRefused},
		{"webhook/other body is refused", otherBodyRefused},
		{"webhook/verify leaves the callback unchanged", verifyLeaves},
		{"webhook/acknowledged as stored", acknowledges},
	}
}

func signedAccepted(t TB, r Rig) {
	for i, body := range r.Callbacks {
		if err := r.Provider.Verify(r.Signed(body)); err != nil {
			t.Errorf("Callbacks[%d]: %v", i, err)
		}
	}
}

func forgedRefused(t TB, r Rig) {
	for i, body := range r.Callbacks {
		var forged []provider.Callback
		if r.Forged != nil {
			forged = r.Forged(body)
		}
		if c := r.Signed(body); len(c.Header) > 0 {
			bare := c
			bare.Header = http.Header{}
			forged = append(forged, bare)
			for _, change := range []func(string) string{alter, half, shorter, longer, nothing} {
				changed := c
				changed.Header = http.Header{}
				for name, values := range c.Header {
					for _, v := range values {
						changed.Header[name] = append(changed.Header[name], change(v))
					}
				}
				forged = append(forged, changed)
			}
			none := c
			none.Header = nil
			forged = append(forged, none)
		}
		if len(forged) == 0 {
			t.Fatalf("Signed sets no header: the rig needs Forged")
		}
		for j, c := range forged {
			wantSignature(t, r.Provider.Verify(c), i, j)
		}
	}
}

// alter changes one character in the middle, where it is not padding.
func alter(s string) string {
	if s == "" {
		return "x"
	}
	b := []byte(s)
	at := len(b) / 2
	if b[at] == '0' {
		b[at] = '1'
	} else {
		b[at] = '0'
	}
	return string(b)
}

// The other ways to be wrong: a comparison that stops where either ends takes
// some of them.
func half(s string) string    { return s[:len(s)/2] }
func shorter(s string) string { return s[:max(len(s)-1, 0)] }
func longer(s string) string  { return s + "0" }
func nothing(string) string   { return "" }

func otherBodyRefused(t TB, r Rig) {
	if r.BodyNotSigned {
		t.Skipf("the scheme does not cover the body")
	}
	for i, body := range r.Callbacks {
		signed := r.Signed(body)
		changed := append([]byte{}, body...)
		changed[len(changed)/2] ^= 1
		others := [][]byte{nil, body[:len(body)-1], body[:len(body)/2], changed, append(append([]byte{}, body...), 'x')}
		for _, another := range r.Callbacks {
			// The signature of one callback, seen once and put on another.
			if !bytes.Equal(another, body) {
				others = append(others, another)
			}
		}
		for j, other := range others {
			c := signed
			c.Body = other
			wantSignature(t, r.Provider.Verify(c), i, j)
		}
	}
}

// wantSignature wants the constant itself: whatever else an error held could
// be learnt from.
func wantSignature(t TB, err error, callback, forgery int) {
	t.Helper()
	switch {
	case err == nil:
		t.Errorf("Callbacks[%d], forgery %d: accepted", callback, forgery)
	case err != provider.Signature: //nolint:errorlint // it must be the constant
		t.Errorf("Callbacks[%d], forgery %d: %T, want the constant provider.Signature", callback, forgery, err)
	}
}

func verifyLeaves(t TB, r Rig) {
	for i, body := range r.Callbacks {
		c := r.Signed(body)
		before := spell(c)
		_ = r.Provider.Verify(c)
		if spell(c) != before {
			t.Errorf("Callbacks[%d] was changed by Verify", i)
		}
	}
}

// acknowledges: the provider delivers again what is answered with anything else.
func acknowledges(t TB, r Rig) {
	a, ok := provider.As[provider.Acknowledger](r.Provider)
	if !ok {
		t.Skipf("an empty 200 is enough for it")
	}
	w := httptest.NewRecorder()
	a.Acknowledge(w)
	if w.Code != http.StatusOK {
		t.Errorf("acknowledged with %d, want 200", w.Code)
	}
}
