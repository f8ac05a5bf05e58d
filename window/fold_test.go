package window_test

import (
	"cmp"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/whatsapp"
	"github.com/wainbox/wainbox/window"
)

// ev is an event so long after noon.
func ev(kind window.EventKind, after time.Duration) window.Event {
	return window.Event{At: noon.Add(after), Kind: kind}
}

func TestEventsFold(t *testing.T) {
	t.Parallel()
	const message, call, entry, answer, refused = window.EventMessage, window.EventCall, window.EventEntry, window.EventAnswer, window.EventRefused
	h := time.Hour
	at := noon.Add
	tests := map[string]struct {
		events []window.Event
		want   window.State
	}{
		"nothing":                              {nil, window.State{}},
		"a message":                            {[]window.Event{ev(message, h)}, window.State{Opened: at(h)}},
		"a call":                               {[]window.Event{ev(call, h)}, window.State{Opened: at(h)}},
		"a text":                               {[]window.Event{{At: noon, Kind: message, Content: whatsapp.KindText}}, window.State{Opened: noon}},
		"a reaction":                           {[]window.Event{{At: noon, Kind: message, Content: whatsapp.KindReaction}}, window.State{}},
		"of an unknown kind":                   {[]window.Event{{At: noon, Kind: message, Content: "hologram"}}, window.State{Opened: noon}},
		"an unknown event":                     {[]window.Event{{At: noon, Kind: "wave"}}, window.State{}},
		"without a time":                       {[]window.Event{{Kind: message}, {Kind: entry}, {Kind: answer}, {Kind: refused}}, window.State{}},
		"the last message counts":              {[]window.Event{ev(message, 2*h), ev(call, h), ev(message, 0)}, window.State{Opened: at(2 * h)}},
		"a refusal":                            {[]window.Event{ev(refused, 2*h), ev(message, h)}, window.State{Opened: at(h), Refused: at(2 * h)}},
		"an answer to a message":               {[]window.Event{ev(message, 0), ev(answer, h)}, window.State{Opened: noon}},
		"an answer to an entry":                {[]window.Event{ev(entry, 0), ev(answer, h)}, window.State{Opened: noon, Entered: noon, Answered: at(h)}},
		"the answer first":                     {[]window.Event{ev(answer, h), ev(entry, 0)}, window.State{Opened: noon, Entered: noon, Answered: at(h)}},
		"the first of two answers":             {[]window.Event{ev(answer, 2*h), ev(entry, 0), ev(answer, h)}, window.State{Opened: noon, Entered: noon, Answered: at(h)}},
		"an answer of the same second":         {[]window.Event{ev(answer, 0), ev(entry, 0)}, window.State{Opened: noon, Entered: noon, Answered: noon}},
		"an answer of before":                  {[]window.Event{ev(answer, -h), ev(entry, 0)}, window.State{Opened: noon, Entered: noon}},
		"an answer after 24 hours":             {[]window.Event{ev(entry, 0), ev(answer, day)}, window.State{Opened: noon, Entered: noon}},
		"an answer to the first of two":        {[]window.Event{ev(entry, 0), ev(answer, h), ev(entry, 2*h)}, window.State{Opened: at(2 * h), Entered: at(2 * h)}},
		"an entry turns up before an answer":   {[]window.Event{ev(entry, 0), ev(answer, 2*h), ev(entry, h)}, window.State{Opened: at(h), Entered: at(h), Answered: at(2 * h)}},
		"an answer to each of two":             {[]window.Event{ev(entry, 0), ev(answer, h), ev(entry, 2*h), ev(answer, 3*h)}, window.State{Opened: at(2 * h), Entered: at(2 * h), Answered: at(3 * h)}},
		"a message does not end an entry":      {[]window.Event{ev(entry, 0), ev(message, h), ev(answer, 2*h)}, window.State{Opened: at(h), Entered: noon, Answered: at(2 * h)}},
		"everything of one second, once":       {[]window.Event{ev(refused, 0), ev(answer, 0), ev(call, 0), ev(entry, 0)}, window.State{Opened: noon, Refused: noon, Entered: noon, Answered: noon}},
		"everything of one second, repeatedly": {[]window.Event{ev(answer, 0), ev(entry, 0), ev(answer, 0), ev(entry, 0), ev(refused, 0), ev(refused, 0)}, window.State{Opened: noon, Refused: noon, Entered: noon, Answered: noon}},
	}
	r := random(t)
	for name, tt := range tests {
		for range 20 {
			require.Empty(t, gocmp.Diff(tt.want, window.Fold(tt.events)), name)
			r.Shuffle(len(tt.events), func(i, j int) { tt.events[i], tt.events[j] = tt.events[j], tt.events[i] })
		}
	}
}

func TestFoldIsTheSameInAnyOrder(t *testing.T) {
	t.Parallel()
	r := random(t)
	kinds := []window.EventKind{window.EventMessage, window.EventCall, window.EventEntry, window.EventAnswer, window.EventRefused}
	for range 3000 {
		events := make([]window.Event, r.IntN(12))
		for i := range events {
			events[i] = ev(kinds[r.IntN(len(kinds))], time.Duration(r.IntN(60))*time.Hour)
		}
		given := slices.Clone(events)
		want := window.Fold(events)
		require.Equal(t, given, events, "the events are not touched")
		require.Equal(t, want, window.Fold(slices.Concat(events, given)), "twice is once")
		r.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
		require.Equal(t, want, window.Fold(events))

		joined, inTime := window.State{}, window.State{}
		for _, e := range events {
			joined = joined.Apply(e)
		}
		require.Equal(t, want.Opened, joined.Opened)
		require.Equal(t, want.Refused, joined.Refused)
		require.Equal(t, want.Entered, joined.Entered)

		slices.SortFunc(events, func(a, b window.Event) int {
			behind := func(e window.Event) int { return slices.Index(kinds, e.Kind) }
			return cmp.Or(a.At.Compare(b.At), cmp.Compare(behind(a), behind(b)))
		})
		for _, e := range events {
			inTime = inTime.Apply(e)
		}
		require.Equal(t, want, inTime)
	}
}

func TestProviderEventsMeanThisToTheWindow(t *testing.T) {
	t.Parallel()
	text := whatsapp.Message{At: noon, Type: "text", Content: whatsapp.Text{Body: "hello"}}
	advertised := text
	advertised.Referral = &whatsapp.Referral{SourceType: "ad"}
	reaction := whatsapp.Message{At: noon, Type: "reaction", Content: whatsapp.Reaction{}, Referral: advertised.Referral}
	app, system := text, text
	app.Field, system.Field = "smb_message_echoes", "message_echoes"
	notice := whatsapp.Notice{At: noon}
	closed := []whatsapp.Failure{{Code: 131000}, {Code: 131047, Class: whatsapp.WindowClosed}}
	tests := map[string]struct {
		event whatsapp.Event
		want  window.Event
		ok    bool
	}{
		"a text":                      {&whatsapp.Received{Message: text}, window.Event{At: noon, Kind: window.EventMessage, Content: "text"}, true},
		"a message without content":   {&whatsapp.Received{Message: whatsapp.Message{At: noon, Type: "new"}}, window.Event{At: noon, Kind: window.EventMessage}, true},
		"a text without a time":       {&whatsapp.Received{Message: whatsapp.Message{Content: whatsapp.Text{}}}, window.Event{Kind: window.EventMessage, Content: "text"}, true},
		"by an advertisement":         {&whatsapp.Received{Message: advertised}, window.Event{At: noon, Kind: window.EventEntry, Content: "text"}, true},
		"a reaction":                  {&whatsapp.Received{Message: reaction}, window.Event{}, false},
		"a text of a history":         {&whatsapp.Past{Message: advertised}, window.Event{}, false},
		"the customer calls":          {&whatsapp.Call{Notice: notice, Direction: "USER_INITIATED", Event: "connect"}, window.Event{At: noon, Kind: window.EventCall}, true},
		"the call ends":               {&whatsapp.Call{Notice: notice, Direction: "USER_INITIATED", Event: "terminate"}, window.Event{}, false},
		"the business calls":          {&whatsapp.Call{Notice: notice, Direction: "BUSINESS_INITIATED", Event: "connect"}, window.Event{}, false},
		"sent":                        {&whatsapp.Status{State: whatsapp.Sent, At: noon}, window.Event{At: noon, Kind: window.EventAnswer}, true},
		"delivered":                   {&whatsapp.Status{State: whatsapp.Delivered, At: noon}, window.Event{}, false},
		"refused":                     {&whatsapp.Status{State: whatsapp.Failed, At: noon, Failures: closed}, window.Event{At: noon, Kind: window.EventRefused}, true},
		"failed of another reason":    {&whatsapp.Status{State: whatsapp.Failed, At: noon, Failures: closed[:1]}, window.Event{}, false},
		"failed of no reason":         {&whatsapp.Status{State: whatsapp.Failed, At: noon}, window.Event{}, false},
		"another system wrote":        {&whatsapp.Echo{Message: system}, window.Event{At: noon, Kind: window.EventAnswer}, true},
		"the phone app wrote":         {&whatsapp.Echo{Message: app}, window.Event{}, false},
		"the platform's agent wrote":  {&whatsapp.Echo{Message: system, Creator: "created_by_1p_bot"}, window.Event{}, false},
		"another system put an emoji": {&whatsapp.Echo{Message: reaction}, window.Event{}, false},
		"of something else":           {&whatsapp.Unknown{}, window.Event{}, false},
	}
	for name, tt := range tests {
		got, ok := window.Of(tt.event)
		require.Equal(t, tt.ok, ok, name)
		require.Empty(t, gocmp.Diff(tt.want, got), name)
	}
}
