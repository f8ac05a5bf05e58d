package rest

import (
	"net"
	"net/url"
	"strings"
)

// Hosts says which addresses credentials may be sent to. The zero value allows
// none.
type Hosts struct {
	// Base is the provider's own address: its scheme, host and port are allowed.
	Base *url.URL
	// Domains are allowed with all below them, over https on its own port only.
	Domains []string
}

// Allow reports whether the address may be asked with credentials.
func (h Hosts) Allow(u *url.URL) bool {
	if u == nil || u.User != nil || u.Hostname() == "" {
		return false
	}
	if h.Base != nil && u.Scheme == h.Base.Scheme && sameHost(u, h.Base) {
		return true
	}
	if u.Scheme != "https" || u.Port() != "" && u.Port() != "443" {
		return false
	}
	host := strings.ToLower(u.Hostname())
	if net.ParseIP(host) != nil {
		return false
	}
	for _, d := range h.Domains {
		d = strings.ToLower(strings.TrimPrefix(strings.TrimPrefix(d, "*"), "."))
		if d != "" && (host == d || strings.HasSuffix(host, "."+d)) {
			return true
		}
	}
	return false
}

func sameHost(a, b *url.URL) bool {
	return strings.EqualFold(a.Hostname(), b.Hostname()) && port(a) == port(b)
}

func port(u *url.URL) string {
	switch p := u.Port(); {
	case p != "":
		return p
	case u.Scheme == "http":
		return "80"
	default:
		return "443"
	}
}
