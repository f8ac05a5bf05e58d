package simulator

import (
	"crypto/subtle"
	"encoding/json"
	"mime"
	"net/http"
	"net/url"
	"strings"
)

// 1msg's API: /{instance}/{method}?token=…, an answer of 200 that may be a refusal, and webhooks without a signature
// (1msg, SDK contract 1.0.0 and captured webhooks).

// oneMsgNamespace is the namespace that templates are said to be in.
const oneMsgNamespace = "510f0001_0000_4000_8000_000000000001"

// oneMsgSettings are what POST settings changes.
type oneMsgSettings struct {
	Acks bool `json:"ackNotificationsOn"`
	Raw  bool `json:"rawHooks"`
}

// oneMsgHandler serves a request for the number of its instance.
type oneMsgHandler func(w http.ResponseWriter, r *http.Request, n *number)

// instanceOf is the instance that a path begins with; a prefix of old is taken off.
func instanceOf(r *http.Request) (instance, method string) {
	instance, method, _ = strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	return strings.TrimPrefix(instance, "instance"), method
}

// isOneMsg tells a request by its instance, or by a token in its query.
func (s *Simulator) isOneMsg(r *http.Request) bool {
	instance, method := instanceOf(r)
	if method == "" {
		return false
	}
	return r.URL.Query().Has("token") || s.instance(instance) != nil
}

func (s *Simulator) instance(id string) *number {
	return s.first(func(n *number) bool { return n.Wire == WireOneMsg && n.Instance == id })
}

func (s *Simulator) oneMsg() http.Handler {
	mux := http.NewServeMux()
	for pattern, h := range map[string]oneMsgHandler{
		"POST /{instance}/sendMessage":         s.oneMsgSend(oneMsgText),
		"POST /{instance}/sendFile":            s.oneMsgSend(s.oneMsgFile),
		"POST /{instance}/sendTemplate":        s.oneMsgSend(oneMsgTemplate),
		"POST /{instance}/sendLocation":        s.oneMsgSend(oneMsgLocation),
		"POST /{instance}/sendContact":         s.oneMsgSend(oneMsgContact),
		"POST /{instance}/sendList":            s.oneMsgSend(oneMsgList),
		"POST /{instance}/sendButton":          s.oneMsgSend(oneMsgButton),
		"POST /{instance}/sendReaction":        s.oneMsgSend(oneMsgReaction),
		"POST /{instance}/sendSticker":         s.oneMsgSend(oneMsgSticker),
		"POST /{instance}/sendCtaUrl":          s.oneMsgSend(oneMsgLink),
		"POST /{instance}/sendFlow":            s.oneMsgSend(oneMsgFlow),
		"POST /{instance}/sendLocationRequest": s.oneMsgSend(oneMsgLocationRequest),
		"POST /{instance}/blockUser":           s.oneMsgBlock(true),
		"POST /{instance}/unblockUser":         s.oneMsgBlock(false),
		"GET /{instance}/blockedUsers":         s.oneMsgBlocked,
		"POST /{instance}/readMessage":         s.oneMsgRead,
		"POST /{instance}/uploadMedia":         s.oneMsgUpload,
		"GET /{instance}/retrieveMedia":        s.oneMsgMedia,
		"DELETE /{instance}/media/{id}":        s.oneMsgDelete,
		"GET /{instance}/webhook":              s.oneMsgWebhook,
		"POST /{instance}/webhook":             s.oneMsgSetWebhook,
		"GET /{instance}/settings":             s.oneMsgSettings,
		"POST /{instance}/settings":            s.oneMsgSetSettings,
		"GET /{instance}/templates":            s.oneMsgTemplates,
		"POST /{instance}/addTemplate":         s.oneMsgAdd,
		"POST /{instance}/removeTemplate":      s.oneMsgRemove,
		"GET /{instance}/me":                   s.oneMsgMe,
		"POST /{instance}/me":                  s.oneMsgSetMe,
		"GET /{instance}/messages":             s.oneMsgHistory,
		"GET /{instance}/status": func(w http.ResponseWriter, _ *http.Request, _ *number) {
			answer(w, http.StatusOK, map[string]string{"status": "connected"})
		},
		"/": func(w http.ResponseWriter, _ *http.Request, _ *number) {
			oneMsgError(w, http.StatusNotFound, "Method not found")
		},
	} {
		mux.HandleFunc(pattern, s.tokened(h))
	}
	return mux
}

// tokened lets requests through that carry the instance's token: in the query, or as newer clients do in a header. The
// refusal has the token in it, as the real one's has.
func (s *Simulator) tokened(h oneMsgHandler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		instance, _ := instanceOf(r)
		token := r.URL.Query().Get("token")
		if token == "" {
			token = strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		}
		n := s.instance(instance)
		if n == nil || subtle.ConstantTimeCompare([]byte(token), []byte(n.Key)) != 1 {
			oneMsgError(w, http.StatusUnauthorized, `Wrong token "`+token+`" for channel "`+instance+`"`)
			return
		}
		h(w, r, n)
	}
}

// oneMsgError answers with an error that is not about what was to be sent.
func oneMsgError(w http.ResponseWriter, status int, why string) {
	answer(w, status, map[string]string{"error": why})
}

// oneMsgBad is a request that lacks something.
func oneMsgBad(why string) *failure {
	return &failure{status: http.StatusBadRequest, message: why}
}

// oneMsgRefused answers with why something was not sent: mostly with 200.
func (s *Simulator) oneMsgRefused(w http.ResponseWriter, f *failure) {
	switch f.code {
	case 0:
		oneMsgError(w, f.status, f.message)
	case 131016:
		oneMsgError(w, http.StatusInternalServerError, "Internal server error")
	case 130429:
		oneMsgError(w, http.StatusTooManyRequests, "Too many requests")
	case 131047:
		answer(w, http.StatusOK, map[string]any{"sent": false, "message": "Dialog window is closed"})
	default:
		answer(w, http.StatusOK, map[string]any{"sent": false, "message": f.text(), "error": map[string]any{
			"code": f.code, "message": f.text(), "error_user_title": f.message, "error_user_msg": f.details,
		}})
	}
}

// loose is a text that may come as a number or a boolean.
type loose string

// UnmarshalJSON takes any scalar as it is written.
func (l *loose) UnmarshalJSON(b []byte) error {
	var text string
	if json.Unmarshal(b, &text) == nil {
		*l = loose(text)
		return nil
	}
	if len(b) > 0 && b[0] != '{' && b[0] != '[' {
		*l = loose(b)
		return nil
	}
	return json.Unmarshal(b, &text)
}

// readOneMsg reads a request: JSON, or a form of either kind, whose fields are the same. A file of a multipart form is
// its body.
func readOneMsg(w http.ResponseWriter, r *http.Request, v any) *failure {
	r.Body = http.MaxBytesReader(w, r.Body, 150*mib) // a file of 100 MB in base64
	bad := oneMsgBad("The body cannot be read")
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch kind {
	case "application/x-www-form-urlencoded":
		if r.ParseForm() != nil {
			return bad
		}
	case "multipart/form-data":
		if r.ParseMultipartForm(8*mib) != nil { //nolint:gosec // bounded above
			return bad
		}
	default:
		if json.NewDecoder(r.Body).Decode(v) != nil {
			return bad
		}
		return nil
	}
	if json.Unmarshal(flat(r.PostForm), v) != nil {
		return bad
	}
	return nil
}

// flat is a form as a JSON object.
func flat(form url.Values) []byte {
	all := map[string]string{}
	for name := range form {
		all[name] = form.Get(name)
	}
	raw, _ := json.Marshal(all) //nolint:errchkjson // strings
	return raw
}
