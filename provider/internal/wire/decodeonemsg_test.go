package wire_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/whatsapp"
)

func byInstance(named string) whatsapp.NumberID { return whatsapp.NumberID(named) }

// oneMsgMessage decodes a single message, given its members besides a sender.
func oneMsgMessage(t *testing.T, members string) *whatsapp.Received {
	t.Helper()
	item := `{"id":"1","chatId":"1650@c.us","author":"1650@c.us",` + members + `}`
	events, err := wire.DecodeOneMsg([]byte(`{"instanceId":"VAN1","messages":[`+item+`]}`), byInstance)
	if err != nil || len(events) != 1 {
		t.Fatalf("%s: %d events, %v", members, len(events), err)
	}
	r, ok := events[0].(*whatsapp.Received)
	if !ok || string(r.Raw) != item || r.Field != "messages" {
		t.Fatalf("%s: %+v", members, events[0])
	}
	return r
}

func TestOneMsgContent(t *testing.T) {
	t.Parallel()
	unknown := whatsapp.UnknownContent{}
	const card = "BEGIN:VCARD\nFN;CHARSET=UTF-8:Ann Other\nEND:VCARD"
	for members, want := range map[string]whatsapp.Content{
		`"type":"chat","body":"a\nb 👋"`: whatsapp.Text{Body: "a\nb 👋"},
		`"type":"chat","body":""`:       whatsapp.Text{},
		`"type":"chat","body":7`:        whatsapp.Text{Body: "7"},
		`"type":"chat","body":null`:     unknown,
		`"type":"chat","body":{}`:       unknown,
		`"type":"chat"`:                 unknown,
		`"body":"no type"`:              unknown,
		`"type":"image","body":"https://x.example/a","caption":"c"`: whatsapp.Media{
			Type: whatsapp.KindImage, Link: "https://x.example/a", Caption: "c",
		},
		`"type":"video","body":"u"`:                       whatsapp.Media{Type: whatsapp.KindVideo, Link: "u"},
		`"type":"audio","body":"u"`:                       whatsapp.Media{Type: whatsapp.KindAudio, Link: "u"},
		`"type":"voice","body":"u"`:                       whatsapp.Media{Type: whatsapp.KindAudio, Link: "u", Voice: true},
		`"type":"ptt","body":"u"`:                         whatsapp.Media{Type: whatsapp.KindAudio, Link: "u", Voice: true},
		`"type":"document","body":"u"`:                    whatsapp.Media{Type: whatsapp.KindDocument, Link: "u"},
		`"type":"sticker","body":"u"`:                     whatsapp.Media{Type: whatsapp.KindSticker, Link: "u"},
		`"type":"button","body":"Yes"`:                    whatsapp.ButtonReply{Title: "Yes"},
		`"type":"interactive","body":"One"`:               whatsapp.ButtonReply{Title: "One"},
		`"type":"interactive"`:                            unknown,
		`"type":"reaction","body":"👍","quotedMsgId":"9"`:  whatsapp.Reaction{To: "9", Emoji: "👍"},
		`"type":"reaction","quotedMsgId":"9"`:             whatsapp.Reaction{To: "9"},
		`"type":"location","body":"45.018337;-73.968285"`: whatsapp.Location{Latitude: 45.018337, Longitude: -73.968285},
		`"type":"location","body":" 1 ; 2 "`:              whatsapp.Location{Latitude: 1, Longitude: 2},
		`"type":"location","body":"91;2"`:                 unknown,
		`"type":"location","body":"1;181"`:                unknown,
		`"type":"location","body":"NaN;2"`:                unknown,
		`"type":"location","body":"1;2;3"`:                unknown,
		`"type":"location","body":"1"`:                    unknown,
		`"type":"location","body":"somewhere;else"`:       unknown,
		`"type":"contact","body":"Ann"`:                   unknown,
		`"type":"vcard","body":"x BEGIN:VCARD\nFN;CHARSET=UTF-8:Ann Other\nEND:VCARD y BEGIN:VCARD z"`: whatsapp.Contacts{
			{Name: whatsapp.ContactName{Formatted: "Ann Other"}, VCard: card}, {VCard: "BEGIN:VCARD z"},
		},
		`"type":"request_welcome"`:                       whatsapp.RequestWelcome{},
		`"type":"call_permission_reply","body":"accept"`: whatsapp.CallPermissionReply{Response: "accept"},
		`"type":"call_permission_reply","body":"hm"`:     unknown,
		`"type":"call_log","body":"[Call]"`:              unknown,
		`"type":"hologram","body":"x"`:                   unknown,
	} {
		if diff := cmp.Diff(want, oneMsgMessage(t, members).Content); diff != "" {
			t.Errorf("%s: %s", members, diff)
		}
	}
}

func TestOneMsgMessage(t *testing.T) {
	t.Parallel()
	const more = `"type":"chat","body":"x","senderName":"Ann","authorBsuid":"US.1","authorUserName":"ann",` +
		`"isForwarded":1,"quotedMsgId":"0","time":"1795000001","fromMe":0,"self":"0"`
	r := oneMsgMessage(t, more)
	want := &whatsapp.Received{
		Origin: whatsapp.Origin{Number: "VAN1"},
		Message: whatsapp.Message{
			ID: "1", At: time.Unix(1795000001, 0).UTC(), Type: "chat", Content: whatsapp.Text{Body: "x"},
			Context: whatsapp.Context{ReplyTo: "0", Forwarded: true}, Field: "messages", Raw: r.Raw,
		},
		From:    whatsapp.Address{Phone: "1650", User: "US.1"},
		Profile: whatsapp.Profile{Name: "Ann", Username: "ann"},
	}
	if diff := cmp.Diff(want, r); diff != "" {
		t.Error(diff)
	}
	if c := oneMsgMessage(t, `"type":"reaction","body":"👍","quotedMsgId":"9"`).Context; c != (whatsapp.Context{}) {
		t.Errorf("a reaction answers %+v", c)
	}
}

func TestOneMsgPeople(t *testing.T) {
	t.Parallel()
	for members, want := range map[string]struct {
		from  whatsapp.Address
		group whatsapp.GroupID
		name  string
	}{
		`"author":"1650@c.us","chatId":"1650@c.us","chatName":"Ann"`: {from: whatsapp.Address{Phone: "1650"}, name: "Ann"},
		`"chatId":"1650@c.us"`:                                      {from: whatsapp.Address{Phone: "1650"}},
		`"author":"1650@s.whatsapp.net"`:                            {from: whatsapp.Address{Phone: "1650"}},
		`"author":"1650","authorBsuid":"US.1"`:                      {from: whatsapp.Address{Phone: "1650", User: "US.1"}},
		`"author":"US.1@lid","chatId":"US.1@lid"`:                   {from: whatsapp.Address{User: "US.1"}},
		`"author":"99@lid","chatId":"99@lid"`:                       {from: whatsapp.Address{User: "99@lid"}},
		`"author":"99@lid","authorBsuid":"US.1"`:                    {from: whatsapp.Address{User: "US.1"}},
		`"author":"US.1@lid","chatId":"1650@c.us"`:                  {from: whatsapp.Address{Phone: "1650", User: "US.1"}},
		`"author":"99@lid","chatId":"1650@c.us"`:                    {from: whatsapp.Address{Phone: "1650"}},
		`"author":"1650@c.us","chatId":"99@lid"`:                    {from: whatsapp.Address{Phone: "1650"}},
		`"author":"99@lid","chatId":"US.1@lid"`:                     {from: whatsapp.Address{User: "US.1"}},
		`"author":"ann@c.us"`:                                       {from: whatsapp.Address{User: "ann@c.us"}},
		`"author":"@c.us","chatId":null`:                            {},
		`"author":"1-2@g.us"`:                                       {group: "1-2@g.us"},
		`"author":"1650@c.us","chatId":"1-2@g.us","chatName":"All"`: {from: whatsapp.Address{Phone: "1650"}, group: "1-2@g.us"},
	} {
		events, err := wire.DecodeOneMsg([]byte(`{"messages":[{"id":"1","type":"chat","body":"x",`+members+`}]}`), byInstance)
		if err != nil || len(events) != 1 {
			t.Fatalf("%s: %d events, %v", members, len(events), err)
		}
		r, ok := events[0].(*whatsapp.Received)
		if !ok || r.From != want.from || r.Group != want.group || r.Profile.Name != want.name {
			t.Errorf("%s: %+v", members, events[0])
		}
	}
}

func TestOneMsgEchoes(t *testing.T) {
	t.Parallel()
	for members, want := range map[string]whatsapp.Echo{
		`"fromMe":true,"self":1,"author":"1650@c.us","chatId":"1650@c.us","senderName":"1999@c.us","authorBsuid":"US.1"`: {
			Message: whatsapp.Message{Field: "message_echoes"}, From: "1999", To: whatsapp.Address{Phone: "1650", User: "US.1"},
		},
		`"fromMe":1,"self":0,"author":"1999@c.us","chatId":"1650@c.us","senderName":"Shop","authorBsuid":"US.9"`: {
			Message: whatsapp.Message{Field: "smb_message_echoes"}, To: whatsapp.Address{Phone: "1650"},
		},
		`"self":"1","author":"1650@c.us"`: {Message: whatsapp.Message{Field: "message_echoes"}, To: whatsapp.Address{Phone: "1650"}},
		`"fromMe":"true","chatId":"1-2@g.us","author":"1650@c.us"`: {
			Message: whatsapp.Message{Field: "smb_message_echoes"}, To: whatsapp.Address{Group: "1-2@g.us"},
		},
	} {
		events, err := wire.DecodeOneMsg([]byte(`{"messages":[{"id":"1","type":"chat","body":"x",`+members+`}]}`), byInstance)
		if err != nil || len(events) != 1 {
			t.Fatalf("%s: %d events, %v", members, len(events), err)
		}
		e, ok := events[0].(*whatsapp.Echo)
		if !ok || e.From != want.From || e.To != want.To || e.Field != want.Field {
			t.Errorf("%s: %+v", members, events[0])
		}
	}
}

func TestOneMsgAcks(t *testing.T) {
	t.Parallel()
	for item, want := range map[string]whatsapp.Status{
		`{"id":"1","status":"sent","phone":1650,"bsuid":"US.1","userName":"ann","chatId":"1650@c.us","category":"marketing-lite"}`: {
			ID: "1", State: whatsapp.Sent, Recipient: whatsapp.Address{Phone: "1650", User: "US.1"},
			Profile: whatsapp.Profile{Username: "ann"}, Pricing: &whatsapp.Pricing{Category: "marketing_lite"},
		},
		`{"id":"1","status":"viewed","chatId":"1650@c.us"}`:             {ID: "1", State: whatsapp.Read, Recipient: whatsapp.Address{Phone: "1650"}},
		`{"id":"1","status":"played","chatId":"US.1@lid"}`:              {ID: "1", State: whatsapp.Played, Recipient: whatsapp.Address{User: "US.1"}},
		`{"id":"1","status":"warped","phone":"US.1"}`:                   {ID: "1", State: "warped", Recipient: whatsapp.Address{User: "US.1"}},
		`{"id":"1","status":"read","phone":1650,"chatId":"99@lid"}`:     {ID: "1", State: whatsapp.Read, Recipient: whatsapp.Address{Phone: "1650"}},
		`{"id":"1","status":"read","phone":"1650@c.us","bsuid":"US.1"}`: {ID: "1", State: whatsapp.Read, Recipient: whatsapp.Address{Phone: "1650", User: "US.1"}},
		`{"id":"1","status":"read","phone":"99@lid"}`:                   {ID: "1", State: whatsapp.Read, Recipient: whatsapp.Address{User: "99@lid"}},
		`{"id":"1","status":"read","chatId":"1-2@g.us","phone":"1650"}`: {
			ID: "1", State: whatsapp.Read, Recipient: whatsapp.Address{Group: "1-2@g.us"}, Participant: whatsapp.Address{Phone: "1650"},
		},
		`{"id":"1","status":"failed","error":"sorry"}`: {ID: "1", State: whatsapp.Failed, Failures: []whatsapp.Failure{{Message: "sorry"}}},
		`{"id":"1","status":"failed","error":{"code":"131047","message":"m"}}`: {
			ID: "1", State: whatsapp.Failed, Failures: []whatsapp.Failure{{Code: 131047, Message: "m", Class: whatsapp.WindowClosed}},
		},
	} {
		events, err := wire.DecodeOneMsg([]byte(`{"instanceId":"VAN1","ack":[`+item+`]}`), byInstance)
		if err != nil || len(events) != 1 {
			t.Fatalf("%s: %d events, %v", item, len(events), err)
		}
		want.Origin, want.Field, want.Raw = whatsapp.Origin{Number: "VAN1"}, "messages", whatsapp.Raw(item)
		if diff := cmp.Diff(&want, events[0]); diff != "" {
			t.Errorf("%s: %s", item, diff)
		}
	}
}

// TestOneMsgParts reads callbacks of which some is odd: nothing of them is
// lost.
func TestOneMsgParts(t *testing.T) {
	t.Parallel()
	const message, ack = `{"id":"1","type":"chat","body":"x"}`, `{"id":"2","status":"sent"}`
	many := strings.TrimSuffix(strings.Repeat("{},", 10_001), ",")
	for body, want := range map[string]struct {
		keys   []string
		unread []string // path and reason
	}{
		`{"ack":[` + ack + `],"messages":[` + message + `],"instanceId":"V"}`: {keys: []string{"s:2:sent:::-62135596800", "m:1"}},
		`{"messages":[7,` + message + `,null]}`: {
			keys: []string{"m:1"}, unread: []string{"messages[0]: not an object", "messages[2]: not an object"},
		},
		`{"messages":` + message + `,"ack":[` + ack + `]}`: {
			keys: []string{"s:2:sent:::-62135596800"}, unread: []string{"messages: not an array"},
		},
		`{"entry":{"id":"1"},"messages":[` + message + `]}`:      {keys: []string{"m:1"}, unread: []string{"entry: not an array"}},
		`{"entry":null,"messages":[` + message + `]}`:            {keys: []string{"m:1"}},
		`{"messages":null,"ack":[` + ack + `]}`:                  {keys: []string{"s:2:sent:::-62135596800"}},
		`{"messages":[{"id":"0"}],"messages":[` + message + `]}`: {keys: []string{"m:1"}},
		`{"messages":[` + message + `],"version":3,"new":[]}`:    {keys: []string{"m:1", "unknown new"}},
		`{"instanceId":"V","type":"hologram","x":1}`:             {keys: []string{"unknown hologram"}},
		`{"instanceId":"V","messages":[]}`:                       {keys: []string{"unknown "}},
		`{"type":"calls","instanceId":"V","call":{"id":"1"}}`:    {keys: []string{"unknown call"}},
		`{"instanceId":"V","entry":[]}`:                          {keys: []string{"unknown "}},
		`{"entry":[7],"messages":[` + message + `]}`:             {keys: []string{"m:1"}, unread: []string{"entry[0]: not an object"}},
		`{}`:                          {unread: []string{": neither messages nor acks"}},
		`[]`:                          {unread: []string{": not an object"}},
		`null`:                        {unread: []string{": not an object"}},
		`{"messages":[`:               {unread: []string{": not valid JSON"}},
		`{"messages":[` + many + `]}`: {unread: []string{"messages: more than 10,000 items"}},
	} {
		events, err := wire.DecodeOneMsg([]byte(body), byInstance)
		var keys, unread []string
		for _, e := range events {
			if u, ok := e.(*whatsapp.Unknown); ok {
				keys = append(keys, "unknown "+u.Field)
				continue
			}
			keys = append(keys, e.Key())
		}
		if err != nil {
			for _, part := range parts(t, err) {
				unread = append(unread, part.Path+": "+part.Reason)
			}
		}
		if diff := cmp.Diff(want.keys, keys); diff != "" {
			t.Errorf("%.80s: %s", body, diff)
		}
		if diff := cmp.Diff(want.unread, unread); diff != "" {
			t.Errorf("%.80s: %s", body, diff)
		}
	}
}

// TestOneMsgManyCards reads no more cards of a callback than of one of the
// platform's own, and loses no message by that.
func TestOneMsgManyCards(t *testing.T) {
	t.Parallel()
	const messages, most = 1000, 50_000
	one := `{"type":"vcard","body":"` + strings.Repeat("BEGIN:VCARDEND:VCARD", whatsapp.MaxContacts) + `"},`
	events, err := wire.DecodeOneMsg([]byte(`{"messages":[`+strings.TrimSuffix(strings.Repeat(one, messages), ",")+`]}`), byInstance)
	if err != nil || len(events) != messages {
		t.Fatalf("%d events, %v", len(events), err)
	}
	cards := 0
	for _, e := range events {
		if r, ok := e.(*whatsapp.Received); ok {
			c, _ := r.Content.(whatsapp.Contacts)
			cards += len(c)
		}
	}
	if cards != most {
		t.Errorf("%d cards, want %d", cards, most)
	}
}

// TestOneMsgRaw reads every callback of the platform as a raw hook: it has the
// same events, all of one number.
func TestOneMsgRaw(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("testdata/*.json")
	if err != nil || len(names) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, name := range names {
		body, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		want, wantErr := wire.Decode(body)
		got, gotErr := wire.DecodeOneMsg(body, func(string) whatsapp.NumberID { return "shop" })
		if diff := cmp.Diff(wantErr, gotErr); diff != "" || len(got) != len(want) {
			t.Errorf("%s: %d events, want %d %s", name, len(got), len(want), diff)
			continue
		}
		for i, e := range got {
			origin := want[i].Source()
			origin.Number = "shop"
			if e.Source() != origin {
				t.Errorf("%s: event %d is from %+v, want %+v", name, i, e.Source(), origin)
			}
			if reflect.TypeOf(e) != reflect.TypeOf(want[i]) {
				t.Errorf("%s: event %d is a %T, want a %T", name, i, e, want[i])
			}
		}
	}
}

// FuzzDecodeOneMsg counts the items with encoding/json: each is an event or is
// unread.
func FuzzDecodeOneMsg(f *testing.F) {
	f.Add([]byte(`{"instanceId":"V","messages":[{"id":"1","type":"chat","body":"x","chatId":"1@c.us"},7],"ack":[{"id":"2"}],"x":{}}`))
	f.Add([]byte(`{"instanceId":"V","type":"calls","calls":[{"id":"1"}]}`))
	f.Add([]byte(`{"instanceId":"V","messages":[{"type":"vcard","body":"BEGIN:VCARD\nFN:x\nEND:VCARD"},{"type":"location","body":"1;2"}]}`))
	f.Add([]byte(`{"instanceId":"V","entry":[{"changes":[{"field":"messages","value":{"messages":[{"id":"1"}]}}]}]}`))
	f.Add([]byte(`{"ack":[{"id":"2","error":{"code":1},"category":"x","phone":1}],"\u0061ck":[]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		original := bytes.Clone(body)
		events, err := wire.DecodeOneMsg(body, byInstance)
		if !bytes.Equal(body, original) {
			t.Fatal("the body was changed")
		}
		var unread []provider.Unread
		if err != nil {
			unread = parts(t, err)
		}
		want := 0
		if top, ok := members(bytes.Trim(original, " \t\r\n")); ok && depth(original) <= 128 {
			for _, name := range []string{"messages", "ack", "calls"} {
				items, _ := list(top[name])
				want += len(items)
			}
			want = min(want, 1000) // unread parts that are named
		} else if len(events) != 0 || len(unread) != 1 {
			t.Fatalf("%d events and %d unread parts of what is no object", len(events), len(unread))
		}
		if len(events)+len(unread) < max(want, 1) {
			t.Fatalf("%d events and %d unread parts of %d items", len(events), len(unread), want)
		}
		for _, e := range events {
			if raw := rawOf(e); raw != "" && !json.Valid([]byte(raw)) {
				t.Fatalf("%T: not JSON: %q", e, raw)
			}
		}
	})
}

// rawOf is an event's own bytes, of the events that 1msg's own shape makes.
func rawOf(e whatsapp.Event) whatsapp.Raw {
	switch e := e.(type) {
	case *whatsapp.Received:
		return e.Raw
	case *whatsapp.Echo:
		return e.Raw
	case *whatsapp.Status:
		return e.Raw
	default:
		return ""
	}
}
