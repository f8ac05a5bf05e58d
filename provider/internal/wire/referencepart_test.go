package wire_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/wainbox/wainbox/whatsapp"
)

// compareEvent fails if an event and what encoding/json reads of its bytes
// disagree. What comes from the contacts is left out.
func compareEvent(t *testing.T, e whatsapp.Event) {
	t.Helper()
	var got, want any
	switch e := e.(type) {
	case *whatsapp.Received:
		got, want = e.Message, refOf([]byte(e.Raw)).message(e.Raw, e.Field)
	case *whatsapp.Echo:
		r := refOf([]byte(e.Raw))
		if e.Field == "standby" && r.has("message", "{") {
			return // around the body of a send
		}
		got, want = e.Message, r.message(e.Raw, e.Field)
	case *whatsapp.Status:
		status, r := *e, refOf([]byte(e.Raw))
		status.Origin, status.Recipient, status.Participant = whatsapp.Origin{}, whatsapp.Address{}, whatsapp.Address{}
		status.Parent, status.Profile = "", whatsapp.Profile{}
		if p := status.Payment; p != nil {
			compareMore(t, p.More, r.in("payment"))
			payment := *p
			payment.More = ""
			status.Payment = &payment
		}
		got, want = status, r.status(e.Raw, e.Field)
	default:
		return
	}
	class := cmpopts.IgnoreFields(whatsapp.Failure{}, "Class")
	if diff := cmp.Diff(want, got, class); diff != "" {
		t.Fatalf("-encoding/json +Decode\n%s", diff)
	}
}

// compareMore fails if the rest of a payment is not all of its other members.
func compareMore(t *testing.T, more whatsapp.Raw, payment ref) {
	t.Helper()
	want := map[string]string{}
	for key, value := range payment {
		switch key {
		case "reference_id", "amount", "currency", "transaction", "refunds":
		default:
			want[key] = string(value)
		}
	}
	got := map[string]string{}
	rest, ok := members([]byte(more))
	for key, value := range rest {
		got[key] = string(value)
	}
	if diff := cmp.Diff(want, got); diff != "" || ok != (len(want) > 0) {
		t.Fatalf("%q: -want +got\n%s", more, diff)
	}
}

func (r ref) status(raw whatsapp.Raw, field string) whatsapp.Status {
	s := whatsapp.Status{
		ID: whatsapp.MessageID(r.text("id")), Ref: whatsapp.Ref(r.text("biz_opaque_callback_data")),
		At: r.moment("timestamp"), State: whatsapp.State(r.text("status")),
		Failures: each(r["errors"], ref.failure), Field: field, Raw: raw,
	}
	kind := r.text("type")
	if (kind == "" || kind == "payment") && r.has("payment", "{") {
		kind = "payment"
		in := r.in("payment")
		s.Payment = &whatsapp.Payment{
			Reference: in.text("reference_id"), Currency: in.text("currency"),
			Value: in.in("amount").integer("value"), Offset: in.in("amount").integer("offset"),
			Transaction: in.whole("transaction", "{"), Refunds: in.whole("refunds", "["),
		}
	}
	if kind != "" && kind != "message" {
		s.State = whatsapp.State(kind) + "." + s.State
	}
	if r.has("conversation", "{") {
		in := r.in("conversation")
		s.Conversation = &whatsapp.Conversation{
			ID: in.text("id"), Expires: in.seconds("expiration_timestamp"), Origin: in.in("origin").category("type"),
		}
	}
	if r.has("pricing", "{") {
		in := r.in("pricing")
		s.Pricing = &whatsapp.Pricing{
			Model: in.text("pricing_model"), Type: in.text("type"), Category: in.category("category"), Billable: in.flag("billable"),
			Cost: in.in("cost").text("amount"), Currency: in.in("cost").text("currency"),
		}
	}
	return s
}

func (r ref) category(key string) string { return strings.ReplaceAll(r.text(key), "-", "_") }

// card is a contact card.
func (r ref) card() whatsapp.ContactCard {
	name, org := r.in("name"), r.in("org")
	c := whatsapp.ContactCard{
		Name: whatsapp.ContactName{
			Formatted: name.text("formatted_name"), First: name.text("first_name"), Last: name.text("last_name"),
			Middle: name.text("middle_name"), Suffix: name.text("suffix"), Prefix: name.text("prefix"),
		},
		Phones: each(r["phones"], func(r ref) whatsapp.ContactPhone {
			return whatsapp.ContactPhone{
				Phone: r.text("phone"), WAID: whatsapp.Phone(r.text("wa_id")), User: whatsapp.UserID(r.text("user_id")), Type: r.text("type"),
			}
		}),
		Emails: each(r["emails"], func(r ref) whatsapp.ContactEmail {
			return whatsapp.ContactEmail{Email: r.text("email"), Type: r.text("type")}
		}),
		Addresses: each(r["addresses"], func(r ref) whatsapp.ContactAddress {
			return whatsapp.ContactAddress{
				Street: r.text("street"), City: r.text("city"), State: r.text("state"), Zip: r.text("zip"),
				Country: r.text("country"), CountryCode: r.text("country_code"), Type: r.text("type"),
			}
		}),
		URLs: each(r["urls"], func(r ref) whatsapp.ContactURL {
			return whatsapp.ContactURL{URL: r.text("url"), Type: r.text("type")}
		}),
		Birthday: r.text("birthday"), VCard: r.text("vcard"), Origin: r.text("origin"),
	}
	if r.has("org", "{") {
		c.Org = &whatsapp.ContactOrg{Company: org.text("company"), Department: org.text("department"), Title: org.text("title")}
	}
	return c
}
