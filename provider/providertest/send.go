package providertest

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

func sendCases() []Case {
	return []Case{
		{"send/one request each", sendsOnce},
		{"send/refused content makes no request", refusesBeforeIO},
		{"send/text is counted in characters", countsRunes},
		{"send/lossy says what was dropped", lossyTells},
		{"send/cancelled before makes no request", sendCancelledBefore},
		{"send/message is left unchanged", leavesMessage},
		{"send/concurrent", sendsConcurrently},
	}
}

// customer is an address that any provider takes, and group one of a group.
var (
	customer = whatsapp.Address{Phone: "16505550123"}
	group    = whatsapp.Address{Group: "Y2FwaV9ncm91cA=="}
)

func sendsOnce(t TB, r Rig) {
	for i, m := range r.Samples {
		if slices.Contains(r.Prepares, m.Content.Kind()) {
			before := r.Requests()
			if _, err := r.Provider.Send(t.Context(), m); err != nil {
				t.Errorf("Samples[%d]: %v", i, err)
			}
			if n := r.Requests() - before; n > 2 {
				t.Errorf("Samples[%d]: %d requests, want 2 at most the first time", i, n)
			}
		}
		before := r.Requests()
		receipt, err := r.Provider.Send(t.Context(), m)
		if err != nil {
			t.Errorf("Samples[%d]: %v", i, err)
			continue
		}
		if receipt.ID == "" {
			t.Errorf("Samples[%d]: accepted without an id", i)
		}
		if n := r.Requests() - before; n != 1 {
			t.Errorf("Samples[%d]: %d requests, want 1", i, n)
		}
	}
}

func refusesBeforeIO(t TB, r Rig) {
	c := r.Provider.Capabilities()
	text := whatsapp.Text{Body: "hello"}
	type refused struct {
		name string
		m    whatsapp.Outbound
		kind provider.Kind
	}
	cases := []refused{
		{"nobody", whatsapp.Outbound{Content: text}, provider.Invalid},
		{"nothing", whatsapp.Outbound{To: customer}, provider.Invalid},
		{"an empty text", whatsapp.Outbound{To: customer, Content: whatsapp.Text{}}, provider.Invalid},
		{"a phone without digits", whatsapp.Outbound{To: whatsapp.Address{Phone: "+"}, Content: text}, provider.Invalid},
		{"received content", whatsapp.Outbound{To: customer, Content: whatsapp.ButtonReply{ID: "1", Title: "Yes"}}, provider.Invalid},
	}
	if c.Send[whatsapp.KindText] != provider.No {
		long := whatsapp.Text{Body: strings.Repeat("é", c.MaxTextRunes+1)}
		cases = append(cases, refused{"too long a text", whatsapp.Outbound{To: customer, Content: long}, provider.Invalid})
		if c.ReplyTo == provider.No {
			m := whatsapp.Outbound{To: customer, Content: text, ReplyTo: "wamid.earlier"}
			cases = append(cases, refused{"a reply", m, provider.Unsupported})
		}
		if c.PreviewURL == provider.No {
			m := whatsapp.Outbound{To: customer, Content: whatsapp.Text{Body: "hello", PreviewURL: true}}
			cases = append(cases, refused{"a preview", m, provider.Unsupported})
		}
		if c.UserID == provider.No {
			m := whatsapp.Outbound{To: whatsapp.Address{User: "US.13491208655302741918"}, Content: text}
			cases = append(cases, refused{"a user id", m, provider.Unsupported})
		}
	}
	if c.Group == provider.No {
		m := whatsapp.Outbound{To: group, Content: text}
		cases = append(cases, refused{"a group", m, provider.Unsupported})
	}
	if c.IdentityKey == provider.No {
		m := whatsapp.Outbound{To: customer, Content: text, IdentityKey: "hash"}
		cases = append(cases, refused{"an identity key", m, provider.Unsupported})
	}
	if c.Send[whatsapp.KindPin] == provider.No {
		m := whatsapp.Outbound{To: group, Content: whatsapp.Pin{To: "wamid.earlier", Days: 7}}
		cases = append(cases, refused{string(whatsapp.KindPin), m, provider.Unsupported})
	}
	if c.MaxCaptionRunes > 0 && c.Send[whatsapp.KindImage] != provider.No {
		photo := whatsapp.Media{
			Type: whatsapp.KindImage, Link: "https://example.com/file", Caption: strings.Repeat("é", c.MaxCaptionRunes+1),
		}
		cases = append(cases, refused{"too long a caption", whatsapp.Outbound{To: customer, Content: photo}, provider.Invalid})
	}
	for _, content := range examples() {
		if c.Send[content.Kind()] == provider.No {
			m := whatsapp.Outbound{To: customer, Content: content}
			cases = append(cases, refused{string(content.Kind()), m, provider.Unsupported})
		}
	}
	for _, one := range cases {
		before := r.Requests()
		_, err := r.Provider.Send(t.Context(), one.m)
		wantError(t, one.name, err, "send", one.kind)
		var v whatsapp.Violations
		if err != nil && (!errors.As(err, &v) || len(v) == 0) {
			t.Errorf("%s: the error has no whatsapp.Violations that name the field", one.name)
		}
		if n := r.Requests() - before; n != 0 {
			t.Errorf("%s: %d requests, want none", one.name, n)
		}
	}
}

func countsRunes(t TB, r Rig) {
	c := r.Provider.Capabilities()
	if c.Send[whatsapp.KindText] == provider.No {
		t.Skipf("text is not carried")
	}
	m := whatsapp.Outbound{To: customer, Content: whatsapp.Text{Body: strings.Repeat("界", c.MaxTextRunes)}}
	if _, err := r.Provider.Send(t.Context(), m); err != nil {
		t.Errorf("a text of MaxTextRunes characters, 3 bytes each: %v", err)
	}
}

// lossyTells holds the levels and what the receipts say was dropped together:
// what is full drops nothing, and what is lossy is shown to drop something.
func lossyTells(t TB, r Rig) {
	c := r.Provider.Capabilities()
	dropped := map[whatsapp.ContentKind]bool{}
	for i, m := range r.Samples {
		receipt, err := r.Provider.Send(t.Context(), m)
		if err != nil {
			t.Errorf("Samples[%d]: %v", i, err)
			continue
		}
		for _, name := range receipt.Dropped {
			switch name {
			case provider.DroppedReply:
				mayDrop(t, i, name, c.ReplyTo)
			case provider.DroppedPreview:
				mayDrop(t, i, name, c.PreviewURL)
			default:
				mayDrop(t, i, name, c.Send[m.Content.Kind()])
				dropped[m.Content.Kind()] = true
			}
		}
	}
	for kind, level := range c.Send {
		if level == provider.Lossy && !dropped[kind] {
			t.Errorf("%s is lossy, and no sample of it dropped anything", kind)
		}
	}
	if c.ReplyTo != provider.No && drops(t, r, provider.DroppedReply, quoting) != (c.ReplyTo == provider.Lossy) {
		t.Errorf("replies are %s, and whether a sample as one dropped %q says otherwise", c.ReplyTo, provider.DroppedReply)
	}
	if c.PreviewURL != provider.No && drops(t, r, provider.DroppedPreview, previewing) != (c.PreviewURL == provider.Lossy) {
		t.Errorf("previews are %s, and whether a text with one dropped %q says otherwise", c.PreviewURL, provider.DroppedPreview)
	}
}

func mayDrop(t TB, sample int, name string, level provider.Level) {
	t.Helper()
	if level != provider.Lossy {
		t.Errorf("Samples[%d] dropped %q, which is declared %s", sample, name, level)
	}
}

func quoting(m whatsapp.Outbound) (whatsapp.Outbound, bool) {
	m.ReplyTo = "wamid.earlier"
	return m, true
}

func previewing(m whatsapp.Outbound) (whatsapp.Outbound, bool) {
	text, ok := m.Content.(whatsapp.Text)
	text.PreviewURL = true
	m.Content = text
	return m, ok
}

// drops reports whether a sample, changed so, drops what is named.
func drops(t TB, r Rig, name string, change func(whatsapp.Outbound) (whatsapp.Outbound, bool)) bool {
	t.Helper()
	for _, sample := range r.Samples {
		m, ok := change(sample)
		if !ok {
			continue
		}
		if receipt, err := r.Provider.Send(t.Context(), m); err == nil && slices.Contains(receipt.Dropped, name) {
			return true
		}
	}
	return false
}

func sendCancelledBefore(t TB, r Rig) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	before := r.Requests()
	_, err := r.Provider.Send(ctx, r.Samples[0])
	wantError(t, "cancelled", err, "send", provider.Unavailable)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the error does not hold context.Canceled")
	}
	if n := r.Requests() - before; n != 0 {
		t.Errorf("%d requests, want none", n)
	}
}

func leavesMessage(t TB, r Rig) {
	for i, m := range r.Samples {
		before := spell(m)
		if _, err := r.Provider.Send(t.Context(), m); err != nil {
			t.Errorf("Samples[%d]: %v", i, err)
		}
		if spell(m) != before {
			t.Errorf("Samples[%d] was changed by Send", i)
		}
	}
}

func sendsConcurrently(t TB, r Rig) {
	const workers = 8
	for i, m := range r.Samples {
		if _, err := r.Provider.Send(t.Context(), m); err != nil {
			t.Errorf("Samples[%d]: %v", i, err)
		}
	}
	before := r.Requests()
	callback := r.Signed(r.Callbacks[0])
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for i, m := range r.Samples {
				if _, err := r.Provider.Send(t.Context(), m); err != nil {
					t.Errorf("Samples[%d]: %v", i, err)
				}
			}
			if err := r.Provider.Verify(callback); err != nil {
				t.Errorf("Verify: %v", err)
			}
			if events, err := r.Provider.Decode(callback); err != nil || len(events) == 0 {
				t.Errorf("Decode: %d events, %v", len(events), err)
			}
		})
	}
	wg.Wait()
	if n, want := r.Requests()-before, workers*len(r.Samples); n != want {
		t.Errorf("%d requests, want %d", n, want)
	}
}
