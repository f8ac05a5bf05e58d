package cloudapi_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/wainbox/wainbox/provider/cloudapi"
	"github.com/wainbox/wainbox/whatsapp"
)

func ExampleEncode() {
	body, err := cloudapi.Encode([]whatsapp.Event{
		&whatsapp.Received{
			Origin: whatsapp.Origin{Number: "1001", WABA: "2001"},
			From:   whatsapp.Address{Phone: "4915100000001"},
			Message: whatsapp.Message{
				ID: "wamid.1", At: time.Unix(1750000000, 0), Type: "text", Content: whatsapp.Text{Body: "Hello"},
			},
		},
		&whatsapp.AccountReview{
			Notice:   whatsapp.Notice{Origin: whatsapp.Origin{WABA: "2001"}},
			Decision: "APPROVED",
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	events, err := cloudapi.Decode(body)
	for _, event := range events {
		switch e := event.(type) {
		case *whatsapp.Received:
			fmt.Printf("received %s %q\n", e.ID, whatsapp.TextOf(e.Content))
		case *whatsapp.AccountReview:
			fmt.Println("reviewed", e.Decision)
		}
	}
	fmt.Println(err)
	// Output:
	// received wamid.1 "Hello"
	// reviewed APPROVED
	// <nil>
}

func TestEncode(t *testing.T) {
	t.Parallel()
	for _, body := range callbacks(t) {
		events, err := cloudapi.Decode(body)
		if err != nil {
			t.Fatal(err)
		}
		again, err := cloudapi.Encode(events)
		if err != nil {
			t.Fatal(err)
		}
		got, err := cloudapi.Decode(again)
		if err != nil {
			t.Fatal(err)
		}
		withoutRaw := cmp.Options{
			cmpopts.IgnoreFields(whatsapp.Message{}, "Raw"), cmpopts.IgnoreFields(whatsapp.Status{}, "Raw"),
		}
		if diff := cmp.Diff(events, got, withoutRaw); diff != "" {
			t.Error(diff)
		}
	}
}

func TestEncodeRefuses(t *testing.T) {
	t.Parallel()
	_, err := cloudapi.Encode([]whatsapp.Event{nil})
	var v whatsapp.Violations
	if !errors.As(err, &v) || len(v) != 1 || v[0].Field != "events[0]" {
		t.Error(err)
	}
}
