package whatsapp_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/whatsapp"
)

func TestKeysTellEventsApart(t *testing.T) {
	t.Parallel()
	origin := whatsapp.Origin{Number: "100", WABA: "200"}
	events := []whatsapp.Event{
		&whatsapp.Received{Origin: origin, Message: whatsapp.Message{ID: "wamid.1"}},
		&whatsapp.Received{Origin: origin, Message: whatsapp.Message{ID: "wamid.2"}},
		&whatsapp.Received{Origin: origin, Message: whatsapp.Message{Raw: "{}"}},
		&whatsapp.Received{Origin: origin, Message: whatsapp.Message{Raw: `{"a":1}`}},
		&whatsapp.Status{Origin: origin, ID: "wamid.1", State: whatsapp.Sent, At: at(1)},
		&whatsapp.Status{Origin: origin, ID: "wamid.1", State: whatsapp.Read, At: at(1)},
		&whatsapp.Status{Origin: origin, ID: "wamid.1", State: whatsapp.Read, At: at(2)},
		&whatsapp.Status{Origin: origin, ID: "wamid.1", State: whatsapp.Read, At: at(2), Recipient: whatsapp.Address{Phone: "1"}},
		&whatsapp.Fault{Notice: whatsapp.Notice{Origin: origin, Raw: `{"code":1}`}},
		&whatsapp.Unknown{Notice: whatsapp.Notice{Origin: origin, Field: "flows", Raw: "{}"}},
		&whatsapp.Unknown{Notice: whatsapp.Notice{Origin: origin, Field: "flows", Raw: "{}", At: at(1)}},
		&whatsapp.Unknown{Notice: whatsapp.Notice{Origin: whatsapp.Origin{WABA: "200"}, Field: "flows", Raw: "{}"}},
	}
	seen := map[string]int{}
	for i, e := range events {
		key := e.Key()
		require.Equal(t, key, e.Key(), "a key is stable")
		if j, ok := seen[key]; ok {
			t.Errorf("events %d and %d have one key", i, j)
		}
		seen[key] = i
	}
}

func TestAGroupIsAnsweredInTheGroup(t *testing.T) {
	t.Parallel()
	r := whatsapp.Received{From: whatsapp.Address{Phone: "1"}}
	require.Equal(t, whatsapp.Address{Phone: "1"}, r.Peer())
	r.Group = "g"
	require.Equal(t, whatsapp.Address{Group: "g"}, r.Peer())
}

func TestAddressesOverlapByAnySharedName(t *testing.T) {
	t.Parallel()
	both := whatsapp.Address{Phone: "1", User: "DE.1"}
	require.True(t, both.Overlaps(whatsapp.Address{Phone: "1"}))
	require.True(t, both.Overlaps(whatsapp.Address{User: "DE.1", Phone: "2"}))
	require.False(t, both.Overlaps(whatsapp.Address{Phone: "2"}))
	require.False(t, whatsapp.Address{}.Overlaps(whatsapp.Address{}))
	require.False(t, both.Overlaps(whatsapp.Address{Group: "g", Phone: "1"}))
	require.Equal(t, "4915100", whatsapp.Phone("+49 151-00").Digits())
}
