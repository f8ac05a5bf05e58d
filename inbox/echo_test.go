package inbox_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

// TestAnEchoOfOurOwnSendIsNoSecondMessage: some providers echo what was sent
// through them, before the answer to the send or after it.
func TestAnEchoOfOurOwnSendIsNoSecondMessage(t *testing.T) {
	t.Parallel()
	for name, before := range map[string]bool{"before the answer": true, "after the answer": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, nil)
				w.ingest(text("wamid.1", "4915100", "Hello", time.Now()))
				echo := &whatsapp.Echo{
					Origin: whatsapp.Origin{Number: number}, To: whatsapp.Address{Phone: "4915100"},
					Message: whatsapp.Message{ID: "wamid.out", At: time.Now(), Content: whatsapp.Text{Body: "Hi"}},
				}
				status := &whatsapp.Status{Origin: echo.Origin, ID: "wamid.out", State: whatsapp.Delivered, At: time.Now()}
				w.provider.onTry = func(context.Context, int, whatsapp.Outbound) (provider.Receipt, error) {
					if before {
						w.ingest(echo)
						w.ingest(status)
					}
					return provider.Receipt{ID: "wamid.out"}, nil
				}
				var sent inbox.Message
				_ = w.run(func() {
					var err error
					sent, err = w.Reply(t.Context(), w.reply("Hi"))
					require.NoError(t, err)
					time.Sleep(time.Minute)
				})
				if !before {
					w.ingest(echo)
					w.ingest(status)
				}
				w.ingest(echo) // the provider delivers again

				var shown []inbox.MessageID
				for _, m := range w.messages(w.conversation().ID) {
					if m.Direction == inbox.Out && m.Delivery.Of == "" {
						shown = append(shown, m.ID)
					}
				}
				require.Equal(t, []inbox.MessageID{sent.ID}, shown)
				ours := w.message(sent.ID)
				require.Equal(t, whatsapp.MessageID("wamid.out"), ours.ProviderID)
				require.Equal(t, inbox.DeliveryState(whatsapp.Delivered), ours.Delivery.State())
				require.False(t, ours.Elsewhere)
			})
		})
	}
}

// TestACustomerWhoWritesInTheSecondOfOurAnswerIsSeen: the provider tells whole
// seconds, our own answer has a finer time.
func TestACustomerWhoWritesInTheSecondOfOurAnswerIsSeen(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, nil)
		w.ingest(text("wamid.1", "4915100", "Hello", time.Now()))
		time.Sleep(1500 * time.Millisecond)
		_, err := w.Reply(t.Context(), w.reply("Hi"))
		require.NoError(t, err)
		w.ingest(text("wamid.2", "4915100", "Thanks", time.Now().Truncate(time.Second)))
		require.Equal(t, "Thanks", w.conversation().Preview)
		require.Equal(t, whatsapp.MessageID("wamid.2"), w.conversation().LastReceived)

		// A clock that is ahead of the provider's keeps no message from being seen.
		w.ingest(text("wamid.3", "4915100", "?", time.Now().Truncate(time.Second).Add(-time.Second)))
		require.Equal(t, whatsapp.MessageID("wamid.2"), w.conversation().LastReceived)
	})
}
