package simulator

import (
	"context"
	"net/http"
	"time"
)

// idleTimeout is how long POST /simulator/idle waits when the request does not say.
const idleTimeout = 10 * time.Second

// controlIdle waits until every webhook has been answered. It answers 504 when that takes too long.
func (s *Simulator) controlIdle(w http.ResponseWriter, r *http.Request) {
	wait := idleTimeout
	if given := r.URL.Query().Get("timeout"); given != "" {
		parsed, err := time.ParseDuration(given)
		if err != nil {
			controlRefused(w, http.StatusBadRequest, "timeout must be a duration: 10s")
			return
		}
		wait = parsed
	}
	ctx, cancel := context.WithTimeout(r.Context(), wait)
	defer cancel()
	if s.Idle(ctx) != nil {
		controlRefused(w, http.StatusGatewayTimeout, "webhooks are still being delivered")
		return
	}
	answer(w, http.StatusOK, map[string]bool{"success": true})
}

// controlTemplate reviews a template.
func (s *Simulator) controlTemplate(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Name     string `json:"name"`
		Language string `json:"language"`
		Status   string `json:"status"`
		Reason   string `json:"reason"`
	}
	if !controlBody(w, r, &in) {
		return
	}
	if in.Status == "" {
		controlRefused(w, http.StatusBadRequest, "status is required: APPROVED, REJECTED, PAUSED, …")
		return
	}
	if err := s.SetTemplateStatus(in.Name, in.Language, in.Status, in.Reason); err != nil {
		controlRefused(w, http.StatusNotFound, err.Error())
		return
	}
	answer(w, http.StatusOK, map[string]bool{"success": true})
}
