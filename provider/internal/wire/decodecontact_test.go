package wire_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/whatsapp"
)

// TestSender: which name is which, and which contact is whose.
func TestSender(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, contacts, message string
		from                    whatsapp.Address
		profile                 string
	}{
		{name: "nobody"},
		{
			name: "nobody, and one contact", contacts: `{"wa_id":"1","user_id":"US.1","profile":{"name":"A"}}`,
			from: whatsapp.Address{Phone: "1", User: "US.1"}, profile: "A",
		},
		{name: "nobody, and two contacts", contacts: `{"wa_id":"1","profile":{"name":"A"}},{"wa_id":"2"}`},
		{
			name: "an enterprise's id is somebody", contacts: `{"wa_id":"1","profile":{"name":"A"}}`,
			message: `"from_parent_user_id":"US.ENT.1"`,
		},
		{name: "a phone as it is written", message: `"from":"+49 151 000"`, from: whatsapp.Address{Phone: "+49 151 000"}},
		{name: "a placeholder", message: `"from":"<FROM>"`, from: whatsapp.Address{Phone: "<FROM>"}},
		{name: "no dot", message: `"from":"US1055550"`, from: whatsapp.Address{Phone: "US1055550"}},
		{name: "no letters", message: `"from":".1055550"`, from: whatsapp.Address{Phone: ".1055550"}},
		{name: "a user id in its place", message: `"from_user_id":"BR.1"`, from: whatsapp.Address{User: "BR.1"}},
		{name: "a user id in the phone's", message: `"from":"user.1f"`, from: whatsapp.Address{User: "user.1f"}},
		{name: "a user id in both", message: `"from":"BR.1","from_user_id":"BR.2"`, from: whatsapp.Address{User: "BR.2"}},
		{
			name: "the only contact is another's", contacts: `{"wa_id":"2","profile":{"name":"B"}}`, message: `"from":"1"`,
			from: whatsapp.Address{Phone: "1"},
		},
		{
			name: "by phone", contacts: `{"wa_id":"2","user_id":"US.2","profile":{"name":"B"}},{"wa_id":1,"user_id":"US.1","profile":{"name":"A"}}`,
			message: `"from":"1"`, from: whatsapp.Address{Phone: "1", User: "US.1"}, profile: "A",
		},
		{
			name: "by user id, which goes before the phone", contacts: `{"wa_id":"1","profile":{"name":"B"}},{"wa_id":"3","user_id":"US.1","profile":{"name":"A"}}`,
			message: `"from":"1","from_user_id":"US.1"`, from: whatsapp.Address{Phone: "1", User: "US.1"}, profile: "A",
		},
		{
			name: "the contact's user id in the phone's place", contacts: `{"wa_id":"US.1","profile":{"name":"A"}}`,
			message: `"from_user_id":"US.1"`, from: whatsapp.Address{User: "US.1"}, profile: "A",
		},
		{
			name: "empty names match nothing", contacts: `{"wa_id":"","user_id":"","profile":{"name":"B"}}`,
			message: `"from":"3","from_user_id":""`, from: whatsapp.Address{Phone: "3"},
		},
		{
			name: "the fourth of many", contacts: `{"wa_id":"2"},{"wa_id":"3"},{"wa_id":"4"},{"wa_id":"1","profile":{"name":"A"}}`,
			message: `"from":"1"`, from: whatsapp.Address{Phone: "1"}, profile: "A",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			events, err := wire.Decode([]byte(`{"entry":[{"changes":[{"value":{"messages":[{` + tt.message +
				`}],"contacts":[` + tt.contacts + `]},"field":"messages"}]}]}`))
			if err != nil || len(events) != 1 {
				t.Fatal(events, err)
			}
			r := received(t, events[0])
			mustEqual(t, r.From, tt.from)
			mustEqual(t, r.Profile.Name, tt.profile)
		})
	}
}

// TestNobodyOfTwo: of two messages without a sender neither is the one
// contact's.
func TestNobodyOfTwo(t *testing.T) {
	t.Parallel()
	events, err := wire.Decode([]byte(`{"entry":[{"changes":[{"value":{"contacts":[{"wa_id":"1"}],` +
		`"messages":[{"id":"a"},{"id":"b","context":[]}]},"field":"messages"}]}]}`))
	if err != nil || len(events) != 2 {
		t.Fatal(events, err)
	}
	for _, e := range events {
		mustEqual(t, received(t, e).From, whatsapp.Address{})
	}
}

// TestContactBlocks: contacts are copied some at a time, and each keeps its own
// texts, whatever stands between them.
func TestContactBlocks(t *testing.T) {
	t.Parallel()
	for _, size := range []int{1, 300, 2000} {
		var contacts, messages []string
		for i := range 30 {
			name := strings.Repeat(string(rune('a'+i%26)), size)
			contacts = append(contacts, fmt.Sprintf(`{"wa_id":"1%d","profile":{"name":"\u0078%s"}}`, i, name), " null ")
			messages = append(messages, fmt.Sprintf(`{"from":"1%d"}`, i))
		}
		events, err := wire.Decode([]byte(`{"entry":[{"changes":[{"value":{"messages":[` + strings.Join(messages, ",") +
			`],"contacts":[` + strings.Join(contacts, ",\n ") + `]},"field":"messages"}]}]}`))
		if len(parts(t, err)) != 30 || len(events) != 30 {
			t.Fatal(len(events), err)
		}
		for i, e := range events {
			mustEqual(t, received(t, e).Profile.Name, "x"+strings.Repeat(string(rune('a'+i%26)), size))
		}
	}
}
