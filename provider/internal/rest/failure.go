package rest

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"

	"github.com/wainbox/wainbox/provider"
)

// Failure is an attempt that brought no answer.
type Failure struct {
	// Left is set unless it is certain that nothing of the request reached the
	// other side.
	Left bool
	Err  error
}

// Error says whether the request may have left, and nothing of the cause.
func (f *Failure) Error() string {
	if f.Left {
		return "rest: no answer"
	}
	return "rest: not sent"
}

// Unwrap gives the cause, so that a cancelled context can be recognised.
func (f *Failure) Unwrap() error { return f.Err }

// beforeConnection reports errors that only come before a connection stands.
func beforeConnection(err error) bool {
	var op *net.OpError
	var dns *net.DNSError
	var cert *tls.CertificateVerificationError
	var authority x509.UnknownAuthorityError
	return errors.As(err, &op) && op.Op == "dial" || errors.As(err, &dns) ||
		errors.As(err, &cert) || errors.As(err, &authority)
}

// Call is what an attempt is for.
type Call struct {
	// Op is the name of the operation in errors.
	Op string
	// Once is set when doing it twice matters: a send. Then what may have left
	// without an answer is [provider.Uncertain].
	Once bool
}

// Lost turns a failed attempt into the provider's error.
func (c Call) Lost(err error) *provider.Error {
	var f *Failure
	if c.Once && (!errors.As(err, &f) || f.Left) {
		return &provider.Error{Op: c.Op, Kind: provider.Uncertain, Err: err}
	}
	return &provider.Error{Op: c.Op, Kind: provider.Unavailable, Err: err}
}

// Refused turns an answer without an error code into the provider's error, by
// its status alone. A status that a proxy gives when it lost the provider's
// answer, or that this package does not know, leaves a send uncertain.
func (c Call) Refused(a Answer) *provider.Error {
	return &provider.Error{Op: c.Op, Kind: c.byStatus(a.Status), After: After(a.Header)}
}

func (c Call) byStatus(status int) provider.Kind {
	switch {
	case status == 401 || status == 403:
		return provider.Auth
	case status == 429:
		return provider.Throttled
	case status != 408 && status >= 400 && status < 500:
		return provider.Invalid
	case c.Once:
		return provider.Uncertain
	default:
		return provider.Unavailable
	}
}
