package inbox_test

import (
	"context"
	"slices"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/inbox/memstore"
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

// stopping is a store that has leased jobs as its caller is stopped, and may be down
// from then on.
type stopping struct {
	inbox.Store

	stop func()
	down error
}

func (s *stopping) Commit(ctx context.Context, commits []inbox.Commit) []error {
	if s.down != nil {
		return slices.Repeat([]error{s.down}, len(commits))
	}
	return s.Store.Commit(ctx, commits)
}

func (s *stopping) Lease(ctx context.Context, r inbox.LeaseRequest) ([]inbox.Job, error) {
	jobs, err := s.Store.Lease(context.WithoutCancel(ctx), r)
	if len(jobs) > 0 {
		s.stop()
	}
	return jobs, err
}

// ways are those of having done what is due.
func ways() map[string]func(*inbox.Engine, context.Context) error {
	return map[string]func(*inbox.Engine, context.Context) error{
		"Work": func(e *inbox.Engine, ctx context.Context) error { _, err := e.Work(ctx); return err },
		"Run":  func(e *inbox.Engine, ctx context.Context) error { return e.Run(ctx) },
	}
}

// A send that was leased and not begun is given back, and made by the next who comes.
func TestWhatIsLeasedAsWorkStopsIsGivenBack(t *testing.T) {
	t.Parallel()
	for name, work := range ways() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				ctx, stop := context.WithCancel(t.Context())
				store := &stopping{stop: func() {}}
				w := worldOn(t, memstore.New(nil), func(s inbox.Store) inbox.Store { store.Store = s; return store }, nil)
				w.ingest(text("wamid.1", "4915100", "Hello", time.Now()))
				for range 3 { // whatever else there is to do
					_, err := w.Work(t.Context())
					require.NoError(t, err)
				}
				m, err := w.Reply(t.Context(), w.reply("an answer"))
				require.NoError(t, err)
				store.stop = stop
				require.ErrorIs(t, work(w.Engine, ctx), context.Canceled)
				require.Empty(t, w.provider.sends())
				store.stop = func() {}
				_, err = w.Work(t.Context())
				require.NoError(t, err)
				require.Equal(t, inbox.Accepted, w.message(m.ID).Delivery.State())
				require.Len(t, w.provider.sends(), 1)
			})
		})
	}
}

func TestAStoreThatIsDownHoldsNobodyUpWhoStops(t *testing.T) {
	t.Parallel()
	for name, work := range ways() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				ctx, stop := context.WithCancel(t.Context())
				store := &stopping{stop: func() {}}
				w := worldOn(t, memstore.New(nil), func(s inbox.Store) inbox.Store { store.Store = s; return store }, nil)
				w.ingest(text("wamid.1", "4915100", "Hello", time.Now()))
				store.stop = func() { stop(); store.down = errDown }
				begin := time.Now()
				require.ErrorIs(t, work(w.Engine, ctx), context.Canceled)
				require.Less(t, time.Since(begin), time.Minute)
				store.down = nil
			})
		})
	}
}
