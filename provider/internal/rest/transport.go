package rest

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"syscall"
	"time"
)

// NewTransport returns a transport that connects to public addresses only,
// judged after resolution so that no name can lead inside. The trusted
// addresses, which come from configuration, and the environment's proxy are
// exempt by host and port.
func NewTransport(trusted ...*url.URL) *http.Transport {
	open := &net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}
	guarded := &net.Dialer{Timeout: open.Timeout, KeepAlive: open.KeepAlive, Control: publicOnly}
	exempt := map[string]bool{}
	for _, u := range append(trusted, proxies()...) {
		if u != nil {
			exempt[net.JoinHostPort(u.Hostname(), port(u))] = true
		}
	}
	return &http.Transport{
		Proxy: http.ProxyFromEnvironment,
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			if exempt[address] {
				return open.DialContext(ctx, network, address)
			}
			return guarded.DialContext(ctx, network, address)
		},
		ForceAttemptHTTP2:     true,
		MaxIdleConns:          128,
		MaxIdleConnsPerHost:   64,
		IdleConnTimeout:       90 * time.Second,
		TLSHandshakeTimeout:   10 * time.Second,
		ResponseHeaderTimeout: 60 * time.Second,
	}
}

// proxies are those that the environment names: an operator's proxy is usually
// inside, and resolves names itself.
func proxies() []*url.URL {
	var found []*url.URL
	for _, scheme := range []string{"https", "http"} {
		r := &http.Request{URL: &url.URL{Scheme: scheme, Host: "graph.facebook.com"}}
		if u, err := http.ProxyFromEnvironment(r); err == nil {
			found = append(found, u)
		}
	}
	return found
}

var errPrivate = errors.New("rest: not a public address")

// publicOnly refuses a connection before it is made.
func publicOnly(_, address string, _ syscall.RawConn) error {
	a, err := netip.ParseAddrPort(address)
	if err != nil || !Public(a.Addr()) {
		return errPrivate
	}
	return nil
}

// Public reports whether an address is one of the public internet. Addresses
// that carry an IPv4 address are judged by it.
func Public(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	if !a.IsGlobalUnicast() || a.IsPrivate() {
		return false
	}
	if a.Is6() {
		b := a.As16()
		switch {
		case nat64.Contains(a):
			return Public(netip.AddrFrom4([4]byte(b[12:])))
		case sixToFour.Contains(a):
			return Public(netip.AddrFrom4([4]byte(b[2:6])))
		}
	}
	for _, p := range special {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

var (
	nat64     = netip.MustParsePrefix("64:ff9b::/96")
	sixToFour = netip.MustParsePrefix("2002::/16")
	// special are the ranges of the IANA special-purpose registries that are not
	// global and that netip has no word for.
	special = []netip.Prefix{
		netip.MustParsePrefix("0.0.0.0/8"),
		netip.MustParsePrefix("100.64.0.0/10"),
		netip.MustParsePrefix("192.0.0.0/24"),
		netip.MustParsePrefix("192.0.2.0/24"),
		netip.MustParsePrefix("198.18.0.0/15"),
		netip.MustParsePrefix("198.51.100.0/24"),
		netip.MustParsePrefix("203.0.113.0/24"),
		netip.MustParsePrefix("240.0.0.0/4"),
		netip.MustParsePrefix("::/96"),
		netip.MustParsePrefix("64:ff9b:1::/48"),
		netip.MustParsePrefix("100::/64"),
		netip.MustParsePrefix("2001::/23"),
		netip.MustParsePrefix("2001:db8::/32"),
		netip.MustParsePrefix("fec0::/10"),
	}
)
