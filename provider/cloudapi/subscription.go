package cloudapi

import (
	"context"
	"net/http"

	"github.com/wainbox/wainbox/provider/internal/rest"
)

var (
	subscribing   = rest.Call{Op: "subscribe"}
	unsubscribing = rest.Call{Op: "unsubscribe"}
	subscriptions = rest.Call{Op: "list subscriptions"}
)

const subscribedApps = "/subscribed_apps"

// Subscription is an app that gets the account's callbacks.
type Subscription struct {
	App  string // its id
	Name string
	Link string
	// Override is the account's own callback address for it; empty = the app's.
	Override string
}

// Subscribe has the account's callbacks sent to the token's app. It also takes
// away the account's override. [Config.WABA] is needed. Source: Cloud API,
// "Override webhooks", June 2026.
func (c *Client) Subscribe(ctx context.Context) error {
	address, err := c.waba(subscribing, subscribedApps)
	if err != nil {
		return err
	}
	return c.rest.Graph(ctx, subscribing, rest.Request{Method: http.MethodPost, URL: address}, nil, nil)
}

// Unsubscribe ends the callbacks of the whole account to the token's app.
// [Config.WABA] is needed. Source: Cloud API, "Override webhooks", June 2026.
func (c *Client) Unsubscribe(ctx context.Context) error {
	address, err := c.waba(unsubscribing, subscribedApps)
	if err != nil {
		return err
	}
	return c.rest.Graph(ctx, unsubscribing, rest.Request{Method: http.MethodDelete, URL: address}, nil, nil)
}

// Subscriptions are the apps that get the account's callbacks. [Config.WABA] is
// needed. Source: Cloud API, "Override webhooks", June 2026.
func (c *Client) Subscriptions(ctx context.Context) ([]Subscription, error) {
	address, err := c.waba(subscriptions, subscribedApps)
	if err != nil {
		return nil, err
	}
	var answer struct {
		Data []struct {
			App struct {
				ID   rest.GraphID `json:"id"`
				Name string       `json:"name"`
				Link string       `json:"link"`
			} `json:"whatsapp_business_api_data"`
			Override string `json:"override_callback_uri"`
		} `json:"data"`
	}
	r := rest.Request{Method: http.MethodGet, URL: address}
	if err := c.rest.Graph(ctx, subscriptions, r, nil, &answer); err != nil {
		return nil, err
	}
	all := make([]Subscription, 0, len(answer.Data))
	for _, one := range answer.Data {
		all = append(all, Subscription{
			App: string(one.App.ID), Name: one.App.Name, Link: one.App.Link, Override: one.Override,
		})
	}
	return all, nil
}
