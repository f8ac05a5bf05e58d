package rest

import (
	"net/http"
	"net/url"
)

// Base parses the configured address of an API; false for what is none: it is
// absolute, http or https, and without user, query and fragment.
func Base(address string) (*url.URL, bool) {
	u, err := url.Parse(address)
	ok := err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Hostname() != "" &&
		u.User == nil && u.RawQuery == "" && u.Fragment == ""
	return u, ok
}

// TransportTo is the transport to the API at a base address. One that was
// configured, as a simulator's, is trusted, and may be inside; the provider's
// own is resolved by a network that we do not know.
func TransportTo(base *url.URL, own bool) *http.Transport {
	if own {
		return NewTransport()
	}
	return NewTransport(base)
}
