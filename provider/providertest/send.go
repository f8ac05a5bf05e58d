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

// customer is an address that any provider takes.
var customer = whatsapp.Address{Phone: "16505550123"}

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
		if c.UserID == provider.No {
			m := whatsapp.Outbound{To: whatsapp.Address{User: "US.13491208655302741918"}, Content: text}
			cases = append(cases, refused{"a user id", m, provider.Unsupported})
		}
	}
	if c.Group == provider.No {
		m := whatsapp.Outbound{To: whatsapp.Address{Group: "Y2FwaV9ncm91cA=="}, Content: text}
		cases = append(cases, refused{"a group", m, provider.Unsupported})
	}
	if c.IdentityKey == provider.No {
		m := whatsapp.Outbound{To: customer, Content: text, IdentityKey: "hash"}
		cases = append(cases, refused{"an identity key", m, provider.Unsupported})
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
	photo := &whatsapp.Media{Type: whatsapp.KindImage, Link: "https://example.com/file"}
	product := whatsapp.ProductRef{Catalog: "194836987003835", Product: "lamp"}
	all := []whatsapp.Content{
		whatsapp.Text{Body: "hello"},
		whatsapp.Template{Name: "hello_world", ID: "HX00000000000000000000000000000001", Language: "en_US"},
		whatsapp.Reaction{To: "wamid.earlier", Emoji: "👍"},
		whatsapp.Location{Latitude: 52.5, Longitude: 13.4, Name: "Shop", Address: "Street 1"},
		whatsapp.Contacts{{
			Name:   whatsapp.ContactName{Formatted: "Ann Other", First: "Ann"},
			Phones: []whatsapp.ContactPhone{{Phone: "+16505550124"}},
		}},
		whatsapp.Buttons{Body: "Well?", Buttons: []whatsapp.ReplyButton{{ID: "1", Title: "Yes"}}},
		whatsapp.List{Body: "Which?", Button: "Choose", Sections: []whatsapp.Section{{Rows: []whatsapp.Row{{ID: "1", Title: "One"}}}}},
		whatsapp.CTAURL{Body: "Look", Label: "Open", URL: "https://example.com/"},
		whatsapp.LocationRequest{Body: "Where?"},
		whatsapp.ContactRequest{Body: "Your number?"},
		whatsapp.CallButton{Body: "Call us", Label: "Call"},
		whatsapp.CallPermissionRequest{Body: "May we call?"},
		whatsapp.FlowMessage{Body: "Fill this", CTA: "Open", ID: "1", Token: "token", Screen: "FIRST"},
		whatsapp.Carousel{Body: "Look", Cards: []whatsapp.Card{
			{Media: photo, Label: "Open", URL: "https://example.com/1"}, {Media: photo, Label: "Open", URL: "https://example.com/2"},
		}},
		whatsapp.ProductMessage{Product: product},
		whatsapp.ProductList{
			Header: "Lamps", Body: "All", Catalog: product.Catalog,
			Sections: []whatsapp.ProductSection{{Title: "Lamps", Products: []string{"lamp"}}},
		},
		whatsapp.CatalogMessage{Body: "All"},
		whatsapp.AddressMessage{Body: "Where to?", Country: "IN"},
		whatsapp.OrderDetails{Body: "Please pay", Parameters: "{}"},
		whatsapp.OrderStatus{Body: "On its way", Parameters: "{}"},
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
	if c.ReplyTo == provider.Lossy && !drops(t, r, provider.DroppedReply, quoting) {
		t.Errorf("replies are lossy, and no sample as one dropped %q", provider.DroppedReply)
	}
	if c.PreviewURL == provider.Lossy && !drops(t, r, provider.DroppedPreview, previewing) {
		t.Errorf("previews are lossy, and no text with one dropped %q", provider.DroppedPreview)
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
