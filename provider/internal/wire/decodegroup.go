package wire

import "github.com/wainbox/wainbox/whatsapp"

func (d *decoder) readGroup(v int) {
	d.emit(&whatsapp.GroupUpdate{
		Notice:      d.timed(d.field, d.member(v, "timestamp")),
		Type:        d.word(v, "type"),
		Group:       whatsapp.GroupID(d.word(v, "group_id")),
		Request:     d.word(v, "request_id"),
		Subject:     d.word(v, "subject"),
		Description: d.word(v, "description"),
		InviteLink:  d.word(v, "invite_link"),
		JoinMode:    d.word(v, "join_approval_mode"),
		Reason:      d.word(v, "reason"),
		By:          d.word(v, "initiated_by"),
		Added:       d.participants(d.member(v, "added_participants")),
		Removed:     d.participants(d.member(v, "removed_participants")),
		Failed:      d.participants(d.member(v, "failed_participants")),
		JoinRequest: d.word(v, "join_request_id"),
		Joining:     d.joining(v),
		Settings:    d.groupSettings(v),
		Failures:    d.failures(d.member(v, "errors")),
	})
}

func (d *decoder) participants(array int) []whatsapp.Participant {
	return elements(d, array, func(v int) whatsapp.Participant {
		p := d.joining(v)
		p.Input, p.Failures = d.word(v, "input"), d.failures(d.member(v, "errors"))
		return p
	})
}

// joining is the person that an object names.
func (d *decoder) joining(v int) whatsapp.Participant {
	return whatsapp.Participant{
		Address:  address(d.word(v, "wa_id"), d.word(v, "user_id")),
		Parent:   whatsapp.UserID(d.word(v, "parent_user_id")),
		Username: d.word(v, "username"),
	}
}

func (d *decoder) groupSettings(v int) []whatsapp.GroupSetting {
	var list []whatsapp.GroupSetting
	for _, name := range [...]string{"profile_picture", "group_subject", "group_description"} {
		s := d.object(v, name)
		if s == 0 {
			continue
		}
		list = append(list, whatsapp.GroupSetting{
			Name: name, Text: d.word(s, "text"), MIME: d.word(s, "mime_type"), SHA256: d.word(s, "sha256"),
			Done: d.flag(d.member(s, "update_successful")), Failures: d.failures(d.member(s, "errors")),
		})
	}
	return list
}
