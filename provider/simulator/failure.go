package simulator

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// failure is a refusal as the Graph API words it. Status codes and titles are those of the Cloud API documentation,
// "Error codes"; rate limits are 400 there, not 429.
type failure struct {
	status  int
	code    int
	subcode int
	kind    string // "" = OAuthException
	message string
	details string
}

// refuse returns the failure of a code, with details for a person.
func refuse(code int, details string) *failure {
	status, title := http.StatusBadRequest, ""
	switch code {
	case 100:
		title = "Invalid parameter"
	case 190:
		status, title = http.StatusUnauthorized, "Authentication Error"
	case 130429:
		title = "Rate limit hit"
	case 131008:
		title = "Required parameter is missing"
	case 131009:
		title = "Parameter value is not valid"
	case 131016:
		status, title = http.StatusInternalServerError, "Service unavailable"
	case 131021:
		title = "Recipient cannot be sender"
	case 131026:
		title = "Message undeliverable"
	case 131047:
		title = "Re-engagement message"
	case 131051:
		title = "Unsupported message type"
	case 131053:
		title = "Media upload error"
	case 131056:
		title = "(Business Account, Consumer Account) pair rate limit hit"
	case 131062:
		title = "Business-scoped user ID recipients are not supported for this message"
	case 132000:
		title = "Number of parameters does not match the expected number of params"
	case 132001:
		status, title = http.StatusNotFound, "Template name does not exist in the translation"
	case 132005:
		title = "Translated text too long"
	case 132012:
		title = "Parameter format does not match format in the created template"
	case 132015:
		title = "Template is paused"
	case 132016:
		title = "Template is disabled"
	case 132018:
		title = "Template parameters are not valid"
	case 139100:
		title = "Failed to block/unblock some users"
	}
	return &failure{status: status, code: code, message: title, details: details}
}

// require is the failure of a parameter that is not there.
func require(name string) *failure {
	return refuse(131008, "Parameter "+name+" is missing or empty")
}

// tooLong is the failure of a parameter with more characters than the platform takes.
func tooLong(name string, most int) *failure {
	return refuse(100, fmt.Sprintf("Param %s must be at most %d characters long", name, most))
}

// noObject is the failure of an id that names nothing: code 100 with subcode 33.
func noObject(id string) *failure {
	return &failure{
		status: http.StatusBadRequest, code: 100, subcode: 33, kind: "GraphMethodException",
		message: fmt.Sprintf("Unsupported request. Object with ID '%s' does not exist, cannot be loaded due to"+
			" missing permissions, or does not support this operation.", id),
	}
}

// text is the error's message with its code before it; only a missing object has none.
func (f *failure) text() string {
	if f.kind != "" {
		return f.message
	}
	return fmt.Sprintf("(#%d) %s", f.code, f.message)
}

type errorAnswer struct {
	Error errorBody `json:"error"`
}

type errorBody struct {
	Message   string     `json:"message"`
	Type      string     `json:"type"`
	Code      int        `json:"code"`
	Subcode   int        `json:"error_subcode,omitempty"`
	ErrorData *errorData `json:"error_data,omitempty"`
	Trace     string     `json:"fbtrace_id"`
}

type errorData struct {
	Product string `json:"messaging_product,omitempty"`
	Details string `json:"details"`
}

// errorOf is a failure as the Graph answers it.
func (s *Simulator) errorOf(f *failure) errorAnswer {
	body := errorBody{
		Message: f.text(), Type: or(f.kind, "OAuthException"),
		Code: f.code, Subcode: f.subcode, Trace: s.ids.trace(),
	}
	if f.details != "" {
		body.ErrorData = &errorData{Product: "whatsapp", Details: f.details}
	}
	return errorAnswer{Error: body}
}

// refused answers a request with a failure.
func (s *Simulator) refused(w http.ResponseWriter, f *failure) { answer(w, f.status, s.errorOf(f)) }

// answer writes JSON.
func answer(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) //nolint:errchkjson // plain values: it fails only when the client is gone
}
