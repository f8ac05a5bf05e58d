package wire_test

import (
	"testing"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/whatsapp"
)

func TestStandby(t *testing.T) {
	t.Parallel()
	message := func(id whatsapp.MessageID, second int64, kind string, c whatsapp.Content) whatsapp.Message {
		return whatsapp.Message{ID: id, At: at(second), Type: kind, Content: c, Field: "standby"}
	}
	to := whatsapp.Address{Phone: "15550101001"}
	answer := message("wamid.U1Qy", 141, "text", whatsapp.Text{Body: "It is."})
	answer.Context.ReplyTo = "wamid.U1Qx"
	reads(t, "notices-standby.json",
		&whatsapp.Received{
			Origin: origin(), Message: message("wamid.U1Qx", 140, "text", whatsapp.Text{Body: "Is it on?"}),
			From: to, Profile: whatsapp.Profile{Name: "Ada"},
		},
		&whatsapp.Echo{Origin: origin(), Message: answer, To: to},
		&whatsapp.Echo{
			Origin: origin(), To: to,
			Message: message("wamid.U1Qz", 142, "image", whatsapp.Media{
				Type: whatsapp.KindImage, Link: "https://example.com/lamp.jpg", Caption: "Lamp",
			}),
		},
		&whatsapp.Echo{
			Origin: origin(), Message: message("wamid.U1Q0", 143, "template", whatsapp.UnknownContent{}),
			To: whatsapp.Address{User: "US.1055550300000001"},
		},
		&whatsapp.Status{
			Origin: origin(), ID: "wamid.U1Qy", State: whatsapp.Read, At: at(144), Recipient: to, Field: "standby",
		},
	)
}

// TestStandbyParts: what stands beside the lists is kept, and what is no object
// is unread.
func TestStandbyParts(t *testing.T) {
	t.Parallel()
	got, err := wire.Decode([]byte(`{"entry":[{"changes":[{"field":"standby","value":{"later":1,"standby":{"messages":[{"id":"a"}],"more":2}}},` +
		`{"field":"standby","value":{"standby":{"odd":3}}},{"field":"standby","value":{"standby":[{}]}}]}]}`))
	mustEqual(t, parts(t, err), []provider.Unread{
		{Path: "entry[0].changes[2].value.standby", Reason: "not an object", Raw: []byte("[{}]")},
	})
	unknown := func(field string, raw whatsapp.Raw) whatsapp.Event {
		return &whatsapp.Unknown{Notice: whatsapp.Notice{Field: field, Raw: raw}}
	}
	mustEqual(t, strip(got), []whatsapp.Event{
		unknown("standby.later", "1"),
		&whatsapp.Received{Message: whatsapp.Message{ID: "a", Field: "standby", Content: whatsapp.UnknownContent{}}},
		unknown("standby.more", "2"),
		unknown("standby.standby", `{"odd":3}`),
	})
}
