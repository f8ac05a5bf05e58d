package wire_test

import (
	"bytes"
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/whatsapp"
)

// TestRoundTripOfEvents encodes whatever events could have come and reads them
// back.
func TestRoundTripOfEvents(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	for run := range uint64(300) {
		r := random{rand.New(rand.NewPCG(seed, run))}
		var events []whatsapp.Event
		for range 1 + r.IntN(8) {
			events = append(events, r.event())
		}
		again := withFields(t, events)
		roundTrip(t, again)
		if t.Failed() {
			t.Fatalf("seed %d, run %d", seed, run)
		}
	}
}

// withFields are the events with the fields that those without get, and fails
// if anything else became of them.
func withFields(t *testing.T, events []whatsapp.Event) []whatsapp.Event {
	t.Helper()
	body, err := wire.Encode(events)
	if err != nil {
		t.Fatal(err)
	}
	again, err := wire.Decode(body)
	if err != nil || len(again) != len(events) {
		t.Fatalf("%d events of %d, %v\n%s", len(again), len(events), err, body)
	}
	for i, e := range events {
		was, ok := whatsapp.Noticed(e)
		is, okAgain := whatsapp.Noticed(again[i])
		if ok && okAgain && was.Field == "" {
			was.Field = is.Field
		}
	}
	mustEqual(t, strip(again), events)
	if t.Failed() {
		t.Logf("%s", body)
	}
	return again
}

// TestEncodeGroups: events of one number and field share a change until their
// contacts disagree.
func TestEncodeGroups(t *testing.T) {
	t.Parallel()
	from := func(id whatsapp.MessageID, name string) *whatsapp.Received {
		return &whatsapp.Received{
			Origin: origin(), From: whatsapp.Address{Phone: "15550101001"}, Profile: whatsapp.Profile{Name: name},
			Message: whatsapp.Message{ID: id, Type: "text", Content: whatsapp.Text{Body: "x"}, Field: "messages"},
		}
	}
	body, err := wire.Encode([]whatsapp.Event{from("1", "Ada"), from("2", "Ada"), from("3", "Ada L.")})
	if err != nil {
		t.Fatal(err)
	}
	const (
		shared = `"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550100001","phone_number_id":"1055550100000001"},`
		ada    = `"contacts":[{"profile":{"name":"Ada"},"wa_id":"15550101001"}],`
		later  = `"contacts":[{"profile":{"name":"Ada L."},"wa_id":"15550101001"}],`
		rest   = `,"type":"text","text":{"body":"x"}}`
	)
	mustEqual(t, string(body), `{"object":"whatsapp_business_account","entry":[{"id":"1055550199000001","changes":[`+
		`{"value":{`+shared+ada+`"messages":[{"from":"15550101001","id":"1"`+rest+`,{"from":"15550101001","id":"2"`+rest+`]},"field":"messages"},`+
		`{"value":{`+shared+later+`"messages":[{"from":"15550101001","id":"3"`+rest+`]},"field":"messages"}]}]}`)

	body, err = wire.Encode(nil)
	mustEqual(t, string(body), `{"object":"whatsapp_business_account","entry":[]}`)
	if err != nil {
		t.Error(err)
	}
}

// TestEncodeRefuses: what no callback can hold is named by its place, without
// anything that a customer wrote.
func TestEncodeRefuses(t *testing.T) {
	t.Parallel()
	message := func(kind string, c whatsapp.Content) *whatsapp.Received {
		return &whatsapp.Received{Message: whatsapp.Message{Type: kind, Content: c}}
	}
	events := []whatsapp.Event{
		message("text", whatsapp.Text{Body: "fine"}),
		message("template", whatsapp.Template{Name: "secret"}),
		message("text", whatsapp.Reaction{}),
		message("text", nil),
		message("edit", whatsapp.Edit{Content: whatsapp.Edit{}}),
		&whatsapp.Unknown{},
		&whatsapp.Unknown{Notice: whatsapp.Notice{Field: "x", Raw: `{"a":`}},
		&whatsapp.AccountReview{Notice: whatsapp.Notice{Field: "messages"}},
		&whatsapp.Call{Notice: whatsapp.Notice{Field: "history"}},
		&whatsapp.Call{Files: []whatsapp.Media{{Type: whatsapp.KindSticker}}},
		&whatsapp.AccountSettings{Calling: "secret"},
		&whatsapp.Status{Payment: &whatsapp.Payment{More: "[]"}},
		message("location", whatsapp.Location{Latitude: math.NaN()}),
		nil,
	}
	body, err := wire.Encode(events)
	var bad whatsapp.Violations
	if !errors.As(err, &bad) || body != nil {
		t.Fatalf("%v\n%s", err, body)
	}
	mustEqual(t, bad, whatsapp.Violations{
		{Field: "events[1]", Rule: "Received holds content that does not come: template"},
		{Field: "events[2]", Rule: `Received is of the type "text" and holds reaction`},
		{Field: "events[3]", Rule: "Received has no content"},
		{Field: "events[4]", Rule: "Received holds content that does not come: edit"},
		{Field: "events[5]", Rule: "Unknown has no JSON to be kept"},
		{Field: "events[6]", Rule: "Unknown has no JSON to be kept"},
		{Field: "events[7]", Rule: `AccountReview does not come in the field "messages"`},
		{Field: "events[8]", Rule: `Call does not come in the field "history"`},
		{Field: "events[9]", Rule: "Call holds files other than a recording and a transcript"},
		{Field: "events[10]", Rule: "AccountSettings holds settings with JSON that is none"},
		{Field: "events[11]", Rule: "Status holds a payment with JSON that is none"},
		{Field: "events[12]", Rule: "Received holds content that does not come: location"},
		{Field: "events[13]", Rule: "<nil> is of no type that comes in a callback"},
	})
}

// FuzzEncode encodes whatever can be decoded: it is taken, and nothing that was
// read is lost on the way.
func FuzzEncode(f *testing.F) {
	fixtures, err := filepath.Glob("testdata/*.json")
	if err != nil || len(fixtures) == 0 {
		f.Fatal("no fixtures", err)
	}
	for _, name := range fixtures {
		body, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		if !utf8.Valid(body) || bytes.Contains(body, []byte(`""`)) {
			t.Skip("texts are made UTF-8, and a member without a name is not told from a value")
		}
		events, _ := wire.Decode(body)
		roundTrip(t, events)
	})
}
