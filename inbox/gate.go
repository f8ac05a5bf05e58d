package inbox

import (
	"errors"
	"time"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

// WindowError says that only a template may be sent: the customer has to write
// first. It is a [provider.Window] to errors.Is.
type WindowError struct {
	// Closed is when the window closed; zero if it never opened.
	Closed time.Time
}

// Error says since when.
func (e *WindowError) Error() string {
	if e.Closed.IsZero() {
		return "inbox: the customer service window never opened"
	}
	return "inbox: the customer service window closed at " + e.Closed.UTC().Format(time.RFC3339)
}

// Unwrap makes it a [provider.Window].
func (e *WindowError) Unwrap() error { return provider.Window }

// gate is the one gate of the window and the templates: every send passes it
// twice, when it is queued and when it leaves. The error is a [*WindowError] or
// a [*provider.Error].
func (e *Engine) gate(c Conversation, content whatsapp.Content, now time.Time) error {
	if t, ok := content.(whatsapp.Template); ok {
		catalog := e.catalog(c.Account)
		if catalog == nil {
			return nil
		}
		known, err := catalog.Check(t)
		if err != nil {
			return unfit(err)
		}
		// Twilio's that are not approved go as any other message, inside the window.
		if d := known.Definition(); d.Content == nil || d.Status == templates.Approved {
			return nil
		}
	}
	if !c.Window.IsOpen(now) {
		return &WindowError{Closed: c.Window.Closes()}
	}
	return nil
}

// catalog is the account's; nil = its templates are not checked.
func (e *Engine) catalog(id AccountID) *templates.Catalog {
	if e.o.Templates == nil {
		return nil
	}
	return e.o.Templates(id)
}

// unfit is why a catalog lets a template not be sent: it must change, or what it
// was filled with, or the catalog knows of none yet.
func unfit(err error) *provider.Error {
	kind := provider.Unavailable
	if problems, ok := errors.AsType[templates.Problems](err); ok {
		kind = provider.Invalid
		if len(problems.Of(templates.NotApproved))+len(problems.Of(templates.Unfillable)) > 0 {
			kind = provider.Template
		}
	}
	return &provider.Error{Op: "send", Kind: kind, Err: err}
}
