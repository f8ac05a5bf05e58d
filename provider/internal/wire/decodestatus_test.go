package wire_test

import (
	"testing"

	"github.com/wainbox/wainbox/whatsapp"
)

func TestStatuses(t *testing.T) {
	t.Parallel()
	got, err := load(t, "statuses.json")
	if err != nil {
		t.Fatal(err)
	}
	someone := whatsapp.Address{Phone: "15550101001", User: "US.1055550300000002"}
	other := whatsapp.Address{Phone: "15550101003"}
	mustEqual(t, got, []whatsapp.Event{
		&whatsapp.Status{
			Origin: origin(), ID: "wamid.UzE=", Ref: "ref-1", State: whatsapp.Sent, At: at(51), Recipient: someone,
			Pricing: &whatsapp.Pricing{Model: "PMP", Type: "regular", Category: "authentication_international", Billable: true},
		},
		&whatsapp.Status{Origin: origin(), ID: "wamid.UzE=", State: whatsapp.Delivered, At: at(52), Recipient: someone},
		&whatsapp.Status{
			Origin: origin(), ID: "wamid.UzI=", State: whatsapp.Failed, At: at(53), Recipient: other,
			Failures: []whatsapp.Failure{{
				Code: 131047, Title: "Re-engagement message", Message: "Re-engagement message",
				Details: "More than 24 hours", Class: whatsapp.WindowClosed,
			}},
		},
		// A code that is no number is no code, and not the platform's code 0.
		&whatsapp.Status{
			Origin: origin(), ID: "wamid.UzM=", State: whatsapp.Failed, At: at(54), Recipient: other,
			Failures: []whatsapp.Failure{
				{Title: "Odd"},
				{Code: 131026, Class: whatsapp.Unreachable},
				{Code: 0, Class: whatsapp.FixConfiguration},
			},
		},
		&whatsapp.Status{
			Origin: origin(), ID: "wamid.UzQ=", State: whatsapp.Played,
			Recipient: whatsapp.Address{User: "US.1055550300000009"},
		},
		&whatsapp.Status{
			Origin: origin(), ID: "wamid.UzU=", State: whatsapp.Read, At: at(56),
			Recipient: whatsapp.Address{Group: "Z3JvdXAx"}, Participant: someone,
		},
		&whatsapp.Status{Origin: origin(), ID: "wamid.UzY=", State: "warning", At: at(57), Recipient: other},
		&whatsapp.Status{Origin: origin(), ID: "wamid.Uzc=", State: "captured", At: at(58), Recipient: other},
		// That the payment failed does not say that the message did.
		&whatsapp.Status{Origin: origin(), ID: "wamid.Uzc=", State: "payment.failed", At: at(59), Recipient: other},
		&whatsapp.Status{Origin: origin(), ID: "wamid.Uzg=", State: whatsapp.Sent, At: at(60), Recipient: other},
	}, withoutRaw())
}
