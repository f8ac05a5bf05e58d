package wire_test

import (
	"testing"

	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/whatsapp"
)

func legacyOrigin() whatsapp.Origin {
	return whatsapp.Origin{Number: "1055550100000031", WABA: "1055550199000031"}
}

// TestDecodeAny tells the two shapes apart, and what is neither.
func TestDecodeAny(t *testing.T) {
	t.Parallel()
	const message = `[{"id":"A","from":"15550101001","type":"text","text":{"body":"x"}}]`
	for name, tc := range map[string]struct {
		body   string
		want   []string // kind of event, number, key or field
		unread []string // paths
	}{
		"envelope": {
			`{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":` +
				`{"metadata":{"phone_number_id":"2"},"messages":` + message + `}}]}]}`,
			[]string{"received 2 A"},
			nil,
		},
		"envelope, and more":     {`{"entry":[],"messages":` + message + `}`, nil, nil},
		"legacy":                 {`{"messages":` + message + `}`, []string{"received own A"}, nil},
		"legacy, entry of null":  {`{"entry":null,"messages":` + message + `}`, []string{"received own A"}, nil},
		"legacy, in its order":   {`{"statuses":[{"id":"B","status":"read"}],"messages":` + message + `,"errors":[{"code":1}]}`, []string{"status own B", "received own A", "fault own messages"}, nil},
		"legacy, more":           {`{"messages":` + message + `,"meta":{"x":1}}`, []string{"received own A", "unknown own messages.meta"}, nil},
		"legacy, odd item":       {`{"messages":[7,{"id":"A"}]}`, []string{"received own A"}, []string{"messages[0]"}},
		"legacy, odd list":       {`{"messages":7}`, nil, []string{"messages"}},
		"legacy, odd contacts":   {`{"contacts":{},"messages":` + message + `}`, []string{"received own A"}, []string{"contacts"}},
		"legacy, no items":       {`{"messages":[]}`, []string{"unknown own messages"}, nil},
		"legacy, null":           {`{"messages":null}`, []string{"unknown own "}, nil},
		"another object":         {`{"hello":"world"}`, []string{"unknown own "}, nil},
		"empty object":           {`{}`, []string{"unknown own "}, nil},
		"entry of another kind":  {`{"entry":{},"messages":` + message + `}`, nil, []string{""}},
		"not an object":          {`[]`, nil, []string{""}},
		"not JSON":               {`{"messages":`, nil, []string{""}},
		"envelope with odd part": {`{"entry":[7]}`, nil, []string{"entry[0]"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			events, err := wire.DecodeAny([]byte(tc.body), legacyOrigin())
			var got []string
			for _, e := range events {
				got = append(got, lineOf(e))
			}
			mustEqual(t, got, tc.want)
			var paths []string
			if err != nil {
				for _, p := range parts(t, err) {
					paths = append(paths, p.Path)
				}
			}
			mustEqual(t, paths, tc.unread)
		})
	}
}

func lineOf(e whatsapp.Event) string {
	number := string(e.Source().Number)
	if e.Source() == legacyOrigin() {
		number = "own"
	}
	switch e := e.(type) {
	case *whatsapp.Received:
		return "received " + number + " " + string(e.ID)
	case *whatsapp.Status:
		return "status " + number + " " + string(e.ID)
	case *whatsapp.Fault:
		return "fault " + number + " " + e.Field
	case *whatsapp.Unknown:
		return "unknown " + number + " " + e.Field
	default:
		return "another event"
	}
}

// TestDecodeAnyVoice reads the type that voice notes had of their own, and keeps
// one without its object as it is.
func TestDecodeAnyVoice(t *testing.T) {
	t.Parallel()
	events, err := wire.DecodeAny([]byte(`{"messages":[
		{"id":"A","type":"voice","voice":{"id":"m\u0031","mime_type":"audio/ogg","sha256":"x","file":"/f"}},
		{"id":"B","type":"voice","voice":"none"},{"id":"C","type":"voice"},
		{"id":"D","type":"audio","audio":{"id":"m2","voice":true}}]}`), legacyOrigin())
	if err != nil {
		t.Fatal(err)
	}
	var got []whatsapp.Content
	for _, e := range events {
		got = append(got, received(t, e).Content)
	}
	mustEqual(t, got, []whatsapp.Content{
		whatsapp.Media{Type: whatsapp.KindAudio, ID: "m1", MIME: "audio/ogg", SHA256: "x", Voice: true},
		whatsapp.UnknownContent{},
		whatsapp.UnknownContent{},
		whatsapp.Media{Type: whatsapp.KindAudio, ID: "m2", Voice: true},
	})
}

// TestDecodeAnyLimit keeps a small body from costing much memory, as Decode
// does.
func TestDecodeAnyLimit(t *testing.T) {
	t.Parallel()
	body := []byte(`{"messages":[{}`)
	for range 10_000 {
		body = append(body, ",{}"...)
	}
	events, err := wire.DecodeAny(append(body, "]}"...), legacyOrigin())
	unread := parts(t, err)
	mustEqual(t, len(events), 0)
	mustEqual(t, []string{unread[0].Path, unread[0].Reason}, []string{"messages", "more than 10,000 items"})
}
