package onemsg_test

import (
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/onemsg"
	"github.com/wainbox/wainbox/whatsapp"
)

// TestSentences tries every row of the table, in an answer to a send and in a
// status.
func TestSentences(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		text string
		want provider.Kind
		code int
	}{
		{"Dialog window is closed", provider.Window, 0},
		{"The message is OUTSIDE the allowed window.", provider.Window, 0},
		{"Re-engagement message", provider.Window, 0},
		{"(#131047) more than 24 hours", provider.Window, 131047},
		{"Too many requests", provider.Throttled, 0},
		{"rate limit hit", provider.Throttled, 0},
		{"pair rate limit hit, 131056", provider.Throttled, 131056},
		{"template is not defined", provider.Template, 0},
		{"132001: template name does not exist", provider.Template, 132001},
		{"Username is not found", provider.Recipient, 0},
		{"Phone is not linked with BSUID", provider.Recipient, 0},
		{"BSUID routing is disabled", provider.Account, 0},
		{"Username routing is disabled", provider.Account, 0},
		{"User's number is part of an experiment", provider.OptedOut, 0},
		{"not delivered to maintain healthy ecosystem engagement", provider.OptedOut, 0},
		{"Frequency cap reached", provider.OptedOut, 0},
		{"Unsupported Interactive Message type", provider.Invalid, 0},
		{`Wrong token "x" for channel "123"`, provider.Auth, 0},
		{"Message is queued", provider.Uncertain, 0},
		{"something else", provider.Other, 0},
		{"a phone 16131047555 is no code", provider.Other, 0},
		{"999999", provider.Other, 0},
	} {
		c, f := dial(t)
		f.on(t, "POST", "sendMessage", ok(`{"sent":false,"message":`+strconv.Quote(tc.text)+`}`))
		_, err := c.Send(t.Context(), hello())
		e, is := errors.AsType[*provider.Error](err)
		if !is || e.Kind != tc.want || e.Code != tc.code || e.Pair != (tc.code == 131056) {
			t.Errorf("%s: %+v, want %v", tc.text, e, tc.want)
		}
		if strings.Contains(err.Error(), tc.text) {
			t.Errorf("the sentence is in the error: %v", err)
		}

		events, err := onemsg.Decode([]byte(`{"instanceId":"VAN1","ack":[{"id":"1","status":"failed","error":` + strconv.Quote(tc.text) + `}]}`))
		if err != nil || len(events) != 1 {
			t.Fatalf("%s: %d events, %v", tc.text, len(events), err)
		}
		want := whatsapp.Failure{Message: tc.text, Code: tc.code, Class: tc.want.Class()}
		if s, is := events[0].(*whatsapp.Status); !is || len(s.Failures) != 1 || s.Failures[0] != want {
			t.Errorf("%s: %+v, want %+v", tc.text, events[0], want)
		}
	}
}
