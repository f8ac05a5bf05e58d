package wire

import (
	"strings"

	"github.com/wainbox/wainbox/whatsapp"
)

// groupField is the field that an update of a type is usual in.
func groupField(kind string) string {
	switch {
	case strings.HasPrefix(kind, "group_participants_"), strings.HasPrefix(kind, "group_join_request_"):
		return fieldGroupParticipants
	case kind == "group_settings_update":
		return fieldGroupSettings
	case strings.HasPrefix(kind, "group_suspend"):
		return fieldGroupStatus
	default:
		return fieldGroupLifecycle
	}
}

func groupObject(e *whatsapp.GroupUpdate) object {
	o := object{
		{"timestamp", stamp(e.At)},
		{"group_id", e.Group},
		{"type", e.Type},
		{"request_id", e.Request},
		{"subject", e.Subject},
		{"description", e.Description},
		{"invite_link", e.InviteLink},
		{"join_approval_mode", e.JoinMode},
		{"reason", e.Reason},
		{"initiated_by", e.By},
		{"added_participants", each(e.Added, participantObject)},
		{"removed_participants", each(e.Removed, participantObject)},
		{"failed_participants", each(e.Failed, participantObject)},
		{"join_request_id", e.JoinRequest},
	}
	o = append(append(o, personMembers(&e.Joining)...), member{"errors", failureObjects(e.Failures)})
	for _, s := range e.Settings {
		o = append(o, member{s.Name, object{
			{"text", s.Text},
			{"mime_type", s.MIME},
			{"sha256", s.SHA256},
			{"update_successful", s.Done},
			{"errors", failureObjects(s.Failures)},
		}})
	}
	return o
}

func participantObject(p *whatsapp.Participant) object {
	return append(personMembers(p), object{{"input", p.Input}, {"errors", failureObjects(p.Failures)}}...)
}

func personMembers(p *whatsapp.Participant) object {
	return object{{"wa_id", p.Phone}, {"user_id", p.User}, {"parent_user_id", p.Parent}, {"username", p.Username}}
}
