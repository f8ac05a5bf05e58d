package simulator

import (
	"net/http"
	"strings"
)

// approvalRequest is what became of a resource that was to be a template.
type approvalRequest struct {
	Type     string `json:"type,omitempty"` // only where one is fetched
	Name     string `json:"name"`
	Category string `json:"category"`
	Kind     string `json:"content_type"`
	Status   string `json:"status"` // in lower case
	Reason   string `json:"rejection_reason"`
	Change   bool   `json:"allow_category_change"`
}

// approval is the request of a resource: unsubmitted when there was none. The mutex is held.
func (s *Simulator) approval(c *twilioContent) approvalRequest {
	t := s.catalog.bySID(c.sid)
	if t == nil {
		return approvalRequest{Status: "unsubmitted", Change: true}
	}
	kind, _ := c.richest()
	return approvalRequest{
		Name: t.Name, Category: strings.ToUpper(t.Category), Kind: kind, Status: strings.ToLower(t.Status), Reason: t.reason,
		Change: true,
	}
}

// approvalCreate answers POST /v1/Content/{sid}/ApprovalRequests/whatsapp. The answer is always "received"; what
// becomes of it is to be asked for (Twilio, "Content API: approval").
func (s *Simulator) approvalCreate(w http.ResponseWriter, r *http.Request) {
	var q struct {
		Name     string `json:"name"`
		Category string `json:"category"`
	}
	if !s.readTwilioJSON(w, r, &q) {
		return
	}
	s.mu.Lock()
	request, f := s.submit(r.PathValue("content"), q.Name, strings.ToUpper(q.Category))
	s.mu.Unlock()
	switch {
	case f != nil:
		s.twilioRefused(w, f)
	case request == nil:
		s.twilioMissing(w, r)
	default:
		answer(w, http.StatusCreated, request)
	}
}

// submit makes a template of a resource. Without a resource both results are nil.
func (s *Simulator) submit(sid, name, category string) (*approvalRequest, *failure) {
	c := s.findContent(sid)
	if c == nil {
		return nil, nil
	}
	kind, o := c.richest()
	q := templateRequest{Name: name, Language: c.language, Category: category, Components: []byte("[]")}
	switch {
	case q.check() != nil:
		return nil, twilioBad(20001, "name must be lowercase letters, digits and underscores, and category a known one")
	case kind == "twilio/list-picker" || kind == "twilio/location":
		return nil, twilioBad(20001, kind+" cannot be approved")
	case s.catalog.bySID(sid) != nil, s.catalog.find(name, c.language) != nil:
		return nil, twilioBad(20001, "There is a request already, or a template of this name and language")
	}
	made, err := newTemplate(Template{
		Name: name, Language: c.language, Category: category, Body: o.text(), Status: "PENDING",
	})
	if err != nil {
		return nil, twilioBad(20001, "The content cannot be made a template")
	}
	made.sid = sid
	s.adopt(made)
	request := s.approval(c)
	request.Status = "received"
	return &request, nil
}

// approvalFetch answers GET /v1/Content/{sid}/ApprovalRequests.
func (s *Simulator) approvalFetch(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	c := s.findContent(r.PathValue("content"))
	var request approvalRequest
	if c != nil {
		request = s.approval(c)
	}
	s.mu.Unlock()
	if c == nil {
		s.twilioMissing(w, r)
		return
	}
	request.Type = "whatsapp"
	answer(w, http.StatusOK, map[string]any{
		"sid": c.sid, "account_sid": s.o.TwilioAccount, "url": s.baseOf(r) + r.URL.Path, "whatsapp": request,
	})
}
