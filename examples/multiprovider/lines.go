package main

import (
	"context"
	"errors"
	"net/http"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/cloudapi"
	"github.com/wainbox/wainbox/provider/dialog360"
	"github.com/wainbox/wainbox/provider/onemsg"
	"github.com/wainbox/wainbox/provider/simulator"
	"github.com/wainbox/wainbox/provider/twilio"
	"github.com/wainbox/wainbox/whatsapp"
)

// The words that callbacks are checked by. A host makes long random ones.
const (
	partnerSecret = "a-platform-secret"
	webhookHeader = "X-Webhook-Token"
	webhookToken  = "a-word-of-our-own"
	callbackKey   = "another-word-of-our-own"
	callbackQuery = "?" + onemsg.KeyParameter + "=" + callbackKey
)

// namespace is that of the simulator's templates, which 1msg wants to be told.
const namespace = "510f0001_0000_4000_8000_000000000001"

// line is one business number.
type line struct {
	provider.Provider

	account  inbox.Account
	number   string // the simulator's name of it
	endpoint string // where the provider calls, without a query
	callback string // the same, as the provider was told
}

func newLine(p provider.Provider, number string, own whatsapp.NumberID, hooks, query string) line {
	name := p.Capabilities().Name
	address := hooks + "/" + name
	return line{p, inbox.Account{
		ID: inbox.AccountID(name), Organization: organization, Provider: name, Number: own,
		Inbox: inbox.InboxID("support-" + name), Setup: inbox.Connected,
	}, number, address, address + query}
}

// name is the provider's.
func (l line) name() string { return l.account.Provider }

// numbers are the lines as the simulator has them: one on each wire. The one at
// 1msg has raw hooks, since others leave out which button was tapped.
func numbers(hooks string) []simulator.Number {
	return []simulator.Number{
		{ID: "1001", WABA: "2001", Display: "15550100001", WebhookURL: hooks + "/" + cloudapi.Name},
		{ID: "1002", WABA: "2002", Display: "15550100002", Wire: simulator.WireDialog360},
		{ID: "1003", Display: "15550100003", Wire: simulator.WireTwilio, WebhookURL: hooks + "/" + twilio.Name},
		{
			ID: "1004", Display: "15550100004", Wire: simulator.WireOneMsg, RawHooks: true,
			WebhookURL: hooks + "/" + onemsg.Name + callbackQuery,
		},
	}
}

// lines configures the four providers. Without the address of the API they are
// the real ones.
func lines(ctx context.Context, api, hooks string) ([]line, error) {
	client := &http.Client{Transport: &http.Transport{}} // one that may connect to this machine
	context.AfterFunc(ctx, client.CloseIdleConnections)
	headers := map[string]string{webhookHeader: webhookToken}

	cloud, err1 := cloudapi.New(cloudapi.Config{
		NumberID: "1001", WABA: "2001", Token: simulator.DefaultToken,
		AppSecrets: []string{simulator.DefaultAppSecret}, VerifyToken: simulator.DefaultVerifyToken,
	}, &cloudapi.Options{BaseURL: api, HTTP: client})
	dialog, err2 := dialog360.New(dialog360.Config{
		APIKey: simulator.DefaultDialog360Key, Number: "1002", WABA: "2002",
		WebhookSecrets: []string{partnerSecret}, WebhookHeaders: headers,
	}, &dialog360.Options{BaseURL: api, HTTP: client})
	sender, err3 := twilio.New(twilio.Config{
		AccountSID: simulator.DefaultTwilioAccount, AuthTokens: []string{simulator.DefaultTwilioToken},
		From: "whatsapp:+15550100003",
	}, &twilio.Options{
		BaseURL: api, ContentURL: api, MessagingURL: api, StatusCallback: hooks + "/" + twilio.Name, HTTP: client,
	})
	channel, err4 := onemsg.New(onemsg.Config{
		InstanceID: simulator.DefaultOneMsgInstance, Token: simulator.DefaultOneMsgToken,
		CallbackKeys: []string{callbackKey}, Namespace: namespace,
	}, &onemsg.Options{BaseURL: api, HTTP: client})
	if err := errors.Join(err1, err2, err3, err4); err != nil {
		return nil, err
	}
	all := []line{
		newLine(cloud, "1001", "1001", hooks, ""),
		newLine(dialog, "1002", "1002", hooks, ""),
		newLine(sender, "1003", "15550100003", hooks, ""),
		newLine(channel, "1004", simulator.DefaultOneMsgInstance, hooks, callbackQuery),
	}
	// 360dialog keeps the headers with the address, so both are registered.
	return all, dialog.SetWebhook(ctx, dialog360.Registration{URL: all[1].callback, Headers: headers})
}
