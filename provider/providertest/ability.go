package providertest

import (
	"context"
	"errors"
	"io"
	"maps"
	"net/url"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

func abilityCases() []Case {
	return []Case{
		{"ability/mark read", marksRead},
		{"ability/typing", types},
		{"ability/fetch media", fetchesMedia},
		{"ability/handshake", handshakes},
	}
}

func marksRead(t TB, r Rig) {
	m, ok := provider.As[provider.ReadMarker](r.Provider)
	if !ok {
		t.Skipf("not one of its abilities")
	}
	repeatable(t, r, m.MarkRead)
}

func types(t TB, r Rig) {
	y, ok := provider.As[provider.Typer](r.Provider)
	if !ok {
		t.Skipf("not one of its abilities")
	}
	repeatable(t, r, y.Typing)
}

// repeatable checks an action on a message that may be done twice, and so is
// never uncertain.
func repeatable(t TB, r Rig, do func(context.Context, whatsapp.MessageID) error) {
	t.Helper()
	const id = whatsapp.MessageID("wamid.HBgLMTY1MDU1NTAxMjM=")
	wantError(t, "no id", do(t.Context(), ""), "", provider.Invalid)
	act := func(ctx context.Context) error { return do(ctx, id) }
	stopsBefore(t, r, act)
	r.Answer(502, "")
	wantError(t, "502", do(t.Context(), id), "", provider.Unavailable)
	if n := r.Requests(); n != 1 {
		t.Errorf("%d requests, want 1", n)
	}
	r.Answer(200, `{"success":true}`)
	if err := do(t.Context(), id); err != nil {
		t.Errorf("200: %v", err)
	}
	stopsWithin(t, r, act, provider.Unavailable)
}

// stopsBefore checks that nothing is asked once the context has ended.
func stopsBefore(t TB, r Rig, act do) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := act(ctx)
	wantError(t, "cancelled", err, "", provider.Unavailable)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: the error does not hold context.Canceled")
	}
	if n := r.Requests(); n != 0 {
		t.Errorf("%d requests, want none so far", n)
	}
}

// stopsWithin gives up when the request has arrived.
func stopsWithin(t TB, r Rig, act do, lost provider.Kind) {
	t.Helper()
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
	err := act(ctx)
	wantError(t, "given up after it arrived", err, "", lost)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("given up after it arrived: the error does not hold context.Canceled")
	}
}

func fetchesMedia(t TB, r Rig) {
	f, ok := provider.As[provider.MediaFetcher](r.Provider)
	if !ok {
		t.Skipf("not one of its abilities")
	}
	_, err := f.FetchMedia(t.Context(), whatsapp.Media{Type: whatsapp.KindImage}, io.Discard)
	wantError(t, "no id and no link", err, "", provider.Invalid)
	for _, link := range []string{
		"http://169.254.169.254/latest/meta-data", "https://127.0.0.1/", "https://[::1]/", "file:///etc/passwd",
		"https://example.com/", "https://fbsbx.com.example.com/", "https://user@lookaside.fbsbx.com/", "ftp://example.com/", "//example.com/",
	} {
		_, err := f.FetchMedia(t.Context(), whatsapp.Media{Type: whatsapp.KindImage, Link: link}, io.Discard)
		wantError(t, link, err, "", provider.Invalid)
	}
	if n := r.Requests(); n != 0 {
		t.Errorf("%d requests, want none: these are not the provider's hosts", n)
	}
	fetch := func(ctx context.Context) error {
		_, err := f.FetchMedia(ctx, r.file(), io.Discard)
		return err
	}
	stopsBefore(t, r, fetch)
	r.Answer(502, "")
	wantError(t, "502", fetch(t.Context()), "", provider.Unavailable)
	stopsWithin(t, r, fetch, provider.Unavailable)
}

func handshakes(t TB, r Rig) {
	h, ok := provider.As[provider.Handshaker](r.Provider)
	if !ok {
		t.Skipf("not one of its abilities")
	}
	if len(r.Handshake) == 0 {
		t.Fatalf("the rig lacks Handshake")
	}
	if got, err := h.Handshake(r.Handshake); err != nil || got != r.Challenge {
		t.Errorf("Handshake = %q, %v; want the challenge", got, err)
	}
	wrong := []url.Values{nil, {}}
	for name, values := range r.Handshake {
		if values[0] == r.Challenge {
			continue // any challenge is answered
		}
		without, altered := maps.Clone(r.Handshake), maps.Clone(r.Handshake)
		delete(without, name)
		altered[name] = []string{alter(values[0])}
		wrong = append(wrong, without, altered)
	}
	for i, q := range wrong {
		got, err := h.Handshake(q)
		if err != provider.Signature { //nolint:errorlint // it must be the constant
			t.Errorf("wrong handshake %d: %v, want the constant provider.Signature", i, err)
		}
		if got != "" {
			t.Errorf("wrong handshake %d: answered", i)
		}
	}
}
