package cloudapi

import (
	"context"
	"net/http"

	"github.com/wainbox/wainbox/profile"
	"github.com/wainbox/wainbox/provider/internal/rest"
)

var (
	readingOfficial    = rest.Call{Op: "read official account"}
	requestingOfficial = rest.Call{Op: "request official account"}
)

// Official reads whether the number is an official business account; see
// [profile.OfficialReader]. Source: Cloud API, "Official business accounts",
// November 2025.
//
// QUIRK(cloudapi): the guide has the status NOT_STARTED and the specification
// six others without it, so any word is kept as it comes.
func (c *Client) Official(ctx context.Context) (profile.Official, error) {
	var answer struct {
		Is      bool `json:"is_official_business_account"`
		Account struct {
			Status string `json:"oba_status"`
		} `json:"official_business_account"`
	}
	address := c.number("") + "?fields=is_official_business_account,official_business_account"
	r := rest.Request{Method: http.MethodGet, URL: address}
	if err := c.rest.Graph(ctx, readingOfficial, r, nil, &answer); err != nil {
		return profile.Official{}, err
	}
	return profile.Official{Is: answer.Is, Status: answer.Account.Status}, nil
}

// RequestOfficial asks to become an official business account; see
// [profile.OfficialRequester]. After a rejection one may ask again in 30 days.
// A lost answer is [provider.Unavailable]: [Client.Official] tells whether it
// arrived. Source: Cloud API, "Official business accounts", November 2025.
//
// QUIRK(cloudapi): the specification describes another body, with an action and
// application_data; this is the guide's, which has samples.
func (c *Client) RequestOfficial(ctx context.Context, o profile.OfficialRequest) error {
	if err := o.Validate(); err != nil {
		return refused(requestingOfficial, err)
	}
	in := struct {
		More     string   `json:"additional_supporting_information,omitempty"`
		Website  string   `json:"business_website_url"`
		Brand    string   `json:"parent_business_or_brand,omitempty"`
		Country  string   `json:"primary_country_of_operation"`
		Language string   `json:"primary_language"`
		Links    []string `json:"supporting_links"`
	}{o.More, o.Website, o.Brand, o.Country, o.Language, append([]string{}, o.Links...)}
	r := rest.Request{Method: http.MethodPost, URL: c.number("/official_business_account")}
	return c.rest.Graph(ctx, requestingOfficial, r, in, nil)
}
