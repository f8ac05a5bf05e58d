package simulator

import (
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // Twilio's signature is HMAC-SHA1
	"encoding/base64"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// dressTwilio puts Twilio's headers on a webhook.
func (s *Simulator) dressTwilio(r *http.Request, c *callback, target string) {
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
	r.Header.Set("User-Agent", "TwilioProxy/1.1")
	r.Header.Set("I-Twilio-Idempotency-Token", c.token)
	r.Header.Set("X-Twilio-Signature", twilioSignature(s.o.TwilioToken, signedURL(target), c.form))
}

// twilioSignature signs a URL and a form: HMAC-SHA1 over the URL and then each name and value, by name. The values of a
// name that occurs more than once are taken once each, in order (Twilio, "Webhooks security").
func twilioSignature(token, url string, form url.Values) string {
	mac := hmac.New(sha1.New, []byte(token))
	mac.Write([]byte(url))
	for _, name := range slices.Sorted(maps.Keys(form)) {
		values := slices.Clone(form[name])
		slices.Sort(values)
		for _, value := range slices.Compact(values) {
			mac.Write([]byte(name + value))
		}
	}
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// signedURL is a configured URL as it is requested: the same bytes without the fragment and without user and password.
func signedURL(configured string) string {
	requested, _, _ := strings.Cut(configured, "#")
	scheme, rest, found := strings.Cut(requested, "://")
	if !found {
		return requested
	}
	end := strings.IndexAny(rest, "/?")
	if end < 0 {
		end = len(rest)
	}
	return scheme + "://" + rest[strings.LastIndex(rest[:end], "@")+1:]
}

// twilioStatus queues a status callback: to the message's URL, else the sender's, else the number's webhook (Twilio,
// "Track outbound message status").
func (s *Simulator) twilioStatus(m *message, word string, f *failure, at time.Time) {
	if f != nil {
		word = twilioFailed(f)
	}
	p := m.chat.person
	form := url.Values{
		"ChannelPrefix": {"whatsapp"}, "ApiVersion": {twilioVersion}, "AccountSid": {s.o.TwilioAccount},
		"MessageSid": {m.ID}, "SmsSid": {m.ID}, "MessageStatus": {word}, "SmsStatus": {word},
		"ChannelInstallSid": {m.chat.number.sender}, "To": {s.twilioAddress(p)},
		"From": {whatsapp + "+" + m.chat.number.Display}, "ChannelToAddress": {masked(p)},
	}
	switch word {
	case "sent":
		form.Set("StructuredMessage", strconv.FormatBool(m.Type == "template"))
	case "delivered", "read", "undelivered":
		form.Set("EventType", strings.ToUpper(word))
		if !s.o.PhonesOnly {
			form.Set("ExternalUserId", whatsapp+p.userID)
		}
	}
	if f != nil {
		form.Set("ErrorCode", strconv.Itoa(twilioCode(f)))
		form.Set("ErrorMessage", f.twilioMessage())
	}
	s.webhook(m.chat.lane(), &callback{
		number: m.chat.number, url: or(m.statusTo, m.chat.number.statusTo), form: form, token: random(16),
	}, at)
}

// masked is a phone without its last digits.
func masked(p *person) string {
	if p.hidden || len(p.phone) < 4 {
		return p.userID
	}
	return "+" + p.phone[:len(p.phone)-4] + "XXXX"
}
