package twilio_test

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/profile"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/simulator"
	"github.com/wainbox/wainbox/provider/twilio"
	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

// town is a client, the simulated Twilio that it talks to, and the events that
// came back.
type town struct {
	*twilio.Client

	sim  *simulator.Simulator
	hook string

	mu     sync.Mutex
	events []whatsapp.Event
}

func (w *town) Ingest(_ context.Context, d provider.Delivery) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.events = append(w.events, d.Events...)
	return nil
}

// came is the events since the last call.
func (w *town) came(t *testing.T) []whatsapp.Event {
	t.Helper()
	if err := w.sim.Idle(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	events := w.events
	w.events = nil
	return events
}

func newTown(t *testing.T) *town {
	t.Helper()
	w := &town{}
	app := httptest.NewUnstartedServer(nil)
	public := "http://" + app.Listener.Addr().String() + "/twilio"
	w.hook = public + "?tenant=7"
	sim, err := simulator.New(&simulator.Options{
		TwilioAccount: account, TwilioToken: token, WebhookURL: w.hook, WindowByStatus: true, Workers: 1,
		Numbers: []simulator.Number{{ID: "1", WABA: "2001", Display: from, Wire: simulator.WireTwilio}},
	})
	if err != nil {
		t.Fatal(err)
	}
	api := httptest.NewServer(sim.Handler())
	t.Cleanup(api.Close)
	sim.SetBaseURL(api.URL)
	client, err := twilio.New(complete(), &twilio.Options{
		BaseURL: api.URL, ContentURL: api.URL, MessagingURL: api.URL, StatusCallback: w.hook,
		HTTP: &http.Client{Transport: &http.Transport{}},
	})
	if err != nil {
		t.Fatal(err)
	}
	w.Client, w.sim = client, sim
	app.Config.Handler = provider.NewHandler(twilio.Name, client, w, &provider.HandlerOptions{URL: public})
	app.Start()
	t.Cleanup(app.Close)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = sim.Run(ctx)
	}()
	t.Cleanup(func() {
		cancel()
		<-done
	})
	return w
}

// write lets the customer write, and is what came of it.
func (w *town) write(t *testing.T, in simulator.Inbound) *whatsapp.Received {
	t.Helper()
	in.From, in.Name = "16505550123", "Canary Name"
	if _, err := w.sim.Write(t.Context(), in); err != nil {
		t.Fatal(err)
	}
	events := w.came(t)
	if len(events) != 1 {
		t.Fatalf("%d events", len(events))
	}
	r, ok := events[0].(*whatsapp.Received)
	if !ok || r.Number != from || r.From.Phone != "16505550123" || r.Profile.Name != "Canary Name" {
		t.Fatalf("%+v", events[0])
	}
	return r
}

// states are the statuses that came of one send.
func (w *town) states(t *testing.T, id whatsapp.MessageID, ref whatsapp.Ref) []whatsapp.State {
	t.Helper()
	var states []whatsapp.State
	for _, e := range w.came(t) {
		s, ok := e.(*whatsapp.Status)
		if !ok || s.ID != id || s.Ref != ref || s.Number != from {
			t.Errorf("%+v", e)
			continue
		}
		states = append(states, s.State)
	}
	return states
}

// TestConversation goes through a conversation as a simulation of Twilio by
// somebody else has it.
func TestConversation(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	closed, err := w.Send(t.Context(), whatsapp.Outbound{To: customer, Content: whatsapp.Text{Body: "too late"}, Ref: "ref-0"})
	if err != nil {
		t.Fatal(err)
	}
	if states := w.states(t, closed.ID, "ref-0"); len(states) == 0 || states[len(states)-1] != whatsapp.Failed {
		t.Errorf("outside the window: %v", states)
	}

	r := w.write(t, simulator.Inbound{Text: "Are you open? 👋 100% +1"})
	if whatsapp.TextOf(r.Content) != "Are you open? 👋 100% +1" {
		t.Errorf("%+v", r.Content)
	}
	if err := w.Typing(t.Context(), r.ID); err != nil {
		t.Error(err)
	}
	for ref, content := range map[whatsapp.Ref]whatsapp.Content{
		"ref-1":   whatsapp.Text{Body: "Until six & later.\nGrüße"},
		"ref/2 &": whatsapp.Buttons{Body: "Shall we\nkeep one?", Footer: "f", Buttons: []whatsapp.ReplyButton{{ID: "y", Title: "Yes"}}},
		"ref-3":   whatsapp.CTAURL{Body: "Look", Label: "Open", URL: "https://example.com/a?b=c"},
		"ref-4": whatsapp.List{Body: "Which?", Button: "Choose", Sections: []whatsapp.Section{{
			Rows: []whatsapp.Row{{ID: "1", Title: "One", Description: "d"}, {ID: "2", Title: "Two"}},
		}}},
		"ref-5": whatsapp.Location{Latitude: 52.5, Longitude: 13.4, Name: "Shop", Address: "Street 1"},
		"ref-6": whatsapp.Media{Type: "image", Link: "https://files.example.com/p.jpg", Caption: "c"},
	} {
		receipt, err := w.Send(t.Context(), whatsapp.Outbound{To: customer, Content: content, Ref: ref})
		if err != nil {
			t.Errorf("%T: %v", content, err)
			continue
		}
		states := w.states(t, receipt.ID, ref)
		if len(states) == 0 || states[len(states)-1] != whatsapp.Delivered {
			t.Errorf("%T: %v", content, states)
		}
	}
	sent := w.sim.Chat("", "16505550123")
	if len(sent) != 7 {
		t.Errorf("%d messages in the chat", len(sent))
	}
}

func TestSimulatedFile(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	r := w.write(t, simulator.Inbound{File: &simulator.File{Filename: "offer.pdf", MIME: "application/pdf", Data: []byte("%PDF-1.7")}})
	m, ok := r.Content.(whatsapp.Media)
	if !ok || m.Type != whatsapp.KindDocument || m.Filename != "offer.pdf" {
		t.Fatalf("%+v", r.Content)
	}
	var got bytes.Buffer
	info, err := w.FetchMedia(t.Context(), m, &got)
	if err != nil || got.String() != "%PDF-1.7" || info.MIME != "application/pdf" {
		t.Errorf("%+v, %v, %q", info, err, got.String())
	}
}

func TestSimulatedTemplates(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	made, err := w.CreateTemplate(t.Context(), templates.Definition{
		Name: "order_ready", Language: "en", Category: templates.Utility,
		Components: []templates.Component{
			{Type: "BODY", Text: "Hi {{1}}, order {{2}} is ready.", Example: &templates.Example{BodyText: [][]string{{"Ann", "7"}}}},
			{Type: "BUTTONS", Buttons: []templates.Button{{Type: "QUICK_REPLY", Text: "Thanks"}}},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	found, err := all(t, w.Client, templates.Query{Name: "order_ready"})
	if err != nil || len(found) != 1 || found[0].ID != made.ID || found[0].Status != templates.Approved || len(found[0].Components) != 2 {
		t.Fatalf("%+v, %v", found, err)
	}
	receipt, err := w.Send(t.Context(), whatsapp.Outbound{To: customer, Ref: "ref-1", Content: whatsapp.Template{
		ID: made.ID, Components: []whatsapp.Component{{Type: "body", Parameters: []whatsapp.Parameter{text("Ann"), text("8")}}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if states := w.states(t, receipt.ID, "ref-1"); len(states) == 0 || states[len(states)-1] != whatsapp.Delivered {
		t.Errorf("a template outside the window: %v", states)
	}
	_, err = w.Send(t.Context(), whatsapp.Outbound{To: customer, Content: whatsapp.Template{ID: made.ID}})
	if provider.KindOf(err) != provider.Invalid {
		t.Errorf("without its values: %v", err)
	}
	if err := w.DeleteTemplate(t.Context(), "order_ready", ""); err != nil {
		t.Error(err)
	}
}

func TestSimulatedSender(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	about, sites, vertical := "Lamps", []string{"https://example.com"}, profile.Vertical("RETAIL")
	if err := w.UpdateProfile(t.Context(), profile.Patch{About: &about, Websites: &sites, Vertical: &vertical}); err != nil {
		t.Fatal(err)
	}
	address := "Street 1"
	if err := w.UpdateProfile(t.Context(), profile.Patch{Address: &address}); err != nil {
		t.Fatal(err)
	}
	got, err := w.Profile(t.Context())
	want := profile.Profile{About: about, Address: address, Websites: sites, Vertical: vertical}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Error(err, diff)
	}
	if n, err := w.Number(t.Context()); err != nil || n.ID != from || n.Status != "ONLINE" || n.WABA != "2001" {
		t.Errorf("%+v, %v", n, err)
	}
	for _, f := range w.Diagnose(t.Context(), w.hook) {
		if f.Verdict != provider.Healthy && f.Verdict != provider.Skipped {
			t.Errorf("%+v", f)
		}
	}
}
