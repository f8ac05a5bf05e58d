package whatsapp

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"time"
)

// Event is something that a provider told us. Its cases are messages
// ([*Received], [*Echo], [*Past]), their [*Status], and notices: [*Fault],
// [*Unknown], [*TemplateStatus], [*TemplateQuality], [*TemplateComponents],
// [*TemplateCategory], [*NumberQuality], [*NumberName], [*UsernameUpdate],
// [*Capability], [*Security], [*AccountUpdate], [*AccountReview],
// [*AccountAlert], [*AccountSettings], [*PaymentConfiguration],
// [*PartnerSolution], [*FlowUpdate], [*UserPreference], [*UserAction],
// [*AutomaticEvent], [*StateSync], [*Handover], [*HistoryChunk], [*Call],
// [*CallStatus] and [*GroupUpdate].
type Event interface {
	// From which number and account it came.
	Source() Origin
	// Key is the same for every delivery of the same event and differs between
	// events of one number.
	Key() string
	event()
}

// Origin says whose event it is.
type Origin struct {
	// Number is the business number's id; empty for events of a whole account.
	Number NumberID `json:"account,omitempty"`
	// Display is the number as people dial it, in whatever form the provider
	// wrote it.
	Display string `json:"display,omitempty"`
	WABA    WABAID `json:"waba,omitempty"`
}

// Source returns the origin itself; events embed it.
func (o Origin) Source() Origin { return o }

// hashKey keys what the platform gives no id.
func hashKey(kind string, o Origin, name string, at time.Time, raw Raw) string {
	h := sha256.New()
	for _, part := range []string{string(o.Number), string(o.WABA), name, string(raw)} {
		h.Write([]byte(strconv.Itoa(len(part)) + ":" + part))
	}
	if !at.IsZero() {
		h.Write(strconv.AppendInt(nil, at.UnixNano(), 10))
	}
	return kind + ":" + hex.EncodeToString(h.Sum(nil)[:16])
}
