package provider

import (
	"errors"
	"strconv"
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// Kind says what an error means for the caller. Kinds are errors themselves:
// errors.Is(err, provider.Throttled).
type Kind uint8

// The kinds. Only Throttled and Unavailable may be retried automatically.
const (
	Other       Kind = iota // not known
	Auth                    // the token is wrong, expired or lacks a permission
	Invalid                 // the request is wrong: content, parameter, media, a template's values
	Unsupported             // this provider, account or recipient cannot have it
	Window                  // outside the customer service window
	Recipient               // this customer cannot be reached
	Template                // the template is unknown, not approved, paused or disabled
	OptedOut                // the customer, or the platform for them, does not want it
	Account                 // the account is locked, unpaid or not set up
	Throttled               // too much, too fast; see After
	Unavailable             // the provider is down, and nothing was sent
	Uncertain               // it may have been sent
	Signature               // the callback is not the provider's
)

var kinds = [...]struct {
	text  string
	class whatsapp.Class
}{
	Other:       {"unknown error", whatsapp.ClassUnknown},
	Auth:        {"credentials refused", whatsapp.FixConfiguration},
	Invalid:     {"invalid request", whatsapp.FixContent},
	Unsupported: {"not supported", whatsapp.FixContent},
	Window:      {"outside the customer service window", whatsapp.WindowClosed},
	Recipient:   {"recipient cannot be reached", whatsapp.Unreachable},
	Template:    {"template refused", whatsapp.FixConfiguration},
	OptedOut:    {"recipient opted out", whatsapp.OptedOut},
	Account:     {"account cannot send", whatsapp.FixConfiguration},
	Throttled:   {"too many requests", whatsapp.RetryLater},
	Unavailable: {"provider unavailable", whatsapp.RetryLater},
	Uncertain:   {"outcome unknown", whatsapp.ClassUnknown},
	Signature:   {"callback refused", whatsapp.FixConfiguration},
}

// Error is the kind in words.
func (k Kind) Error() string {
	if int(k) < len(kinds) {
		return "provider: " + kinds[k].text
	}
	return "provider: " + kinds[Other].text
}

// Class says what to do about an error of this kind.
func (k Kind) Class() whatsapp.Class {
	if int(k) < len(kinds) {
		return kinds[k].class
	}
	return whatsapp.ClassUnknown
}

// Retryable reports whether the same request may be made again automatically.
func (k Kind) Retryable() bool { return k == Throttled || k == Unavailable }

// Error is every error of a provider. Its text holds the operation, the kind
// and the code: no token, number, name or message.
type Error struct {
	Op   string // what was attempted: "send", "mark read", "fetch media"
	Kind Kind
	// Code is the provider's own; 0 = none.
	Code int
	// After is how long the provider asks to wait; 0 = it did not say.
	After time.Duration
	// Pair says that only this recipient is throttled, not the number.
	Pair bool
	// Err is the cause; it is not printed unless it is a [whatsapp.Violations].
	Err error
}

// Error gives the operation, the kind and the code.
func (e *Error) Error() string {
	s := e.Kind.Error()
	if e.Op != "" {
		s += " (" + e.Op + ")"
	}
	if e.Code != 0 {
		s += ", code " + strconv.Itoa(e.Code)
	}
	if v, ok := errors.AsType[whatsapp.Violations](e.Err); ok {
		s += ": " + v.Error()
	}
	return s
}

// Unwrap gives the kind and the cause.
func (e *Error) Unwrap() []error {
	if e.Err == nil {
		return []error{e.Kind}
	}
	return []error{e.Kind, e.Err}
}

// KindOf is the kind of the first [*Error] or [Kind] in err's tree, and Other
// when there is none.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	if k, ok := errors.AsType[Kind](err); ok {
		return k
	}
	return Other
}
