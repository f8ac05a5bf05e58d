package wire_test

import (
	"testing"
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// ada is the customer of the fixtures with a parent id.
func ada() whatsapp.Address {
	return whatsapp.Address{Phone: "15550101001", User: "US.1055550300000001"}
}

const adaParent = "US.ENT.1055550310000001"

func TestUserNotices(t *testing.T) {
	t.Parallel()
	lead := ofNumber("automatic_events", 0)
	lead.At = time.Time{}
	reads(t, "notices-user.json",
		&whatsapp.UserPreference{
			Notice: ofNumber("user_preferences", 110), User: whatsapp.Address{Phone: "15550101002"},
			Category: "marketing_messages", Value: "stop", Detail: "Stopped",
		},
		&whatsapp.UserPreference{
			Notice: ofNumber("user_preferences", 111), User: ada(), Parent: adaParent,
			Profile:  whatsapp.Profile{Name: "Ada", Username: "@ada"},
			Category: "marketing_messages", Value: "signup", Detail: "Signed up", SignupID: "1055550900000001",
		},
		&whatsapp.UserAction{
			Notice: ofNumber("messages.user_actions", 112), Type: "marketing_messages_link_click",
			Component: "cta", Product: "p1", ClickID: "c1", Tracking: "t1",
		},
		&whatsapp.AutomaticEvent{
			Notice: ofNumber("automatic_events", 113), Message: "wamid.QVUx", Name: "Purchase", ClickID: "clid1",
			Currency: "EUR", Value: "25.5",
		},
		&whatsapp.AutomaticEvent{Notice: lead, Message: "wamid.QVUy", Name: "LeadSubmitted"},
		&whatsapp.StateSync{
			Notice: ofNumber("smb_app_state_sync", 114), Type: "contact", Action: "add", Contact: ada(), Parent: adaParent,
			Username: "@ada", Country: "US", FullName: "Ada L.", FirstName: "Ada",
		},
		&whatsapp.StateSync{
			Notice: ofNumber("smb_app_state_sync", 115), Type: "contact", Action: "remove",
			Contact: whatsapp.Address{Phone: "15550101002"},
		},
	)
}
