package wire

import "github.com/wainbox/wainbox/whatsapp"

// flowUpdate reads how a flow is doing; which members there are depends on the
// event.
func (d *decoder) flowUpdate(v int, n whatsapp.Notice) whatsapp.Event {
	event := d.word(v, "event")
	if event == "" {
		return nil
	}
	return &whatsapp.FlowUpdate{
		Notice: n, Event: event,
		Message:      d.word(v, "message"),
		ID:           d.word(v, "flow_id"),
		OldStatus:    d.word(v, "old_status"),
		NewStatus:    d.word(v, "new_status"),
		AlertState:   d.word(v, "alert_state"),
		Warning:      d.word(v, "warning"),
		Threshold:    d.word(v, "threshold"),
		ErrorRate:    d.word(v, "error_rate"),
		P50Latency:   d.word(v, "p50_latency"),
		P90Latency:   d.word(v, "p90_latency"),
		Requests:     d.word(v, "requests_count"),
		Availability: d.word(v, "availability"),
		Errors:       elements(d, d.member(v, "errors"), d.flowError),
	}
}

func (d *decoder) flowError(v int) whatsapp.FlowError {
	return whatsapp.FlowError{
		Type: d.word(v, "error_type"), Rate: d.word(v, "error_rate"), Count: d.word(v, "error_count"),
	}
}
