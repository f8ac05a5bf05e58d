package inbox_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

// call is a word of a customer's call.
func call(id, event, phone string, at time.Time) *whatsapp.Call {
	return &whatsapp.Call{
		Notice: whatsapp.Notice{
			Origin: whatsapp.Origin{Number: number, WABA: waba}, Field: "calls", At: at,
			Raw: whatsapp.Raw(`{"id":"` + id + `","event":"` + event + `"}`),
		},
		ID: whatsapp.CallID(id), Event: event, Direction: "USER_INITIATED", From: whatsapp.Address{Phone: whatsapp.Phone(phone)},
		Profile: whatsapp.Profile{Name: "Kim"},
	}
}

func TestACustomersCallOpensTheWindowAndBeginsNoChat(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	at := time.Now().UTC().Truncate(time.Second)
	for range 2 { // the provider delivers again
		w.ingest(call("wacid.1", "connect", "4915100", at), call("wacid.1", "terminate", "4915100", at.Add(time.Minute)))
	}
	c := w.conversation()
	require.Equal(t, at.Add(24*time.Hour), c.Window.Closes(), "its beginning counts")
	require.Equal(t, whatsapp.Address{Phone: "4915100"}, c.Address)
	require.Equal(t, "Kim", c.Name)
	require.Equal(t, "[call]", c.Preview)
	require.Equal(t, at, c.LastAt)
	require.Empty(t, c.Chat)
	require.Zero(t, c.Unread)
	require.Empty(t, w.messages(c.ID))
	require.Equal(t, []string{"opened"}, w.moments())
	require.Equal(t, 2, w.logged(inbox.EntryNotice), "both words are kept as they came")
	require.Equal(t, 1, w.logged(inbox.EntryCall))
	for _, e := range w.log() {
		if e.Kind == inbox.EntryCall {
			require.Equal(t, c.ID, e.Conversation)
			require.Equal(t, "wacid.1", e.State)
		}
	}
	_, err := w.Reply(t.Context(), w.reply("You called?"))
	require.NoError(t, err)

	w.ingest(text("wamid.1", "4915100", "I did", at.Add(time.Hour)))
	require.Equal(t, inbox.Waiting, w.conversation().Chat.State, "who writes begins a chat")
	require.Equal(t, []string{"opened"}, w.moments())
}

// TestATimeNoClockIsAheadByIsNotTakenOver: it would be the latest for ever, and
// no refusal could close the window.
func TestATimeNoClockIsAheadByIsNotTakenOver(t *testing.T) {
	t.Parallel()
	now := time.Now().UTC().Truncate(time.Second)
	for ahead, want := range map[time.Duration]time.Time{
		time.Hour: now.Add(time.Hour), 24 * time.Hour: now.Add(24 * time.Hour), 24*time.Hour + time.Second: now, 1 << 60: now,
	} {
		w := newWorld(t, &inbox.Options{Now: func() time.Time { return now }})
		w.ingest(text("wamid.1", "4915100", "Hello", now.Add(ahead)))
		w.ingest(call("wacid.1", "connect", "4915101", now.Add(ahead)))
		for _, c := range w.conversations() {
			require.Equal(t, want, c.Window.Opened, ahead)
			require.Equal(t, want, c.LastAt, ahead)
		}
		require.Len(t, w.conversations(), 2)
	}
}

func TestACallOfTheConversationMovesItsWindow(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	at := time.Now().UTC().Truncate(time.Second)
	w.ingest(text("wamid.1", "4915100", "Hello", at.Add(-23*time.Hour)))
	w.ingest(call("wacid.2", "connect", "4915100", at), call("wacid.1", "connect", "4915100", at.Add(-30*time.Hour)))
	require.Equal(t, at, w.conversation().Window.Opened, "an old one comes late")
	require.Equal(t, "[call]", w.conversation().Preview)
	require.Equal(t, 2, w.logged(inbox.EntryCall))
}

func TestACallWithoutAnIDIsLoggedOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	at := time.Now()
	for range 2 {
		w.ingest(call("", "connect", "4915100", at))
	}
	require.Equal(t, 1, w.logged(inbox.EntryCall))
	require.Equal(t, 1, w.logged(inbox.EntryNotice))
}

func TestOtherCallsOpenNothing(t *testing.T) {
	t.Parallel()
	ours := call("wacid.1", "connect", "", time.Now())
	ours.Direction, ours.To = "BUSINESS_INITIATED", whatsapp.Address{Phone: "4915100"}
	for name, c := range map[string]*whatsapp.Call{
		"the business called":  ours,
		"the end of a call":    call("wacid.1", "terminate", "4915100", time.Now()),
		"nobody knows by whom": call("wacid.1", "connect", "", time.Now()),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, nil)
			w.ingest(c)
			require.Empty(t, w.conversations())
			require.Equal(t, 1, w.logged(inbox.EntryNotice))
			require.Zero(t, w.logged(inbox.EntryCall))
		})
	}
}
