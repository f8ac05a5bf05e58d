package provider_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

// stub is a provider whose every answer is set.
type stub struct {
	receipt provider.Receipt
	err     error
	forged  bool
	events  []whatsapp.Event
	unread  error
}

func (s *stub) Send(context.Context, whatsapp.Outbound) (provider.Receipt, error) {
	return s.receipt, s.err
}

func (s *stub) Verify(provider.Callback) error {
	if s.forged {
		return provider.Signature
	}
	return nil
}

func (s *stub) Decode(provider.Callback) ([]whatsapp.Event, error) { return s.events, s.unread }
func (s *stub) Capabilities() provider.Capabilities {
	return provider.Capabilities{Name: "stub"}
}

// marking is a stub that can mark read.
type marking struct{ stub }

func (*marking) MarkRead(context.Context, whatsapp.MessageID) error { return nil }

// opaque is a decorator that cannot be seen through.
type opaque struct{ provider.Provider }

// empty is a decorator of nothing.
type empty struct{ provider.Provider }

func (empty) Unwrap() provider.Provider { return nil }

type silent struct{}

func (silent) SendStart(ctx context.Context, _ whatsapp.Outbound) context.Context { return ctx }
func (silent) SendEnd(context.Context, provider.Receipt, time.Duration, error)    {}

func TestAs(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		p    provider.Provider
		want bool
	}{
		"itself":        {&marking{}, true},
		"not at all":    {&stub{}, false},
		"nil":           {nil, false},
		"decorated":     {provider.Observe(&marking{}, silent{}), true},
		"twice":         {provider.Observe(provider.Observe(&marking{}, silent{}), silent{}), true},
		"decorated not": {provider.Observe(&stub{}, silent{}), false},
		"opaque":        {opaque{&marking{}}, false},
		"empty":         {empty{}, false},
	} {
		if _, ok := provider.As[provider.ReadMarker](tc.p); ok != tc.want {
			t.Errorf("%s: As = %v", name, ok)
		}
	}
}

type recorder struct {
	starts int
	marked bool
	ends   []error
	ids    []whatsapp.MessageID
	took   time.Duration
}

type mark struct{}

func (r *recorder) SendStart(ctx context.Context, _ whatsapp.Outbound) context.Context {
	r.starts++
	return context.WithValue(ctx, mark{}, true)
}

func (r *recorder) SendEnd(ctx context.Context, receipt provider.Receipt, took time.Duration, err error) {
	r.marked = ctx.Value(mark{}) == true
	r.ids = append(r.ids, receipt.ID)
	r.ends = append(r.ends, err)
	r.took = took
}

func TestObserve(t *testing.T) {
	t.Parallel()
	var r recorder
	s := &stub{receipt: provider.Receipt{ID: "1"}}
	p := provider.Observe(s, &r)
	got, err := p.Send(t.Context(), whatsapp.Outbound{})
	if err != nil || got.ID != "1" {
		t.Errorf("Send = %+v, %v", got, err)
	}
	s.err = &provider.Error{Op: "send", Kind: provider.Uncertain}
	if _, err = p.Send(t.Context(), whatsapp.Outbound{}); !errors.Is(err, provider.Uncertain) {
		t.Errorf("Send: %v", err)
	}
	if r.starts != 2 || len(r.ends) != 2 || r.ends[0] != nil || !errors.Is(r.ends[1], provider.Uncertain) ||
		r.ids[0] != "1" || !r.marked || r.took < 0 {
		t.Errorf("observed %+v", r)
	}
	if p.Capabilities().Name != "stub" {
		t.Error("the rest is not passed on")
	}
}
