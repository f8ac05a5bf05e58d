package wire_test

import (
	"testing"
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

func TestCalls(t *testing.T) {
	t.Parallel()
	business := whatsapp.Address{Phone: "15550100001"}
	profile := whatsapp.Profile{Name: "Ada", Username: "@ada", Country: "US"}
	fault := ofNumber("calls", 0)
	fault.At = time.Time{}
	reads(t, "notices-call.json",
		&whatsapp.Call{
			Notice: ofNumber("calls", 130), ID: "wacid.QTE=", Event: "connect", Direction: "USER_INITIATED",
			From: ada(), To: business, Parent: adaParent, Profile: profile,
			Session: &whatsapp.CallSession{Type: "offer", SDP: "v=0\r\n"},
		},
		&whatsapp.Call{
			Notice: ofNumber("calls", 131), ID: "wacid.QTI=", Event: "terminate", Direction: "BUSINESS_INITIATED",
			From: business, To: ada(), Parent: adaParent, Profile: profile,
			Status: "COMPLETED", Started: at(132), Ended: at(252), Duration: 2 * time.Minute, Ref: "ref1",
		},
		&whatsapp.Call{
			Notice: ofNumber("calls", 260), ID: "wacid.QTI=", Event: "call_recording_available",
			From: whatsapp.Address{Phone: "15550101002"},
			Files: []whatsapp.Media{{
				Type: whatsapp.KindAudio, ID: "1055550400000001", SHA256: "aGFzaA==", MIME: "audio/ogg; codecs=opus",
				Link: "https://example.com/recording",
			}},
		},
		&whatsapp.Call{
			Notice: ofNumber("calls", 261), ID: "wacid.QTI=", Event: "call_transcription_available",
			From: whatsapp.Address{Phone: "15550101002"},
			Files: []whatsapp.Media{{
				Type: whatsapp.KindDocument, ID: "1055550400000002", SHA256: "aGFzaA==", MIME: "application/json",
			}},
		},
		&whatsapp.Fault{Notice: fault, Failure: whatsapp.Failure{
			Code: 138006, Title: "Call failed", Message: "Call failed", Details: "Nobody picked up.", Href: "https://example.com/138006",
			Class: class(138006),
		}},
		&whatsapp.CallStatus{
			Notice: ofNumber("calls", 133), ID: "wacid.QTI=", State: "RINGING", Recipient: ada(),
			Profile: whatsapp.Profile{Name: "Ada"}, Ref: "ref1",
		},
	)
}
