package wire_test

import (
	"testing"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

func TestFields(t *testing.T) {
	t.Parallel()
	got, err := load(t, "fields.json")
	if err != nil {
		t.Fatal(err)
	}
	waba := whatsapp.Origin{WABA: "1055550199000001"}
	unknown := func(o whatsapp.Origin, field string, raw whatsapp.Raw) *whatsapp.Unknown {
		return &whatsapp.Unknown{Notice: whatsapp.Notice{Origin: o, Field: field, At: at(80), Raw: raw}}
	}
	second := whatsapp.Origin{Number: "1055550100000002", WABA: waba.WABA}
	secondShown := second
	secondShown.Display = "15550100002"
	mustEqual(t, got, []whatsapp.Event{
		unknown(waba, "account_update", `{"event": "PARTNER_REMOVED"}`),
		unknown(secondShown, "calls", `{"metadata": {"display_phone_number": "15550100002", "phone_number_id": "1055550100000002"}, "calls": [{"id": "wacid.1"}]}`),
		// A field that is missing is looked for, then told from the shape.
		unknown(waba, "security", `{"field": "security", "event": "PIN_CHANGED"}`),
		&whatsapp.Received{Origin: waba, Message: whatsapp.Message{ID: "wamid.Rjc=", Content: whatsapp.UnknownContent{}}},
		&whatsapp.Status{Origin: waba, ID: "wamid.Rjg="},
		&whatsapp.Echo{Origin: waba, Message: whatsapp.Message{ID: "wamid.Rjk=", Content: whatsapp.UnknownContent{}}},
		unknown(waba, "", `{"something": "else"}`),
		unknown(waba, "future_field", `{"field": "future_field"}`),
		// The same shape in another field means something else.
		unknown(waba, "history", `{"messages": [{"id": "wamid.SDE="}]}`),
		unknown(second, "messages", `{"messaging_product": "whatsapp", "metadata": {"phone_number_id": "1055550100000002"}, "contacts": []}`),
		unknown(waba, "messages.user_actions", `[{"action_type": "marketing_messages_link_click"}]`),
		unknown(waba, "messages.more", `1`),
		&whatsapp.Fault{Notice: whatsapp.Notice{Origin: waba, Field: "messages", At: at(80)}, Failure: whatsapp.Failure{Code: 130429, Title: "Rate limit hit", Class: whatsapp.RetryLater}},
		&whatsapp.Fault{Notice: whatsapp.Notice{Origin: waba, Field: "messages", At: at(80)}},
		&whatsapp.Unknown{Notice: whatsapp.Notice{Origin: whatsapp.Origin{WABA: "1055550199000002"}, Field: "account_review_update", At: at(81),
			Raw: `{"decision": "APPROVED"}`}},
		&whatsapp.Unknown{Notice: whatsapp.Notice{
			Origin: whatsapp.Origin{WABA: "1055550199000003"},
			Raw:    `{"id": "1055550199000003", "time": "<TIME>", "messaging": [{"odd": true}]}`,
		}},
		&whatsapp.Unknown{Notice: whatsapp.Notice{Origin: whatsapp.Origin{WABA: "1055550199000004"}, Raw: `{"id": 1055550199000004, "changes": []}`}},
	}, withoutRaw())
}

// TestIsolation: what is odd is unread with its bytes, and its siblings are
// read.
func TestIsolation(t *testing.T) {
	t.Parallel()
	got, err := load(t, "isolation.json")
	var ids []whatsapp.MessageID
	for _, e := range got {
		ids = append(ids, received(t, e).ID)
	}
	mustEqual(t, ids, []whatsapp.MessageID{"wamid.QTE=", "wamid.QTI=", "wamid.QTQ="})
	mustEqual(t, received(t, got[1]).Profile, whatsapp.Profile{Name: "One"})

	const object, array = "not an object", "not an array"
	value := "entry[2].changes[3].value"
	mustEqual(t, parts(t, err), []provider.Unread{
		{Path: "entry[0]", Reason: object, Raw: []byte(`7`)},
		{Path: "entry[1].changes", Reason: array, Raw: []byte(`{"field": "messages"}`)},
		{Path: "entry[2].changes[0]", Reason: object, Raw: []byte(`12`)},
		{Path: "entry[2].changes[1].value", Reason: object, Raw: []byte(`"text"`)},
		{Path: "entry[2].changes[2]", Reason: "no value", Raw: []byte(`{"field": "messages"}`)},
		{Path: value + ".metadata", Reason: object, Raw: []byte(`[]`)},
		{Path: value + ".contacts[0]", Reason: object, Raw: []byte(`null`)},
		{Path: value + ".messages[1]", Reason: object, Raw: []byte(`"odd"`)},
		{Path: value + ".messages[2]", Reason: object, Raw: []byte(`null`)},
		{Path: value + ".statuses", Reason: array, Raw: []byte(`{"id": "wamid.QTM="}`)},
		{Path: value + ".errors[0]", Reason: object, Raw: []byte(`[]`)},
		{Path: "entry[2].changes[4].value.contacts", Reason: array, Raw: []byte(`"odd"`)},
	})
}
