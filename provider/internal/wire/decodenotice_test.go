package wire_test

import (
	"testing"

	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/whatsapp"
)

// notice is that of the fixtures about an account, which have the callback's
// time.
func notice(field string) whatsapp.Notice {
	return whatsapp.Notice{Origin: whatsapp.Origin{WABA: "1055550199000001"}, Field: field, At: at(100)}
}

// ofNumber is a notice about the number of most fixtures, with a time of its
// own.
func ofNumber(field string, seconds int64) whatsapp.Notice {
	return whatsapp.Notice{Origin: origin(), Field: field, At: at(seconds)}
}

// class is what a failure's code says to do.
func class(code int) whatsapp.Class { return wire.KindOf(code).Class() }

// reads compares a fixture with the events that are in it.
func reads(t *testing.T, name string, want ...whatsapp.Event) {
	t.Helper()
	got, err := load(t, name)
	if err != nil {
		t.Fatal(err)
	}
	mustEqual(t, strip(got), want)
}
