package twilio

import (
	"strconv"

	"github.com/wainbox/wainbox/whatsapp"
)

// statuses reads how far a message came.
func (d *decoder) statuses(word string) []whatsapp.Event {
	origin := d.origin("From")
	if d.foreign() {
		return []whatsapp.Event{d.unknown(fieldChannel, origin)}
	}
	s := &whatsapp.Status{
		Origin:    origin,
		ID:        d.id(),
		State:     state(word),
		Recipient: d.customer("To"),
		Parent:    userID(d.text("ParentExternalUserId")),
		Failures:  d.failures(),
		Field:     fieldMessages,
		Raw:       d.raw,
	}
	return []whatsapp.Event{s}
}

// state is Twilio's word in the platform's. The words from before the platform
// had the message (queued, accepted, sending …) stay as they are.
//
// QUIRK(twilio): an undelivered message may be delivered later; a failure that
// is followed by a delivery does not count, see [whatsapp.Progress].
func state(word string) whatsapp.State {
	if word == "undelivered" {
		return whatsapp.Failed
	}
	return whatsapp.State(word)
}

// failures is the one that a status may have.
func (d *decoder) failures() []whatsapp.Failure {
	text := d.text("ErrorCode")
	if text == "" || text == "0" {
		return nil
	}
	f := whatsapp.Failure{Message: d.text("ErrorMessage"), Details: d.text("ChannelStatusMessage")}
	if code, err := strconv.ParseInt(text, 10, 32); err == nil {
		f.Code = int(code)
		f.Class = kindOf(f.Code).Class()
	}
	return []whatsapp.Failure{f}
}
