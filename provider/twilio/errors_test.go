package twilio_test

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/twilio"
	"github.com/wainbox/wainbox/whatsapp"
)

// TestCodes has every code of Twilio's that is known come as the answer to a
// send, and in a status. Source: "Error and warning dictionary", 2026.
func TestCodes(t *testing.T) {
	t.Parallel()
	var code atomic.Int64
	c := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusBadRequest)
		_, _ = fmt.Fprintf(w, `{"code":%d,"message":"x","more_info":"https://www.twilio.com/docs/errors/x","status":400}`, code.Load())
	})
	for kind, codes := range map[provider.Kind][]int64{
		provider.Auth: {20003},
		provider.Invalid: {
			20404, 21602, 21617, 21619, 63005, 63006, 63011, 63021, 63030, 63031, 21620, 21623, 63019, 63034, 63037, 11751, 63025,
			21656, 63028,
		},
		provider.Window:    {63016},
		provider.Recipient: {21211, 21614, 63003, 63024, 30003, 30004, 30005, 30006, 30007, 30008},
		provider.Template:  {21654, 21655, 63027, 63029, 63040, 63041},
		provider.OptedOut:  {21610, 63014, 63032, 63033, 63049, 63050},
		provider.Account: {
			20005, 30002, 21212, 21603, 21606, 63002, 63007, 21703, 21704, 21705, 63013, 63015, 63020, 63022, 63026, 63039, 63051, 63062,
			63112, 63124,
		},
		provider.Throttled:   {20429, 63017, 63018, 21611, 30001, 63038},
		provider.Unavailable: {20500, 20503, 63009, 63010, 63012, 30410},
	} {
		for _, one := range codes {
			code.Store(one)
			_, err := c.Send(t.Context(), hello())
			var e *provider.Error
			if !errors.As(err, &e) || e.Kind != kind || e.Code != int(one) {
				t.Errorf("%d as an answer: %v, want %v", one, err, kind)
			}
			if f := failed(t, strconv.FormatInt(one, 10)); f.Code != int(one) || f.Class != kind.Class() {
				t.Errorf("%d in a status: %v, want %v", one, &f, kind.Class())
			}
		}
	}
	for text, want := range map[string]whatsapp.Failure{
		"63999": {Code: 63999}, "soon": {}, "99999999999": {}, "-1": {Code: -1},
	} {
		if f := failed(t, text); f.Code != want.Code || f.Class != whatsapp.ClassUnknown {
			t.Errorf("%s in a status: %v", text, &f)
		}
	}
}

// failed is the failure of a status with this code.
func failed(t *testing.T, code string) whatsapp.Failure {
	t.Helper()
	body := strings.Replace(string(fixture(t, "status-failed")), "ErrorCode=63016", "ErrorCode="+code, 1)
	events, err := twilio.Decode([]byte(body))
	if err != nil || len(events[0].(*whatsapp.Status).Failures) != 1 {
		t.Fatalf("%s: %v, %v", code, events, err)
	}
	return events[0].(*whatsapp.Status).Failures[0]
}

// TestStatuses has answers decided on by their status, where no code says more.
func TestStatuses(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		status int
		body   string
		send   provider.Kind
		other  provider.Kind
	}{
		{400, ``, provider.Invalid, provider.Invalid},
		{400, `{"code":63999}`, provider.Invalid, provider.Invalid},
		{400, `{"code":"63016"}`, provider.Window, provider.Window},
		{400, `{"code":null}`, provider.Invalid, provider.Invalid},
		{401, `{"code":-1}`, provider.Auth, provider.Auth},
		{403, `{"code":12345}`, provider.Auth, provider.Auth},
		{408, ``, provider.Uncertain, provider.Unavailable},
		{429, `{"code":12345}`, provider.Throttled, provider.Throttled},
		{500, `{"code":20500}`, provider.Uncertain, provider.Unavailable},
		{503, `{"code":20503}`, provider.Uncertain, provider.Unavailable},
		{500, `{"code":21211}`, provider.Uncertain, provider.Recipient},
		{502, `<html>`, provider.Uncertain, provider.Unavailable},
	} {
		c := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(tc.status)
			_, _ = fmt.Fprint(w, tc.body)
		})
		if _, err := c.Send(t.Context(), hello()); provider.KindOf(err) != tc.send {
			t.Errorf("%d %s to a send: %v, want %v", tc.status, tc.body, err, tc.send)
		}
		if err := c.Typing(t.Context(), "SM1"); provider.KindOf(err) != tc.other {
			t.Errorf("%d %s to another request: %v, want %v", tc.status, tc.body, err, tc.other)
		}
	}
}
