package inbox_test

import (
	"context"
	"errors"
	"io"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/inbox/memstore"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

func TestAReplyIsSentWithOurReferenceAndItsStatusesComeBack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, nil)
		w.ingest(text("wamid.1", "4915100", "Hello", time.Now()))
		var m inbox.Message
		require.ErrorIs(t, w.run(func() {
			r := w.reply("Hi")
			r.To = w.messages(r.Conversation)[0].ID
			var err error
			m, err = w.Reply(t.Context(), r)
			require.NoError(t, err)
			require.Equal(t, inbox.Queued, m.Delivery.State())
			synctest.Wait()
			require.Equal(t, inbox.Accepted, w.message(m.ID).Delivery.State())
			w.ingest(status(m.ID, "", whatsapp.Read, time.Now()), status("", w.message(m.ID).ProviderID, whatsapp.Sent, time.Now()))
			require.Equal(t, inbox.DeliveryState("read"), w.message(m.ID).Delivery.State())
		}), context.Canceled)
		sent := w.provider.sends()
		require.Len(t, sent, 1)
		require.Equal(t, whatsapp.Outbound{
			To: whatsapp.Address{Phone: "4915100"}, Content: whatsapp.Text{Body: "Hi"}, ReplyTo: "wamid.1", Ref: whatsapp.Ref(m.ID),
		}, sent[0])
	})
}

func TestWhatTheProviderCouldNotCarryIsKeptWithTheAnswer(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, nil)
		w.ingest(text("wamid.1", "4915100", "Hello", time.Now()))
		w.provider.onTry = func(context.Context, int, whatsapp.Outbound) (provider.Receipt, error) {
			return provider.Receipt{ID: "wamid.out", Dropped: []string{provider.DroppedReply}}, nil
		}
		_ = w.run(func() {
			m, err := w.Reply(t.Context(), w.reply("Hi"))
			require.NoError(t, err)
			time.Sleep(time.Minute)
			require.Equal(t, []string{provider.DroppedReply}, w.message(m.ID).Delivery.Dropped)
		})
	})
}

func TestRepliesOfAConversationGoInOrderAndABackoffIsNotOvertaken(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, nil)
		w.ingest(text("wamid.1", "4915100", "Hello", time.Now()))
		w.provider.onTry = func(_ context.Context, n int, m whatsapp.Outbound) (provider.Receipt, error) {
			if n <= 3 {
				return provider.Receipt{}, &provider.Error{Kind: provider.Unavailable, Code: 131016}
			}
			return provider.Receipt{ID: whatsapp.MessageID("wamid.out." + string(m.Ref))}, nil
		}
		_ = w.run(func() {
			for _, body := range []string{"one", "two", "three"} {
				_, err := w.Reply(t.Context(), w.reply(body))
				require.NoError(t, err)
			}
			time.Sleep(time.Minute)
		})
		var bodies []string
		for _, m := range w.provider.sends() {
			bodies = append(bodies, m.Content.(whatsapp.Text).Body)
		}
		require.Equal(t, []string{"one", "one", "one", "one", "two", "three"}, bodies)
	})
}

func TestWhatAnAttemptsErrorMeans(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		err   error
		tries int
		want  inbox.DeliveryState
		class whatsapp.Class
	}{
		"throttled is tried again":       {&provider.Error{Kind: provider.Throttled, Code: 130429}, 2, inbox.Accepted, 0},
		"the pair limit is waited for":   {&provider.Error{Kind: provider.Throttled, Code: 131056, Pair: true}, 2, inbox.Accepted, 0},
		"unavailable is tried again":     {&provider.Error{Kind: provider.Unavailable}, 2, inbox.Accepted, 0},
		"uncertain is never tried again": {&provider.Error{Kind: provider.Uncertain}, 1, inbox.Uncertain, 0},
		"an error of no kind is uncertain": {
			errors.New("?"), 1, inbox.Uncertain, 0,
		},
		"a bad recipient is final": {
			&provider.Error{Kind: provider.Recipient, Code: 131026}, 1, inbox.Refused, whatsapp.Unreachable,
		},
		"a bad token is final": {
			&provider.Error{Kind: provider.Auth, Code: 190}, 1, inbox.Refused, whatsapp.FixConfiguration,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, &inbox.Options{Poll: 10 * time.Second})
				w.ingest(text("wamid.1", "4915100", "Hello", time.Now()))
				w.provider.onTry = func(_ context.Context, n int, _ whatsapp.Outbound) (provider.Receipt, error) {
					if n == 1 {
						return provider.Receipt{}, tt.err
					}
					return provider.Receipt{ID: "wamid.out"}, nil
				}
				_ = w.run(func() {
					m, err := w.Reply(t.Context(), w.reply("Hi"))
					require.NoError(t, err)
					time.Sleep(time.Hour)
					d := w.message(m.ID).Delivery
					require.Equal(t, tt.want, d.State())
					if tt.want == inbox.Refused {
						require.Equal(t, tt.class, d.Refusal.Class)
					}
				})
				require.Len(t, w.provider.sends(), tt.tries)
			})
		})
	}
}

func TestThePlatformsWordCorrectsTheWindow(t *testing.T) {
	t.Parallel()
	for name, late := range map[string]bool{"in the answer": false, "in a status": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, nil)
				w.ingest(text("wamid.1", "4915100", "Hello", time.Now().Add(-time.Hour)))
				if !late {
					w.provider.onTry = func(context.Context, int, whatsapp.Outbound) (provider.Receipt, error) {
						return provider.Receipt{}, &provider.Error{Kind: provider.Window, Code: 131047}
					}
				}
				_ = w.run(func() {
					m, err := w.Reply(t.Context(), w.reply("Hi"))
					require.NoError(t, err)
					synctest.Wait()
					if late {
						s := status(m.ID, "wamid.out", whatsapp.Failed, time.Now())
						s.Failures = []whatsapp.Failure{{Code: 131047, Class: whatsapp.WindowClosed}}
						w.ingest(s)
						synctest.Wait()
					}
					_, err = w.Reply(t.Context(), w.reply("again"))
					require.ErrorIs(t, err, provider.Window)
					time.Sleep(time.Second)
					w.ingest(text("wamid.2", "4915100", "Hello again", time.Now()))
					_, err = w.Reply(t.Context(), w.reply("welcome back"))
					require.NoError(t, err)
				})
			})
		})
	}
}

func TestASendWhoseWindowClosesWhileItWaitsIsNotSent(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, nil)
		opened := time.Now().UTC()
		w.ingest(text("wamid.1", "4915100", "Hello", opened))
		m, err := w.Reply(t.Context(), w.reply("Hi"))
		require.NoError(t, err)
		time.Sleep(25 * time.Hour)
		_ = w.run(synctest.Wait)
		require.Empty(t, w.provider.sends())
		require.Equal(t, inbox.Refused, w.message(m.ID).Delivery.State())
		require.Equal(t, whatsapp.WindowClosed, w.message(m.ID).Delivery.Refusal.Class)
		require.Equal(t, opened.Add(24*time.Hour), w.conversation().Window.Closes(), "its own closing is no refusal")
	})
}

func TestALeaseThatRanOutIsUncertainAndSettledByItsStatus(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, nil)
		w.ingest(text("wamid.1", "4915100", "Hello", time.Now()))
		first, err := w.Reply(t.Context(), w.reply("in flight"))
		require.NoError(t, err)
		second, err := w.Reply(t.Context(), w.reply("behind it"))
		require.NoError(t, err)
		// A process leases the send and is never heard of again.
		jobs, err := w.store.Lease(t.Context(), inbox.LeaseRequest{
			Kinds: []inbox.JobKind{inbox.JobSend}, Now: time.Now(), TTL: 30 * time.Second, Limit: 10,
		})
		require.NoError(t, err)
		require.Len(t, jobs, 1)
		_ = w.run(func() {
			time.Sleep(time.Minute)
			require.Equal(t, inbox.Uncertain, w.message(first.ID).Delivery.State())
			require.Equal(t, inbox.Accepted, w.message(second.ID).Delivery.State(), "the lane is free again")
			w.ingest(status(first.ID, "wamid.lost", whatsapp.Delivered, time.Now()))
			require.Equal(t, inbox.DeliveryState("delivered"), w.message(first.ID).Delivery.State())
			require.Equal(t, whatsapp.MessageID("wamid.lost"), w.message(first.ID).ProviderID)
		})
		require.Len(t, w.provider.sends(), 1)
	})
}

func TestShutdownDrainsWhatIsUnderWay(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, nil)
		w.ingest(text("wamid.1", "4915100", "Hello", time.Now()))
		w.provider.onTry = func(ctx context.Context, _ int, _ whatsapp.Outbound) (provider.Receipt, error) {
			time.Sleep(5 * time.Second)
			return provider.Receipt{ID: "wamid.out"}, ctx.Err()
		}
		var m, behind inbox.Message
		start := time.Now()
		err := w.run(func() {
			var err error
			m, err = w.Reply(t.Context(), w.reply("under way"))
			require.NoError(t, err)
			behind, err = w.Reply(t.Context(), w.reply("behind"))
			require.NoError(t, err)
			synctest.Wait()
		})
		require.ErrorIs(t, err, context.Canceled)
		require.Equal(t, 5*time.Second, time.Since(start))
		require.Equal(t, inbox.Accepted, w.message(m.ID).Delivery.State())
		require.Equal(t, inbox.Queued, w.message(behind.ID).Delivery.State())
		jobs, err := w.store.Lease(t.Context(), inbox.LeaseRequest{
			Kinds: []inbox.JobKind{inbox.JobSend}, Now: time.Now(), TTL: time.Second, Limit: 10,
		})
		require.NoError(t, err)
		require.Len(t, jobs, 1)
		require.Equal(t, behind.ID, jobs[0].Message)
		require.False(t, jobs[0].Lapsed)
		require.Equal(t, 1, jobs[0].Attempt)
	})
}

// gate lets the engine lease while the test has already stopped it.
type gate struct {
	*memstore.Store

	stop func()
}

func (g gate) Lease(ctx context.Context, r inbox.LeaseRequest) ([]inbox.Job, error) {
	jobs, err := g.Store.Lease(ctx, r)
	if len(jobs) > 0 && jobs[0].Kind == inbox.JobSend {
		g.stop()
	}
	return jobs, err
}

func TestShutdownGivesBackWhatWasLeasedAndNotBegun(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		store := memstore.New(nil)
		ctx, stop := context.WithCancel(t.Context())
		w := worldOn(t, store, func(inbox.Store) inbox.Store { return gate{store, stop} }, nil)
		w.ingest(text("wamid.1", "4915100", "Hello", time.Now()))
		m, err := w.Reply(t.Context(), w.reply("not begun"))
		require.NoError(t, err)
		require.ErrorIs(t, w.Run(ctx), context.Canceled)
		require.Empty(t, w.provider.sends())
		jobs, err := store.Lease(t.Context(), inbox.LeaseRequest{
			Kinds: []inbox.JobKind{inbox.JobSend}, Now: time.Now(), TTL: time.Second, Limit: 10,
		})
		require.NoError(t, err)
		require.Len(t, jobs, 1)
		require.Equal(t, m.ID, jobs[0].Message)
		require.Equal(t, 1, jobs[0].Attempt)
	})
}

func TestTheNumbersLimitIsKept(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, &inbox.Options{Limiter: provider.NewLimiter(provider.Limits{PerSecond: 2})})
		w.ingest(text("wamid.1", "4915100", "Hello", time.Now()))
		start := time.Now()
		_ = w.run(func() {
			for range 10 {
				_, err := w.Reply(t.Context(), w.reply("Hi"))
				require.NoError(t, err)
			}
			for len(w.provider.sends()) < 10 {
				time.Sleep(100 * time.Millisecond)
			}
		})
		require.GreaterOrEqual(t, time.Since(start), 4*time.Second-100*time.Millisecond)
		require.Less(t, time.Since(start), 6*time.Second)
	})
}

func TestAReceivedFileIsFetchedUntilItIsThereOrGone(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		errs  []error
		state inbox.FileState
		tries int
	}{
		"at once":                {nil, inbox.FileStored, 1},
		"after two failures":     {[]error{&provider.Error{Kind: provider.Unavailable}, errors.New("reset")}, inbox.FileStored, 3},
		"a token can be mended":  {[]error{&provider.Error{Kind: provider.Auth}}, inbox.FileStored, 2},
		"a file that is no more": {[]error{&provider.Error{Kind: provider.Invalid, Code: 100}}, inbox.FileLost, 1},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, &inbox.Options{Poll: 10 * time.Second})
				w.provider.fetch = func(n int, m whatsapp.Media, out io.Writer) (provider.MediaInfo, error) {
					require.Equal(t, whatsapp.MediaID("media"), m.ID)
					if n <= len(tt.errs) {
						return provider.MediaInfo{}, tt.errs[n-1]
					}
					_, err := io.WriteString(out, "bytes")
					return provider.MediaInfo{MIME: "image/png", Bytes: 5}, err
				}
				m := text("wamid.1", "4915100", "", time.Now())
				m.Type, m.Content = "image", whatsapp.Media{Type: whatsapp.KindImage, ID: "media", MIME: "image/jpeg"}
				w.ingest(m)
				id := w.messages(w.conversation().ID)[0].ID
				require.Equal(t, inbox.FilePending, w.message(id).File.State, "the message does not wait for its file")
				_ = w.run(func() { time.Sleep(time.Hour) })
				file := w.message(id).File
				require.Equal(t, tt.state, file.State)
				require.Equal(t, tt.tries, w.provider.tries)
				if tt.state == inbox.FileStored {
					require.Equal(t, "bytes", string(w.files.files[file.Name]))
					require.Equal(t, int64(5), file.Bytes)
				} else {
					require.NotEmpty(t, file.Reason)
				}
			})
		})
	}
}

func TestAFileIsGivenUpWhenThePlatformHasForgottenIt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, &inbox.Options{Poll: time.Hour})
		w.provider.fetch = func(int, whatsapp.Media, io.Writer) (provider.MediaInfo, error) {
			return provider.MediaInfo{}, &provider.Error{Kind: provider.Unavailable}
		}
		m := text("wamid.1", "4915100", "", time.Now())
		m.Content = whatsapp.Media{Type: whatsapp.KindImage, ID: "media"}
		w.ingest(m)
		id := w.messages(w.conversation().ID)[0].ID
		_ = w.run(func() {
			time.Sleep(6 * 24 * time.Hour)
			require.Equal(t, inbox.FilePending, w.message(id).File.State)
			time.Sleep(2 * 24 * time.Hour)
			require.Equal(t, inbox.FileLost, w.message(id).File.State)
		})
	})
}

// forgetful is a store that cannot find messages for a while.
type forgetful struct {
	*memstore.Store

	failures atomic.Int64
}

func (f *forgetful) Load(ctx context.Context, wants []inbox.Want) ([]inbox.State, error) {
	if _, ok := wants[0].(inbox.ByMessage); ok && f.failures.Add(-1) >= 0 {
		return nil, errDown
	}
	return f.Store.Load(ctx, wants)
}

func TestAStoreThatIsDownLosesNoFile(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		store := &forgetful{Store: memstore.New(nil)}
		store.failures.Store(5) // some are met by the automatic reply
		w := worldOn(t, store.Store, func(inbox.Store) inbox.Store { return store }, nil)
		w.provider.fetch = func(int, whatsapp.Media, io.Writer) (provider.MediaInfo, error) { return provider.MediaInfo{}, nil }
		m := text("wamid.1", "4915100", "", time.Now())
		m.Content = whatsapp.Media{Type: whatsapp.KindImage, ID: "media"}
		w.ingest(m)
		_ = w.run(func() { time.Sleep(time.Minute) })
		require.Equal(t, inbox.FileStored, w.messages(w.conversation().ID)[0].File.State)
		require.Negative(t, store.failures.Load())
	})
}
