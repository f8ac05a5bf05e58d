package providertest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"github.com/wainbox/wainbox/provider"
)

func outcomeCases() []Case {
	return []Case{
		{"outcome/no answer is uncertain", noAnswerUncertain},
		{"outcome/success without an id is uncertain", noIDUncertain},
		{"outcome/server error without a code is uncertain", serverErrorUncertain},
		{"outcome/status alone", statusAlone},
		{"outcome/refusals", refusals},
		{"outcome/every kind is reachable", kindsReachable},
	}
}

// noAnswerUncertain gives up after the request arrived: from here on nobody
// knows whether the message was taken.
func noAnswerUncertain(t TB, r Rig) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	arrived := r.Hang()
	go func() {
		select {
		case <-arrived:
			cancel()
		case <-ctx.Done():
		}
	}()
	_, err := r.Provider.Send(ctx, r.Samples[0])
	wantError(t, "given up after it arrived", err, "send", provider.Uncertain)
	if n := r.Requests(); n != 1 {
		t.Errorf("%d requests, want 1: it is not sent again", n)
	}
}

func noIDUncertain(t TB, r Rig) {
	for _, body := range []string{"", "{}", "[]", "null", `{"messages":[]}`, `{"messages":[{}]}`, `{"messages":[{"id"`, "<html></html>"} {
		r.Answer(200, body)
		_, err := r.Provider.Send(t.Context(), r.Samples[0])
		wantError(t, strconv.Quote(body), err, "send", provider.Uncertain)
	}
}

func serverErrorUncertain(t TB, r Rig) {
	for _, status := range []int{500, 502, 503, 504} {
		for _, body := range []string{"", "<html><h1>Bad Gateway</h1></html>", "{}"} {
			before := r.Requests()
			r.Answer(status, body)
			_, err := r.Provider.Send(t.Context(), r.Samples[0])
			wantError(t, fmt.Sprintf("%d with %q", status, body), err, "send", provider.Uncertain)
			if n := r.Requests() - before; n != 1 {
				t.Errorf("%d: %d requests, want 1: it is not sent again", status, n)
			}
		}
	}
}

func statusAlone(t TB, r Rig) {
	for status, kind := range map[int]provider.Kind{
		400: provider.Invalid, 401: provider.Auth, 403: provider.Auth, 429: provider.Throttled,
	} {
		r.Answer(status, "")
		_, err := r.Provider.Send(t.Context(), r.Samples[0])
		wantError(t, strconv.Itoa(status), err, "send", kind)
	}
}

func refusals(t TB, r Rig) {
	for i, one := range r.Refusals {
		before := r.Requests()
		r.Answer(one.Status, one.Body)
		_, err := r.Provider.Send(t.Context(), r.Samples[0])
		name := fmt.Sprintf("Refusals[%d]", i)
		wantError(t, name, err, "send", one.Kind)
		var e *provider.Error
		if errors.As(err, &e) && one.Code != 0 && e.Code != one.Code {
			t.Errorf("%s: code %d, want %d", name, e.Code, one.Code)
		}
		if n := r.Requests() - before; n != 1 {
			t.Errorf("%s: %d requests, want 1: it is not sent again", name, n)
		}
	}
}

// kindsReachable wants a refusal for each kind of error that comes with an
// answer; the others are provoked in cases of their own.
func kindsReachable(t TB, r Rig) {
	reached := map[provider.Kind]bool{}
	for _, k := range r.Never {
		reached[k] = true
	}
	for i, one := range r.Refusals {
		r.Answer(one.Status, one.Body)
		_, err := r.Provider.Send(t.Context(), r.Samples[0])
		if provider.KindOf(err) != one.Kind {
			t.Errorf("Refusals[%d]: kind %q, want %q", i, provider.KindOf(err), one.Kind)
		}
		reached[one.Kind] = true
	}
	for _, k := range []provider.Kind{
		provider.Auth, provider.Invalid, provider.Unsupported, provider.Window, provider.Recipient, provider.Template,
		provider.OptedOut, provider.Account, provider.Throttled, provider.Unavailable, provider.Uncertain,
	} {
		if !reached[k] {
			t.Errorf("no refusal of the rig means %q", k)
		}
	}
}

// wantError checks that an error is the contract's own, for this operation and
// of this kind.
func wantError(t TB, name string, err error, op string, kind provider.Kind) {
	t.Helper()
	//nolint:errorlint // the contract is the type itself, not one inside
	e, ok := err.(*provider.Error)
	switch {
	case err == nil:
		t.Errorf("%s: no error, want %v", name, kind)
	case !ok:
		t.Errorf("%s: error of type %T, want *provider.Error", name, err)
	case e == nil:
		t.Errorf("%s: a nil *provider.Error in an error", name)
	case e.Kind != kind:
		t.Errorf("%s: kind %q, want %q", name, e.Kind, kind)
	case op != "" && e.Op != op:
		t.Errorf("%s: op %q, want %q", name, e.Op, op)
	}
}

// spell writes a value out, to compare it with itself later.
func spell(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(b)
}
