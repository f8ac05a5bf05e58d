package providertest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

func secretCases() []Case {
	return []Case{
		{"secrets/not in errors", notInErrors},
		{"secrets/not in logs", notInLogs},
		{"secrets/not in what is printed", notPrinted},
	}
}

// notInErrors provokes every kind of error and looks for planted words in the
// whole tree of each, since a cause is printed sooner or later.
func notInErrors(t TB, r Rig) {
	for what, err := range provoke(t, r) {
		if canary(r, fmt.Sprintf("%v %+v %#v", err, err, err)) {
			t.Errorf("%s: a canary is printed with the %T", what, err)
		}
		walk(err, func(e error) {
			for i, canary := range r.Canaries {
				if canary != "" && strings.Contains(e.Error(), canary) {
					t.Errorf("%s: Canaries[%d] is in the text of a %T", what, i, e)
				}
			}
		})
	}
}

func notInLogs(t TB, r Rig) {
	if r.Logged == nil {
		t.Skipf("the provider does not log")
	}
	for range provoke(t, r) {
	}
	for i, canary := range r.Canaries {
		if canary != "" && strings.Contains(r.Logged(), canary) {
			t.Errorf("Canaries[%d] is in the log", i)
		}
	}
}

// notPrinted prints and logs the provider, as happens by accident to whatever
// holds it.
func notPrinted(t TB, r Rig) {
	p := r.Provider
	var out strings.Builder
	fmt.Fprintf(&out, "%v %+v %#v", p, p, p)
	slog.New(slog.NewTextHandler(&out, nil)).Info("printed", "provider", p)
	slog.New(slog.NewJSONHandler(&out, nil)).Info("printed", "provider", p)
	if canary(r, out.String()) {
		t.Errorf("a canary is printed with the %T", p)
	}
}

// provoke makes errors of all sorts, answers that quote every planted word
// among them.
func provoke(t TB, r Rig) func(yield func(string, error) bool) {
	return func(yield func(string, error) bool) {
		stopped := false
		note := func(what string, err error) {
			if err != nil && !stopped {
				stopped = !yield(what, err)
			}
		}
		quoting := strings.Join(r.Canaries, " ")
		bodies := []string{quoting, `{"error":{"message":` + spell(quoting) + `,"code":` + spell(quoting) + `}}`}
		for _, refusal := range r.Refusals {
			bodies = append(bodies, refusal.Body)
		}
		for _, status := range []int{200, 302, 400, 401, 429, 500} {
			for _, body := range bodies {
				r.Answer(status, body)
				for _, m := range r.Samples {
					_, err := r.Provider.Send(t.Context(), m)
					note("send", err)
				}
				provokeAbilities(t, r, note)
			}
		}
		for _, m := range r.Samples {
			m.To = whatsapp.Address{}
			_, err := r.Provider.Send(t.Context(), m)
			note("invalid send", err)
		}
		for _, body := range r.Callbacks {
			c := r.Signed(body)
			for name := range c.Header {
				c.Header[name] = []string{quoting}
			}
			note("verify", r.Provider.Verify(c))
			for at := 0; at < len(body); at += max(1, len(body)/50) {
				c.Body = append([]byte{}, body[:at]...)
				_, err := r.Provider.Decode(c)
				note("decode", err)
			}
		}
		ctx, cancel := context.WithCancel(t.Context())
		arrived := r.Hang()
		go func() {
			select {
			case <-arrived:
			case <-t.Context().Done():
			}
			cancel()
		}()
		_, err := r.Provider.Send(ctx, r.Samples[0])
		note("given up", err)
		cancel()
	}
}

func provokeAbilities(t TB, r Rig, note func(string, error)) {
	if m, ok := provider.As[provider.ReadMarker](r.Provider); ok {
		note("mark read", m.MarkRead(t.Context(), "wamid.earlier"))
	}
	if y, ok := provider.As[provider.Typer](r.Provider); ok {
		note("typing", y.Typing(t.Context(), "wamid.earlier"))
	}
	if f, ok := provider.As[provider.MediaFetcher](r.Provider); ok {
		_, err := f.FetchMedia(t.Context(), r.file(), io.Discard)
		note("fetch media", err)
	}
	for _, a := range actions() {
		if right, _, ok := a.of(r.Provider); ok {
			note(a.name, right(t.Context()))
		}
	}
	if d, ok := provider.As[provider.Doctor](r.Provider); ok {
		for _, f := range d.Diagnose(t.Context(), "") {
			note("diagnose", f.Err)
			note("diagnose", errors.New(f.Text+" "+f.Advice))
		}
	}
}

// canary reports whether a planted word is in a text.
func canary(r Rig, text string) bool {
	for _, c := range r.Canaries {
		if c != "" && strings.Contains(text, c) {
			return true
		}
	}
	return false
}

// walk visits an error and all causes in it.
func walk(err error, visit func(error)) {
	if err == nil {
		return
	}
	visit(err)
	switch e := err.(type) { //nolint:errorlint // it is the tree that is walked
	case interface{ Unwrap() error }:
		walk(e.Unwrap(), visit)
	case interface{ Unwrap() []error }:
		for _, one := range e.Unwrap() {
			walk(one, visit)
		}
	}
}
