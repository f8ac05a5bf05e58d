package dialog360_test

import (
	"bytes"
	"context"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/profile"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/dialog360"
	"github.com/wainbox/wainbox/provider/simulator"
	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

// events is a sink that keeps everything.
type events struct {
	mu  sync.Mutex
	all []whatsapp.Event
}

func (s *events) Ingest(_ context.Context, d provider.Delivery) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all = append(s.all, d.Events...)
	return nil
}

// TestSimulator goes through a conversation and the management of a number with
// a simulated gateway, which was written by its own reading of the documents.
func TestSimulator(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	sim, err := simulator.New(&simulator.Options{
		Numbers:  []simulator.Number{{ID: numberID, WABA: wabaID, Display: "15550100021", Wire: simulator.WireDialog360, Key: key}},
		AutoRead: true, Workers: 1,
	})
	if err != nil {
		t.Fatal(err)
	}
	var running sync.WaitGroup
	running.Go(func() { _ = sim.Run(ctx) })
	t.Cleanup(func() { cancel(); running.Wait() })
	gateway := httptest.NewServer(sim.Handler())
	t.Cleanup(gateway.Close)
	sim.SetBaseURL(gateway.URL)

	headers := map[string]string{header: word}
	c, err := dialog360.New(
		dialog360.Config{APIKey: key, Number: numberID, WABA: wabaID, WebhookHeaders: headers},
		&dialog360.Options{BaseURL: gateway.URL, HTTP: gateway.Client()},
	)
	if err != nil {
		t.Fatal(err)
	}
	var got events
	inbox := httptest.NewServer(provider.NewHandler(dialog360.Name, c, &got, nil))
	t.Cleanup(inbox.Close)
	if err := c.SetWebhook(ctx, dialog360.Registration{URL: inbox.URL, Headers: headers}); err != nil {
		t.Fatal(err)
	}
	for _, f := range c.Diagnose(ctx, inbox.URL) {
		if f.Verdict != provider.Healthy && f.Verdict != provider.Skipped {
			t.Errorf("%s: %s: %s (%v)", f.Step, f.Verdict, f.Text, f.Err)
		}
	}

	customer := whatsapp.Phone("16505550123")
	id, err := sim.Write(ctx, simulator.Inbound{From: string(customer), File: &simulator.File{Kind: "image", MIME: "image/jpeg", Data: []byte(file)}})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Typing(ctx, whatsapp.MessageID(id)); err != nil {
		t.Error(err)
	}
	receipt, err := c.Send(ctx, whatsapp.Outbound{
		To: whatsapp.Address{Phone: customer}, Content: whatsapp.Text{Body: "Thanks"}, ReplyTo: whatsapp.MessageID(id), Ref: "ref-1",
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := sim.Idle(ctx); err != nil {
		t.Fatal(err)
	}
	var states []whatsapp.State
	for _, e := range got.all {
		if e.Source().Number != numberID || e.Source().WABA != wabaID {
			t.Errorf("an event of %+v", e.Source())
		}
		switch e := e.(type) {
		case *whatsapp.Received:
			var b bytes.Buffer
			if _, err := c.FetchMedia(ctx, e.Content.(whatsapp.Media), &b); err != nil || b.String() != file || e.From.Phone != customer {
				t.Errorf("%+v: %v", e, err)
			}
		case *whatsapp.Status:
			if e.ID != receipt.ID || e.Ref != "ref-1" {
				t.Errorf("a status of %s, %s", e.ID, e.Ref)
			}
			states = append(states, e.State)
		default:
			t.Errorf("a %T", e)
		}
	}
	if diff := cmp.Diff([]whatsapp.State{whatsapp.Sent, whatsapp.Delivered, whatsapp.Read}, states); diff != "" || len(got.all) != 4 {
		t.Errorf("%d events %s", len(got.all), diff)
	}

	if n, err := c.Number(ctx); err != nil || n.ID != numberID || n.CanSend != "AVAILABLE" {
		t.Errorf("Number = %+v, %v", n, err)
	}
	about := "Lamps and more"
	if err := c.UpdateProfile(ctx, profile.Patch{About: &about}); err != nil {
		t.Error(err)
	}
	if p, err := c.Profile(ctx); err != nil || p.About != about {
		t.Errorf("Profile = %+v, %v", p, err)
	}
	if s, err := c.CreateTemplate(ctx, ready()); err != nil || s.ID == "" || s.Status != templates.Approved {
		t.Errorf("CreateTemplate = %+v, %v", s, err)
	}
	if got := names(t, c, templates.Query{Status: templates.Approved}, 9); !slices.Contains(got, "order_ready") {
		t.Errorf("Templates = %q", got)
	}
	if err := c.DeleteTemplate(ctx, "order_ready", ""); err != nil {
		t.Error(err)
	}
	if got := names(t, c, templates.Query{Name: "order_ready"}, 9); got != nil {
		t.Errorf("Templates = %q", got)
	}
	upload, err := c.UploadMedia(ctx, photo("image/jpeg"))
	if err != nil {
		t.Error(err)
	}
	if err := c.DeleteMedia(ctx, upload); err != nil {
		t.Error(err)
	}
	if err := c.Block(ctx, whatsapp.Address{Phone: customer}); err != nil {
		t.Error(err)
	}
	if err := c.Unblock(ctx, whatsapp.Address{Phone: customer}); err != nil {
		t.Error(err)
	}
}
