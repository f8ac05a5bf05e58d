package providertest

import (
	"context"
	"errors"
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

// customer is an address that any provider takes.
var customer = whatsapp.Address{Phone: "16505550123"}

func sendsOnce(t TB, r Rig) {
	for i, m := range r.Samples {
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
		if c.UserID == provider.No {
			m := whatsapp.Outbound{To: whatsapp.Address{User: "US.13491208655302741918"}, Content: text}
			cases = append(cases, refused{"a user id", m, provider.Unsupported})
		}
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
		if n := r.Requests() - before; n != 0 {
			t.Errorf("%s: %d requests, want none", one.name, n)
		}
	}
}

// examples is one content of each kind that can be sent at all.
func examples() []whatsapp.Content {
	all := []whatsapp.Content{
		whatsapp.Text{Body: "hello"},
		whatsapp.Template{Name: "hello_world", Language: "en_US"},
		whatsapp.Reaction{To: "wamid.earlier", Emoji: "👍"},
	}
	for _, kind := range []whatsapp.ContentKind{
		whatsapp.KindImage, whatsapp.KindVideo, whatsapp.KindAudio, whatsapp.KindDocument, whatsapp.KindSticker,
	} {
		all = append(all, whatsapp.Media{Type: kind, Link: "https://example.com/file"})
	}
	return all
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

func lossyTells(t TB, r Rig) {
	c := r.Provider.Capabilities()
	dropped := map[whatsapp.ContentKind]bool{}
	for i, m := range r.Samples {
		receipt, err := r.Provider.Send(t.Context(), m)
		if err != nil {
			t.Errorf("Samples[%d]: %v", i, err)
			continue
		}
		kind := m.Content.Kind()
		if len(receipt.Dropped) > 0 {
			dropped[kind] = true
		}
		whole := c.Send[kind] == provider.Full && (m.ReplyTo == "" || c.ReplyTo == provider.Full)
		if whole && len(receipt.Dropped) > 0 {
			t.Errorf("Samples[%d] is carried in full, and dropped %q", i, receipt.Dropped)
		}
		if m.ReplyTo == "" && c.ReplyTo == provider.Lossy {
			m.ReplyTo = "wamid.earlier"
			if receipt, err = r.Provider.Send(t.Context(), m); err != nil || len(receipt.Dropped) == 0 {
				t.Errorf("Samples[%d] as a reply, which is lossy: dropped nothing (%v)", i, err)
			}
		}
	}
	for kind, level := range c.Send {
		if level == provider.Lossy && !dropped[kind] {
			t.Errorf("%s is lossy, and no sample of it dropped anything", kind)
		}
	}
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
