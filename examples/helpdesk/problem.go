package main

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/routing"
	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

// problem is an error as a client of the JSON endpoints gets it, under "error".
type problem struct {
	Kind    string `json:"kind"`
	Message string `json:"message"`
	// Fields are the rules that a message breaks, by the platform's field names.
	Fields map[string]string `json:"fields,omitempty"`
	// Closed is when the window closed.
	Closed *time.Time `json:"closed,omitempty"`
	status int
}

// Error makes a problem what a handler may return.
func (p problem) Error() string { return p.Message }

func (p problem) write(w http.ResponseWriter) {
	send(w, p.status, map[string]problem{"error": p})
}

// badRequest is a request that cannot be understood.
func badRequest(message string) problem {
	return problem{Kind: "request", Message: message, status: http.StatusBadRequest}
}

func notFound(message string) problem {
	return problem{Kind: "not_found", Message: message, status: http.StatusNotFound}
}

var errStore = errors.New("the store does not answer")

// describe says what an error means for a client. What is not known by its type
// comes from the store: nothing was changed for good, and trying again is right.
func describe(err error) problem {
	var (
		p         problem
		window    *inbox.WindowError
		duplicate *inbox.DuplicateError
		refused   *provider.Error
		unfit     templates.Problems
		large     *http.MaxBytesError
	)
	switch {
	case errors.As(err, &p):
		return p
	case errors.Is(err, inbox.ErrNotFound):
		return notFound("there is no such thing here")
	case errors.As(err, &window):
		p = problem{Kind: "window_closed", status: http.StatusConflict, Message: "The 24 hours after the customer's last message are over: the customer has to write first, or a template is sent."}
		if !window.Closed.IsZero() {
			p.Closed = &window.Closed
		}
		return p
	case errors.Is(err, routing.ErrNotActive), errors.Is(err, routing.ErrSameAgent):
		return problem{Kind: "chat_state", Message: "no agent has a chat here, or this one has it already", status: http.StatusConflict}
	case errors.Is(err, routing.ErrNotOffered):
		return problem{Kind: "not_offered", Message: "the chat is not offered to this agent, or not any more", status: http.StatusConflict}
	case errors.Is(err, routing.ErrTaken):
		return problem{Kind: "taken", Message: "somebody has this chat", status: http.StatusConflict}
	case errors.Is(err, routing.ErrNotMember), errors.Is(err, routing.ErrNotEligible):
		return problem{Kind: "not_eligible", Message: "this agent cannot have chats of this inbox", status: http.StatusConflict}
	case errors.Is(err, inbox.ErrStatus):
		return badRequest("status: not available, lost or back, for who is away")
	case errors.Is(err, inbox.ErrConflict):
		return problem{Kind: "conflict", Message: "somebody changes this just now; try again", status: http.StatusConflict}
	case errors.Is(err, inbox.ErrSuperseded):
		return problem{Kind: "superseded", Message: "another conversation with this customer goes on", status: http.StatusConflict}
	case errors.As(err, &duplicate):
		return problem{Kind: "duplicate", Message: "this was done already", status: http.StatusConflict}
	case errors.As(err, &large):
		return problem{Kind: "too_large", Message: "the request is too large", status: http.StatusRequestEntityTooLarge}
	case errors.Is(err, templates.ErrNotSynced):
		return problem{Kind: "templates", Message: "the templates are not known yet; try again", status: http.StatusServiceUnavailable}
	case errors.As(err, &unfit):
		return misfit(unfit)
	case errors.As(err, &refused):
		return refusal(refused)
	default:
		return problem{Kind: "store", Message: "this cannot be done right now; try again", status: http.StatusServiceUnavailable}
	}
}

// refusal is what the provider would not send.
func refusal(e *provider.Error) problem {
	p := problem{Kind: "invalid", Message: e.Kind.Error(), status: http.StatusUnprocessableEntity}
	if e.Kind == provider.Unsupported {
		p.Kind = "unsupported"
	}
	if rules, ok := errors.AsType[whatsapp.Violations](e); ok {
		b := broken(rules)
		p.Message, p.Fields = b.Message, b.Fields
	}
	return p
}

// broken is the rules that a message breaks.
func broken(rules whatsapp.Violations) problem {
	p := problem{
		Kind: "invalid", Message: "the message cannot be sent like this", status: http.StatusUnprocessableEntity,
		Fields: make(map[string]string, len(rules)),
	}
	for _, rule := range rules {
		p.Fields[rule.Field] = rule.Rule
	}
	return p
}

// misfit is a template that cannot be sent, or not with these values.
func misfit(all templates.Problems) problem {
	p := problem{
		Kind: "invalid", Message: "the template cannot be sent like this", status: http.StatusUnprocessableEntity,
		Fields: make(map[string]string, len(all)),
	}
	if len(all.Of(templates.NotApproved)) > 0 {
		p.Kind, p.Message = "template", "this template cannot be sent: it is not approved"
	}
	for _, one := range all {
		p.Fields[one.Field] = strings.TrimPrefix(one.String(), one.Field+": ")
	}
	return p
}

// fail answers an error, and logs what an operator must know of.
func (h *helpdesk) fail(w http.ResponseWriter, r *http.Request, err error) {
	p := describe(err)
	if p.status >= http.StatusInternalServerError && !errors.Is(r.Context().Err(), context.Canceled) {
		h.log.ErrorContext(r.Context(), "request failed", "path", r.URL.Path, "error", err)
	}
	p.write(w)
}

func answer(w http.ResponseWriter, v any) { send(w, http.StatusOK, v) }

// send writes JSON.
func send(w http.ResponseWriter, status int, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(append(body, '\n'))
}
