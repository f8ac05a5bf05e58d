package inbox_test

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/inbox/memstore"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
	"github.com/wainbox/wainbox/window"
)

// step is something at a time of the clock, which begins at 0, and what must
// have been told by then.
type step struct {
	at   time.Duration
	do   func(w *world)
	told string
}

// writes is a customer's message, sent that long ago.
func writes(ago time.Duration) func(*world) {
	return func(w *world) {
		at := time.Now().Add(-ago)
		w.ingest(text("wamid."+at.String(), "4915100", "Hello", at))
	}
}

func TestTheMomentsOfAWindow(t *testing.T) {
	t.Parallel()
	const hour, second = time.Hour, time.Second
	tests := map[string]struct {
		lead  time.Duration
		steps []step
	}{
		"one after the other": {0, []step{
			{0, writes(0), "opened"},
			{23*hour - second, nil, ""},
			{23 * hour, nil, "closing"},
			{24*hour - second, nil, ""},
			{24 * hour, nil, "closed"},
			{100 * hour, writes(0), "opened"},
			{200 * hour, nil, "closing closed"},
		}},
		"the customer's next word moves them": {0, []step{
			{0, writes(0), "opened"},
			{10 * hour, writes(0), ""},
			{33*hour - second, nil, ""},
			{33 * hour, nil, "closing"},
			{34 * hour, nil, "closed"},
		}},
		"each end comes near": {0, []step{
			{0, writes(0), "opened"},
			{23*hour + hour/2, writes(0), "closing"},
			{46*hour + hour/2, nil, "closing"},
			{47*hour + hour/2, nil, "closed"},
		}},
		"a long lead": {20 * hour, []step{
			{0, writes(0), "opened"},
			{4 * hour, nil, "closing"},
			{5 * hour, writes(0), ""},
			{9*hour - second, nil, ""},
			{9 * hour, nil, "closing"},
			{29 * hour, nil, "closed"},
		}},
		"a lead as long as the window": {24 * hour, []step{
			{0, writes(0), "opened closing"},
			{hour, writes(0), "closing"},
			{25 * hour, nil, "closed"},
		}},
		"no lead": {-1, []step{
			{0, writes(0), "opened"},
			{24*hour - second, nil, ""},
			{24 * hour, nil, "closed"},
		}},
		"a message that comes late": {0, []step{
			{0, writes(23*hour + hour/2), "opened closing"},
			{hour / 2, nil, "closed"},
		}},
		"a message that comes too late": {0, []step{
			{0, writes(25 * hour), "opened closed"},
			{hour, writes(50 * hour), ""},
		}},
		"a message that comes late opens it again": {0, []step{
			{0, writes(20 * hour), "opened"},
			{5 * hour, writes(2 * hour), "closing closed opened"},
			{26 * hour, nil, "closing"},
			{27 * hour, nil, "closed"},
		}},
		"a clock that is behind the provider's": {0, []step{
			{0, writes(-2 * hour), "opened"},
			{25*hour - second, nil, ""},
			{26 * hour, nil, "closing closed"},
		}},
		"a reaction": {0, []step{
			{0, func(w *world) {
				m := text("wamid.1", "4915100", "", time.Now())
				m.Type, m.Content = "reaction", whatsapp.Reaction{To: "wamid.0", Emoji: "👍"}
				w.ingest(m)
			}, ""},
			{50 * hour, nil, ""},
		}},
		"a call": {0, []step{
			{0, func(w *world) { w.ingest(call("wacid.1", "connect", "4915100", time.Now())) }, "opened"},
			{24 * hour, nil, "closing closed"},
		}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, &inbox.Options{ClosingLead: tt.lead, Poll: time.Minute})
				begun, before := time.Now(), 0
				_ = w.run(func() {
					for _, s := range tt.steps {
						time.Sleep(time.Until(begun.Add(s.at)))
						synctest.Wait()
						if s.do != nil {
							s.do(w)
							synctest.Wait()
						}
						all := w.moments()
						require.Equal(t, s.told, strings.Join(all[before:], " "), "after %v", s.at)
						before = len(all)
					}
				})
			})
		})
	}
}

func TestMomentsThatAreDueWhileNobodyRunsAreToldLateAndOnce(t *testing.T) {
	t.Parallel()
	t.Run("by the next to run", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t, &inbox.Options{Poll: time.Minute})
			w.ingest(text("wamid.1", "4915100", "Hello", time.Now()))
			time.Sleep(48 * time.Hour)
			for range 2 {
				_ = w.run(func() { time.Sleep(time.Second) })
				require.Equal(t, []string{"opened", "closed"}, w.moments(), "it is too late to say that it closes")
			}
		})
	})
	t.Run("by the customer's next word", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t, &inbox.Options{Poll: time.Minute})
			w.ingest(text("wamid.1", "4915100", "Hello", time.Now()))
			time.Sleep(48 * time.Hour)
			w.ingest(text("wamid.2", "4915100", "Hello?", time.Now()))
			require.Equal(t, []string{"opened", "closed", "opened"}, w.moments())
			_ = w.run(func() { time.Sleep(30 * time.Hour) })
			require.Equal(t, []string{"opened", "closed", "opened", "closing", "closed"}, w.moments())
		})
	})
}

func TestTwoEnginesTellEachMomentOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		store := memstore.New(nil)
		o := &inbox.Options{Poll: time.Minute}
		a, b := worldOn(t, store, nil, o), worldOn(t, store, nil, o)
		for i := range 20 {
			a.ingest(text(fmt.Sprint("wamid.", i), strconv.Itoa(i), "Hello", time.Now()))
		}
		// A third leased the jobs for closing and was never heard of again.
		time.Sleep(23 * time.Hour)
		jobs, err := store.Lease(t.Context(), inbox.LeaseRequest{
			Kinds: []inbox.JobKind{inbox.JobWindow}, Now: time.Now(), TTL: time.Minute, Limit: 10,
		})
		require.NoError(t, err)
		require.Len(t, jobs, 10)
		_ = a.run(func() { _ = b.run(func() { time.Sleep(30 * time.Hour) }) })
		for _, c := range a.conversations() {
			require.Equal(t, []string{"opened", "closing", "closed"}, a.moments(c.ID))
		}
	})
}

// meddler is a store through which something else happens just before a moment
// is written down, and which counts the jobs for moments.
type meddler struct {
	*memstore.Store

	mu     sync.Mutex
	meddle func()
	jobs   int
}

func (m *meddler) Commit(ctx context.Context, commits []inbox.Commit) []error {
	m.mu.Lock()
	var meddle func()
	for _, c := range commits {
		if c.Settle != nil && len(c.Log) > 0 && c.Log[0].Kind == inbox.EntryWindow {
			meddle, m.meddle = m.meddle, nil
		}
		for _, j := range c.Jobs {
			if j.Kind == inbox.JobWindow {
				m.jobs++
			}
		}
	}
	m.mu.Unlock()
	if meddle != nil {
		meddle()
	}
	return m.Store.Commit(ctx, commits)
}

func TestAWordAtTheLastMomentKeepsTheWindowOpen(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		store := &meddler{Store: memstore.New(nil)}
		w := worldOn(t, store.Store, func(inbox.Store) inbox.Store { return store }, &inbox.Options{ClosingLead: -1, Poll: time.Minute})
		w.ingest(text("wamid.1", "4915100", "Hello", time.Now()))
		// The job has decided that the window is closed, and then is told better.
		store.meddle = func() { w.ingest(text("wamid.2", "4915100", "Wait", time.Now().Add(-time.Minute))) }
		_ = w.run(func() {
			time.Sleep(25 * time.Hour)
			require.Equal(t, []string{"opened"}, w.moments())
			time.Sleep(25 * time.Hour)
		})
		require.Equal(t, []string{"opened", "closed"}, w.moments())
		require.Nil(t, store.meddle)
	})
}

func TestOneJobWaitsHoweverOftenTheCustomerWrites(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		store := &meddler{Store: memstore.New(nil)}
		w := worldOn(t, store.Store, func(inbox.Store) inbox.Store { return store }, &inbox.Options{Poll: time.Minute})
		_ = w.run(func() {
			for i := range 200 { // for a week and more
				w.ingest(text(fmt.Sprint("wamid.", i), "4915100", "Hello", time.Now()))
				time.Sleep(time.Hour)
			}
		})
		require.Equal(t, []string{"opened"}, w.moments())
		require.Less(t, store.jobs, 12, "one a day")
		jobs, err := w.store.Lease(t.Context(), inbox.LeaseRequest{
			Kinds: []inbox.JobKind{inbox.JobWindow}, Now: time.Now().Add(time.Hour * 48), TTL: time.Minute, Limit: 10,
		})
		require.NoError(t, err)
		require.Len(t, jobs, 1)
	})
}

func TestARefusalByThePlatformIsAClosingThatIsToldOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, &inbox.Options{Poll: time.Minute})
		w.provider.onTry = func(_ context.Context, _ int, m whatsapp.Outbound) (provider.Receipt, error) {
			if whatsapp.TextOf(m.Content) == "refused at once" {
				return provider.Receipt{}, &provider.Error{Kind: provider.Window, Code: 131047}
			}
			return provider.Receipt{ID: whatsapp.MessageID(m.Ref)}, nil
		}
		_ = w.run(func() {
			w.ingest(text("wamid.1", "4915100", "Hello", time.Now()))
			time.Sleep(time.Hour)
			first, err := w.Reply(t.Context(), w.reply("refused later"))
			require.NoError(t, err)
			time.Sleep(time.Second)
			_, err = w.Reply(t.Context(), w.reply("refused at once"))
			require.NoError(t, err)
			time.Sleep(time.Second)
			require.Equal(t, []string{"opened", "closed"}, w.moments())

			s := status(first.ID, "", whatsapp.Failed, time.Now())
			s.Failures = []whatsapp.Failure{{Code: 131047, Class: whatsapp.WindowClosed}}
			w.ingest(s)
			time.Sleep(48 * time.Hour)
			require.Equal(t, []string{"opened", "closed"}, w.moments(), "it closed once")

			w.ingest(text("wamid.2", "4915100", "Hello again", time.Now()))
			time.Sleep(48 * time.Hour)
			require.Equal(t, []string{"opened", "closed", "opened", "closing", "closed"}, w.moments())
		})
	})
}

func TestARefusalOfTheNextMomentIsToldThen(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := inbox.Options{Poll: time.Minute}
		w := newWorld(t, &o)
		o.Now = func() time.Time { return time.Now().Add(time.Hour) }
		ahead := worldOn(t, w.store, nil, &o)
		w.ingest(text("wamid.1", "4915100", "Hello", time.Now()))
		m, err := ahead.Reply(t.Context(), ahead.reply("by a clock that is ahead"))
		require.NoError(t, err)
		s := status(m.ID, "wamid.out", whatsapp.Failed, time.Now())
		s.Failures = []whatsapp.Failure{{Code: 131047, Class: whatsapp.WindowClosed}}
		w.ingest(s)
		_ = w.run(func() {
			time.Sleep(59 * time.Minute)
			require.Equal(t, []string{"opened"}, w.moments())
			time.Sleep(2 * time.Minute)
			require.Equal(t, []string{"opened", "closed"}, w.moments())
			time.Sleep(48 * time.Hour)
			require.Equal(t, []string{"opened", "closed"}, w.moments())
		})
	})
}

// A conversation of before moments were told has a window and no job for it.
func TestAWindowThatWasNeverWatchedIsWatchedFromTheNextWordOn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, &inbox.Options{Poll: time.Minute})
		at := time.Now().UTC().Truncate(time.Second)
		errs := w.store.Commit(t.Context(), []inbox.Commit{{Puts: []inbox.Put{
			{Record: inbox.Conversation{
				ID: "old", Organization: org, Account: account, Inbox: queue, Address: whatsapp.Address{Phone: "4915100"},
				Window: window.State{Opened: at}, LastAt: at,
			}},
			{Record: inbox.Alias{Account: account, Address: "phone:4915100", Conversation: "old"}},
		}}})
		require.NoError(t, errs[0])
		time.Sleep(time.Hour)
		w.ingest(text("wamid.1", "4915100", "Hello", time.Now()))
		require.Equal(t, []string{"opened"}, w.moments("old"))
		_ = w.run(func() { time.Sleep(48 * time.Hour) })
		require.Equal(t, []string{"opened", "closing", "closed"}, w.moments("old"))
	})
}

func TestAMomentWaitsForAStoreThatIsDown(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		store := &unreadable{Store: memstore.New(nil)}
		w := worldOn(t, store.Store, func(inbox.Store) inbox.Store { return store }, &inbox.Options{Poll: time.Minute})
		w.ingest(text("wamid.1", "4915100", "Hello", time.Now()))
		store.failures = 3
		_ = w.run(func() { time.Sleep(25 * time.Hour) })
		require.Equal(t, []string{"opened", "closing", "closed"}, w.moments())
		require.Zero(t, store.failures)
	})
}

// unreadable is a store that cannot find conversations for a while.
type unreadable struct {
	*memstore.Store

	failures int
}

func (u *unreadable) Load(ctx context.Context, wants []inbox.Want) ([]inbox.State, error) {
	if k, ok := wants[0].(inbox.Key); ok && k.Kind == inbox.KindConversation && u.failures > 0 {
		u.failures--
		return nil, errDown
	}
	return u.Store.Load(ctx, wants)
}
