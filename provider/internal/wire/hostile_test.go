package wire_test

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/whatsapp"
)

type hostileBody struct {
	name, body string
	reason     string // why it is unread as a whole; empty when it is read
}

// messages is a callback with these elements of "messages".
func messages(elements string) string {
	return `{"entry":[{"id":"1055550199000001","changes":[{"field":"messages","value":{"messages":[` + elements + `]}}]}]}`
}

func hostile() []hostileBody {
	const syntax, shape, deep = "not valid JSON", "not an object with an array of entries", "nested deeper than 128 levels"
	nest := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	return []hostileBody{
		{"empty", "", syntax},
		{"white space", " \n\t\r ", syntax},
		{"byte order mark", "\uFEFF{}", syntax},
		{"object", "{}", shape},
		{"array", `[{"entry":[]}]`, shape},
		{"number", "17", shape},
		{"null", "null", shape},
		{"string", `"entry"`, shape},
		{"entry null", `{"entry":null}`, shape},
		{"entry object", `{"entry":{}}`, shape},
		{"entry in another case", `{"Entry":[]}`, shape},
		{"no entries", `{"object":"whatsapp_business_account","entry":[]}`, ""},
		{"white space around", " \n{ \"entry\" :\t[ ] } \r", ""},
		{"cut", messages("{}")[:60], syntax},
		{"cut in a string", `{"entry":["`, syntax},
		{"cut in an escape", `{"entry":["\`, syntax},
		{"cut in a code unit", `{"entry":["\u12`, syntax},
		{"trailing", messages("{}") + "x", syntax},
		{"two texts", `{"entry":[]}{"entry":[]}`, syntax},
		{"trailing comma", `{"entry":[],}`, syntax},
		{"trailing comma in an array", `{"entry":[{},]}`, syntax},
		{"no comma", `{"entry":[{}{}]}`, syntax},
		{"no colon", `{"entry"[]}`, syntax},
		{"no value", `{"entry":}`, syntax},
		{"key without quotes", `{entry:[]}`, syntax},
		{"single quotes", `{'entry':[]}`, syntax},
		{"comment", `{"entry":[]/**/}`, syntax},
		{"control character", "{\"entry\":[\"a\nb\"]}", syntax},
		{"zero byte", "{\"entry\":[\"a\x00b, and some more\"]}", syntax},
		{"wrong escape", `{"entry":["\x41"]}`, syntax},
		{"wrong code unit", `{"entry":["\u12g4"]}`, syntax},
		{"leading zero", `{"entry":[01]}`, syntax},
		{"bare minus", `{"entry":[-]}`, syntax},
		{"bare point", `{"entry":[1.]}`, syntax},
		{"bare exponent", `{"entry":[1e]}`, syntax},
		{"plus", `{"entry":[+1]}`, syntax},
		{"infinity", `{"entry":[Infinity]}`, syntax},
		{"literal cut", `{"entry":[tru]}`, syntax},
		{"literal too long", `{"entry":[truex]}`, syntax},
		{"numbers", messages(`{"timestamp":-0.0e-1,"type":1E+2,"id":0}`), ""},
		{"as deep as allowed", `{"entry":` + nest(127) + `}`, ""},
		{"deeper", `{"entry":` + nest(128) + `}`, deep},
		{"very deep", strings.Repeat(`{"entry":[`, 1<<17), deep},
		{"not UTF-8", messages("{\"type\":\"text\",\"text\":{\"body\":\"a\xff\xc3(b\"}}"), ""},
		{"lone surrogates", messages(`{"type":"text","text":{"body":"\ud83d-\ude00\ud83d\ud83d\ude00\ud83dx"}}`), ""},
		{"escaped keys", messages(`{"\u0074ype":"te\u0078t","t\u0065xt":{"bod\u0079":"x"}}`), ""},
		{"keys in another case", messages(`{"TYPE":"text","Text":{"body":"x"}}`), ""},
		{"keys twice", `{"entry":[1],"entry":[{"changes":[{"field":"x","field":"messages","value":{"messages":[{"id":"1"}],` +
			`"messages":[{"id":"2","id":"3","type":"text","text":{"body":"a"},"text":{"body":"b"}}]}}]}]}`, ""},
		{"null twice", `{"entry":[{"changes":[{"field":"messages","value":{"messages":[{"id":"1"}],"messages":null}}]}]}`, ""},
		{"zero time", messages(`{"timestamp":"0"},{"timestamp":-5},{"timestamp":"99999999999999999999"},{"timestamp":1e300},{"timestamp":"0x10"}`), ""},
		{"empty names", messages(`{"id":"","from":"","from_user_id":null}`), ""},
	}
}

func TestHostile(t *testing.T) {
	t.Parallel()
	for _, h := range hostile() {
		t.Run(h.name, func(t *testing.T) {
			t.Parallel()
			compare(t, []byte(h.body))
			_, err := wire.Decode([]byte(h.body))
			reason := ""
			if err != nil && parts(t, err)[0].Path == "" {
				reason = parts(t, err)[0].Reason
			}
			mustEqual(t, reason, h.reason)
		})
	}
}

// TestLastKey: encoding/json keeps the last of a key's values, and so does
// Decode.
func TestLastKey(t *testing.T) {
	t.Parallel()
	for _, h := range hostile() {
		if h.name != "keys twice" {
			continue
		}
		events, err := wire.Decode([]byte(h.body))
		if err != nil || len(events) != 1 {
			t.Fatal(events, err)
		}
		r := received(t, events[0])
		mustEqual(t, r.ID, whatsapp.MessageID("3"))
		mustEqual(t, r.Content, whatsapp.Content(whatsapp.Text{Body: "b"}))
	}
}

// TestTimes: what cannot be a time is none, and the message is kept.
func TestTimes(t *testing.T) {
	t.Parallel()
	for _, h := range hostile() {
		if h.name != "zero time" {
			continue
		}
		events, err := wire.Decode([]byte(h.body))
		if err != nil || len(events) != 5 {
			t.Fatal(events, err)
		}
		for _, e := range events {
			if at := received(t, e).At; !at.IsZero() {
				t.Errorf("%s: %v", received(t, e).Raw, at)
			}
		}
	}
}

// TestLinear: bodies that make a careless reader look at the same bytes again
// and again. Each of these takes minutes if anything is quadratic.
func TestLinear(t *testing.T) {
	t.Parallel()
	const n = 100_000
	contacts := `"contacts":[` + strings.Repeat(`{"wa_id":"1"},`, n) + `{}],`
	for name, body := range map[string]string{
		"same key":         `{"entry":[{"changes":[{"field":"messages","value":{` + strings.Repeat(`"messages":[],`, n) + `"x":0}}]}]}`,
		"unknown keys":     `{"entry":[{"changes":[{"field":"messages","value":{` + strings.Repeat(`"a":0,`, n) + `"x":0}}]}]}`,
		"nested":           messages(strings.Repeat(`{"text":`+strings.Repeat("[", 100)+strings.Repeat("]", 100)+`},`, n/100) + `{}`),
		"strangers":        strings.Replace(messages(strings.Repeat(`{"from":"2"},`, n)+`{}`), `"messages":[`, contacts+`"messages":[`, 1),
		"escaped keys":     messages(`{` + strings.Repeat(`"\u0061":1,`, n) + `"b":2}`),
		"many changes":     `{"entry":[{"changes":[` + strings.Repeat(`{"field":"messages","value":{}},`, n) + `{}]}]}`,
		"odd items":        messages(strings.Repeat(`1,`, n) + `{}`),
		"unclosed strings": `{"entry":["` + strings.Repeat(`\"`, n),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			events, err := wire.Decode([]byte(body))
			if len(events) == 0 && err == nil {
				t.Error("nothing came of it")
			}
		})
	}
}

// A small body must not cost much memory: what is beyond any batch that the
// platform sends is unread, whole, and what stands before it is not.
func TestTooMany(t *testing.T) {
	t.Parallel()
	const most = 10_000
	change := `{"field":"messages","value":{"messages":[` + strings.Repeat(`{},`, most/2-1) + `{}]}}`
	for name, tt := range map[string]struct {
		body           string
		events, unread int
		path           string
	}{
		"as many as may be": {`{"entry":[{"changes":[` + change + `,` + change + `]}]}`, most, 0, ""},
		"one array of more": {messages(strings.Repeat(`{},`, most) + `{}`), 0, 1, "entry[0].changes[0].value.messages"},
		"one change more": {
			`{"entry":[{"changes":[` + change + `,` + change + `,` + change + `]}]}`, most, 1, "entry[0].changes[2]",
		},
		"one entry more": {
			`{"entry":[{"changes":[` + change + `,` + change + `]},{"changes":[` + change + `]}]}`, most, 1, "entry[1]",
		},
		"odd items without end": {messages(strings.Repeat(`1,`, most-1) + `{}`), 1, 1000, "entry[0].changes[0].value.messages[0]"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			events, err := wire.Decode([]byte(tt.body))
			var unread []provider.Unread
			if d, ok := errors.AsType[*provider.DecodeError](err); ok {
				unread = d.Parts
			}
			if len(events) != tt.events || len(unread) != tt.unread {
				t.Fatalf("%d events and %d unread, want %d and %d", len(events), len(unread), tt.events, tt.unread)
			}
			if len(unread) > 0 && unread[0].Path != tt.path {
				t.Errorf("the first unread is %q, want %q", unread[0].Path, tt.path)
			}
		})
	}
}

// TestWrongTypes puts every kind of JSON value in the place of every member of
// the fixtures: nothing fails, and what is read is what encoding/json reads.
func TestWrongTypes(t *testing.T) {
	t.Parallel()
	odd := []string{
		`null`, `true`, `-1.5e3`, `"12"`, `[null,1,"x",[],{}]`, `{"type":"text","id":{}}`, `1e999`, "\"\xff\"",
	}
	for _, name := range []string{"contents.json", "context.json", "statusparts.json"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			body, err := os.ReadFile(filepath.Join("testdata", name))
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range regexp.MustCompile(`": *("[^"]*"|[-0-9.e]+|true|false)`).FindAllSubmatchIndex(body, -1) {
				for _, value := range odd {
					compare(t, slices.Concat(body[:m[2]], []byte(value), body[m[3]:]))
				}
			}
		})
	}
}

// TestMemory: bodies of 3 MB whose parts are as small as can be. What is made
// of them stays within some hundred bytes for each of theirs.
func TestMemory(t *testing.T) {
	const size, most = 3 << 20, 100 << 20
	fill := func(before, part, after string) string {
		return before + strings.Repeat(part, (size-len(before)-len(after))/len(part)) + after
	}
	card := `{"type":"contacts","contacts":[`
	for name, body := range map[string]string{
		"cards":        messages(fill(card, `{},`, `{}]}`)),
		"few cards":    messages(fill(``, card+`{},{},{}]},`, `{}`)),
		"phones":       messages(fill(card+`{"phones":[`, `{},`, `{}]}]}`)),
		"products":     messages(fill(`{"type":"order","order":{"product_items":[`, `{},`, `{}]}}`)),
		"errors":       messages(fill(`{"errors":[`, `{},`, `{}]}`)),
		"one text":     messages(fill(`{"type":"text","text":{"body":"`, `\u00e9`, `"}}`)),
		"long contact": strings.Replace(messages(strings.Repeat(`{"from":"1"},`, 9_999)+`{}`), `"messages"`, fill(`"contacts":[{"wa_id":"1","profile":{"name":"`, `x`, `"}}],"messages"`), 1),
		"contacts":     strings.Replace(messages(`{}`), `"messages"`, fill(`"contacts":[`, `{},`, `{}],"messages"`), 1),
		"payment":      strings.Replace(messages(fill(`{"type":"payment","payment":{`, `"a":1,`, `"b":2}}`)), `"messages":[`, `"statuses":[`, 1),
		"numbers":      fill(`{"entry":[`, `1,`, `1]}`),
	} {
		t.Run(name, func(t *testing.T) {
			data := []byte(body)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			events, err := wire.Decode(data)
			runtime.ReadMemStats(&after)
			if len(events) == 0 && err == nil {
				t.Error("nothing came of it")
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > most {
				t.Errorf("%d MB for %d MB", used>>20, len(data)>>20)
			}
		})
	}
}

// TestMoreParts: content with more parts than are read is unknown as a whole,
// and what stands beside it is read.
func TestMoreParts(t *testing.T) {
	t.Parallel()
	cards := func(n int) string {
		return `{"type":"contacts","contacts":[` + strings.Repeat(`{"origin":"other"},`, n) + `{}]},`
	}
	events, err := wire.Decode([]byte(messages(cards(100) + cards(50_000) + cards(100) + `{"type":"text","text":{"body":"a"}}`)))
	if err != nil || len(events) != 4 {
		t.Fatal(len(events), err)
	}
	var kinds []whatsapp.ContentKind
	for _, e := range events {
		kinds = append(kinds, received(t, e).Content.Kind())
	}
	mustEqual(t, kinds, []whatsapp.ContentKind{whatsapp.KindContacts, whatsapp.KindUnknown, whatsapp.KindContacts, whatsapp.KindText})
}
