package bench_test

import (
	"fmt"
	"math/rand/v2"
	"strconv"
)

// The documents of the rows are made by both contenders with the functions
// here, so that neither writes fewer bytes than the other: about 400 bytes for
// a conversation and 150 for an event. A message keeps the 300 bytes it has in
// the callback.
const (
	conversationHead = `{"account":"` + Account + `","inbox":"` + Inbox + `","name":"Amina Rahman",` +
		`"status":"open","priority":"normal","assignee":{"kind":"agent","id":"01JXA8Q2M7T9"},"labels":["orders","returning"],` +
		`"window":{"kind":"service","hours":24},"last":{"direction":"inbound","type":"text",` +
		`"preview":"Hello, I ordered the green jacket last week"},"address":"`
	conversationTail = `,"snoozed":false,"muted":false}`

	eventHead = `{"type":"message.received","direction":"inbound","content":"text","provider_id":"`
	eventTail = `,"unread":true}`
)

// conversationBody is the document of a conversation that was last active at
// the given Unix time in milliseconds.
func conversationBody(sender string, at int64) []byte {
	b := make([]byte, 0, 512)
	b = append(b, conversationHead...)
	b = append(b, sender...)
	b = append(b, `","last_at":`...)
	b = strconv.AppendInt(b, at, 10)
	return append(b, conversationTail...)
}

// eventBody is the document of the event that a message came in.
func eventBody(providerID string, at int64) []byte {
	b := make([]byte, 0, 256)
	b = append(b, eventHead...)
	b = append(b, providerID...)
	b = append(b, `","at":`...)
	b = strconv.AppendInt(b, at, 10)
	return append(b, eventTail...)
}

// newID returns an id of 26 characters that sorts by the Unix time in
// milliseconds, as the ids of an inbox do.
func newID(at int64) string {
	const digits = "0123456789abcdefghjkmnpqrstvwxyz"
	var id [26]byte
	for i := 9; i >= 0; i-- {
		id[i] = digits[at&31]
		at >>= 5
	}
	for i, random := 10, rand.Uint64(); i < 26; i++ {
		if i == 18 {
			random = rand.Uint64()
		}
		id[i] = digits[random&31]
		random >>= 5
	}
	return string(id[:])
}

// newSenders returns n phone numbers of 11 digits, all different.
func newSenders(n int) []string {
	senders := make([]string, n)
	for i := range senders {
		senders[i] = fmt.Sprintf("1555%07d", i)
	}
	return senders
}
