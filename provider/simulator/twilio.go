package simulator

import (
	"crypto/subtle"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// Twilio's APIs: Messages (2010-04-01) with forms, Content (v1) and Senders (v2) with JSON. The real ones are on
// several hosts; here all are on one (Twilio, "Messages resource", "Content API", "Senders API").

const twilioVersion = "2010-04-01"

// isTwilio tells a request by its path.
func isTwilio(r *http.Request) bool {
	for _, prefix := range []string{"/" + twilioVersion + "/", "/v1/Content", "/v2/Channels/", "/v2/Indicators/"} {
		if strings.HasPrefix(r.URL.Path, prefix) {
			return true
		}
	}
	return false
}

func (s *Simulator) twilio() http.Handler {
	const account = "/" + twilioVersion + "/Accounts/{account}"
	mux := http.NewServeMux()
	for pattern, h := range map[string]http.HandlerFunc{
		"GET " + account:                                          s.twilioAccount,
		"POST " + account + "/Messages.json":                      s.twilioSend,
		"GET " + account + "/Messages.json":                       s.twilioList,
		"GET " + account + "/Messages/{message}":                  s.twilioFetch,
		"GET " + account + "/Messages/{message}/Media.json":       s.twilioMediaList,
		"GET " + account + "/Messages/{message}/Media/{media}":    s.twilioMedia,
		"DELETE " + account + "/Messages/{message}/Media/{media}": s.twilioMediaDelete,
		"POST /v1/Content":                                        s.contentCreate,
		"GET /v1/Content":                                         s.contentList,
		"GET /v1/ContentAndApprovals":                             s.contentList,
		"GET /v1/Content/{content}":                               s.contentFetch,
		"DELETE /v1/Content/{content}":                            s.contentDelete,
		"POST /v1/Content/{content}/ApprovalRequests/whatsapp":    s.approvalCreate,
		"GET /v1/Content/{content}/ApprovalRequests":              s.approvalFetch,
		"GET /v2/Channels/Senders":                                s.senderList,
		"POST /v2/Channels/Senders":                               s.senderCreate,
		"GET /v2/Channels/Senders/{sender}":                       s.senderFetch,
		"POST /v2/Channels/Senders/{sender}":                      s.senderUpdate,
		"POST /v2/Indicators/Typing.json":                         s.twilioTyping,
		"/":                                                       s.twilioMissing,
	} {
		mux.HandleFunc(pattern, h)
	}
	return s.twilioAuthorized(mux)
}

// twilioAuthorized lets requests through that carry the account's sid and auth token. API keys are not known here.
func (s *Simulator) twilioAuthorized(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		account, token, _ := r.BasicAuth()
		right := subtle.ConstantTimeCompare([]byte(account), []byte(s.o.TwilioAccount)) &
			subtle.ConstantTimeCompare([]byte(token), []byte(s.o.TwilioToken))
		of, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"+twilioVersion+"/Accounts/"), "/")
		elsewhere := strings.HasPrefix(of, "AC") && strings.TrimSuffix(of, ".json") != s.o.TwilioAccount
		if right != 1 || elsewhere {
			w.Header().Set("WWW-Authenticate", `Basic realm="Twilio API"`)
			s.twilioRefused(w, &failure{status: http.StatusUnauthorized, code: 20003, message: "Authenticate"})
			return
		}
		next.ServeHTTP(w, r)
	})
}

// twilioBad is a refusal of Twilio's own.
func twilioBad(code int, message string) *failure {
	return &failure{status: http.StatusBadRequest, code: code, message: message}
}

// twilioErrors are what Twilio calls the platform's refusals (Twilio, "Error and warning dictionary").
var twilioErrors = map[int]int{
	130429: 20429, 131016: 20500, 131021: 63031, 131026: 63024, 131047: 63016, 131053: 63019, 131056: 63018,
	132000: 63028, 132001: 63027, 132005: 63028, 132012: 63028, 132015: 63041, 132016: 63041, 132018: 63028,
}

// twilioCode is a failure in Twilio's numbers. What has none is content that was refused.
func twilioCode(f *failure) int {
	if f.code >= 10000 && f.code < 100000 {
		return f.code
	}
	return or(twilioErrors[f.code], 63021)
}

// twilioMessage is a failure in Twilio's words.
func (f *failure) twilioMessage() string {
	if f.code == 131047 {
		return "A freeform message outside the allowed window: a template is needed"
	}
	return or(f.message, or(f.details, "The request was refused"))
}

type twilioError struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
	More    string `json:"more_info"`
	Status  int    `json:"status"`
}

// twilioRefused answers a request with a failure.
func (s *Simulator) twilioRefused(w http.ResponseWriter, f *failure) {
	code := twilioCode(f)
	status := f.status
	if code == 20429 {
		status = http.StatusTooManyRequests
	}
	answer(w, status, twilioError{
		Code: code, Message: f.twilioMessage(), Status: status,
		More: "https://www.twilio.com/docs/errors/" + strconv.Itoa(code),
	})
}

// twilioMissing answers for what is not there.
func (s *Simulator) twilioMissing(w http.ResponseWriter, r *http.Request) {
	s.twilioRefused(w, &failure{
		status: http.StatusNotFound, code: 20404, message: "The requested resource " + r.URL.Path + " was not found",
	})
}

// twilioAccount answers GET /Accounts/{sid}.json.
func (s *Simulator) twilioAccount(w http.ResponseWriter, r *http.Request) {
	answer(w, http.StatusOK, map[string]string{
		"sid": s.o.TwilioAccount, "friendly_name": "Simulator", "status": "active", "type": "Full", "uri": r.URL.Path,
	})
}

// readForm reads a request's form. JSON is refused (Twilio, "Messages resource").
func (s *Simulator) readForm(w http.ResponseWriter, r *http.Request) (url.Values, bool) {
	r.Body = http.MaxBytesReader(w, r.Body, maxRequestBytes)
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded") {
		s.twilioRefused(w, &failure{
			status: http.StatusUnsupportedMediaType, code: 20415, message: "Unsupported media type",
		})
		return nil, false
	}
	if r.ParseForm() != nil {
		s.twilioRefused(w, twilioBad(20001, "The form cannot be read"))
		return nil, false
	}
	return r.PostForm, true
}

// readTwilioJSON reads a request of the Content or Senders API.
func (s *Simulator) readTwilioJSON(w http.ResponseWriter, r *http.Request, v any) bool {
	if json.NewDecoder(http.MaxBytesReader(w, r.Body, maxRequestBytes)).Decode(v) != nil {
		s.twilioRefused(w, twilioBad(20001, "The body is not a JSON object with the documented types"))
		return false
	}
	return true
}

// twilioTyping answers POST /v2/Indicators/Typing.json, which marks the message as read.
func (s *Simulator) twilioTyping(w http.ResponseWriter, r *http.Request) {
	form, ok := s.readForm(w, r)
	if !ok {
		return
	}
	if form.Get("channel") != "whatsapp" {
		s.twilioRefused(w, twilioBad(20001, "channel must be whatsapp"))
		return
	}
	s.mu.Lock()
	m := s.messages[form.Get("messageId")]
	s.mu.Unlock()
	if m == nil || m.chat.number.Wire != WireTwilio || !s.readByBusiness(m.chat.number, m.ID) {
		s.twilioMissing(w, r)
		return
	}
	answer(w, http.StatusOK, map[string]bool{"success": true})
}
