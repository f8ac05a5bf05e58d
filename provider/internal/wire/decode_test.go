package wire_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/whatsapp"
)

// origin is that of most fixtures.
func origin() whatsapp.Origin {
	return whatsapp.Origin{Number: "1055550100000001", Display: "15550100001", WABA: "1055550199000001"}
}

// at is a moment of the fixtures.
func at(seconds int64) time.Time { return time.Unix(1780000000+seconds, 0).UTC() }

// load decodes a fixture.
func load(t *testing.T, name string) ([]whatsapp.Event, error) {
	t.Helper()
	body, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return wire.Decode(body)
}

// withoutRaw leaves out the bytes, which TestRaw and the fuzz test look at.
func withoutRaw() cmp.Option {
	return cmp.Options{
		cmpopts.IgnoreFields(whatsapp.Message{}, "Raw"),
		cmpopts.IgnoreFields(whatsapp.Status{}, "Raw"),
		cmpopts.IgnoreFields(whatsapp.Fault{}, "Raw"),
	}
}

func mustEqual(t *testing.T, got, want any, opts ...cmp.Option) {
	t.Helper()
	if diff := cmp.Diff(want, got, opts...); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// parts is the unread parts of a decode error.
func parts(t *testing.T, err error) []provider.Unread {
	t.Helper()
	var d *provider.DecodeError
	if !errors.As(err, &d) || len(d.Parts) == 0 {
		t.Fatalf("not a DecodeError with parts: %v", err)
	}
	return d.Parts
}

func TestText(t *testing.T) {
	t.Parallel()
	got, err := load(t, "text.json")
	if err != nil {
		t.Fatal(err)
	}
	mustEqual(t, got, []whatsapp.Event{
		&whatsapp.Received{
			Origin: origin(),
			Message: whatsapp.Message{
				ID: "wamid.VEVYVDE=", At: at(1), Type: "text", Field: "messages",
				Content: whatsapp.Text{Body: "Is \"Aurora\" in stock?\nGrüße 😀 https://example.com"},
				Raw: `{"from":"4915100000001","id":"wamid.VEVYVDE=","timestamp":"1780000001","type":"text","text":` +
					`{"body":"Is \"Aurora\" in stock?\nGr\u00fc\u00dfe \ud83d\ude00 https:\/\/example.com"}}`,
			},
			From:    whatsapp.Address{Phone: "4915100000001", User: "DE.1055550300000001"},
			Profile: whatsapp.Profile{Name: "Jörg 👋", Username: "@joerg"},
		},
	})
}

func TestEchoes(t *testing.T) {
	t.Parallel()
	got, err := load(t, "echoes.json")
	if err != nil {
		t.Fatal(err)
	}
	customer := whatsapp.Address{Phone: "15550101001", User: "US.1055550300000002"}
	const phone = "smb_message_echoes"
	mustEqual(t, got, []whatsapp.Event{
		&whatsapp.Echo{
			Origin: origin(), From: "15550100001", To: customer,
			Message: whatsapp.Message{ID: "wamid.RTE=", At: at(71), Type: "text", Field: phone, Content: whatsapp.Text{Body: "From the phone"}},
		},
		&whatsapp.Echo{
			Origin: origin(), From: "15550100001", To: customer,
			Message: whatsapp.Message{ID: "wamid.RTI=", At: at(72), Type: "revoke", Field: phone, Content: whatsapp.Revoke{Original: "wamid.RTE="}},
		},
		&whatsapp.Echo{
			Origin: origin(), From: "15550100001", To: whatsapp.Address{Group: "Z3JvdXAx"},
			Message: whatsapp.Message{ID: "wamid.RTM=", At: at(73), Type: "text", Field: phone, Content: whatsapp.Text{Body: "To all"}},
		},
		&whatsapp.Echo{
			Origin: origin(), From: "15550100001", To: whatsapp.Address{Group: "Z3JvdXAy"},
			Message: whatsapp.Message{
				ID: "wamid.RTQ=", At: at(74), Type: "image", Field: "message_echoes",
				Content: whatsapp.Media{Type: whatsapp.KindImage, ID: "1055550400000009"},
			},
		},
		&whatsapp.Unknown{Notice: whatsapp.Notice{Origin: origin(), Field: "message_echoes.statuses", At: at(70), Raw: `[{"id": "wamid.RTU="}]`}},
		&whatsapp.Unknown{Notice: whatsapp.Notice{Origin: origin(), Field: "message_echoes.message_creation", At: at(70), Raw: `{"by": "bot"}`}},
	}, withoutRaw())
}

// TestContext reads what ties a message to another; the contents of the same
// fixtures are in TestContents.
func TestContext(t *testing.T) {
	t.Parallel()
	media, err := load(t, "media.json")
	if err != nil {
		t.Fatal(err)
	}
	replies, err := load(t, "replies.json")
	if err != nil {
		t.Fatal(err)
	}
	products, err := load(t, "context.json")
	if err != nil {
		t.Fatal(err)
	}
	got := map[whatsapp.MessageID]whatsapp.Context{}
	for _, e := range slices.Concat(media, replies, products) {
		if r := received(t, e); r.Context != (whatsapp.Context{}) {
			got[r.ID] = r.Context
		}
	}
	mustEqual(t, got, map[whatsapp.MessageID]whatsapp.Context{
		"wamid.QVVE": {Forwarded: true},
		"wamid.RE9D": {Frequently: true},
		"wamid.QlRO": {ReplyTo: "wamid.U0VOVDE=", From: "15550100001"},
		"wamid.UFJP": {
			ReplyTo: "wamid.Q0FU", From: "15550100001",
			Product: whatsapp.ProductRef{Catalog: "7001", Product: "lamp-1"},
		},
	})
}

// TestReferral reads the advertisement that a message came from, and who wrote
// it; what is no object is none.
func TestReferral(t *testing.T) {
	t.Parallel()
	events, err := load(t, "context.json")
	if err != nil {
		t.Fatal(err)
	}
	first, second, third := received(t, events[0]), received(t, events[1]), received(t, events[2])
	mustEqual(t, first.Referral, &whatsapp.Referral{
		SourceURL: "https://example.com/ad", SourceID: "1055550600000001", SourceType: "ad", Headline: "Lamps",
		Body: "Bränd new", MediaType: "image", ImageURL: "https://example.com/i", VideoURL: "https://example.com/v",
		Thumbnail: "https://example.com/t", ClickID: "click-1", Welcome: "Hello!", Ref: "r1",
	})
	if second.Referral != nil || third.Referral != nil || third.Context != (whatsapp.Context{}) {
		t.Error("a referral or context from nothing")
	}
	profile := whatsapp.Profile{Name: "Jo", Username: "@jo", Country: "US", IdentityKey: "a2V5"}
	mustEqual(t, first.Parent, whatsapp.UserID("US.ENT.1055550300000009"))
	mustEqual(t, second.Parent, whatsapp.UserID("US.ENT.1055550300000003"))
	mustEqual(t, second.From, whatsapp.Address{Phone: "15550101001", User: "US.1055550300000002"})
	mustEqual(t, second.Profile, profile)
	mustEqual(t, third.Profile, whatsapp.Profile{})
}

// TestEchoPeople reads whom an echo went to and what wrote it.
func TestEchoPeople(t *testing.T) {
	t.Parallel()
	events, err := wire.Decode([]byte(`{"entry":[{"changes":[{"field":"message_echoes","value":{` +
		`"contacts":[{"user_id":"US.1","parent_user_id":"US.ENT.1"}],"message_echoes":[` +
		`{"to_user_id":"US.1","message_creation_type":"created_by_1p_bot"},` +
		`{"to_user_id":"US.1","to_parent_user_id":"US.ENT.2","type":"interactive","interactive":{"type":"button"}}]}}]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	mustEqual(t, events, []whatsapp.Event{
		&whatsapp.Echo{
			To: whatsapp.Address{User: "US.1"}, Parent: "US.ENT.1", Creator: "created_by_1p_bot",
			Message: whatsapp.Message{Field: "message_echoes", Content: whatsapp.UnknownContent{}},
		},
		&whatsapp.Echo{
			To: whatsapp.Address{User: "US.1"}, Parent: "US.ENT.2",
			Message: whatsapp.Message{Type: "interactive", Field: "message_echoes", Content: whatsapp.UnknownContent{}},
		},
	}, withoutRaw())
}

func received(t *testing.T, e whatsapp.Event) *whatsapp.Received {
	t.Helper()
	r, ok := e.(*whatsapp.Received)
	if !ok {
		t.Fatalf("a %T, not a received message", e)
	}
	return r
}
