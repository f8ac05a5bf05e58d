package wire_test

import (
	"testing"

	"github.com/wainbox/wainbox/whatsapp"
)

func TestGroupUpdates(t *testing.T) {
	t.Parallel()
	const group = "Z3JvdXAx"
	reads(t, "notices-group.json",
		&whatsapp.GroupUpdate{
			Notice: ofNumber("group_lifecycle_update", 120), Type: "group_create", Group: group, Request: "r1", Subject: "Lamps",
			Description: "All about lamps", InviteLink: "https://example.com/invite", JoinMode: "auto_approve",
		},
		&whatsapp.GroupUpdate{
			Notice: ofNumber("group_lifecycle_update", 121), Type: "group_create", Request: "r2",
			Failures: []whatsapp.Failure{{
				Code: 131215, Title: "Not eligible", Message: "Not eligible", Details: "No groups here.",
				Class: class(131215),
			}},
		},
		&whatsapp.GroupUpdate{Notice: ofNumber("group_lifecycle_update", 122), Type: "group_delete", Group: group, Request: "r3"},
		&whatsapp.GroupUpdate{
			Notice: ofNumber("group_participants_update", 123), Type: "group_participants_add", Group: group, Reason: "invite_link",
			Added: []whatsapp.Participant{
				{Address: ada(), Parent: adaParent, Username: "@ada"}, {Address: whatsapp.Address{User: "US.1055550300000002"}},
			},
		},
		&whatsapp.GroupUpdate{
			Notice: ofNumber("group_participants_update", 124), Type: "group_participants_remove", Group: group, Request: "r4",
			By: "business", Removed: []whatsapp.Participant{{Input: "15550101001"}},
			Failed: []whatsapp.Participant{{
				Input: "15550101003", Failures: []whatsapp.Failure{{
					Code: 131203, Title: "Not there", Message: "Not there", Class: class(131203),
				}},
			}},
		},
		&whatsapp.GroupUpdate{
			Notice: ofNumber("group_participants_update", 125), Type: "group_join_request_created", Group: group, JoinRequest: "j1",
			Joining: whatsapp.Participant{Address: whatsapp.Address{Phone: "15550101004", User: "US.1055550300000004"}},
		},
		&whatsapp.GroupUpdate{
			Notice: ofNumber("group_settings_update", 126), Type: "group_settings_update", Group: group, Request: "r5",
			Settings: []whatsapp.GroupSetting{
				{Name: "profile_picture", MIME: "image/jpeg", SHA256: "aGFzaA==", Done: true},
				{Name: "group_subject", Text: "Lights", Done: true},
				{Name: "group_description", Text: "Too long", Failures: []whatsapp.Failure{{
					Code: 100, Title: "Too long", Message: "Too long", Class: class(100),
				}}},
			},
		},
		&whatsapp.GroupUpdate{Notice: ofNumber("group_status_update", 127), Type: "group_suspend", Group: group},
		&whatsapp.GroupUpdate{Notice: ofNumber("group_status_update", 128), Type: "group_suspend_cleared", Group: group},
	)
}
