package bench_test

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"hash"
	"math/rand/v2"
	"strconv"
	"time"
)

// The places in a callback that change from one to the next, all of fixed
// length, so that a request is made by overwriting the one before.
const (
	senderMark = "<<sender>>>" // 11 bytes, as a sender
	idMark     = "<<<<<<<<<<<<<<<<<<id>>>>>>>>>>>>>>>>>>>>"
	timeMark   = "<<<time>>>" // Unix seconds: a list moves when they do

	signatureHeader = "X-Hub-Signature-256"
	signaturePrefix = "sha256="
)

// callback is a text message as the WhatsApp Cloud API posts it. It names its
// sender by phone number only, so that an address is all that contenders need
// to agree on.
const callback = `{"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"value":{` +
	`"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550783881","phone_number_id":"` + Account + `"},` +
	`"contacts":[{"profile":{"name":"Amina Rahman (Rahman & Daughters, Tailors)"},"wa_id":"` + senderMark + `"}],` +
	`"messages":[{"from":"` + senderMark + `","id":"wamid.` + idMark + `","timestamp":"` + timeMark + `","type":"text",` +
	`"text":{"body":"Hello, I ordered the green jacket last week in size M and it still is being packed. ` +
	`Could you tell me when it will leave, and whether I can still have it sent to my office? Thank you very much!"}}]},` +
	`"field":"messages"}]}]}`

// A request is the bytes of one HTTP request, rewritten in place for each
// callback: what a client spends is taken from the server beside it.
type request struct {
	raw       []byte
	body      []byte    // of raw
	signature []byte    // of raw: the hex digits
	id        []byte    // of raw: what follows "wamid."
	senders   [2][]byte // of raw
	time      []byte    // of raw
	mac       hash.Hash
	random    *rand.Rand
	entropy   [30]byte
	sum       [sha256.Size]byte
}

func newRequest(host string, random *rand.Rand) *request {
	head := fmt.Sprintf("POST /webhook HTTP/1.1\r\nHost: %s\r\nUser-Agent: facebookexternalua\r\nContent-Type: application/json\r\n"+
		"Content-Length: %d\r\n%s: %s%064d\r\n\r\n", host, len(callback), signatureHeader, signaturePrefix, 0)
	r := &request{raw: []byte(head + callback), mac: hmac.New(sha256.New, []byte(Secret)), random: random}
	r.body = r.raw[len(head):]
	r.signature = r.raw[len(head)-len("\r\n\r\n")-2*sha256.Size : len(head)-len("\r\n\r\n")]
	at := bytes.Index(r.body, []byte(idMark))
	r.id = r.body[at : at+len(idMark)]
	at = bytes.Index(r.body, []byte(timeMark))
	r.time = r.body[at : at+len(timeMark)]
	first, last := bytes.Index(r.body, []byte(senderMark)), bytes.LastIndex(r.body, []byte(senderMark))
	r.senders = [2][]byte{r.body[first : first+len(senderMark)], r.body[last : last+len(senderMark)]}
	return r
}

// next makes r a message with a new id from a random sender, and signs it.
func (r *request) next(senders []string) {
	sender := senders[r.random.IntN(len(senders))]
	for _, place := range r.senders {
		copy(place, sender)
	}
	for i := range r.entropy {
		r.entropy[i] = byte(r.random.Uint32())
	}
	base64.StdEncoding.Encode(r.id, r.entropy[:])
	strconv.AppendInt(r.time[:0], time.Now().Unix(), 10)
	r.mac.Reset()
	r.mac.Write(r.body)
	hex.Encode(r.signature, r.mac.Sum(r.sum[:0]))
}
