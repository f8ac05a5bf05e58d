package wire

import (
	"cmp"

	"github.com/wainbox/wainbox/whatsapp"
)

func numberObject(e whatsapp.Event) (field string, o object) {
	switch e := e.(type) {
	case *whatsapp.NumberQuality:
		return fieldNumberQuality, object{
			{"event", e.Event},
			{"old_limit", string(e.OldLimit)},
			{"current_limit", string(e.CurrentLimit)},
			{"max_daily_conversations_per_business", digits(string(e.MaxDaily))},
		}
	case *whatsapp.NumberName:
		return fieldNumberName, object{
			{"decision", e.Decision}, {"requested_verified_name", e.Name}, {"rejection_reason", e.Reason},
		}
	case *whatsapp.UsernameUpdate:
		return fieldUsername, object{{"username", e.Username}, {"status", e.Status}}
	case *whatsapp.Security:
		return fieldSecurity, object{{"event", e.Event}, {"requester", e.Requester}}
	default:
		return "", nil
	}
}

func settingsObject(e *whatsapp.AccountSettings) object {
	return object{
		{"messaging_product", "whatsapp"},
		{"timestamp", stamp(e.At)},
		{"type", e.Type},
		{"phone_number_settings", object{{"phone_number_id", e.Number}, {"calling", e.Calling}}},
	}
}

func handoverObject(e *whatsapp.Handover) object {
	var summary object
	if e.Summary != "" {
		summary = object{{"type", "summary"}, {"summary", object{{"text", e.Summary}}}}
	}
	return object{
		{"messaging_product", "whatsapp"},
		{"sender", some(object{{"phone_number", e.Sender}})},
		{"recipient", metadata(e.Origin)},
		{"type", e.Type},
		{"timestamp", stamp(e.At)},
		{cmp.Or(e.Type, "control_passed"), object{
			{"previous_owner_role", e.Previous},
			{"new_owner_role", e.New},
			{"metadata", e.Metadata},
			{"conversation_context", summary},
		}},
	}
}
