package inbox_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"strconv"
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

// A decision that never lives to be settled rests for a while: nobody else would
// come to make it.
func TestALookWhoseWorkersDieRests(t *testing.T) {
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
			time.Sleep(59 * time.Second)
			require.Equal(t, inbox.Waiting, w.conversation().Chat.State)
			time.Sleep(2 * time.Second)
			require.Equal(t, inbox.Active, w.conversation().Chat.State)
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

// A panic, of the store or of the host's code, is no reason for anybody to wait for
// ever.
func TestWhatChatsWaitForIsNotGivenUpForAPanic(t *testing.T) {
	t.Parallel()
	panics := func(b *between, at func(inbox.Want) bool) {
		b.load = func(w inbox.Want) error {
			if at(w) {
				b.load = nil
				panic("a store's")
			}
			return nil
		}
	}
	for name, tt := range map[string]struct {
		panics func(inbox.Want) bool
		before func(d *desk, eve inbox.Presence)
		calls  func(d *desk, eve inbox.Presence) // for what panics
		is     string
	}{
		"a look": {
			panics: func(w inbox.Want) bool { _, ok := w.(inbox.ByWaiting); return ok },
			before: func(*desk, inbox.Presence) {},
			calls:  func(d *desk, _ inbox.Presence) { d.arrives("1") },
			is:     "1: offered eve",
		},
		"a fresh start": {
			panics: func(w inbox.Want) bool { _, ok := w.(inbox.ByEscalated); return ok },
			before: func(d *desk, _ inbox.Presence) {
				d.arrives("1")
				d.works()
				d.accept("1", "eve")
				d.arrives("2")
				d.works()
				d.decline("2", "eve")
			},
			calls: func(d *desk, _ inbox.Presence) { d.end("1") },
			is:    "1, 2: offered eve",
		},
		"the end of a grace": {
			panics: func(w inbox.Want) bool {
				h, ok := w.(inbox.ByHolder)
				return ok && h.State == inbox.Active
			},
			before: func(d *desk, _ inbox.Presence) {
				d.arrives("1")
				d.works()
				d.accept("1", "eve")
			},
			calls: func(d *desk, eve inbox.Presence) { d.do(d.Away(d.t.Context(), eve)) },
			is:    "1: waiting",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rules := routing.Rules{MaxRounds: 1, Away: routing.AwayRequeue}
			atOddDesk(t, rules, func(d *desk, b *between, eve inbox.Presence) {
				tt.before(d, eve)
				d.works()
				panics(b, tt.panics)
				tt.calls(d, eve)
				d.works()
				require.Nil(t, b.load)
				d.passes(time.Second)
				d.works()
				d.is(tt.is)
			})
		})
	}
	t.Run("a look whose explanation is told", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			told := 0
			d := &desk{world: newWorld(t, &inbox.Options{Explained: func(inbox.Conversation, routing.Explanation) {
				if told++; told == 1 {
					panic("a host's")
				}
			}})}
			d.save(
				inbox.Inbox{ID: queue, Organization: org, Rules: routing.Rules{AutoAccept: true}},
				inbox.Agent{ID: "ada", Organization: org},
			)
			d.away("ada")
			d.away("bob")
			for i := range 100 { // more than one page of them
				d.ingest(text("wamid."+strconv.Itoa(i), strconv.Itoa(i), "Hello", time.Now()))
			}
			_ = d.run(func() {
				synctest.Wait()
				d.available("ada")
				d.passes(10 * time.Second)
				for _, c := range d.conversations() {
					require.Equal(t, inbox.Active, c.Chat.State)
				}
			})
		})
	})
}

// What becomes of a window is told, whatever its job met with.
func TestAMomentOfAWindowIsNotGivenUpForAPanic(t *testing.T) {
	t.Parallel()
	atOddDesk(t, routing.Rules{}, func(d *desk, b *between, _ inbox.Presence) {
		d.arrives("1")
		d.works()
		of := d.of("1").Key()
		d.passes(23 * time.Hour)
		b.load = func(w inbox.Want) error {
			if w == of {
				b.load = nil
				panic("a store's")
			}
			return nil
		}
		d.works()
		require.Nil(d.t, b.load)
		for range 4 {
			d.passes(time.Hour)
			d.works()
		}
		require.Equal(d.t, []string{"opened", "closing", "closed"}, d.moments())
	})
}

// An outage that lasts longer than a decision is tried is outlived, also by a job
// whose worker died before.
func TestWhatChatsWaitForOutlivesALongOutage(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		kind  inbox.JobKind
		call  func(d *desk, eve inbox.Presence)
		reads inbox.Want
		is    string
	}{
		"a look": {
			kind:  inbox.JobLook,
			call:  func(*desk, inbox.Presence) {},
			reads: inbox.ByWaiting{Inbox: queue, Limit: 64},
			is:    "1: active eve, 2: offered eve",
		},
		"the end of a grace": {
			kind:  inbox.JobReturn,
			call:  func(d *desk, eve inbox.Presence) { d.do(d.Away(d.t.Context(), eve)) },
			reads: inbox.ByHolder{Inbox: queue, Agent: "eve", State: inbox.Active, Limit: 64},
			is:    "1: waiting, 2: waiting",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			atOddDesk(t, routing.Rules{Away: routing.AwayRequeue}, func(d *desk, b *between, eve inbox.Presence) {
				eve.Lease = time.Hour
				d.do(d.Available(d.t.Context(), eve))
				d.arrives("1")
				d.works()
				d.accept("1", "eve")
				d.works()
				d.arrives("2")
				tt.call(d, eve)
				jobs, err := d.store.Lease(d.t.Context(), inbox.LeaseRequest{
					Kinds: []inbox.JobKind{tt.kind}, Now: time.Now(), TTL: time.Second, Limit: 1,
				})
				require.NoError(d.t, err)
				require.Len(d.t, jobs, 1)
				failed := 0
				for range 150 {
					b.load = func(w inbox.Want) error {
						if w != tt.reads {
							return nil
						}
						failed++
						return errDown
					}
					_, err := d.Work(d.t.Context())
					require.NoError(d.t, err)
					d.passes(time.Second)
				}
				require.Greater(d.t, failed, 15)
				b.load = nil
				d.passes(time.Minute)
				d.works()
				d.is(tt.is)
			})
		})
	}
}
