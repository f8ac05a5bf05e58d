package twilio

import (
	"strconv"
	"strings"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

// channel stands before every address of WhatsApp; addresses of SMS have
// nothing there, and those of other channels their own name.
const channel = "whatsapp:"

// The fields of events: Twilio's callbacks have none of their own.
const (
	fieldMessages = "messages"          // a message or a status
	fieldMedia    = "messages.media"    // a file beside the first one of a message
	fieldChannel  = "messages.channel"  // of another channel than WhatsApp
	fieldCallback = "messages.callback" // neither a message nor a status
)

// Decode reads the body of a callback without checking whose it is: for stored
// bodies. A status has no reference then; see [Webhook.Decode]. The Raw of an
// event is the form as it came, which is no JSON. Forms carry no time, so that
// events have none, and the time at which they came is the nearest there is.
func Decode(body []byte) ([]whatsapp.Event, error) {
	d := decoder{raw: whatsapp.Raw(body)}
	if !d.form.read(body) {
		return nil, unread("at most "+strconv.Itoa(maxFields)+" fields", body)
	}
	if len(d.form.fields) == 0 {
		return nil, unread("a form", body)
	}
	return d.events(), nil
}

func unread(reason string, body []byte) error {
	return &provider.DecodeError{Parts: []provider.Unread{{Reason: reason, Raw: append([]byte(nil), body...)}}}
}

// decoder reads one form.
type decoder struct {
	form form
	raw  whatsapp.Raw
}

// text is a field's value. What is no UTF-8 in it becomes U+FFFD, as in the
// events of other providers; the Raw keeps the bytes.
func (d *decoder) text(key string) string { return strings.ToValidUTF8(d.form.get(key), "\uFFFD") }

// events tells messages from statuses: what came has the status "received".
func (d *decoder) events() []whatsapp.Event {
	word := d.text("MessageStatus")
	if word == "" {
		word = d.text("SmsStatus")
	}
	switch {
	case d.id() == "":
		return []whatsapp.Event{d.unknown(fieldCallback, whatsapp.Origin{})}
	case word == "received" || word == "receiving" || word == "" && (d.form.has("Body") || d.form.has("NumMedia")):
		return d.received()
	case word != "":
		return d.statuses(word)
	default:
		return []whatsapp.Event{d.unknown(fieldCallback, whatsapp.Origin{})}
	}
}

func (d *decoder) id() whatsapp.MessageID {
	for _, key := range []string{"MessageSid", "SmsMessageSid", "SmsSid"} {
		if s := d.text(key); s != "" {
			return whatsapp.MessageID(s)
		}
	}
	return ""
}

func (d *decoder) unknown(field string, o whatsapp.Origin) *whatsapp.Unknown {
	return &whatsapp.Unknown{Notice: whatsapp.Notice{Origin: o, Field: field, Raw: d.raw}}
}

// origin is the business, whose number in digits is its id too: Twilio has no
// other that comes with callbacks.
func (d *decoder) origin(key string) whatsapp.Origin {
	number := digits(d.text(key))
	return whatsapp.Origin{Number: whatsapp.NumberID(number), Display: number}
}

// customer makes an address of the two names that Twilio gives. A customer who
// hides the number has the user id in both.
func (d *decoder) customer(key string) whatsapp.Address {
	user := userID(d.text("ExternalUserId"))
	name := strings.TrimPrefix(d.text(key), channel)
	if phone, ok := strings.CutPrefix(name, "+"); ok || isDigits(name) {
		return whatsapp.Address{Phone: whatsapp.Phone(phone), User: user}
	}
	if user == "" {
		user = whatsapp.UserID(name)
	}
	return whatsapp.Address{User: user}
}

func userID(s string) whatsapp.UserID { return whatsapp.UserID(strings.TrimPrefix(s, channel)) }

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// foreign reports whether nobody in it is of WhatsApp, as where a messaging
// service serves SMS too.
func (d *decoder) foreign() bool {
	for _, key := range []string{"From", "To", "ExternalUserId"} {
		if strings.HasPrefix(d.text(key), channel) {
			return false
		}
	}
	return true
}
