package twilio

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // the scheme is Twilio's; HMAC does not need the hash to resist collisions
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"hash"
	"slices"
	"strings"
	"sync"
)

// signatureBytes is the length of a signature: 20 bytes in base64.
const signatureBytes = 28

// checker checks signatures against any of several tokens. It is safe for
// concurrent use; a check of an address as it stands allocates nothing.
//
// Source: "Webhooks security", 2026, and Twilio's own helper libraries.
type checker struct {
	tokens []*token
	proofs sync.Pool
}

// token pools keyed hash states.
type token struct{ states sync.Pool }

func newChecker(tokens []string) *checker {
	c := &checker{}
	c.proofs.New = func() any { return &proof{} }
	for _, t := range tokens {
		key := []byte(t)
		one := &token{}
		one.states.New = func() any { return hmac.New(sha1.New, key) }
		c.tokens = append(c.tokens, one)
	}
	return c
}

func (c *checker) empty() bool { return len(c.tokens) == 0 }

// proof is what is needed to check one callback.
type proof struct {
	form   form
	signed []byte // the address, and the fields after it
	given  [signatureBytes]byte
	want   [signatureBytes]byte
	sum    [sha1.Size]byte
}

// check reports whether the signature is that of this address and body by one
// of the tokens.
func (c *checker) check(signature, address string, body []byte) bool {
	if len(signature) != signatureBytes {
		return false
	}
	p := c.proofs.Get().(*proof) //nolint:forcetypeassert // the pool holds nothing else
	defer c.recycle(p)
	copy(p.given[:], signature)
	address, _, _ = strings.Cut(address, "#")
	if sum, ok := bodySum(address); ok {
		if !sameSum(sum, body) {
			return false
		}
		body = nil
	}
	if !p.form.read(body) {
		return false
	}
	p.form.sort()
	return p.anyOf(c, address) || p.anyOf(c, otherPort(address)) || c.legacy(p, address)
}

// legacy tries the address with its query as older signers write it.
func (c *checker) legacy(p *proof, address string) bool {
	old := legacyQuery(address)
	if old == address {
		return false
	}
	return p.anyOf(c, old) || p.anyOf(c, otherPort(old))
}

// recycle keeps a proof unless it is one of the rare huge ones.
func (c *checker) recycle(p *proof) {
	const keep = 64 << 10
	if cap(p.signed) <= keep && cap(p.form.buffer) <= keep {
		clear(p.form.fields) // they refer to the body
		c.proofs.Put(p)
	}
}

// anyOf tries one way to write the address with every token.
func (p *proof) anyOf(c *checker, address string) bool {
	if address == "" {
		return false
	}
	p.signed = append(p.signed[:0], address...)
	for _, f := range p.form.fields {
		p.signed = append(append(p.signed, f.key...), f.value...)
	}
	for _, t := range c.tokens {
		if t.signs(p) {
			return true
		}
	}
	return false
}

func (t *token) signs(p *proof) bool {
	mac := t.states.Get().(hash.Hash) //nolint:forcetypeassert // the pool holds nothing else
	defer t.states.Put(mac)
	mac.Reset()
	mac.Write(p.signed)
	base64.StdEncoding.Encode(p.want[:], mac.Sum(p.sum[:0]))
	return subtle.ConstantTimeCompare(p.given[:], p.want[:]) == 1
}

// sort puts the fields in the order in which they are signed, each value of a
// name once, as Twilio's Node library does.
func (f *form) sort() {
	slices.SortFunc(f.fields, compareFields)
	f.fields = slices.CompactFunc(f.fields, func(a, b field) bool { return compareFields(a, b) == 0 })
}

func compareFields(a, b field) int {
	if c := bytes.Compare(a.key, b.key); c != 0 {
		return c
	}
	return bytes.Compare(a.value, b.value)
}

// bodySum is the hash of the body that an address carries where the body is no
// form.
func bodySum(address string) (string, bool) {
	_, query, _ := strings.Cut(address, "?")
	for query != "" {
		var one string
		one, query, _ = strings.Cut(query, "&")
		if sum, ok := strings.CutPrefix(one, "bodySHA256="); ok {
			return sum, true
		}
	}
	return "", false
}

func sameSum(given string, body []byte) bool {
	sum := sha256.Sum256(body)
	var want [2 * sha256.Size]byte
	hex.Encode(want[:], sum[:])
	return subtle.ConstantTimeCompare([]byte(given), want[:]) == 1
}
