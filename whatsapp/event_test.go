package whatsapp_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/whatsapp"
)

func TestKeysTellEventsApart(t *testing.T) {
	t.Parallel()
	origin := whatsapp.Origin{Number: "100", WABA: "200"}
	events := []whatsapp.Event{
		&whatsapp.Received{Origin: origin, Message: whatsapp.Message{ID: "wamid.1"}},
		&whatsapp.Received{Origin: origin, Message: whatsapp.Message{ID: "wamid.2"}},
		&whatsapp.Received{Origin: origin, Message: whatsapp.Message{Raw: "{}"}},
		&whatsapp.Received{Origin: origin, Message: whatsapp.Message{Raw: `{"a":1}`}},
		&whatsapp.Status{Origin: origin, ID: "wamid.1", State: whatsapp.Sent, At: at(1)},
		&whatsapp.Status{Origin: origin, ID: "wamid.1", State: whatsapp.Read, At: at(1)},
		&whatsapp.Status{Origin: origin, ID: "wamid.1", State: whatsapp.Read, At: at(2)},
		&whatsapp.Status{Origin: origin, ID: "wamid.1", State: whatsapp.Read, At: at(2), Recipient: whatsapp.Address{Phone: "1"}},
		&whatsapp.Fault{Notice: whatsapp.Notice{Origin: origin, Raw: `{"code":1}`}},
		&whatsapp.Unknown{Notice: whatsapp.Notice{Origin: origin, Field: "flows", Raw: "{}"}},
		&whatsapp.Unknown{Notice: whatsapp.Notice{Origin: origin, Field: "flows", Raw: "{}", At: at(1)}},
		&whatsapp.Unknown{Notice: whatsapp.Notice{Origin: whatsapp.Origin{WABA: "200"}, Field: "flows", Raw: "{}"}},
	}
	seen := map[string]int{}
	for i, e := range events {
		key := e.Key()
		require.Equal(t, key, e.Key(), "a key is stable")
		if j, ok := seen[key]; ok {
			t.Errorf("events %d and %d have one key", i, j)
		}
		seen[key] = i
	}
}

func TestAGroupIsAnsweredInTheGroup(t *testing.T) {
	t.Parallel()
	r := whatsapp.Received{From: whatsapp.Address{Phone: "1"}}
	require.Equal(t, whatsapp.Address{Phone: "1"}, r.Peer())
	r.Group = "g"
	require.Equal(t, whatsapp.Address{Group: "g"}, r.Peer())
}

func TestAddressesOverlapByAnySharedName(t *testing.T) {
	t.Parallel()
	both := whatsapp.Address{Phone: "1", User: "DE.1"}
	require.True(t, both.Overlaps(whatsapp.Address{Phone: "1"}))
	require.True(t, both.Overlaps(whatsapp.Address{User: "DE.1", Phone: "2"}))
	require.False(t, both.Overlaps(whatsapp.Address{Phone: "2"}))
	require.False(t, whatsapp.Address{}.Overlaps(whatsapp.Address{}))
	require.False(t, both.Overlaps(whatsapp.Address{Group: "g", Phone: "1"}))
	require.Equal(t, "4915100", whatsapp.Phone("+49 151-00").Digits())
}

func TestTextOfIsWhatAReaderSees(t *testing.T) {
	t.Parallel()
	for _, c := range []whatsapp.Content{
		whatsapp.Text{Body: "x"},
		whatsapp.Media{Caption: "x"},
		whatsapp.Reaction{Emoji: "x"},
		whatsapp.Button{Text: "x"},
		whatsapp.ButtonReply{Title: "x"},
		whatsapp.ListReply{Title: "x"},
		whatsapp.FlowReply{Body: "x"},
	} {
		require.Equal(t, "x", whatsapp.TextOf(c), "%T", c)
	}
	require.Empty(t, whatsapp.TextOf(whatsapp.Unsupported{}))
	require.Empty(t, whatsapp.TextOf(nil))
}

func TestContentSurvivesStoring(t *testing.T) {
	t.Parallel()
	contents := []whatsapp.Content{
		whatsapp.Text{Body: "grüß dich 👋", PreviewURL: true},
		whatsapp.Media{Type: whatsapp.KindDocument, ID: "1", MIME: "application/pdf", SHA256: "aGk=", Caption: "c", Filename: "a.pdf"},
		whatsapp.Media{Type: whatsapp.KindAudio, ID: "2", Voice: true},
		whatsapp.Media{Type: whatsapp.KindSticker, ID: "3", Animated: true},
		whatsapp.Template{Name: "n", Language: "de", Components: []whatsapp.Component{{
			Type: "body", Parameters: []whatsapp.Parameter{
				{Type: "currency", Currency: &whatsapp.Currency{Fallback: "1 €", Code: "EUR", Amount1000: 1000}},
			},
		}}},
		whatsapp.Reaction{To: "wamid.1", Emoji: "👍"},
		whatsapp.Button{Text: "Yes", Payload: "y"},
		whatsapp.ButtonReply{ID: "y", Title: "Yes"},
		whatsapp.ListReply{ID: "r", Title: "Row", Description: "d"},
		whatsapp.FlowReply{Name: "flow", Body: "Sent", Response: `{"a":1}`},
		whatsapp.CallPermissionReply{Response: "accept", Source: "user_action", Expires: 1753186982},
		whatsapp.Unsupported{Type: "poll"},
		whatsapp.UnknownContent{},
	}
	for _, want := range contents {
		data, err := json.Marshal(want)
		require.NoError(t, err)
		got, err := whatsapp.DecodeContent(want.Kind(), data)
		require.NoError(t, err)
		require.Empty(t, cmp.Diff(want, got))
	}
	_, err := whatsapp.DecodeContent("hologram", nil)
	require.ErrorIs(t, err, whatsapp.ErrContentKind)
}
