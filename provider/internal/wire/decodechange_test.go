package wire_test

import (
	"reflect"
	"testing"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/wire"
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
	notice := func(o whatsapp.Origin, field string) whatsapp.Notice {
		return whatsapp.Notice{Origin: o, Field: field, At: at(80)}
	}
	mustEqual(t, strip(got), []whatsapp.Event{
		&whatsapp.AccountUpdate{Notice: notice(waba, "account_update"), Event: "PARTNER_REMOVED"},
		&whatsapp.Call{Notice: notice(secondShown, "calls"), ID: "wacid.1"},
		// A field that is missing is looked for, then told from the shape.
		&whatsapp.Security{Notice: notice(waba, "security"), Event: "PIN_CHANGED"},
		&whatsapp.Received{Origin: waba, Message: whatsapp.Message{ID: "wamid.Rjc=", Field: "messages", Content: whatsapp.UnknownContent{}}},
		&whatsapp.Status{Origin: waba, ID: "wamid.Rjg=", Field: "messages"},
		&whatsapp.Echo{Origin: waba, Message: whatsapp.Message{ID: "wamid.Rjk=", Field: "smb_message_echoes", Content: whatsapp.UnknownContent{}}},
		unknown(waba, "", `{"something": "else"}`),
		unknown(waba, "future_field", `{"field": "future_field"}`),
		// The same shape in another field means something else.
		&whatsapp.Past{Origin: waba, Message: whatsapp.Message{ID: "wamid.SDE=", Field: "history", Content: whatsapp.UnknownContent{}}},
		unknown(second, "messages", `{"messaging_product": "whatsapp", "metadata": {"phone_number_id": "1055550100000002"}, "contacts": []}`),
		&whatsapp.UserAction{Notice: notice(waba, "messages.user_actions"), Type: "marketing_messages_link_click"},
		unknown(waba, "messages.more", `1`),
		&whatsapp.Fault{Notice: notice(waba, "messages"), Failure: whatsapp.Failure{Code: 130429, Title: "Rate limit hit", Class: whatsapp.RetryLater}},
		&whatsapp.Fault{Notice: notice(waba, "messages")},
		&whatsapp.AccountReview{
			Notice:   whatsapp.Notice{Origin: whatsapp.Origin{WABA: "1055550199000002"}, Field: "account_review_update", At: at(81)},
			Decision: "APPROVED",
		},
		&whatsapp.Unknown{Notice: whatsapp.Notice{
			Origin: whatsapp.Origin{WABA: "1055550199000003"},
			Raw:    `{"id": "1055550199000003", "time": "<TIME>", "messaging": [{"odd": true}]}`,
		}},
		&whatsapp.Unknown{Notice: whatsapp.Notice{Origin: whatsapp.Origin{WABA: "1055550199000004"}, Raw: `{"id": 1055550199000004, "changes": []}`}},
	})
}

// TestShapes: a field that was left out is told from a member that no other
// has; what could be any stays unknown.
func TestShapes(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]whatsapp.Event{
		`{"calls":[{}],"statuses":[]}`:                             &whatsapp.Call{},
		`{"history":[{}]}`:                                         &whatsapp.HistoryChunk{},
		`{"standby":{"messages":[{}]}}`:                            &whatsapp.Received{},
		`{"user_preferences":[{}]}`:                                &whatsapp.UserPreference{},
		`{"state_sync":[{}]}`:                                      &whatsapp.StateSync{},
		`{"automatic_events":[{}]}`:                                &whatsapp.AutomaticEvent{},
		`{"user_actions":[{}]}`:                                    &whatsapp.UserAction{},
		`{"new_quality_score":"RED"}`:                              &whatsapp.TemplateQuality{},
		`{"new_category":"UTILITY"}`:                               &whatsapp.TemplateCategory{},
		`{"event":"X","message_template_id":1}`:                    &whatsapp.TemplateStatus{},
		`{"event":"X","waba_info":{}}`:                             &whatsapp.AccountUpdate{},
		`{"alert_info":{"alert_type":"X"}}`:                        &whatsapp.AccountAlert{},
		`{"event":"X","flow_id":"1"}`:                              &whatsapp.FlowUpdate{},
		`{"configuration_name":"x"}`:                               &whatsapp.PaymentConfiguration{},
		`{"event":"X","solution_id":"1"}`:                          &whatsapp.PartnerSolution{},
		`{"type":"control_taken","control_taken":{}}`:              &whatsapp.Handover{},
		`{"phone_number_settings":{}}`:                             &whatsapp.AccountSettings{},
		`{"decision":"X","requested_verified_name":"x"}`:           &whatsapp.NumberName{},
		`{"message_template_id":1,"message_template_element":"x"}`: &whatsapp.TemplateComponents{},

		`{"decision":"APPROVED"}`: &whatsapp.Unknown{},
		`{"event":"X"}`:           &whatsapp.Unknown{},
		`{"groups":[{}]}`:         &whatsapp.Unknown{},
	} {
		events, err := wire.Decode([]byte(`{"entry":[{"changes":[{"value":` + value + `}]}]}`))
		if err != nil || len(events) != 1 || reflect.TypeOf(events[0]) != reflect.TypeOf(want) {
			t.Errorf("%s is %T, not %T, %v", value, events, want, err)
		}
	}
}

// TestOddNotices: what has not the shape of its field is kept whole, under the
// field's name.
func TestOddNotices(t *testing.T) {
	t.Parallel()
	for field, value := range map[string]string{
		"message_template_status_update":     `{"message_template_id":1}`,
		"message_template_quality_update":    `{}`,
		"message_template_components_update": `{"odd":1}`,
		"template_category_update":           `[]`,
		"phone_number_quality_update":        `{"event":null}`,
		"phone_number_name_update":           `{"decision":{}}`,
		"business_username_updates":          `{"username":"x"}`,
		"security":                           `"PIN_CHANGED"`,
		"account_update":                     `{"waba_info":{}}`,
		"account_review_update":              `null`,
		"account_alerts":                     `{"entity_type":"BUSINESS"}`,
		"account_settings_update":            `{"type":"later_settings"}`,
		"business_capability_update":         `{"later":7}`,
		"payment_configuration_update":       `{"status":"Active"}`,
		"partner_solutions":                  `{"solution_id":"1"}`,
		"flows":                              `{"flow_id":"1"}`,
		"messaging_handovers":                `{"sender":{}}`,
		"automatic_events":                   `{"event":"later","details":{}}`,
		"calls":                              `{"metadata":{},"later":[]}`,
		"history":                            `{"statuses":[{}]}`,
		"user_preferences":                   `{"contacts":[{"wa_id":"1"}]}`,
		"consumer_profile":                   `{"messages":[{}]}`,
		"tracking_events":                    `{"user_actions":[{}]}`,
	} {
		events, err := wire.Decode([]byte(`{"entry":[{"changes":[{"field":"` + field + `","value":` + value + `}]}]}`))
		if err != nil {
			t.Errorf("%s: %v", field, err)
		}
		mustEqual(t, events, []whatsapp.Event{
			&whatsapp.Unknown{Notice: whatsapp.Notice{Field: field, Raw: whatsapp.Raw(value)}},
		})
	}
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
