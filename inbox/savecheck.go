package inbox

import (
	"cmp"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/wainbox/wainbox/routing"
)

func wrong(field, rule string) error { return &routing.FieldError{Field: field, Rule: rule} }

// checkID returns what is wrong with an id that a host gives. Not every store keeps
// text as it is that is not UTF-8.
func checkID[T ~string](field string, id T, without string) error {
	switch {
	case id == "" || !utf8.ValidString(string(id)):
		return wrong(field, "text in UTF-8, not empty")
	case strings.ContainsAny(string(id), without):
		return wrong(field, "without "+without)
	}
	return nil
}

// check returns the first setting that is not allowed.
func (e *Engine) check(r Record) error {
	switch r := r.(type) {
	case Inbox:
		rules, err := e.located(r.Rules)
		if err == nil {
			err = rules.Validate()
		}
		var field *routing.FieldError
		switch {
		case errors.As(err, &field):
			return wrong("inbox.rules."+field.Field, field.Rule)
		case r.Capacity < 0:
			return wrong("inbox.capacity", "not negative")
		case r.Reopen < 0:
			return wrong("inbox.reopen", "not negative")
		}
		if errors.As(checkAutoReplies(r.AutoReplies), &field) {
			return wrong("inbox."+field.Field, field.Rule)
		}
		return checkID("inbox.id", r.ID, joint)
	case Agent:
		if r.Capacity < 0 {
			return wrong("agent.capacity", "not negative")
		}
		return cmp.Or(checkID("agent.id", r.ID, ""), routing.CheckSkills("agent.skills", r.Skills))
	case Seat:
		switch {
		case r.Level < 0 || r.Level > routing.MaxLevel:
			return wrong("seat.level", "1 to 100")
		case r.Capacity != nil && *r.Capacity < 0:
			return wrong("seat.capacity", "not negative")
		}
	case Account:
		return checkID("account.id", r.ID, joint)
	default: // what the engine keeps, nobody saves over
		return wrong("record", "an account, an inbox, an agent or a seat")
	}
	return nil
}

// belongs are the records that one names, and which must be its organization's.
func belongs(r Record) []Want {
	switch r := r.(type) {
	case Account:
		if r.Inbox != "" {
			return []Want{inboxKey(r.Inbox)}
		}
	case Seat:
		return []Want{inboxKey(r.Inbox), agentKey(r.Agent)}
	}
	return nil
}

// owner is whose a record is that is saved, and what that field is called; a seat is
// its inbox's.
func owner(r Record) (o OrganizationID, field string) {
	switch r := r.(type) {
	case Account:
		return r.Organization, "account.organization"
	case Inbox:
		return r.Organization, "inbox.organization"
	case Agent:
		return r.Organization, "agent.organization"
	default:
		return "", ""
	}
}

// checkOwners returns an error for what would be given from one organization to
// another, or names what is not there. States are of the records and of what they
// name, as far as these are stored.
func checkOwners(records []Record, states []State) error {
	owners := map[Key]OrganizationID{}
	for _, s := range states {
		owners[s.Record.Key()], _ = owner(s.Record)
	}
	seen := map[Key]bool{}
	for _, r := range records {
		k := r.Key()
		o, field := owner(r)
		if seen[k] {
			return wrong("record", "each once in a call")
		}
		if was, stored := owners[k]; stored && was != o {
			return wrong(field, "as it was: another organization has this id")
		}
		owners[k], seen[k] = o, true
	}
	for _, r := range records {
		switch r := r.(type) {
		case Account:
			if of, ok := owners[inboxKey(r.Inbox)]; r.Inbox != "" && (!ok || of != r.Organization) {
				return wrong("account.inbox", "an inbox of the account's organization")
			}
		case Seat:
			of, ok := owners[inboxKey(r.Inbox)]
			if !ok {
				return wrong("seat.inbox", "an inbox that is there")
			}
			if a, ok := owners[agentKey(r.Agent)]; !ok || a != of {
				return wrong("seat.agent", "an agent of the inbox's organization")
			}
		}
	}
	return nil
}
