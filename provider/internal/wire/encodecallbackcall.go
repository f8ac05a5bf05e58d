package wire

import "github.com/wainbox/wainbox/whatsapp"

func callItem(e *whatsapp.Call) (item, string) {
	recording, transcript, rule := callFiles(e.Files)
	customer, parent := e.From, "from_parent_user_id"
	if e.Direction == businessInitiated {
		customer, parent = e.To, "to_parent_user_id"
	}
	o := object{
		{"id", e.ID},
		{"from", e.From.Phone},
		{"from_user_id", e.From.User},
		{"to", e.To.Phone},
		{"to_user_id", e.To.User},
		{parent, e.Parent},
		{"event", e.Event},
		{"timestamp", stamp(e.At)},
		{"direction", e.Direction},
		{"status", e.Status},
		{"start_time", stamp(e.Started)},
		{"end_time", stamp(e.Ended)},
		{"duration", int64(e.Duration.Seconds())},
		{"biz_opaque_callback_data", e.Ref},
		{"call_recording", recording},
		{"call_transcript", transcript},
		{"errors", failureObjects(e.Failures)},
	}
	if s := e.Session; s != nil {
		o = append(o, member{"session", object{{"sdp_type", s.Type}, {"sdp", s.SDP}}})
	}
	it := listItem(&e.Notice, fieldCalls, "calls", o)
	if !customer.IsZero() {
		it.people = []person{{contact: contact{customer, e.Parent, e.Profile}}}
	}
	return it, rule
}

// callFiles are a call's recording and transcript.
func callFiles(files []whatsapp.Media) (recording, transcript object, rule string) {
	for i := range files {
		m := &files[i]
		switch {
		case m.Type == whatsapp.KindDocument && transcript == nil:
			transcript = object{{string(m.Type), mediaObject(m)}}
		case (m.Type == whatsapp.KindAudio || m.Type == whatsapp.KindVideo) && recording == nil && transcript == nil:
			recording = object{{"type", m.Type}, {string(m.Type), mediaObject(m)}}
		default:
			return nil, nil, "holds files other than a recording and a transcript"
		}
	}
	return recording, transcript, ""
}

func callStatusItem(e *whatsapp.CallStatus) item {
	it := listItem(&e.Notice, fieldCalls, "statuses", object{
		{"id", e.ID},
		{"type", "call"},
		{"status", e.State},
		{"timestamp", stamp(e.At)},
		{"recipient_id", e.Recipient.Phone},
		{"recipient_user_id", e.Recipient.User},
		{"recipient_parent_user_id", e.Parent},
		{"biz_opaque_callback_data", e.Ref},
		{"errors", failureObjects(e.Failures)},
	})
	if !e.Recipient.IsZero() {
		it.people = []person{{contact: contact{e.Recipient, e.Parent, e.Profile}}}
	}
	return it
}
