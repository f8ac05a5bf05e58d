package wire_test

import (
	"testing"

	"github.com/wainbox/wainbox/whatsapp"
)

func TestNumberNotices(t *testing.T) {
	t.Parallel()
	dialed := func(field string) whatsapp.Notice {
		n := notice(field)
		n.Display = "15550100001"
		return n
	}
	settings := ofNumber("account_settings_update", 90)
	settings.Display = ""
	taken := notice("messaging_handovers")
	taken.Number = "1055550100000001"
	reads(t, "notices-number.json",
		&whatsapp.NumberQuality{
			Notice: dialed("phone_number_quality_update"), Event: "UPGRADE",
			OldLimit: "TIER_250", CurrentLimit: "TIER_2K", MaxDaily: "2000",
		},
		&whatsapp.NumberName{
			Notice: dialed("phone_number_name_update"), Decision: "REJECTED", Name: "Lamps", Reason: "NAME_FORMAT_UNACCEPTABLE",
		},
		&whatsapp.UsernameUpdate{Notice: dialed("business_username_updates"), Username: "lamps", Status: "reserved"},
		&whatsapp.Security{Notice: dialed("security"), Event: "PIN_RESET_REQUEST", Requester: "1055550800000001"},
		&whatsapp.AccountSettings{
			Notice: settings, Type: "PHONE_NUMBER_SETTINGS",
			Calling: `{"status": "ENABLED", "call_hours": {"status": "DISABLED"}}`,
		},
		&whatsapp.Handover{
			Notice: ofNumber("messaging_handovers", 91), Type: "control_passed", Sender: "15550101001",
			Previous: "ai_agent", New: "customer_service", Metadata: "m", Summary: "Asked for a lamp.",
		},
		&whatsapp.Handover{Notice: taken, Type: "control_taken", Previous: "customer_service", New: "escalation"},
	)
}
