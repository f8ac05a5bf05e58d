package cloudapi_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/wainbox/wainbox/provider/cloudapi"
)

// instant answers without a network, so that what is left is net/http's own
// work in the client, and ours.
type instant struct{}

func (instant) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		_, _ = io.Copy(io.Discard, r.Body)
	}
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{}, Request: r,
		Body: io.NopCloser(strings.NewReader(accepted)),
	}, nil
}

// bare is the least that a caller of net/http does for the same exchange.
func bare(ctx context.Context, h *http.Client) error {
	const (
		address = "https://graph.facebook.com/v24.0/" + numberID + "/messages"
		body    = `{"messaging_product":"whatsapp","recipient_type":"individual","to":"+16505550123",` +
			`"biz_opaque_callback_data":"ref-1","type":"text","text":{"body":"hello 👋"}}`
	)
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, strings.NewReader(body))
	if err != nil {
		return err
	}
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("Content-Type", "application/json")
	res, err := h.Do(r)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	_, err = io.ReadAll(res.Body)
	return err
}

func fast(tb testing.TB) (*cloudapi.Client, *http.Client) {
	tb.Helper()
	h := &http.Client{Transport: instant{}}
	c, err := cloudapi.New(complete(), &cloudapi.Options{HTTP: h})
	if err != nil {
		tb.Fatal(err)
	}
	return c, h
}

// TestSendAllocations keeps what a send costs over net/http's own at 25
// allocations.
func TestSendAllocations(t *testing.T) {
	c, h := fast(t)
	m, ctx := hello(), t.Context()
	own := testing.AllocsPerRun(200, func() {
		if err := bare(ctx, h); err != nil {
			t.Fatal(err)
		}
	})
	all := testing.AllocsPerRun(200, func() {
		if _, err := c.Send(ctx, m); err != nil {
			t.Fatal(err)
		}
	})
	if all-own > 25 {
		t.Errorf("a send allocates %v times, %v more than net/http", all, all-own)
	}
	t.Logf("%v, of which net/http %v", all, own)
}

func BenchmarkSend(b *testing.B) {
	c, _ := fast(b)
	m, ctx := hello(), b.Context()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Send(ctx, m); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBareHTTP(b *testing.B) {
	_, h := fast(b)
	ctx := b.Context()
	b.ReportAllocs()
	for b.Loop() {
		if err := bare(ctx, h); err != nil {
			b.Fatal(err)
		}
	}
}
