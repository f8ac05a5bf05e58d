package cloudapi

import (
	"context"
	"net/http"
	"net/url"

	"github.com/wainbox/wainbox/profile"
	"github.com/wainbox/wainbox/provider/internal/rest"
)

var (
	requestingName = rest.Call{Op: "request name"}
	reviewingName  = rest.Call{Op: "read name review"}
)

// RequestName asks for another display name; see [profile.NameRequester]. How
// the review stands is in [Client.NameReview], its outcome in a webhook; an
// approved name is used once the number is registered again. Asking for the same
// name twice is one request, so a lost answer is [provider.Unavailable]. Source:
// Cloud API, "Display names", November 2025.
func (c *Client) RequestName(ctx context.Context, name string) error {
	if err := profile.CheckName(name); err != nil {
		return refused(requestingName, err)
	}
	address := c.number("") + "?new_display_name=" + url.QueryEscape(name)
	return c.rest.Graph(ctx, requestingName, rest.Request{Method: http.MethodPost, URL: address}, nil, nil)
}

// NameReview is the display name that was asked for last, and how its review
// stands.
type NameReview struct {
	Name string // empty = none was asked for
	// Status is the platform's word, as "PENDING_REVIEW"; the set is open.
	Status string
}

// NameReview reads how the review of a requested name stands; the name in use
// is in [Client.Number]. Source: as [Client.RequestName].
func (c *Client) NameReview(ctx context.Context) (NameReview, error) {
	var answer struct {
		Name   string `json:"new_display_name"`
		Status string `json:"new_name_status"`
	}
	r := rest.Request{Method: http.MethodGet, URL: c.number("") + "?fields=new_display_name,new_name_status"}
	if err := c.rest.Graph(ctx, reviewingName, r, nil, &answer); err != nil {
		return NameReview{}, err
	}
	return NameReview(answer), nil
}
