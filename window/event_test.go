package window_test

import (
	"encoding/json"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/whatsapp"
	"github.com/wainbox/wainbox/window"
)

func TestEventsAreRead(t *testing.T) {
	t.Parallel()
	want := []window.Event{
		{At: noon, Kind: window.EventMessage, Content: whatsapp.KindText},
		{At: noon, Kind: window.EventRefused},
	}
	const first, second = `{"at":"2026-11-21T14:00:00+02:00","event":"message","kind":"text"}`, `{"at":1795262400,"event":"refused"}`
	tests := map[string]struct {
		text string
		want []window.Event
	}{
		"nothing":                  {"", nil},
		"blanks":                   {" \n", nil},
		"an empty array":           {"[]", nil},
		"an array":                 {"[" + first + ", " + second + "]", want},
		"an array after blanks":    {"\n\t [" + first + "," + second + "]\n", want},
		"lines":                    {first + "\n" + second + "\n", want},
		"lines without a last end": {first + "\r\n\r\n" + second, want},
		"seconds in quotes":        {`{"at":"1795262400","event":"refused"}`, want[1:]},
		"other names":              {`{"at":1795262400,"event":"refused","note":"x"}`, want[1:]},
		"a fraction is kept":       {`{"at":"2026-11-21T12:00:00.5Z","event":"call"}`, []window.Event{{At: noon.Add(time.Second / 2), Kind: window.EventCall}}},
	}
	for name, tt := range tests {
		got, err := window.ParseEvents([]byte(tt.text))
		require.NoError(t, err, name)
		require.Empty(t, cmp.Diff(tt.want, got), name)
	}
}

func TestWhatIsNoEventIsRefused(t *testing.T) {
	t.Parallel()
	at := whatsapp.Violation{Field: "at", Rule: "a time as RFC 3339 or Unix seconds"}
	kind := whatsapp.Violation{Field: "event", Rule: "message, call, entry, answer or refused"}
	tests := map[string]struct {
		text  string
		want  whatsapp.Violations
		where string
	}{
		"nothing in it":        {`{}`, whatsapp.Violations{at, kind}, "events[0]"},
		"a null":               {`[null]`, whatsapp.Violations{at, kind}, "events[0]"},
		"no time":              {`{"event":"call"}`, whatsapp.Violations{at}, "events[0]"},
		"a time of words":      {`{"at":"noon","event":"call"}`, whatsapp.Violations{at}, "events[0]"},
		"the year one":         {`{"at":"0001-01-01T00:00:00Z","event":"call"}`, whatsapp.Violations{at}, "events[0]"},
		"the epoch":            {`{"at":0,"event":"call"}`, whatsapp.Violations{at}, "events[0]"},
		"milliseconds":         {`{"at":1795262400000,"event":"call"}`, whatsapp.Violations{at}, "events[0]"},
		"a fraction of second": {`{"at":1.5,"event":"call"}`, whatsapp.Violations{at}, "events[0]"},
		"a time that is none":  {`{"at":null,"event":"call"}`, whatsapp.Violations{at}, "events[0]"},
		"an object for a time": {`{"at":{},"event":"call"}`, whatsapp.Violations{at}, "events[0]"},
		"the second of two":    {`[{"at":1,"event":"call"},{"at":1,"event":"Call"}]`, whatsapp.Violations{kind}, "events[1]"},
		"the second line":      {"{\"at\":1,\"event\":\"call\"}\n{\"at\":1}", whatsapp.Violations{kind}, "events[1]"},
	}
	for name, tt := range tests {
		_, err := window.ParseEvents([]byte(tt.text))
		var got whatsapp.Violations
		require.ErrorAs(t, err, &got, name)
		require.Empty(t, cmp.Diff(tt.want, got), name)
		require.ErrorContains(t, err, tt.where, name)
	}
	for _, text := range []string{`[`, `[{"at":1,"event":"call"}`, `{`, `[] []`, `[]x`, `7`, `{"at":1,"event":7}`, `{"at":1,"event":"call"}]`} {
		_, err := window.ParseEvents([]byte(text))
		require.Error(t, err, text)
		require.NotErrorIs(t, err, io.EOF, "%s: the end is no event", text)
	}
}

func FuzzParseEvents(f *testing.F) {
	for _, text := range []string{
		`[{"at":1,"event":"call"}]`, `{"at":"2026-11-21T14:00:00+02:00","event":"message","kind":"text"}`, "{}\n[]", `[null]`,
		`{"at":"9999-12-31T23:59:59-01:00","event":"entry"}`, `{"at":"253402300799","event":"answer"}`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		events, err := window.ParseEvents(text)
		if err != nil {
			require.Nil(t, events)
			return
		}
		written, err := json.Marshal(events)
		require.NoError(t, err)
		again, err := window.ParseEvents([]byte(strings.Replace(string(written), "null", "[]", 1)))
		require.NoError(t, err, "%s", written)
		require.Empty(t, cmp.Diff(events, again))
		require.Equal(t, window.Fold(events), window.Fold(again))
	})
}
