package simulator_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/provider/simulator"
)

const (
	buttons = `{"messaging_product":"whatsapp","to":"` + phone + `","type":"interactive","interactive":{"type":"button",` +
		`"body":{"text":"?"},"action":{"buttons":[{"type":"reply","reply":{"id":"y","title":"Yes"}}]}}}`
	list = `{"messaging_product":"whatsapp","to":"` + phone + `","type":"interactive","interactive":{"type":"list",` +
		`"body":{"text":"?"},"action":{"button":"b","sections":[{"rows":[{"id":"y","title":"Yes"}]}]}}}`
)

func TestInboundShapes(t *testing.T) {
	t.Parallel()
	type object = map[string]any
	tap := &simulator.Tap{ID: "y", Title: "Yes", Description: "of course"}
	tests := []struct {
		name   string
		first  string // a send before
		in     simulator.Inbound
		reply  bool // to that send
		kind   string
		object any
		about  bool // the context is that send
	}{
		{name: "text", in: simulator.Inbound{Text: "a"}, kind: "text", object: object{"body": "a"}},
		{name: "reply", first: hello, in: simulator.Inbound{Text: "a"}, reply: true, kind: "text", object: object{"body": "a"}, about: true},
		{name: "tap on a button", first: buttons, in: simulator.Inbound{Tap: tap}, kind: "interactive", about: true, object: object{
			"type": "button_reply", "button_reply": object{"id": "y", "title": "Yes"},
		}},
		{name: "tap on a list", first: list, in: simulator.Inbound{Tap: tap}, kind: "interactive", about: true, object: object{
			"type": "list_reply", "list_reply": object{"id": "y", "title": "Yes", "description": "of course"},
		}},
		{name: "tap on a template", first: hello, in: simulator.Inbound{Tap: tap}, reply: true, kind: "button", about: true, object: object{
			"payload": "y", "text": "Yes",
		}},
		{name: "tap on nothing", in: simulator.Inbound{Tap: tap}, kind: "interactive", object: object{
			"type": "button_reply", "button_reply": object{"id": "y", "title": "Yes"},
		}},
		{name: "reaction", in: simulator.Inbound{Reaction: &simulator.Reaction{MessageID: "wamid.x", Emoji: "👍"}}, kind: "reaction", object: object{
			"message_id": "wamid.x", "emoji": "👍",
		}},
		{name: "reaction taken back", in: simulator.Inbound{Reaction: &simulator.Reaction{MessageID: "wamid.x"}}, kind: "reaction", object: object{
			"message_id": "wamid.x",
		}},
		{name: "anything", in: simulator.Inbound{Type: "location", Content: []byte(`{"latitude":1.5,"longitude":2}`)}, kind: "location", object: object{
			"latitude": 1.5, "longitude": 2.0,
		}},
		{name: "escaped already", in: simulator.Inbound{Type: "text", Content: []byte(`{"body":"a\/b\\/c\u00e9"}`)}, kind: "text", object: object{
			"body": `a/b\/cé`,
		}},
		{name: "nothing readable", in: simulator.Inbound{Type: "unsupported"}, kind: "unsupported"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := start(t, &simulator.Options{Workers: 1, PhonesOnly: true})
			r.write("before")
			sent := ""
			if test.first != "" {
				sent = r.sendOK(test.first)
			}
			if test.reply {
				test.in.ReplyTo = sent
			}
			test.in.From = phone
			id := r.writes(test.in)
			r.idle()
			hooks := r.app.hooks(t)
			got := hooks[len(hooks)-1]
			want := object{"id": id, "from": phone, "type": test.kind, "timestamp": got.Messages[0]["timestamp"]}
			if test.object != nil {
				want[test.kind] = test.object
			}
			if test.about {
				want["context"] = object{"id": sent, "from": simulator.DefaultDisplay}
			}
			if test.kind == "unsupported" {
				require.Len(t, got.Messages[0]["errors"], 1)
				want["errors"] = got.Messages[0]["errors"]
			}
			require.Empty(t, cmp.Diff([]object{want}, got.Messages))
			require.Empty(t, cmp.Diff([]object{{"profile": object{"name": "Customer"}, "wa_id": phone}}, got.Contacts))
		})
	}
}

func TestWriteRefusals(t *testing.T) {
	t.Parallel()
	file := &simulator.File{Kind: "song"}
	tests := []struct {
		name string
		in   simulator.Inbound
	}{
		{name: "nothing", in: simulator.Inbound{From: phone}},
		{name: "two things", in: simulator.Inbound{From: phone, Text: "a", Type: "sticker"}},
		{name: "nobody", in: simulator.Inbound{Text: "a"}},
		{name: "odd user id", in: simulator.Inbound{UserID: "7", Text: "a"}},
		{name: "unknown number", in: simulator.Inbound{Number: "7", From: phone, Text: "a"}},
		{name: "itself", in: simulator.Inbound{From: simulator.DefaultDisplay, Text: "a"}},
		{name: "content without type", in: simulator.Inbound{From: phone, Content: []byte(`{}`)}},
		{name: "content that is not JSON", in: simulator.Inbound{From: phone, Type: "text", Content: []byte(`{`)}},
		{name: "reaction to nothing", in: simulator.Inbound{From: phone, Reaction: &simulator.Reaction{}}},
		{name: "tap without title", in: simulator.Inbound{From: phone, Tap: &simulator.Tap{ID: "a"}}},
		{name: "odd file", in: simulator.Inbound{From: phone, File: file}},
		{name: "two people", in: simulator.Inbound{From: phone, UserID: "US.8", Text: "a"}},
	}
	sim, err := simulator.New(nil)
	require.NoError(t, err)
	_, err = sim.Write(t.Context(), simulator.Inbound{From: phone, UserID: "US.7", Text: "a"})
	require.NoError(t, err)
	_, err = sim.Write(t.Context(), simulator.Inbound{From: "16505550124", UserID: "US.8", Text: "a"})
	require.NoError(t, err)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := sim.Write(t.Context(), test.in)
			require.Error(t, err)
		})
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = sim.Write(ended, simulator.Inbound{From: phone, Text: "a"})
	require.ErrorIs(t, err, context.Canceled)
	require.ErrorIs(t, sim.Read(ended, "", phone), context.Canceled)
}

func TestUserIDOnly(t *testing.T) {
	t.Parallel()
	for name, in := range map[string]simulator.Inbound{
		"no phone":     {UserID: "US.7", Name: "Ann", Username: "ann.a", Text: "hello"},
		"hidden phone": {From: phone, UserID: "US.7", HideNumber: true, Name: "Ann", Username: "ann.a", Text: "hello"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := start(t, &simulator.Options{Workers: 1})
			asked := r.writes(in)
			got := r.send(`{"messaging_product":"whatsapp","recipient":"US.7","type":"text","text":{"body":"a"}}`)
			require.Equal(t, http.StatusOK, got.status, string(got.body))
			require.Equal(t, []map[string]string{{"input": "US.7", "user_id": "US.7"}}, got.Contacts)
			in.ReplyTo = asked
			r.writes(in)
			r.idle()
			hooks := r.app.hooks(t)
			require.Len(t, hooks, 4)
			contacts := []map[string]any{{"profile": map[string]any{"name": "Ann", "username": "ann.a"}, "user_id": "US.7"}}
			for _, h := range hooks {
				require.Empty(t, cmp.Diff(contacts, h.Contacts))
				require.NotContains(t, string(h.raw), phone)
			}
			require.Equal(t, "US.7", hooks[0].Messages[0]["from_user_id"])
			require.NotContains(t, hooks[0].Messages[0], "from")
			require.Equal(t, "US.7", hooks[1].Statuses[0]["recipient_user_id"])
			require.NotContains(t, hooks[1].Statuses[0], "recipient_id")
			require.Equal(t, map[string]any{"id": asked}, hooks[3].Messages[0]["context"])
			require.Len(t, r.Chat("", "US.7"), 3)
		})
	}
}

func TestPhoneAndUserIDAreOnePerson(t *testing.T) {
	t.Parallel()
	r := start(t, nil)
	r.writes(simulator.Inbound{UserID: "US.7", Text: "1"})
	r.writes(simulator.Inbound{From: phone, UserID: "US.7", Text: "2"})
	r.writes(simulator.Inbound{From: phone, Text: "3"})
	require.Len(t, r.Chat("", phone), 3)
	require.Equal(t, r.Chat("", phone), r.Chat("", "US.7"))
	r.sendOK(text("a", ""))
	got := r.send(`{"messaging_product":"whatsapp","to":"` + phone + `","recipient":"US.99","type":"text","text":{"body":"to wins"}}`)
	require.Equal(t, phone, got.Contacts[0]["wa_id"])
	require.Len(t, r.Chat("", phone), 5)
}

func TestNobodyThere(t *testing.T) {
	t.Parallel()
	r := start(t, &simulator.Options{Workers: 1})
	for _, body := range []string{
		`{"messaging_product":"whatsapp","recipient":"US.404","type":"template","template":{"name":"hello_world","language":{"code":"en_US"}}}`,
		`{"messaging_product":"whatsapp","recipient":"US.404","type":"text","text":{"body":"again"}}`,
		`{"messaging_product":"whatsapp","to":"US.13491208655302741918","type":"text","text":{"body":"a user id in to"}}`,
	} {
		r.sendOK(body)
	}
	r.idle()
	require.Equal(t, []string{"failed", "failed", "failed"}, r.app.words(t))
	for _, send := range r.Sends() {
		require.Equal(t, 131026, send.Failed)
	}
	require.Equal(t, "US.404", r.app.hooks(t)[0].Statuses[0]["recipient_user_id"])
}
