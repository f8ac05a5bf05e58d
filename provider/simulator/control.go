package simulator

import (
	"encoding/json"
	"net"
	"net/http"
	"net/netip"
)

const controlPath = "/simulator/"

// control builds the endpoints for another process on the same machine. A page in a browser reaches loopback too, so
// they want a loopback Host (a foreign name that resolves to loopback is refused) and no foreign origin.
func (s *Simulator) control() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST "+controlPath+"messages", s.controlWrite)
	mux.HandleFunc("GET "+controlPath+"chat", func(w http.ResponseWriter, r *http.Request) {
		query := r.URL.Query()
		answer(w, http.StatusOK, listed(s.Chat(query.Get("number"), query.Get("phone"))))
	})
	mux.HandleFunc("GET "+controlPath+"sends", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, http.StatusOK, listed(s.Sends()))
	})
	mux.HandleFunc("GET "+controlPath+"repeated", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, http.StatusOK, listed(s.Repeated()))
	})
	mux.HandleFunc("POST "+controlPath+"read", s.controlRead)
	mux.HandleFunc("POST "+controlPath+"webhook", s.controlWebhook)
	mux.HandleFunc("POST "+controlPath+"faults", s.controlFaults)
	mux.HandleFunc("POST "+controlPath+"templates", s.controlTemplate)
	mux.HandleFunc("POST "+controlPath+"idle", s.controlIdle)
	return loopback(http.NewCrossOriginProtection().Handler(mux))
}

// loopback refuses requests whose Host is not this machine.
func loopback(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !isLoopback(r.Host) {
			controlRefused(w, http.StatusForbidden, "the control endpoints are for loopback hosts only")
			return
		}
		next.ServeHTTP(w, r)
	})
}

func isLoopback(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	if len(host) > 2 && host[0] == '[' && host[len(host)-1] == ']' {
		host = host[1 : len(host)-1]
	}
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}

// listed makes an empty list of none, for JSON.
func listed[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func controlRefused(w http.ResponseWriter, status int, why string) {
	answer(w, status, map[string]string{"error": why})
}

// controlBody reads a request's JSON into v. A field that v lacks is a mistake.
func controlBody(w http.ResponseWriter, r *http.Request, v any) bool {
	decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, 150*mib)) // a file of 100 MB in base64
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(v); err != nil {
		controlRefused(w, http.StatusBadRequest, err.Error())
		return false
	}
	return true
}

func (s *Simulator) controlWrite(w http.ResponseWriter, r *http.Request) {
	var in Inbound
	if !controlBody(w, r, &in) {
		return
	}
	id, err := s.Write(r.Context(), in)
	if err != nil {
		controlRefused(w, http.StatusBadRequest, err.Error())
		return
	}
	answer(w, http.StatusOK, map[string]string{"id": id})
}

func (s *Simulator) controlRead(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Number string `json:"number"`
		Phone  string `json:"phone"`
	}
	if !controlBody(w, r, &in) {
		return
	}
	if err := s.Read(r.Context(), in.Number, in.Phone); err != nil {
		controlRefused(w, http.StatusNotFound, err.Error())
		return
	}
	answer(w, http.StatusOK, map[string]bool{"success": true})
}

func (s *Simulator) controlWebhook(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Number string `json:"number"`
		URL    string `json:"url"`
	}
	if !controlBody(w, r, &in) {
		return
	}
	if in.URL != "" && !isWeb(in.URL) {
		controlRefused(w, http.StatusBadRequest, "url must be http or https, or empty")
		return
	}
	if in.Number == "" {
		s.SetWebhook(in.URL)
	} else if err := s.SetNumberWebhook(in.Number, in.URL); err != nil {
		controlRefused(w, http.StatusNotFound, err.Error())
		return
	}
	answer(w, http.StatusOK, map[string]bool{"success": true})
}

func (s *Simulator) controlFaults(w http.ResponseWriter, r *http.Request) {
	var f Faults
	if !controlBody(w, r, &f) {
		return
	}
	s.SetFaults(f)
	answer(w, http.StatusOK, map[string]bool{"success": true})
}
