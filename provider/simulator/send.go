package simulator

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"time"
	"unicode/utf8"
)

// Send is a message that the simulator accepted from a business.
type Send struct {
	ID      string          `json:"id"`     // wamid; on Twilio's wire a sid
	Number  string          `json:"number"` // phone-number id
	To      string          `json:"to"`     // the phone or user id as the request had it
	Type    string          `json:"type"`   // text, image, template, …
	Body    string          `json:"body"`   // what can be read: text, caption, filled template, emoji
	Content json.RawMessage `json:"content"`
	ReplyTo string          `json:"reply_to,omitempty"`
	Ref     string          `json:"ref,omitempty"` // biz_opaque_callback_data
	At      time.Time       `json:"at"`
	Failed  int             `json:"failed,omitempty"` // the code of the failed status; zero = delivered
}

// Sends returns everything accepted, in the order of acceptance. It grows without bound until [Simulator.Forget].
func (s *Simulator) Sends() []Send {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := make([]Send, len(s.sends))
	for i, one := range s.sends {
		all[i] = *one
		all[i].Content = slices.Clone(one.Content)
	}
	return all
}

// Repeated returns the references (biz_opaque_callback_data) that were accepted more than once, in the order in which
// they were repeated. The platform has no idempotency key and refuses none of them: each was a second message on a
// customer's phone. Sends without a reference are not counted.
func (s *Simulator) Repeated() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.repeated)
}

const (
	maxRequestBytes = 4 << 20
	maxRef          = 512 // characters of biz_opaque_callback_data (Cloud API documentation, "Send messages")
)

// request is the body of POST /{number id}/messages.
type request struct {
	Product   string `json:"messaging_product"`
	Kind      string `json:"recipient_type"`
	To        string `json:"to"`
	Recipient string `json:"recipient"`
	Type      string `json:"type"`
	Ref       string `json:"biz_opaque_callback_data"`
	Context   struct {
		ID string `json:"message_id"`
	} `json:"context"`

	Status string `json:"status"`
	ID     string `json:"message_id"`
	Typing *struct {
		Type string `json:"type"`
	} `json:"typing_indicator"`

	content  json.RawMessage // the object named by Type
	made     *content        // it is checked already
	media    bool            // Twilio: it carries a file
	statusTo string          // Twilio: where its statuses go
}

// refuser answers a request with a failure, in the words of a wire.
type refuser func(w http.ResponseWriter, f *failure)

// faulty lets the fault happen that is due at a send request, and tells whether there was one: the request is over.
func (s *Simulator) faulty(w http.ResponseWriter, refused refuser) bool {
	s.mu.Lock()
	s.counts.requests++
	count, faults := s.counts.requests, s.o.Faults
	s.mu.Unlock()
	switch {
	case nth(faults.LostRequest, count):
		hangUp(w)
	case nth(faults.Unavailable, count):
		refused(w, refuse(131016, "A temporary failure, as the simulator's options ask for"))
	default:
		return false
	}
	return true
}

// postMessages answers POST /{number id}/messages.
func (s *Simulator) postMessages(w http.ResponseWriter, r *http.Request) {
	s.serveMessages(w, r, s.cloud(r.PathValue("id")))
}

// serveMessages answers a send or a read receipt in Meta's words. The number may be nil.
func (s *Simulator) serveMessages(w http.ResponseWriter, r *http.Request, n *number) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxRequestBytes))
	if err != nil {
		s.refused(w, refuse(100, "The body cannot be read"))
		return
	}
	if s.faulty(w, s.refused) {
		return
	}
	if n == nil {
		s.refused(w, noObject(r.PathValue("id")))
		return
	}
	q, f := parse(body)
	switch {
	case f != nil:
		s.refused(w, f)
	case q.Status != "":
		s.postRead(w, n, q)
	default:
		s.postSend(w, n, q)
	}
}

// parse reads a request and checks what all of them have in common.
func parse(body []byte) (*request, *failure) {
	q := &request{}
	if json.Unmarshal(body, q) != nil {
		return nil, refuse(100, "The body is not a JSON object with the documented types")
	}
	if q.Product != "whatsapp" {
		return nil, &failure{
			status: http.StatusBadRequest, code: 100, message: "The parameter messaging_product is required.",
		}
	}
	if q.Status != "" {
		return q, nil
	}
	if q.To == "" && q.Recipient == "" {
		return nil, &failure{status: http.StatusBadRequest, code: 100, message: "The parameter to is required."}
	}
	if q.Kind != "" && q.Kind != "individual" {
		return nil, refuse(100, "recipient_type must be individual: the simulator has no groups")
	}
	if utf8.RuneCountInString(q.Ref) > maxRef {
		return nil, tooLong("biz_opaque_callback_data", maxRef)
	}
	q.Type = or(q.Type, "text")
	var fields map[string]json.RawMessage
	_ = json.Unmarshal(body, &fields) // it was an object above
	q.content = fields[q.Type]
	if len(q.content) == 0 || string(q.content) == "null" {
		return nil, require(q.Type)
	}
	return q, nil
}
