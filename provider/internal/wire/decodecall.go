package wire

import (
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

const businessInitiated = "BUSINESS_INITIATED"

func (d *decoder) readCall(v int) {
	e := &whatsapp.Call{
		Notice:    d.timed(d.field, d.member(v, "timestamp")),
		ID:        whatsapp.CallID(d.word(v, "id")),
		Event:     d.word(v, "event"),
		Direction: d.word(v, "direction"),
		From:      address(d.word(v, "from"), d.word(v, "from_user_id")),
		To:        address(d.word(v, "to"), d.word(v, "to_user_id")),
		Status:    d.word(v, "status"),
		Started:   d.moment(d.member(v, "start_time")),
		Ended:     d.moment(d.member(v, "end_time")),
		Ref:       whatsapp.Ref(d.word(v, "biz_opaque_callback_data")),
		Failures:  d.failures(d.member(v, "errors")),
		Files:     d.callFiles(v),
	}
	if n := d.integer(v, "duration"); n > 0 && n < 1<<31 {
		e.Duration = time.Duration(n) * time.Second
	}
	if s := d.object(v, "session"); s != 0 {
		e.Session = &whatsapp.CallSession{Type: d.word(s, "sdp_type"), SDP: d.word(s, "sdp")}
	}
	if e.Direction == businessInitiated {
		e.To, e.Parent, e.Profile = d.person(e.To, d.word(v, "to_parent_user_id"))
	} else {
		e.From, e.Parent, e.Profile = d.person(e.From, d.word(v, "from_parent_user_id"))
	}
	d.emit(e)
}

// callFiles reads what was made of an ended call.
//
// QUIRK(cloudapi): recordings and transcripts are known from third parties
// only.
func (d *decoder) callFiles(v int) []whatsapp.Media {
	var files []whatsapp.Media
	for _, name := range [...]string{"call_recording", "call_transcript"} {
		made := d.member(v, name)
		for _, kind := range [...]whatsapp.ContentKind{whatsapp.KindAudio, whatsapp.KindVideo, whatsapp.KindDocument} {
			if file := d.memberOf(made, string(kind)); d.kind(file) == '{' {
				if m, ok := d.media(file, kind).(whatsapp.Media); ok {
					files = append(files, m)
				}
			}
		}
	}
	return files
}

func (d *decoder) readCallStatus(v int) {
	e := &whatsapp.CallStatus{
		Notice:   d.timed(d.field, d.member(v, "timestamp")),
		ID:       whatsapp.CallID(d.word(v, "id")),
		State:    d.word(v, "status"),
		Ref:      whatsapp.Ref(d.word(v, "biz_opaque_callback_data")),
		Failures: d.failures(d.member(v, "errors")),
	}
	e.Recipient, e.Parent, e.Profile = d.person(
		address(d.word(v, "recipient_id"), d.word(v, "recipient_user_id")), d.word(v, "recipient_parent_user_id"))
	d.emit(e)
}
