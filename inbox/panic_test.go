package inbox_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/routing"
	"github.com/wainbox/wainbox/whatsapp"
)

func TestAProviderThatPanicsHarmsNothingElse(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		w := newWorld(t, &inbox.Options{Logger: slog.New(slog.NewTextHandler(&log, nil)), Poll: 10 * time.Second})
		w.provider.onTry = func(_ context.Context, n int, _ whatsapp.Outbound) (provider.Receipt, error) {
			if n == 1 {
				panic("a secret")
			}
			return provider.Receipt{ID: "wamid.out"}, nil
		}
		w.provider.fetch = func(int, whatsapp.Media, io.Writer) (provider.MediaInfo, error) { panic("a secret") }
		m := text("wamid.1", "4915100", "", time.Now())
		m.Type, m.Content = "image", whatsapp.Media{Type: whatsapp.KindImage, ID: "media"}
		w.ingest(m)
		image := w.messages(w.conversation().ID)[0].ID
		_ = w.run(func() {
			first, err := w.Reply(t.Context(), w.reply("panics"))
			require.NoError(t, err)
			second, err := w.Reply(t.Context(), w.reply("behind it"))
			require.NoError(t, err)
			time.Sleep(time.Hour)
			require.Equal(t, inbox.Uncertain, w.message(first.ID).Delivery.State(), "it may have been sent")
			require.Equal(t, inbox.Accepted, w.message(second.ID).Delivery.State())
			require.Equal(t, inbox.FileLost, w.message(image).File.State)
		})
		require.Len(t, w.provider.sends(), 2)
		require.Equal(t, 1, w.provider.tries)
		require.Contains(t, log.String(), "a job panicked")
		require.NotContains(t, log.String(), "a secret")
	})
}

// A decision that never lives to be settled is given up, and a later change
// calls for another.
func TestALookWhoseWorkersDieIsGivenUp(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, nil)
		_ = w.run(synctest.Wait) // the looks that the agents' coming calls for
		w.ingest(text("wamid.1", "4915100", "Hello", time.Now()))
		for range 20 { // leased by processes that are never heard of again
			jobs, err := w.store.Lease(t.Context(), inbox.LeaseRequest{
				Kinds: []inbox.JobKind{inbox.JobLook}, Now: time.Now(), TTL: time.Second, Limit: 10,
			})
			require.NoError(t, err)
			require.Len(t, jobs, 1)
			time.Sleep(2 * time.Second)
		}
		_ = w.run(func() {
			time.Sleep(time.Second)
			require.Equal(t, inbox.Waiting, w.conversation().Chat.State)
			w.ingest(text("wamid.2", "4915199", "Hello", time.Now()))
			time.Sleep(time.Second)
			for _, c := range w.conversations() {
				require.Equal(t, inbox.Active, c.Chat.State)
			}
		})
	})
}

func TestADeadlineIsNotGivenUpForAPanic(t *testing.T) {
	t.Parallel()
	atOddDesk(t, routing.Rules{}, func(d *desk, b *between, _ inbox.Presence) {
		d.arrives("1")
		d.works()
		d.passes(routing.DefaultReassign)
		of := d.of("1").Key()
		b.load = func(w inbox.Want) error {
			if w == of {
				b.load = nil
				panic("a store's")
			}
			return nil
		}
		d.works()
		require.Nil(t, b.load)
		d.is("1: offered eve")
		d.passes(time.Second)
		d.works()
		require.Equal(t, "arrived, offered eve, timed_out eve, offered eve", d.told("1"))
	})
}
