package wire_test

import (
	"testing"

	"github.com/wainbox/wainbox/whatsapp"
)

func TestContents(t *testing.T) {
	t.Parallel()
	type row struct {
		ID      whatsapp.MessageID
		Type    string
		Content whatsapp.Content
	}
	unknown := whatsapp.UnknownContent{}
	tests := map[string][]row{
		"media.json": {
			{"wamid.SU1H", "image", whatsapp.Media{
				Type: whatsapp.KindImage, ID: "1055550400000001", Link: "https://media.example.com/1",
				MIME: "image/jpeg", SHA256: "aGFzaDE=", Caption: "The scratch",
			}},
			{"wamid.VklE", "video", whatsapp.Media{Type: whatsapp.KindVideo, ID: "1055550400000002", MIME: "video/mp4", SHA256: "aGFzaDI="}},
			{"wamid.QVVE", "audio", whatsapp.Media{
				Type: whatsapp.KindAudio, ID: "1055550400000003", MIME: "audio/ogg; codecs=opus", SHA256: "aGFzaDM=", Voice: true,
			}},
			{"wamid.RE9D", "document", whatsapp.Media{
				Type: whatsapp.KindDocument, ID: "1055550400000004", MIME: "application/pdf", SHA256: "aGFzaDQ=",
				Caption: "Invoice", Filename: "invoice 7.pdf",
			}},
			{"wamid.U1RL", "sticker", whatsapp.Media{
				Type: whatsapp.KindSticker, ID: "1055550400000005", MIME: "image/webp", SHA256: "aGFzaDU=", Animated: true,
			}},
		},
		"replies.json": {
			{"wamid.QlRO", "button", whatsapp.Button{Text: "Yes, please", Payload: "yes-please"}},
			{"wamid.UkVQ", "interactive", whatsapp.ButtonReply{ID: "slot-1", Title: "Monday"}},
			{"wamid.TElT", "interactive", whatsapp.ListReply{ID: "size-m", Title: "Medium", Description: "Fits most"}},
			{"wamid.RkxP", "interactive", whatsapp.FlowReply{Name: "flow", Body: "Sent", Response: `{"stars":"5","flow_token":"t1"}`}},
			{"wamid.RkxQ", "interactive", whatsapp.FlowReply{Name: "address_message", Body: "Sent", Response: `{"city": "Springfield"}`}},
			{"wamid.Q0FM", "interactive", whatsapp.CallPermissionReply{Response: "accept", Source: "user_action", Expires: 1780600000}},
			{"wamid.UkVB", "reaction", whatsapp.Reaction{To: "wamid.U0VOVDE=", Emoji: "👍"}},
			{"wamid.UkVC", "reaction", whatsapp.Reaction{To: "wamid.U0VOVDE="}},
			{"wamid.UkVD", "reaction", whatsapp.Reaction{To: "wamid.U0VOVDE="}},
		},
		"contents.json": {
			{"wamid.TE9DQQ==", "location", whatsapp.Location{
				Latitude: 52.52, Longitude: -13.405, Name: "Workshop", Address: "1 Example Street", URL: "https://example.com/map",
			}},
			{"wamid.TE9DQg==", "location", whatsapp.Location{Latitude: 52.52, Longitude: -13.405}},
			{"wamid.TE9DQw==", "location", unknown},
			{"wamid.TE9DRA==", "location", unknown},
			{"wamid.Q09OQQ==", "contacts", whatsapp.Contacts{
				{
					Name: whatsapp.ContactName{
						Formatted: "Dr. Robin Q. Example Jr.", First: "Robin", Last: "Example", Middle: "Q.", Suffix: "Jr.", Prefix: "Dr.",
					},
					Phones: []whatsapp.ContactPhone{
						{Phone: "+1 555 010 2001", WAID: "15550102001", User: "US.1055550300000021", Type: "CELL"},
						{Phone: "15550102002"},
					},
					Emails: []whatsapp.ContactEmail{{Email: "robin@example.com", Type: "WORK"}},
					Addresses: []whatsapp.ContactAddress{{
						Street: "1 Example Street", City: "Springfield", State: "EX", Zip: "12345", Country: "Nowhere", CountryCode: "nw", Type: "HOME",
					}},
					URLs:     []whatsapp.ContactURL{{URL: "https://example.com", Type: "HOME"}},
					Org:      &whatsapp.ContactOrg{Company: "Example Ltd", Department: "Lamps", Title: "Lead"},
					Birthday: "1985-02-28", VCard: "BEGIN:VCARD\nEND:VCARD", Origin: "other",
				},
				{Origin: "contact_request"},
			}},
			{"wamid.Q09OQg==", "contacts", unknown},
			{"wamid.T1JEQQ==", "order", whatsapp.Order{Catalog: "7001", Text: "Soon, please", Items: []whatsapp.OrderItem{
				{Product: "lamp-1", Quantity: 2, Price: "19.90", Currency: "EUR"},
				{Product: "22", Quantity: 3, Price: "7", Currency: "EUR"},
				{Product: "lamp-3", Quantity: 1, Price: "1e2"},
				{},
			}}},
			{"wamid.T1JEQg==", "order", unknown},
			{"wamid.U1lTQQ==", "system", whatsapp.System{
				Type: "user_changed_user_id", Body: "User changed",
				Now:       whatsapp.Address{Phone: "15550101002", User: "US.1055550300000022"},
				NowParent: "US.ENT.1055550300000023", Previous: "US.1055550300000002", PreviousParent: "US.ENT.1055550300000024",
			}},
			{"wamid.U1lTQg==", "system", whatsapp.System{
				Type: "user_changed_number", Body: "User changed", Now: whatsapp.Address{Phone: "15550101002"}, Customer: "15550101001",
			}},
			{"wamid.U1lTQw==", "system", whatsapp.System{
				Type: "customer_identity_changed", Body: "Identity changed",
				Identity: &whatsapp.Identity{Hash: "a2V5", Acknowledged: true, Created: 1780000000},
			}},
			{"wamid.U1lTRA==", "system", unknown},
			{"wamid.RURJQQ==", "edit", whatsapp.Edit{
				Original: "wamid.T1JH", Type: "text", Content: whatsapp.Text{Body: "Better"}, ReplyTo: "wamid.U0VOVDE=",
			}},
			{"wamid.RURJQg==", "edit", whatsapp.Edit{Original: "wamid.T1JH", Type: "image", Content: whatsapp.Media{
				Type: whatsapp.KindImage, ID: "1055550400000001", Caption: "New", MIME: "image/jpeg",
			}}},
			{"wamid.RURJQw==", "edit", whatsapp.Edit{Original: "wamid.T1JH", Type: "edit", Content: unknown}},
			{"wamid.RURJRA==", "edit", whatsapp.Edit{Original: "wamid.T1JH", Content: unknown}},
			{"wamid.UkVWQQ==", "revoke", whatsapp.Revoke{Original: "wamid.T1JH"}},
			{"wamid.TUVEQQ==", "media_placeholder", whatsapp.MediaPlaceholder{}},
			{"wamid.UEFZQQ==", "interactive", whatsapp.PaymentMethod{
				Method: "offsite_card_pay", Reference: "order-1", Credential: "1055550500000001", LastFour: "4242", Paid: 1780000500,
			}},
			{"wamid.SU5UQQ==", "interactive", unknown},
			{"wamid.SU5UQg==", "interactive", unknown},
			{"wamid.Tk9XQQ==", "", whatsapp.Location{Latitude: 1, Longitude: 2}},
		},
		"unknown.json": {
			{"", "", unknown},
			{"wamid.TE9D", "location", whatsapp.Location{Latitude: 52.5, Longitude: 13.4}},
			{"wamid.T1JE", "order", whatsapp.Order{Catalog: "7"}},
			{"wamid.U1lT", "system", whatsapp.System{
				Type: "user_changed_number", Body: "changed", Now: whatsapp.Address{Phone: "15550101002"},
			}},
			{"wamid.UkVX", "request_welcome", whatsapp.RequestWelcome{}},
			{"wamid.SU5U", "interactive", unknown},
			{"wamid.UEFZ", "interactive", whatsapp.PaymentMethod{Reference: "r"}},
			{"wamid.VU5T", "unsupported", whatsapp.Unsupported{Type: "poll"}},
			{"wamid.VU5L", "unknown", whatsapp.Unsupported{}},
			{"wamid.VU5M", "unknown", unknown},
			{"wamid.Tk9U", "", whatsapp.Text{Body: "no type"}},
			{"wamid.Tk9V", "", unknown},
			{"wamid.T0RE", "text", unknown},
			{"wamid.T0RF", "text", unknown},
		},
	}
	for name, want := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			events, err := load(t, name)
			if err != nil {
				t.Fatal(err)
			}
			var got []row
			for _, e := range events {
				r := received(t, e)
				got = append(got, row{r.ID, r.Type, r.Content})
			}
			mustEqual(t, got, want)
		})
	}
}

// TestMessageFailures reads why a message came incomplete: details stand in one
// place now and stood in another before, and a code may be a string.
func TestMessageFailures(t *testing.T) {
	t.Parallel()
	events, err := load(t, "unknown.json")
	if err != nil {
		t.Fatal(err)
	}
	mustEqual(t, received(t, events[7]).Failures, []whatsapp.Failure{{
		Code: 131051, Title: "Message type unknown", Message: "Message type unknown",
		Details: "Message type is currently not supported.", Class: whatsapp.FixContent,
	}})
	mustEqual(t, received(t, events[8]).Failures, []whatsapp.Failure{
		{Code: 131051, Title: "Unsupported", Details: "Not supported", Class: whatsapp.FixContent},
	})
	mustEqual(t, received(t, events[0]).Raw, whatsapp.Raw("{}"))

	events, err = load(t, "contents.json")
	if err != nil {
		t.Fatal(err)
	}
	mustEqual(t, received(t, events[19]).Failures, []whatsapp.Failure{{
		Code: 131000, Title: "Something went wrong", Details: "Unsupported webhook payload",
		Href: "https://example.com/errors", Class: whatsapp.RetryLater,
	}})
}

func TestIdentity(t *testing.T) {
	t.Parallel()
	events, err := load(t, "identity.json")
	if err != nil {
		t.Fatal(err)
	}
	type row struct {
		Content whatsapp.Content
		Seconds int64
		From    whatsapp.Address
		Profile whatsapp.Profile
		Group   whatsapp.GroupID
	}
	var got []row
	for _, e := range events {
		r := received(t, e)
		mustEqual(t, r.Origin, whatsapp.Origin{Number: "1055550100000001", Display: "+1 555-010-0001", WABA: "1055550199000001"})
		line := row{r.Content, 0, r.From, r.Profile, r.Group}
		if !r.At.IsZero() {
			line.Seconds = r.At.Unix() - at(0).Unix()
		}
		got = append(got, line)
	}
	mustEqual(t, got, []row{
		{
			whatsapp.Text{Body: "only a user id"},
			91,
			whatsapp.Address{User: "user.9055550a"},
			whatsapp.Profile{Name: "First", Username: "@first"},
			"",
		},
		{
			whatsapp.Text{Body: "user id in from"},
			92,
			whatsapp.Address{Phone: "15550101003", User: "US.1055550300000003"},
			whatsapp.Profile{Name: "Second"},
			"",
		},
		{whatsapp.Text{Body: "no contact of theirs"}, 93, whatsapp.Address{Phone: "15550101005"}, whatsapp.Profile{}, ""},
		{
			whatsapp.Text{Body: "42"},
			94,
			whatsapp.Address{Phone: "15550101004", User: "US.1055550300000004"},
			whatsapp.Profile{Name: "Fourth"},
			"",
		},
		{whatsapp.Text{Body: "nobody"}, 0, whatsapp.Address{}, whatsapp.Profile{}, ""},
		{whatsapp.Text{Body: "in a group"}, 0, whatsapp.Address{Phone: "15550101006"}, whatsapp.Profile{}, "Z3JvdXAx"},
	})
}
