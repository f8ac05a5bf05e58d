package main

import (
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/cloudapi"
	"github.com/wainbox/wainbox/provider/dialog360"
	"github.com/wainbox/wainbox/provider/onemsg"
	"github.com/wainbox/wainbox/provider/twilio"
	"github.com/wainbox/wainbox/whatsapp"
)

// vendor is a provider that wactl knows.
type vendor struct {
	name string // as in its capabilities
	// decode is the half of a [provider.Webhook] that needs no secret.
	decode func(c provider.Callback) ([]whatsapp.Event, error)
	// variables are what open reads of the environment, the required ones first.
	variables []string
	open      func(env func(string) string) (provider.Provider, error)
}

// vendors is all of them, in the order of the README's table.
func vendors() []vendor {
	return []vendor{
		{
			name:   cloudapi.Name,
			decode: func(c provider.Callback) ([]whatsapp.Event, error) { return cloudapi.Decode(c.Body) },
			variables: []string{
				"WAINBOX_NUMBER_ID", "WAINBOX_TOKEN", "WAINBOX_WABA_ID", "WAINBOX_APP_ID", "WAINBOX_VERIFY_TOKEN", "WAINBOX_GRAPH_URL",
			},
			open: openCloudAPI,
		},
		{
			name: dialog360.Name,
			decode: func(c provider.Callback) ([]whatsapp.Event, error) {
				return dialog360.Decode(c.Body, whatsapp.Origin{})
			},
			variables: []string{"D360_API_KEY", "WAINBOX_NUMBER_ID", "D360_URL"},
			open:      openDialog360,
		},
		{
			name:   twilio.Name,
			decode: func(c provider.Callback) ([]whatsapp.Event, error) { return twilio.Decode(c.Body) },
			variables: []string{
				"TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM", "TWILIO_STATUS_CALLBACK", "TWILIO_URL",
			},
			open: openTwilio,
		},
		{
			name:      onemsg.Name,
			decode:    func(c provider.Callback) ([]whatsapp.Event, error) { return onemsg.Decode(c.Body) },
			variables: []string{"ONEMSG_INSTANCE_ID", "ONEMSG_TOKEN", "ONEMSG_NAMESPACE", "ONEMSG_URL"},
			open:      openOneMsg,
		},
	}
}

func vendorOf(name string) (vendor, bool) {
	for _, v := range vendors() {
		if v.name == name {
			return v, true
		}
	}
	return vendor{}, false
}

func names() []string {
	var all []string
	for _, v := range vendors() {
		all = append(all, v.name)
	}
	return all
}

// capabilities are those of an account that has everything configured.
func (v vendor) capabilities() (provider.Capabilities, error) {
	p, err := v.open(func(name string) string { return complete[name] })
	if err != nil {
		return provider.Capabilities{}, err
	}
	return p.Capabilities(), nil
}

// complete is an environment in which every provider can be opened; nothing in
// it exists.
var complete = map[string]string{
	"WAINBOX_NUMBER_ID": "1", "WAINBOX_TOKEN": "x", "WAINBOX_WABA_ID": "2", "WAINBOX_APP_ID": "3", "WAINBOX_VERIFY_TOKEN": "x",
	"D360_API_KEY":       "x",
	"TWILIO_ACCOUNT_SID": "AC00000000000000000000000000000000", "TWILIO_AUTH_TOKEN": "x", "TWILIO_FROM": "15550100001",
	"TWILIO_STATUS_CALLBACK": "https://example.com/twilio",
	"ONEMSG_INSTANCE_ID":     "VAN1", "ONEMSG_TOKEN": "x", "ONEMSG_NAMESPACE": "x",
}

// wactl receives nothing, so the clients need no secret to check callbacks
// with.

func openCloudAPI(env func(string) string) (provider.Provider, error) {
	return cloudapi.New(cloudapi.Config{
		NumberID: env("WAINBOX_NUMBER_ID"), WABA: env("WAINBOX_WABA_ID"), AppID: env("WAINBOX_APP_ID"),
		Token: env("WAINBOX_TOKEN"), VerifyToken: env("WAINBOX_VERIFY_TOKEN"),
	}, &cloudapi.Options{BaseURL: env("WAINBOX_GRAPH_URL"), AcceptUnsigned: true})
}

func openDialog360(env func(string) string) (provider.Provider, error) {
	return dialog360.New(
		dialog360.Config{APIKey: env("D360_API_KEY"), Number: env("WAINBOX_NUMBER_ID")},
		&dialog360.Options{BaseURL: env("D360_URL"), AcceptUnsigned: true},
	)
}

func openTwilio(env func(string) string) (provider.Provider, error) {
	url := env("TWILIO_URL") // one for all three of its APIs, as a simulator's
	return twilio.New(twilio.Config{
		AccountSID: env("TWILIO_ACCOUNT_SID"), AuthTokens: []string{env("TWILIO_AUTH_TOKEN")}, From: env("TWILIO_FROM"),
	}, &twilio.Options{
		BaseURL: url, ContentURL: url, MessagingURL: url, StatusCallback: env("TWILIO_STATUS_CALLBACK"),
	})
}

func openOneMsg(env func(string) string) (provider.Provider, error) {
	return onemsg.New(
		onemsg.Config{InstanceID: env("ONEMSG_INSTANCE_ID"), Token: env("ONEMSG_TOKEN"), Namespace: env("ONEMSG_NAMESPACE")},
		&onemsg.Options{BaseURL: env("ONEMSG_URL"), SecretPath: true},
	)
}
