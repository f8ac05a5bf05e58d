package main

import (
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// line is what is printed of an event. What it does not have is left out.
type line struct {
	File    string      `json:"file"`
	Kind    string      `json:"kind"` // received, echo, past, status, notice, error, unknown or unreadable
	ID      string      `json:"id,omitempty"`
	Type    string      `json:"type,omitempty"` // the platform's own name
	Status  string      `json:"status,omitempty"`
	Account string      `json:"account,omitempty"` // the number's id
	WABA    string      `json:"waba,omitempty"`
	From    *from       `json:"from,omitempty"`
	At      string      `json:"at,omitempty"`
	Text    string      `json:"text,omitempty"`
	Errors  []lineError `json:"errors,omitempty"`
	Error   string      `json:"error,omitempty"` // why it is unreadable
}

// from is who wrote.
type from struct {
	Phone string `json:"phone,omitempty"`
	User  string `json:"user_id,omitempty"`
}

// lineError is an error as the platform reports it, and what to do about it.
type lineError struct {
	Code    int    `json:"code,omitempty"`
	Title   string `json:"title,omitempty"`
	Message string `json:"message,omitempty"`
	Details string `json:"details,omitempty"`
	Class   string `json:"class,omitempty"`
}

func lineOf(e whatsapp.Event) line {
	o := e.Source()
	l := line{Account: string(o.Number), WABA: string(o.WABA)}
	switch e := e.(type) {
	case *whatsapp.Received:
		l.Kind = "received"
		l.message(e.Message)
		l.from(e.From)
	case *whatsapp.Echo:
		l.Kind = "echo"
		l.message(e.Message)
		l.from(whatsapp.Address{Phone: e.From})
	case *whatsapp.Status:
		l.Kind = "status"
		l.ID, l.Status, l.At = string(e.ID), string(e.State), stamp(e.At)
		l.errors(e.Failures...)
	case *whatsapp.Past:
		l.Kind = "past"
		l.message(e.Message)
		l.from(e.From)
		l.Status = e.Status
	case *whatsapp.Fault:
		l.Kind = "error"
		l.errors(e.Failure)
	default:
		l.notice(e)
	}
	return l
}

func (l *line) message(m whatsapp.Message) {
	l.ID, l.Type, l.At, l.Text = string(m.ID), m.Type, stamp(m.At), whatsapp.TextOf(m.Content)
	l.errors(m.Failures...)
}

func (l *line) from(a whatsapp.Address) {
	if a.Phone != "" || a.User != "" {
		l.From = &from{Phone: string(a.Phone), User: string(a.User)}
	}
}

func (l *line) errors(failures ...whatsapp.Failure) {
	for _, f := range failures {
		e := lineError{Code: f.Code, Title: f.Title, Message: f.Message, Details: f.Details}
		if f.Class != whatsapp.ClassUnknown {
			e.Class = f.Class.String()
		}
		l.Errors = append(l.Errors, e)
	}
}

// stamp is a time as RFC 3339 has it, in UTC; empty for none.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
