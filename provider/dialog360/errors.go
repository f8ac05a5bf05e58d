package dialog360

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/whatsapp"
)

// refused turns an answer that is no success into the provider's error: by its
// code if it has one, else by the gateway's own words, else by its status. A
// code is the platform's word, and the words are the gateway's, that the message
// was not taken; a server error without either leaves a send uncertain.
func refused(call rest.Call, a rest.Answer) *provider.Error {
	e := call.Refused(a)
	code, text := complaint(a.Body)
	if code != noCode {
		e.Code, e.Pair = code, wire.IsPair(code)
		if kind := kindOf(code); kind != provider.Other {
			e.Kind = kind
			return e
		}
	}
	if kind := kindOfText(text); kind != provider.Other {
		e.Kind = kind
	}
	return e
}

// kindOf is what a code means: one of the Cloud API's, or one of the on-premise
// API's, which are others.
func kindOf(code int) provider.Kind {
	if kind := wire.KindOf(code); kind != provider.Other {
		return kind
	}
	switch code {
	case 470: // more than 24 hours
		return provider.Window
	case 1006, 1013: // not known, not on WhatsApp
		return provider.Recipient
	case 2000: // the count of a template's values
		return provider.Invalid
	case 2001, 2002, 2003:
		return provider.Template
	default:
		return provider.Other
	}
}

// words are the gateway's own, which it writes without a code, in lower case.
var words = []struct {
	part string
	kind provider.Kind
}{
	{"invalid api_key", provider.Auth},
	{"exceeded the endpoint rate limit", provider.Throttled}, // with the status 400
	{"limit of 1 request every", provider.Throttled},         // the same, earlier
	{"due to lack of payment", provider.Account},
	{"whatsapp for business api has been disabled", provider.Account},
	{"the endpoint is blocked", provider.Account},
}

// kindOfText is what the gateway's words mean. What it quotes begins with a
// brace and may hold anybody's words.
func kindOfText(text string) provider.Kind {
	own, _, _ := strings.Cut(text, "{")
	own = strings.ToLower(own)
	for _, w := range words {
		if strings.Contains(own, w.part) {
			return w.kind
		}
	}
	return provider.Other
}

// invalid is the error of one field that breaks a rule, before anything was
// asked.
func invalid(call rest.Call, field, rule string) error {
	v := whatsapp.Violations{{Field: field, Rule: rule}}
	return &provider.Error{Op: call.Op, Kind: provider.Invalid, Err: v}
}

// noCode stands for "no code"; 0 is one of the platform's.
const noCode = -1

// complaint is the code of an error answer, or noCode, and its text. There are
// four shapes, looked at in this order:
//
//	{"error":{"code":131009,…}}                               the platform's
//	{"meta":{"developer_message":"… ({\"error\":{…}})",…}}    the gateway's, also in camel case
//	{"errors":[{"code":470,…}]}                               on-premise
//	{"error":"…"}                                             settings of webhooks
//
// Anything else, a page of a proxy's as well, says nothing.
func complaint(body []byte) (code int, text string) {
	var answer struct {
		Error  json.RawMessage `json:"error"`
		Meta   json.RawMessage `json:"meta"`
		Errors json.RawMessage `json:"errors"`
	}
	if json.Unmarshal(body, &answer) != nil {
		return noCode, ""
	}
	if code = codeOf(answer.Error); code != noCode {
		return code, ""
	}
	if code, text = gateway(answer.Meta); code != noCode || text != "" {
		return code, text
	}
	var many []json.RawMessage
	if json.Unmarshal(answer.Errors, &many) == nil && len(many) > 0 {
		return codeOf(many[0]), ""
	}
	_ = json.Unmarshal(answer.Error, &text) // it is a text, or nothing is known
	return noCode, text
}

// gateway is the code that a gateway's answer quotes, and its words.
func gateway(meta json.RawMessage) (code int, text string) {
	var m struct {
		Snake json.RawMessage `json:"developer_message"`
		Camel json.RawMessage `json:"developerMessage"`
		Error json.RawMessage `json:"error"`
	}
	if json.Unmarshal(meta, &m) != nil {
		return noCode, ""
	}
	if json.Unmarshal(m.Snake, &text) != nil || text == "" {
		_ = json.Unmarshal(m.Camel, &text) // as above
	}
	if code = quoted(text); code != noCode {
		return code, text
	}
	if code = codeWithin(m.Error); code != noCode {
		return code, text
	}
	var written string
	_ = json.Unmarshal(m.Error, &written)
	return quoted(written), text
}

// quoted is the code of the JSON within a text, from its first brace to its
// last.
func quoted(text string) int {
	from, to := strings.IndexByte(text, '{'), strings.LastIndexByte(text, '}')
	if from < 0 || to < from {
		return noCode
	}
	return codeWithin([]byte(text[from : to+1]))
}

// codeWithin is the code of an error, with or without the platform's envelope.
func codeWithin(object []byte) int {
	var envelope struct {
		Error json.RawMessage `json:"error"`
	}
	if json.Unmarshal(object, &envelope) == nil && len(envelope.Error) > 0 {
		return codeOf(envelope.Error)
	}
	return codeOf(object)
}

// codeOf is the code of an error object. Where that says only "invalid
// parameter" and the subcode is one that is known, it is the subcode.
func codeOf(object []byte) int {
	var e struct {
		Code    json.RawMessage `json:"code"`
		Subcode json.RawMessage `json:"error_subcode"`
	}
	if json.Unmarshal(object, &e) != nil {
		return noCode
	}
	const parameter = 100
	code := number(e.Code)
	if sub := number(e.Subcode); code == parameter && kindOf(sub) != provider.Other {
		return sub
	}
	return code
}

// number is a code, also where it is written as a string; noCode for what is
// none.
func number(raw json.RawMessage) int {
	n, err := strconv.Atoi(strings.Trim(string(raw), `"`))
	if err != nil || n < 0 {
		return noCode
	}
	return n
}
