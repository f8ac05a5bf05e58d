package simulator

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"time"
	"unicode/utf16"
	"unicode/utf8"
)

// The body of a webhook (Cloud API documentation, "Webhooks: messages").
type envelope struct {
	Instance string  `json:"instanceId,omitempty"` // 1msg's, beside what is Meta's
	Object   string  `json:"object"`
	Entry    []entry `json:"entry"`
}

type entry struct {
	ID      string   `json:"id"` // WhatsApp Business Account
	Changes []change `json:"changes"`
}

type change struct {
	Value any    `json:"value"` // of field messages, a value
	Field string `json:"field"`
}

type value struct {
	Product  string           `json:"messaging_product"`
	Metadata metadata         `json:"metadata"`
	Contacts []webhookContact `json:"contacts,omitempty"`
	Messages []map[string]any `json:"messages,omitempty"`
	Statuses []status         `json:"statuses,omitempty"`
}

type metadata struct {
	Display string `json:"display_phone_number"`
	ID      string `json:"phone_number_id"`
}

type webhookContact struct {
	Profile *profile `json:"profile,omitempty"`
	WaID    string   `json:"wa_id,omitempty"`
	UserID  string   `json:"user_id,omitempty"`
}

type profile struct {
	Name     string `json:"name,omitempty"`
	Username string `json:"username,omitempty"`
}

// enveloped queues what happened in a chat in Meta's envelope.
func (s *Simulator) enveloped(c *chat, v value, due time.Time) {
	v.Product = "whatsapp"
	v.Metadata = metadata{Display: c.number.Display, ID: c.number.ID}
	e := c.number.envelope("messages", v)
	if c.number.Wire == WireOneMsg {
		e.Instance = c.number.Instance
	}
	s.webhook(c.lane(), &callback{number: c.number, json: e}, due)
}

// envelope wraps the value of a field.
func (n *number) envelope(field string, value any) *envelope {
	return &envelope{
		Object: "whatsapp_business_account",
		Entry:  []entry{{ID: n.WABA, Changes: []change{{Value: value, Field: field}}}},
	}
}

// contact is a person as webhooks show them: without a hidden phone, and without a user id before there were any.
func (s *Simulator) contact(p *person) webhookContact {
	w := webhookContact{Profile: &profile{Name: p.name, Username: p.username}}
	if !p.hidden {
		w.WaID = p.phone
	}
	if !s.o.PhonesOnly {
		w.UserID = p.userID
	}
	return w
}

// stamp is a time as webhooks have it: unix seconds in a string.
func stamp(t time.Time) string { return strconv.FormatInt(t.Unix(), 10) }

// ascii escapes JSON that is already valid. What is escaped stays as it is.
func ascii(in []byte) []byte {
	out := make([]byte, 0, len(in)+len(in)/8)
	for len(in) > 0 {
		r, size := utf8.DecodeRune(in)
		switch {
		case r == '\\' && len(in) > 1:
			out, size = append(out, in[:2]...), 2
		case r == '/':
			out = append(out, '\\', '/')
		case r < utf8.RuneSelf:
			out = append(out, in[0])
		default:
			for _, unit := range utf16.Encode([]rune{r}) {
				out = fmt.Appendf(out, "\\u%04x", unit)
			}
		}
		in = in[size:]
	}
	return out
}

// sign returns the hexadecimal HMAC-SHA256 of bytes under the app secret.
func (s *Simulator) sign(b []byte) string {
	mac := hmac.New(sha256.New, []byte(s.o.AppSecret))
	mac.Write(b)
	return hex.EncodeToString(mac.Sum(nil))
}
