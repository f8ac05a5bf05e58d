package main

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/cloudapi"
	"github.com/wainbox/wainbox/provider/dialog360"
	"github.com/wainbox/wainbox/provider/onemsg"
	"github.com/wainbox/wainbox/provider/twilio"
	"github.com/wainbox/wainbox/whatsapp"
)

// instant answers without a network, so that what is left is net/http's own
// work in the client, and ours.
type instant string

func (i instant) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		_, _ = io.Copy(io.Discard, r.Body)
	}
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{}, Request: r,
		Body: io.NopCloser(strings.NewReader(string(i))),
	}, nil
}

// TestWhatASendCosts holds a text through each provider against the least that
// a caller of net/http does for such an exchange: no more than 25 allocations
// lie between them.
func TestWhatASendCosts(t *testing.T) { //nolint:paralleltest // allocations are counted
	const (
		graph  = instant(`{"messaging_product":"whatsapp","messages":[{"id":"wamid.HBgL"}]}`)
		form   = instant(`{"sid":"SM00000000000000000000000000000001","status":"queued","error_code":null}`)
		onemsg = instant(`{"sent":true,"id":"wamid.HBgL","message":"Sent"}`)
	)
	m := whatsapp.Outbound{To: whatsapp.Address{Phone: "16505550123"}, Content: whatsapp.Text{Body: "hello 👋"}, Ref: "ref-1"}
	for name, tt := range map[string]struct {
		answer instant
		open   func(h *http.Client) (provider.Provider, error)
	}{
		cloudapi.Name: {graph, func(h *http.Client) (provider.Provider, error) {
			return cloudapi.New(cloudapi.Config{NumberID: "1", Token: "x"}, &cloudapi.Options{HTTP: h, AcceptUnsigned: true})
		}},
		dialog360.Name: {graph, func(h *http.Client) (provider.Provider, error) {
			return dialog360.New(dialog360.Config{APIKey: "x", Number: "1"}, &dialog360.Options{HTTP: h, AcceptUnsigned: true})
		}},
		twilio.Name: {form, func(h *http.Client) (provider.Provider, error) {
			return twilio.New(twilio.Config{
				AccountSID: "AC00000000000000000000000000000000", AuthTokens: []string{"x"}, From: "15550100001",
			}, &twilio.Options{HTTP: h, StatusCallback: "https://example.com/twilio"})
		}},
		"onemsg": {onemsg, openOneMsg},
	} {
		h := &http.Client{Transport: tt.answer}
		p, err := tt.open(h)
		require.NoError(t, err)
		ctx := t.Context()
		own := testing.AllocsPerRun(200, func() { require.NoError(t, bare(ctx, h)) })
		all := testing.AllocsPerRun(200, func() {
			_, err = p.Send(ctx, m)
			require.NoError(t, err)
		})
		t.Logf("%s: %v allocations, of which net/http %v", name, all, own)
		require.LessOrEqual(t, all-own, 25.0, name)
	}
}

func openOneMsg(h *http.Client) (provider.Provider, error) {
	return onemsg.New(onemsg.Config{InstanceID: "VAN1", Token: "x"}, &onemsg.Options{HTTP: h, SecretPath: true})
}

// bare is the least that a caller of net/http does.
func bare(ctx context.Context, h *http.Client) error {
	const body = `{"messaging_product":"whatsapp","recipient_type":"individual","to":"+16505550123",` +
		`"biz_opaque_callback_data":"ref-1","type":"text","text":{"body":"hello 👋"}}`
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://example.com/v24.0/1/messages", strings.NewReader(body))
	if err != nil {
		return err
	}
	r.Header.Set("Authorization", "Bearer x")
	r.Header.Set("Content-Type", "application/json")
	res, err := h.Do(r)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	_, err = io.ReadAll(res.Body)
	return err
}
