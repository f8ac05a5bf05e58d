package twilio

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
)

// kindOf is what a code of Twilio's means, whether it came in an answer or in a
// status; [provider.Other] for one that is not known. Source: "Error and
// warning dictionary", 2026. Codes 63000 to 63999 are those of channels.
//
// QUIRK(twilio): 63050 is known from one implementation alone.
func kindOf(code int) provider.Kind {
	switch code {
	case 20003: // wrong credentials
		return provider.Auth

	case 21602, 21617, 21619, // body missing, too long, or neither body nor media
		21620, 21623, 11751, 63019, 63025, 63034, 63037, // media: address, count, download, size, upload
		20404,        // no such resource
		21656, 63028, // the variables of a content: their values, their count
		63005, 63006, 63011, 63021, 63030, 63031: // content refused
		return provider.Invalid

	case 63016: // free text after 24 hours
		return provider.Window

	case 21211, 21614, 63003, 63024, // no such number, or not on WhatsApp
		30003, 30004, 30005, 30006, 30007, 30008: // undeliverable
		return provider.Recipient

	case 21654, 21655, // content: missing, unknown
		63027, 63029, 63040, 63041: // language, not to be had, rejected, paused
		return provider.Template

	case 21610, 63014, 63033, 63050, // unsubscribed, or blocked
		63032, // the platform's experiment on this customer
		63049: // the platform holds marketing back from them
		return provider.OptedOut

	default:
		return operationKind(code)
	}
}

// operationKind is the codes of accounts, senders, rates and failures.
func operationKind(code int) provider.Kind {
	switch code {
	case 20005, 30002, // account not active, suspended
		21212, 21603, 21606, 21703, 21704, 21705, 63002, 63007, // sender missing or unknown
		63013, 63026, 63039, // policy, spam, a warning
		63015,                             // the customer has not joined the sandbox
		63020, 63022, 63051, 63112, 63124, // business manager, names, account locked or disabled
		63062: // terms of marketing messages
		return provider.Account

	case 20429, 21611, 30001, 63017, 63018,
		63038: // of the day
		return provider.Throttled

	case 20500, 20503, 30410, 63009, 63010, 63012:
		return provider.Unavailable

	default:
		return provider.Other
	}
}

// refused turns an answer that is no success into the provider's error. It goes
// by the code, but for a 5xx to a send: Twilio says of none of them that the
// message was not taken, and takes no key to send it twice with.
func refused(call rest.Call, a rest.Answer) *provider.Error {
	e := call.Refused(a)
	var body struct {
		Code json.RawMessage `json:"code"`
	}
	if json.Unmarshal(a.Body, &body) != nil {
		return e
	}
	code, err := strconv.ParseInt(strings.Trim(string(body.Code), `"`), 10, 32)
	if err != nil || code <= 0 {
		return e
	}
	e.Code = int(code)
	if kind := kindOf(e.Code); kind != provider.Other && (!call.Once || a.Status < 500) {
		e.Kind = kind
	}
	return e
}
