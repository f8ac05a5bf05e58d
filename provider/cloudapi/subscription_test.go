package cloudapi_test

import (
	"strings"
	"testing"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/cloudapi"
)

const subscribedPath = "/" + wabaID + "/subscribed_apps"

func TestSubscriptions(t *testing.T) {
	t.Parallel()
	c, p := talk(t, ok(success, success, `{"data":[
		{"whatsapp_business_api_data":{"id":"300000000000017","link":"https://example.com/app","name":"Desk"},"override_callback_uri":"https://example.com/hook"},
		{"whatsapp_business_api_data":{"id":300000000000018}},{}]}`, `{"data":[]}`, `{"data":"none"}`)...)
	ctx := t.Context()
	if err := c.Subscribe(ctx); err != nil {
		t.Error(err)
	}
	if err := c.Unsubscribe(ctx); err != nil {
		t.Error(err)
	}
	got, err := c.Subscriptions(ctx)
	wants(t, "Subscriptions", got, err, []cloudapi.Subscription{
		{App: "300000000000017", Name: "Desk", Link: "https://example.com/app", Override: "https://example.com/hook"},
		{App: "300000000000018"},
		{},
	}, provider.Other)
	got, err = c.Subscriptions(ctx)
	wants(t, "no subscriptions", got, err, []cloudapi.Subscription{}, provider.Other)
	got, err = c.Subscriptions(ctx)
	wants(t, "no list", got, err, nil, provider.Unavailable)
	p.was(t, "POST "+subscribedPath, "DELETE "+subscribedPath, "GET "+subscribedPath, "GET "+subscribedPath, "GET "+subscribedPath)
}

func TestSetWebhook(t *testing.T) {
	t.Parallel()
	c, p := talk(t, ok(success, success, success, success)...)
	ctx := t.Context()
	o := cloudapi.Override{URL: "https://example.com/hook", VerifyToken: "word"}
	for _, err := range []error{
		c.SetWebhook(ctx, cloudapi.ForNumber, o),
		c.SetWebhook(ctx, cloudapi.ForWABA, cloudapi.Override{URL: o.URL}),
		c.ClearWebhook(ctx, cloudapi.ForNumber),
		c.ClearWebhook(ctx, cloudapi.ForWABA),
	} {
		if err != nil {
			t.Error(err)
		}
	}
	p.was(t,
		"POST /"+numberID+` {"webhook_configuration":{"override_callback_uri":"https://example.com/hook","verify_token":"word"}}`,
		"POST "+subscribedPath+` {"override_callback_uri":"https://example.com/hook","verify_token":"`+verify+`"}`,
		"POST /"+numberID+` {"webhook_configuration":{"override_callback_uri":""}}`,
		"POST "+subscribedPath,
	)
}

func TestSetWebhookRules(t *testing.T) {
	t.Parallel()
	config := complete()
	config.VerifyToken = ""
	c, p := talkAs(t, config)
	for name, o := range map[string]cloudapi.Override{
		"no token":   {URL: "https://example.com"},
		"no address": {VerifyToken: "word"},
		"a path":     {URL: "/hook", VerifyToken: "word"},
		"not https":  {URL: "http://example.com", VerifyToken: "word"},
		"too long":   {URL: "https://example.com/" + strings.Repeat("x", 200), VerifyToken: "word"},
	} {
		for _, s := range []cloudapi.Scope{cloudapi.ForNumber, cloudapi.ForWABA} {
			if err := c.SetWebhook(t.Context(), s, o); provider.KindOf(err) != provider.Invalid {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	longest := cloudapi.Override{URL: "https://example.com/" + strings.Repeat("x", 180), VerifyToken: "word"}
	if err := c.SetWebhook(t.Context(), "all", longest); provider.KindOf(err) != provider.Invalid {
		t.Errorf("no such scope: %v", err)
	}
	p.was(t)
	c, _ = talkAs(t, config, ok(success)...)
	if err := c.SetWebhook(t.Context(), cloudapi.ForNumber, longest); err != nil {
		t.Errorf("the longest address: %v", err)
	}
}

func TestWebhooks(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]cloudapi.Webhooks{
		`{"webhook_configuration":{"phone_number":"n","whatsapp_business_account":"w","application":"a"},"id":"1"}`: {Number: "n", WABA: "w", App: "a"},
		`{"webhook_configuration":{"whatsapp_business_account":"w","application":"a"}}`:                             {WABA: "w", App: "a"},
		`{"webhook_configuration":{"application":"a"}}`:                                                             {App: "a"},
		`{"id":"1"}`: {},
	} {
		c, p := talk(t, ok(body)...)
		got, err := c.Webhooks(t.Context())
		wants(t, "Webhooks", got, err, want, provider.Other)
		if first := want.Number + want.WABA + want.App; got.Effective() != first[:min(1, len(first))] {
			t.Errorf("%+v: effective is %q", got, got.Effective())
		}
		p.was(t, "GET /"+numberID+"?fields=webhook_configuration")
	}
}
