package inbox_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

// from is a message of somebody with a phone, a user id or both.
func from(id string, a whatsapp.Address, at int64) *whatsapp.Received {
	m := text(id, "", id, time.Unix(at, 0))
	m.From = a
	return m
}

func TestWhoseConversationItIs(t *testing.T) {
	t.Parallel()
	phone := whatsapp.Address{Phone: "4915100"}
	user := whatsapp.Address{User: "DE.1"}
	both := whatsapp.Address{Phone: "4915100", User: "DE.1"}
	tests := map[string]struct {
		from []whatsapp.Address
		want []int // messages in each live conversation, in the order of their making
	}{
		"a phone twice":                                  {[]whatsapp.Address{phone, phone}, []int{2}},
		"a phone, then its user id comes along":          {[]whatsapp.Address{phone, both, user}, []int{3}},
		"a user id, then its phone comes along":          {[]whatsapp.Address{user, both, phone}, []int{3}},
		"two people":                                     {[]whatsapp.Address{phone, {Phone: "4915199"}}, []int{1, 1}},
		"a phone and a user id prove to be one":          {[]whatsapp.Address{phone, user, both, phone, user}, []int{1, 4}},
		"a number is handed on":                          {[]whatsapp.Address{both, {Phone: "4915100", User: "DE.2"}, both, {User: "DE.2"}}, []int{2, 2}},
		"country variants are different until they meet": {[]whatsapp.Address{{Phone: "5511987654321"}, {Phone: "551187654321"}}, []int{1, 1}},
		"a group is nobody's own chat":                   {[]whatsapp.Address{phone, {Group: "g"}, phone}, []int{2, 1}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, nil)
			var order []inbox.ConversationID
			for i, a := range tt.from {
				m := from("wamid."+string(rune('a'+i)), a, int64(1000+i))
				if a.Group != "" {
					m.From, m.Group = phone, a.Group
				}
				w.ingest(m)
				for _, c := range w.conversations() {
					if !slices.Contains(order, c.ID) {
						order = append(order, c.ID)
					}
				}
			}
			var got []int
			for _, id := range order {
				got = append(got, len(w.messages(id)))
			}
			require.Equal(t, tt.want, got)
		})
	}
}

func TestAMergedConversationPointsToItsSuccessor(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.ingest(from("wamid.1", whatsapp.Address{Phone: "4915100"}, 2000))
	old := w.conversation()
	w.ingest(from("wamid.2", whatsapp.Address{User: "DE.1"}, 1000))
	w.ingest(from("wamid.3", whatsapp.Address{Phone: "4915100", User: "DE.1"}, 1500))

	var live, merged inbox.Conversation
	for _, c := range w.conversations() {
		if c.Successor == "" {
			live = c
		} else {
			merged = c
		}
	}
	require.Equal(t, old.ID, merged.ID)
	require.Equal(t, live.ID, merged.Successor)
	require.Len(t, w.messages(merged.ID), 1, "it keeps its messages")
	require.Equal(t, time.Unix(2000, 0).UTC(), live.Window.Opened, "the window is the latest opening of both")
	require.Equal(t, 1, w.logged(inbox.EntryMerged))

	_, err := w.Reply(t.Context(), inbox.Reply{
		Organization: org, Conversation: merged.ID, Agent: "ada", Content: whatsapp.Text{Body: "x"},
	})
	require.ErrorIs(t, err, inbox.ErrSuperseded)

	w.ingest(from("wamid.4", whatsapp.Address{Phone: "4915100"}, 2500))
	require.Len(t, w.messages(live.ID), 3)
}

func TestAHandedOnNumberIsReportedAndNotStolen(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.ingest(from("wamid.1", whatsapp.Address{Phone: "4915100", User: "DE.1"}, 1000))
	w.ingest(from("wamid.2", whatsapp.Address{Phone: "4915100", User: "DE.2"}, 2000))
	require.Equal(t, 1, w.logged(inbox.EntryConflict))
	require.Len(t, w.conversations(), 2)
}

// moved is the platform's word that a customer is reached elsewhere from now on.
func moved(id string, was, now whatsapp.Address, at int64) *whatsapp.Received {
	m := from(id, was, at)
	m.Type, m.Content = "system", whatsapp.System{Type: "user_changed_number", Now: now}
	return m
}

func TestACustomerWhoChangesNumberStaysOneConversation(t *testing.T) {
	t.Parallel()
	before := whatsapp.Address{Phone: "4915100", User: "DE.1"}
	tests := map[string]struct {
		was, now, then whatsapp.Address
		want           whatsapp.Address // where answers go
	}{
		"another number":      {before, whatsapp.Address{Phone: "4915177"}, whatsapp.Address{Phone: "4915177"}, whatsapp.Address{Phone: "4915177", User: "DE.1"}},
		"another user id":     {before, whatsapp.Address{User: "DE.9"}, whatsapp.Address{User: "DE.9"}, whatsapp.Address{Phone: "4915100", User: "DE.9"}},
		"both":                {before, whatsapp.Address{Phone: "4915177", User: "DE.9"}, whatsapp.Address{Phone: "4915177", User: "DE.9"}, whatsapp.Address{Phone: "4915177", User: "DE.9"}},
		"the same user id":    {before, whatsapp.Address{Phone: "4915177", User: "DE.1"}, whatsapp.Address{User: "DE.1"}, whatsapp.Address{Phone: "4915177", User: "DE.1"}},
		"told of by old name": {whatsapp.Address{Phone: "4915100"}, whatsapp.Address{Phone: "4915177"}, whatsapp.Address{Phone: "4915100"}, whatsapp.Address{Phone: "4915100", User: "DE.1"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, nil)
			w.ingest(from("wamid.1", before, 1000))
			opened := w.conversation().Window
			w.ingest(moved("wamid.2", tt.was, tt.now, 2000))
			require.Equal(t, opened, w.conversation().Window, "it opens no window")
			w.ingest(from("wamid.3", tt.then, 3000))
			require.Equal(t, tt.want, w.conversation().Address)
			require.Len(t, w.messages(w.conversation().ID), 3)
			require.Zero(t, w.logged(inbox.EntryConflict))
		})
	}
}

func TestACustomerWhoIsNewAndMovedIsOneConversation(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	was, now := whatsapp.Address{Phone: "4915100", User: "DE.1"}, whatsapp.Address{Phone: "4915177", User: "DE.1"}
	w.ingest(moved("wamid.1", was, now, 1000), moved("wamid.2", was, now, 1001), from("wamid.3", was, 1002))
	require.Len(t, w.conversations(), 1)
}

func TestAMoveToSomebodyElsesNumberIsReportedAndNotStolen(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	one, two := whatsapp.Address{Phone: "4915100", User: "DE.1"}, whatsapp.Address{Phone: "4915177", User: "DE.2"}
	w.ingest(from("wamid.1", one, 1000))
	w.ingest(from("wamid.2", two, 1000))
	w.ingest(moved("wamid.3", one, whatsapp.Address{Phone: two.Phone}, 2000))
	require.Equal(t, 1, w.logged(inbox.EntryConflict))
	var addresses []whatsapp.Address
	for _, c := range w.conversations() {
		addresses = append(addresses, c.Address)
	}
	require.ElementsMatch(t, []whatsapp.Address{one, two}, addresses)
}

func TestAMergeKeepsTheLatestOfWhatTheCustomerWrote(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.ingest(from("wamid.1", whatsapp.Address{Phone: "4915100"}, 2000))
	w.ingest(from("wamid.2", whatsapp.Address{User: "DE.1"}, 1000))
	w.ingest(from("wamid.3", whatsapp.Address{Phone: "4915100", User: "DE.1"}, 1500))
	for _, c := range w.conversations() {
		if c.Successor == "" {
			require.Equal(t, whatsapp.MessageID("wamid.1"), c.LastReceived)
		}
	}
}
