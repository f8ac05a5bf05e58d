package wire_test

import (
	"strings"
	"testing"
	"time"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/whatsapp"
)

func TestHistory(t *testing.T) {
	t.Parallel()
	business, other := whatsapp.Address{Phone: "15550100001"}, whatsapp.Address{Phone: "15550101002"}
	chunk := whatsapp.Notice{Origin: origin(), Field: "history"}
	past := func(id whatsapp.MessageID, second int64, kind string, c whatsapp.Content) whatsapp.Message {
		return whatsapp.Message{ID: id, At: time.Unix(1770000000+second, 0).UTC(), Type: kind, Content: c, Field: "history"}
	}
	reads(t, "notices-history.json",
		&whatsapp.HistoryChunk{Notice: chunk, Phase: 0, Order: 2, Progress: 55},
		&whatsapp.Past{
			Origin: origin(), Message: past("wamid.SEkx", 1, "text", whatsapp.Text{Body: "Hello"}),
			From: business, To: whatsapp.Address{Phone: "15550101001"},
			Peer: ada(), Parent: adaParent, Profile: whatsapp.Profile{Username: "@ada"}, Status: "READ",
		},
		&whatsapp.Past{
			Origin: origin(), Message: past("wamid.SEky", 2, "media_placeholder", whatsapp.MediaPlaceholder{}),
			From: ada(), Peer: ada(), Parent: adaParent, Profile: whatsapp.Profile{Username: "@ada"}, Status: "PLAYED",
		},
		&whatsapp.Past{
			Origin: origin(), Message: past("wamid.SEkz", 3, "text", whatsapp.Text{Body: "Hi"}),
			From: other, Peer: other, Status: "DELIVERED",
		},
		&whatsapp.Past{
			Origin: origin(),
			Message: past("wamid.SEky", 2, "image", whatsapp.Media{
				Type: whatsapp.KindImage, ID: "1055550400000003", MIME: "image/jpeg", SHA256: "aGFzaA==",
			}),
			From: whatsapp.Address{Phone: "15550101001"}, Peer: ada(), Profile: whatsapp.Profile{Name: "Ada"},
		},
		&whatsapp.Past{
			Origin:  origin(),
			Message: past("wamid.SEk0", 4, "video", whatsapp.Media{Type: whatsapp.KindVideo, ID: "1055550400000004"}),
			From:    business, To: other, Peer: other,
		},
		&whatsapp.HistoryChunk{Notice: chunk, Failures: []whatsapp.Failure{{
			Code: 2593109, Title: "Sharing is off", Message: "Sharing is off", Details: "The business does not share its history.",
			Class: class(2593109),
		}}},
	)
}

// TestHistoryRaw: a chunk keeps its bytes but for the messages, which keep
// their own.
func TestHistoryRaw(t *testing.T) {
	t.Parallel()
	body := `{"entry":[{"changes":[{"field":"history","value":{"history":[{"metadata":{"phase":1},"later":1,"threads":[` +
		`{"id":"1","messages":[{"id":"a"},{"id":"b"}],"more":2},{"messages":[ {"id":"c"} ]}]}]}}]}]}`
	got, err := wire.Decode([]byte(body))
	if err != nil || len(got) != 4 {
		t.Fatal(got, err)
	}
	n, _ := whatsapp.Noticed(got[0])
	mustEqual(t, n.Raw, whatsapp.Raw(`{"metadata":{"phase":1},"later":1,"threads":[{"id":"1","messages":[],"more":2},{"messages":[]}]}`))
	p, _ := got[3].(*whatsapp.Past)
	mustEqual(t, p.Raw, whatsapp.Raw(`{"id":"c"}`))
}

// TestHistoryWithoutEnvelope: the platform's sample of a declined history is
// the value alone.
func TestHistoryWithoutEnvelope(t *testing.T) {
	t.Parallel()
	got, err := wire.Decode([]byte(`{"messaging_product":"whatsapp","metadata":{"phone_number_id":"1055550100000001"},` +
		`"history":[{"errors":[{"code":2593109}]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	mustEqual(t, strip(got), []whatsapp.Event{&whatsapp.HistoryChunk{
		Notice:   whatsapp.Notice{Origin: whatsapp.Origin{Number: "1055550100000001"}, Field: "history"},
		Failures: []whatsapp.Failure{{Code: 2593109, Class: class(2593109)}},
	}})
}

func TestHistoryIsolation(t *testing.T) {
	t.Parallel()
	got, err := wire.Decode([]byte(`{"entry":[{"changes":[{"field":"history","value":{"history":[7,{"threads":{}},` +
		`{"threads":[1,{"messages":2},{"messages":[3,{"id":"a"}]}]},{}]}}]}]}`))
	const value = "entry[0].changes[0].value.history"
	mustEqual(t, parts(t, err), []provider.Unread{
		{Path: value + "[0]", Reason: "not an object", Raw: []byte("7")},
		{Path: value + "[1].threads", Reason: "not an array", Raw: []byte("{}")},
		{Path: value + "[2].threads[0]", Reason: "not an object", Raw: []byte("1")},
		{Path: value + "[2].threads[1].messages", Reason: "not an array", Raw: []byte("2")},
		{Path: value + "[2].threads[2].messages[0]", Reason: "not an object", Raw: []byte("3")},
	})
	if len(got) != 3 {
		t.Errorf("%d events, want two chunks and a message", len(got))
	}
}

// TestHistoryTooLong: the messages of a history count as all items do.
func TestHistoryTooLong(t *testing.T) {
	t.Parallel()
	thread := `{"messages":[` + strings.Repeat(`{},`, 5999) + `{}]}`
	got, err := wire.Decode([]byte(`{"entry":[{"changes":[{"field":"history","value":{"history":[{"threads":[` +
		thread + `,` + thread + `]}]}}]}]}`))
	unread := parts(t, err)
	if len(got) != 6000 || len(unread) != 1 || unread[0].Path != "entry[0].changes[0].value.history[0].threads[1].messages" {
		t.Errorf("%d events, %d unread, the first %q", len(got), len(unread), unread[0].Path)
	}
}
