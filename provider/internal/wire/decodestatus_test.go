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
	profile := whatsapp.Profile{Username: "@someone"}
	other := whatsapp.Address{Phone: "15550101003"}
	mustEqual(t, got, []whatsapp.Event{
		&whatsapp.Status{
			Origin: origin(), Field: "messages", ID: "wamid.UzE=", Ref: "ref-1", State: whatsapp.Sent, At: at(51), Recipient: someone, Profile: profile,
			Conversation: &whatsapp.Conversation{ID: "c1", Expires: 1780090000, Origin: "utility"},
			Pricing:      &whatsapp.Pricing{Model: "PMP", Type: "regular", Category: "authentication_international", Billable: true},
		},
		&whatsapp.Status{Origin: origin(), Field: "messages", ID: "wamid.UzE=", State: whatsapp.Delivered, At: at(52), Recipient: someone, Profile: profile},
		&whatsapp.Status{
			Origin: origin(), Field: "messages", ID: "wamid.UzI=", State: whatsapp.Failed, At: at(53), Recipient: other,
			Failures: []whatsapp.Failure{{
				Code: 131047, Title: "Re-engagement message", Message: "Re-engagement message",
				Details: "More than 24 hours", Href: "https://example.com", Class: whatsapp.WindowClosed,
			}},
		},
		// A code that is no number is no code, and not the platform's code 0.
		&whatsapp.Status{
			Origin: origin(), Field: "messages", ID: "wamid.UzM=", State: whatsapp.Failed, At: at(54), Recipient: other,
			Failures: []whatsapp.Failure{
				{Title: "Odd"},
				{Code: 131026, Class: whatsapp.Unreachable},
				{Code: 0, Class: whatsapp.FixConfiguration},
			},
		},
		&whatsapp.Status{
			Origin: origin(), Field: "messages", ID: "wamid.UzQ=", State: whatsapp.Played,
			Recipient: whatsapp.Address{User: "US.1055550300000009"},
		},
		&whatsapp.Status{
			Origin: origin(), Field: "messages", ID: "wamid.UzU=", State: whatsapp.Read, At: at(56),
			Recipient: whatsapp.Address{Group: "Z3JvdXAx"}, Participant: someone, Profile: profile,
		},
		&whatsapp.Status{Origin: origin(), Field: "messages", ID: "wamid.UzY=", State: "warning", At: at(57), Recipient: other},
		&whatsapp.Status{Origin: origin(), Field: "messages", ID: "wamid.Uzc=", State: "payment.captured", At: at(58), Recipient: other, Payment: &whatsapp.Payment{Reference: "r1"}},
		// That the payment failed does not say that the message did.
		&whatsapp.Status{Origin: origin(), Field: "messages", ID: "wamid.Uzc=", State: "payment.failed", At: at(59), Recipient: other},
		&whatsapp.Status{Origin: origin(), Field: "messages", ID: "wamid.Uzg=", State: whatsapp.Sent, At: at(60), Recipient: other},
	}, withoutRaw())
}

// TestStatusParts reads what hangs on a status: a payment, a price, the
// conversation, and who the customer is.
func TestStatusParts(t *testing.T) {
	t.Parallel()
	got, err := load(t, "statusparts.json")
	if err != nil {
		t.Fatal(err)
	}
	someone := whatsapp.Address{Phone: "15550101001", User: "US.1055550300000002"}
	profile := whatsapp.Profile{Name: "Jo", Username: "@jo", Country: "US", IdentityKey: "a2V5"}
	const parent, field = "US.ENT.1055550300000003", "messages"
	renewed := profile
	renewed.IdentityKey = "bmV3"
	mustEqual(t, got, []whatsapp.Event{
		&whatsapp.Status{
			Origin: origin(), Field: field, ID: "wamid.UEFB", Ref: "ref-2", State: "payment.captured", At: at(301),
			Recipient: someone, Parent: parent, Profile: profile,
			Payment: &whatsapp.Payment{
				Reference: "order-1", Value: 21000, Offset: 100, Currency: "INR",
				Transaction: `{"id": "t1", "status": "success"}`, Refunds: `[{"id": "f1"}]`,
				More: `{"receipt": "r\u0031","notes" : {"key": [1, 2]}}`,
			},
		},
		// Without a type it is a payment still, and the message did not fail.
		&whatsapp.Status{
			Origin: origin(), Field: field, ID: "wamid.UEFC", State: "payment.failed", At: at(302),
			Recipient: someone, Parent: parent, Profile: profile, Payment: &whatsapp.Payment{Reference: "5"},
		},
		&whatsapp.Status{Origin: origin(), Field: field, ID: "wamid.UEFD", State: "payment.pending"},
		&whatsapp.Status{
			Origin: origin(), Field: field, ID: "wamid.Q09O", State: whatsapp.Sent, At: at(304),
			Recipient: someone, Parent: parent, Profile: renewed,
			Conversation: &whatsapp.Conversation{ID: "c1", Expires: 1780090000, Origin: "authentication_international"},
			Pricing: &whatsapp.Pricing{
				Model: "PMP", Type: "free_entry_point", Category: "marketing", Cost: "0.0125", Currency: "USD",
			},
		},
		&whatsapp.Status{
			Origin: origin(), Field: field, ID: "wamid.R1JQ", State: whatsapp.Read, At: at(305),
			Recipient: whatsapp.Address{Group: "Z3JvdXAx"}, Participant: someone,
			Parent: "US.ENT.1055550300000009", Profile: profile,
		},
		&whatsapp.Status{
			Origin: origin(), Field: field, ID: "wamid.UEFS", State: whatsapp.Delivered, At: at(306),
			Recipient: whatsapp.Address{User: "US.1055550300000008"}, Parent: "US.ENT.1055550300000008",
			Pricing: &whatsapp.Pricing{},
		},
	}, withoutRaw())
}
