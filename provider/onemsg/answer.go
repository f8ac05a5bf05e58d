package onemsg

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/whatsapp"
)

// result is what any answer may hold. Its parts are read one by one, since
// their types differ from answer to answer.
type result struct {
	Sent     json.RawMessage `json:"sent"`
	Set      json.RawMessage `json:"set"`
	ID       json.RawMessage `json:"id"`
	Job      json.RawMessage `json:"jobId"`
	Message  json.RawMessage `json:"message"`
	Error    json.RawMessage `json:"error"`
	Response json.RawMessage `json:"response"`
}

// accepted reads the answer to a send. Only "sent": true with an id is an
// acceptance, and it is one whatever else stands beside it: the message is out,
// and who took it for refused would send it twice.
func accepted(call rest.Call, a rest.Answer) (provider.Receipt, error) {
	var r result
	if a.OK() && json.Unmarshal(a.Body, &r) == nil && string(r.Sent) == "true" {
		if id := scalar(r.ID); id != "" {
			return provider.Receipt{ID: whatsapp.MessageID(id)}, nil
		}
	}
	if e := refusal(call, a); e != nil {
		return provider.Receipt{}, e
	}
	return provider.Receipt{}, &provider.Error{Op: call.Op, Kind: provider.Uncertain}
}

// refusal is the error that an answer means; nil where it means none. It may
// come with any status, 200 among them, and its text stays out of the error.
//
// A job's id is neither a refusal nor an acceptance: the message waits in a
// queue that cannot be asked, and what becomes of it only a status will tell.
func refusal(call rest.Call, a rest.Answer) *provider.Error {
	var r result
	_ = json.Unmarshal(a.Body, &r) // what is no object holds no fault
	f, refused := r.fault()
	code := codeOf(f.code, f.text)
	kind := kindOf(code, f.text)
	if a.OK() && !refused {
		return nil
	}
	switch {
	case scalar(r.Job) != "":
		kind = provider.Uncertain
	case a.OK():
	case a.Status == http.StatusUnauthorized:
		kind = provider.Auth
	case a.Status == http.StatusTooManyRequests:
		kind = provider.Throttled
	case kind != provider.Other:
	case a.Status == http.StatusForbidden && (refused || isWords(a.Body)):
		kind = provider.Account // a subscription that is blocked
	default:
		kind = call.Refused(a).Kind
	}
	if kind == provider.Uncertain && !call.Once {
		kind = provider.Unavailable
	}
	return &provider.Error{Op: call.Op, Kind: kind, Code: code, After: rest.After(a.Header), Pair: wire.IsPair(code)}
}

// isWords reports whether a body says something that is no web page.
func isWords(body []byte) bool { return len(bytes.TrimSpace(body)) > 0 && !isPage(body) }

// isPage reports whether a body is a web page, which 1msg answers nothing with:
// it comes from whatever stands before it.
func isPage(body []byte) bool { return bytes.HasPrefix(bytes.TrimSpace(body), []byte("<")) }

// fault is what an answer says went wrong.
type fault struct {
	code int
	text string
}

// fault finds an error in any of the places where it may stand: beside the
// answer, within the platform's own, or in "sent" or "set" that are false.
func (r result) fault() (fault, bool) {
	if f, ok := faultOf(r.Error); ok {
		f.text += " " + scalar(r.Message)
		return f, true
	}
	var upstream struct {
		Error json.RawMessage `json:"error"`
	}
	if json.Unmarshal(r.Response, &upstream) == nil {
		if f, ok := faultOf(upstream.Error); ok {
			return f, true
		}
	}
	return fault{text: scalar(r.Message)}, string(r.Sent) == "false" || string(r.Set) == "false"
}

// faultOf reads an error: a sentence, or an object with a code and sentences.
// An empty one is none.
func faultOf(raw json.RawMessage) (fault, bool) {
	if text := scalar(raw); text != "" {
		return fault{text: text}, true
	}
	var object map[string]json.RawMessage
	if json.Unmarshal(raw, &object) != nil || len(object) == 0 {
		return fault{}, false
	}
	var f fault
	for _, name := range []string{"code", "error_code"} {
		if n, err := strconv.Atoi(scalar(object[name])); err == nil && f.code == 0 {
			f.code = n
		}
	}
	for _, name := range []string{"message", "error_user_title", "error_user_msg", "error"} {
		f.text += " " + scalar(object[name])
	}
	return f, true
}

// scalar is the content of a string or the digits of a number; else empty.
func scalar(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	if text := strings.TrimSpace(string(raw)); text != "" && (text[0] == '-' || text[0] >= '0' && text[0] <= '9') {
		return text
	}
	return ""
}
