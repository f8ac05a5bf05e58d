package profile

import "strconv"

// Official is how the number stands as an official business account, as it is
// read. [Badge] holds it over time.
type Official struct {
	Is bool `json:"is_official_business_account"`
	// Status of the last request, in the platform's word, as "PENDING" or
	// "NOT_STARTED"; the set is open.
	Status string `json:"oba_status,omitempty"`
}

// OfficialRequest is what the platform wants to know. Links are at most
// [MaxOfficialLinks] articles about the business. The JSON names are the
// platform's. Source: Cloud API, "Official business accounts", November 2025.
type OfficialRequest struct {
	Website  string   `json:"business_website_url"`
	Country  string   `json:"primary_country_of_operation"` // ISO 3166
	Language string   `json:"primary_language"`
	Links    []string `json:"supporting_links,omitempty"`
	Brand    string   `json:"parent_business_or_brand,omitempty"`
	More     string   `json:"additional_supporting_information,omitempty"`
}

// Validate checks a request and returns nil or [whatsapp.Violations], with all
// that is wrong at once.
func (r OfficialRequest) Validate() error {
	var v violations
	v.address("business_website_url", r.Website)
	if r.Country == "" {
		v.add("primary_country_of_operation", "required")
	}
	if r.Language == "" {
		v.add("primary_language", "required")
	}
	v.count("supporting_links", r.Links, MaxOfficialLinks)
	for i, link := range r.Links {
		v.address("supporting_links["+strconv.Itoa(i)+"]", link)
	}
	return v.err()
}
