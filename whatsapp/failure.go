package whatsapp

import (
	"cmp"
	"strconv"
)

// Failure is an error as the platform reports it in an event.
type Failure struct {
	// Code is the provider's number; 0 when it gave none that can be read.
	Code    int    `json:"code,omitempty"`
	Title   string `json:"title,omitempty"`
	Message string `json:"message,omitempty"`
	Details string `json:"details,omitempty"`
	Href    string `json:"href,omitempty"` // the page that explains the code
	// Class says what to do about it.
	Class Class `json:"class,omitempty"`
}

// Error gives the code and the class, never the provider's texts, which may
// quote a customer.
func (f *Failure) Error() string {
	return "whatsapp: failure " + strconv.Itoa(f.Code) + " (" + f.Class.String() + ")"
}

// Compare orders failures, one that is given before nil, so that two of the
// same instant join to the same one whichever came first.
func (f *Failure) Compare(g *Failure) int {
	switch {
	case f == nil && g == nil:
		return 0
	case f == nil:
		return 1
	case g == nil:
		return -1
	}
	return cmp.Or(
		cmp.Compare(f.Code, g.Code), cmp.Compare(f.Title, g.Title), cmp.Compare(f.Message, g.Message),
		cmp.Compare(f.Details, g.Details), cmp.Compare(f.Href, g.Href), cmp.Compare(f.Class, g.Class),
	)
}

// Class says what to do about a failure. Every failure has exactly one.
type Class uint8

// The classes.
const (
	ClassUnknown     Class = iota // not known: show the code to a person
	RetryLater                    // the same send may succeed later
	FixContent                    // the message itself must change
	FixConfiguration              // the account, its token, its template or its payment must change
	Unreachable                   // this customer cannot be reached
	WindowClosed                  // only a template may be sent now
	OptedOut                      // the customer does not want this
)

var classNames = [...]string{
	"unknown", "retry later", "fix content", "fix configuration", "recipient unreachable", "window closed", "opted out",
}

// String is the class in words.
func (c Class) String() string {
	if int(c) < len(classNames) {
		return classNames[c]
	}
	return classNames[ClassUnknown]
}
