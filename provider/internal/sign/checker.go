// Package sign checks the signatures of callbacks: HMAC-SHA256 over the raw
// body, written in hexadecimal.
package sign

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"strings"
	"sync"
)

// Prefix is what the Cloud API writes before the digest in
// X-Hub-Signature-256. Source: Cloud API, "Create a webhook endpoint",
// November 2025.
const Prefix = "sha256="

// Checker checks bodies against any of several secrets, so that a secret can
// be changed while both are in use. The zero value knows no secret and accepts
// nothing. It is safe for concurrent use; a check allocates nothing.
type Checker struct {
	secrets []*secret
}

// secret pools keyed hash states, since keying one costs more than a short
// body does.
type secret struct {
	states sync.Pool
}

type state struct {
	mac  hash.Hash
	sum  [sha256.Size]byte
	want [sha256.Size]byte
}

// New returns a checker of these secrets. Empty ones are left out, so that an
// unset variable is never a valid key; see [Checker.Empty].
func New(secrets ...string) *Checker {
	c := &Checker{}
	for _, s := range secrets {
		if s == "" {
			continue
		}
		key := []byte(s)
		one := &secret{}
		one.states.New = func() any { return &state{mac: hmac.New(sha256.New, key)} }
		c.secrets = append(c.secrets, one)
	}
	return c
}

// Empty reports whether there is no secret to check with.
func (c *Checker) Empty() bool { return len(c.secrets) == 0 }

// Check reports whether signature is the body's by one of the secrets. The
// signature is 64 hexadecimal digits of either case, with or without [Prefix];
// anything else is false. The comparison takes the same time wherever the
// digests differ.
func (c *Checker) Check(signature string, body []byte) bool {
	digits := strings.TrimPrefix(signature, Prefix)
	if len(digits) != 2*sha256.Size {
		return false
	}
	for _, s := range c.secrets {
		if s.check(digits, body) {
			return true
		}
	}
	return false
}

func (s *secret) check(digits string, body []byte) bool {
	st := s.states.Get().(*state) //nolint:forcetypeassert // the pool holds nothing else
	defer s.states.Put(st)
	if !unhex(&st.want, digits) {
		return false
	}
	st.mac.Reset()
	st.mac.Write(body)
	return hmac.Equal(st.mac.Sum(st.sum[:0]), st.want[:])
}

// Hex is the signature of a body, without [Prefix]; for tests and for callers
// that sign.
func Hex(secret string, body []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	return hex.EncodeToString(mac.Sum(nil))
}

// unhex decodes twice as many digits as into has bytes.
func unhex(into *[sha256.Size]byte, digits string) bool {
	for i := range into {
		hi, lo := nibble(digits[2*i]), nibble(digits[2*i+1])
		if hi|lo > 0xf {
			return false
		}
		into[i] = hi<<4 | lo
	}
	return true
}

// nibble is a digit's value, or 0xff for what is none.
func nibble(c byte) byte {
	switch {
	case '0' <= c && c <= '9':
		return c - '0'
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10
	default:
		return 0xff
	}
}
