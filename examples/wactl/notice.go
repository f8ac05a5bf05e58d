package main

import (
	"github.com/wainbox/wainbox/whatsapp"
)

// notice fills in what happened to an account, a number or a customer's
// settings: Type is the webhook field, Status what happened, ID to what.
func (l *line) notice(e whatsapp.Event) {
	l.Kind = "notice"
	if n, ok := whatsapp.Noticed(e); ok {
		l.Type, l.At = n.Field, stamp(n.At)
	}
	switch e := e.(type) {
	case *whatsapp.Unknown:
		l.Kind = "unknown"
	case *whatsapp.TemplateStatus:
		l.ID, l.Status = e.ID, e.Event
	case *whatsapp.TemplateQuality:
		l.ID, l.Status = e.ID, e.New
	case *whatsapp.TemplateComponents:
		l.ID = e.ID
	case *whatsapp.TemplateCategory:
		l.ID, l.Status = e.ID, e.New
	case *whatsapp.Call:
		l.ID, l.Status = string(e.ID), e.Event
		l.from(e.From)
		l.errors(e.Failures...)
	case *whatsapp.CallStatus:
		l.ID, l.Status = string(e.ID), e.State
		l.errors(e.Failures...)
	case *whatsapp.GroupUpdate:
		l.ID, l.Status = string(e.Group), e.Type
		l.errors(e.Failures...)
	case *whatsapp.HistoryChunk:
		l.errors(e.Failures...)
	case *whatsapp.UserPreference:
		l.Status = e.Value
		l.from(e.User)
	case *whatsapp.StateSync:
		l.Status = e.Action
	case *whatsapp.AutomaticEvent:
		l.ID, l.Status = string(e.Message), e.Name
	default:
		l.Status = happened(e)
	}
}

// happened is the platform's word in a notice that is about nothing with an id.
func happened(e whatsapp.Event) string {
	switch e := e.(type) {
	case *whatsapp.NumberQuality:
		return e.Event
	case *whatsapp.NumberName:
		return e.Decision
	case *whatsapp.UsernameUpdate:
		return e.Status
	case *whatsapp.Security:
		return e.Event
	case *whatsapp.AccountUpdate:
		return e.Event
	case *whatsapp.AccountReview:
		return e.Decision
	case *whatsapp.AccountAlert:
		return e.Type
	case *whatsapp.AccountSettings:
		return e.Type
	case *whatsapp.PaymentConfiguration:
		return e.Status
	case *whatsapp.PartnerSolution:
		return e.Event
	case *whatsapp.FlowUpdate:
		return e.Event
	case *whatsapp.UserAction:
		return e.Type
	case *whatsapp.Handover:
		return e.Type
	default:
		return ""
	}
}
