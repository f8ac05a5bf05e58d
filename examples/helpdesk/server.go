package main

import (
	"errors"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/cloudapi"
)

// webhookPath is where WhatsApp calls.
const webhookPath = "/webhook/" + cloudapi.Name

// handler is the whole site, as it is served at the address.
func (h *helpdesk) handler(at net.Addr) http.Handler {
	app := http.NewServeMux()
	app.HandleFunc("GET /healthz", h.health)
	h.routeAPI(app)
	h.routePages(app)

	origin := http.NewCrossOriginProtection()
	origin.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		problem{Kind: "origin", Message: "requests from other sites are refused", status: http.StatusForbidden}.write(w)
	}))
	site := http.NewServeMux()
	site.Handle("/", secured(ours(at, origin.Handler(app))))
	// What comes here is signed, and comes from outside by whatever name a tunnel
	// gives it. The handler reads nothing else before the signature is checked.
	site.Handle(webhookPath, provider.NewHandler(cloudapi.Name, h.client, h.engine, &provider.HandlerOptions{Logger: h.log}))
	return site
}

// secured sets what no page here needs to differ from: nothing from elsewhere,
// no script in a page, no frame around it.
func secured(next http.Handler) http.Handler {
	const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
		"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("Content-Security-Policy", policy)
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("Referrer-Policy", "no-referrer")
		header.Set("Cross-Origin-Opener-Policy", "same-origin")
		header.Set("Cross-Origin-Resource-Policy", "same-origin")
		header.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

// ours refuses requests under a foreign name: a page on another site may let
// its own name lead to this machine, and would then count as the same origin.
func ours(at net.Addr, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !isOurs(at.String(), r.Host) {
			problem{Kind: "host", Message: "open the address that helpdesk printed", status: http.StatusForbidden}.write(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// isOurs reports whether a request's host is the address served, or localhost
// for a loopback one. Served on all addresses, any address will do, since it
// is names that can be made to lead here.
func isOurs(at, host string) bool {
	served, err := netip.ParseAddrPort(at)
	if err != nil {
		return false
	}
	name, port, err := net.SplitHostPort(host)
	if err != nil {
		name, port = strings.Trim(host, "[]"), "80"
	}
	if port != strconv.Itoa(int(served.Port())) {
		return false
	}
	local := served.Addr().IsLoopback() || served.Addr().IsUnspecified()
	if strings.EqualFold(name, "localhost") {
		return local
	}
	ip, err := netip.ParseAddr(name)
	return err == nil && (ip.Unmap() == served.Addr().Unmap() || served.Addr().IsUnspecified())
}

// health answers whether the store answers.
func (h *helpdesk) health(w http.ResponseWriter, r *http.Request) {
	_, err := h.store.Load(r.Context(), []inbox.Want{inbox.Key{Kind: inbox.KindInbox, ID: string(support)}})
	if err != nil {
		h.fail(w, r, errors.Join(errStore, err))
		return
	}
	answer(w, map[string]string{"status": "ok"})
}
