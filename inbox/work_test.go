package inbox_test

import (
	"context"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

// Work does one thing after the other: the lease of the last must not run out
// while the first is under way, or nobody would dare to send it.
func TestWorkSendsAllThatIsDueHoweverSlowTheProviderIs(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, nil)
		w.provider.onTry = func(_ context.Context, n int, _ whatsapp.Outbound) (provider.Receipt, error) {
			<-time.After(25 * time.Second) // SendTimeout is 30
			return provider.Receipt{ID: whatsapp.MessageID(strconv.Itoa(n))}, nil
		}
		const customers = 4
		var replies []inbox.MessageID
		for i := range customers {
			w.ingest(text("wamid."+strconv.Itoa(i), strconv.Itoa(i), "Hello", time.Now()))
		}
		for _, c := range w.conversations() {
			m, err := w.Reply(t.Context(), inbox.Reply{
				Organization: org, Conversation: c.ID, Agent: "ada", Content: whatsapp.Text{Body: "Hi"},
			})
			require.NoError(t, err)
			replies = append(replies, m.ID)
		}
		for n := 1; n > 0; {
			var err error
			n, err = w.Work(t.Context())
			require.NoError(t, err)
		}
		require.Len(t, w.provider.sends(), customers)
		for _, id := range replies {
			require.Equal(t, inbox.Accepted, w.message(id).Delivery.State())
		}
	})
}
