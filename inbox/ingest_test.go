package inbox_test

import (
	"fmt"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

func TestAMessageOpensAConversationAChatAndTheWindow(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	at := time.Now().UTC().Add(-time.Minute).Truncate(time.Second)
	m := text("wamid.1", "4915100", "Hello 👋", at)
	m.Profile.Name = "Lena"
	w.ingest(m)

	c := w.conversation()
	require.Equal(t, "Lena", c.Name)
	require.Equal(t, whatsapp.Address{Phone: "4915100"}, c.Address)
	require.Equal(t, inbox.Waiting, c.Chat.State)
	require.Equal(t, at.Add(24*time.Hour), c.Window.Closes())
	require.Equal(t, 1, c.Unread)
	require.Equal(t, "Hello 👋", c.Preview)

	got := w.messages(c.ID)
	require.Len(t, got, 1)
	require.Equal(t, whatsapp.Text{Body: "Hello 👋"}, got[0].Content)
	require.Equal(t, int64(1), got[0].Seq)
	require.Equal(t, at, got[0].At)
	require.Equal(t, m.Raw, got[0].Raw)
	require.Equal(t, c.Chat.ID, got[0].Chat)
}

func TestTheSameCallbackDelivered100TimesAtOnceGivesOneMessage(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	var all sync.WaitGroup
	for range 100 {
		all.Go(func() {
			d := delivery(text("wamid.1", "4915100", "Hello", time.Unix(1000, 0)))
			if err := w.Ingest(t.Context(), d); err != nil {
				t.Errorf("a redelivery is no error: %v", err)
			}
		})
	}
	all.Wait()
	require.Len(t, w.messages(w.conversation().ID), 1)
	require.Equal(t, 1, w.logged(inbox.EntryReceived))
	require.Equal(t, 1, w.conversation().Unread)
}

func TestABatchOf1000ItemsOfThreeNumbersGoesToTheirOwners(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	for n := 2; n <= 3; n++ {
		require.NoError(t, w.Save(t.Context(), inbox.Account{
			ID: inbox.AccountID(fmt.Sprint("account", n)), Organization: org, Provider: "fake",
			Number: whatsapp.NumberID(fmt.Sprint("100", n)),
		}))
	}
	events := make([]whatsapp.Event, 1000)
	for i := range events {
		m := text(fmt.Sprint("wamid.", i), fmt.Sprint("49151", i%70), "x", time.Unix(int64(1000+i), 0))
		m.Number = whatsapp.NumberID(fmt.Sprint("100", 1+i%3))
		events[i] = m
	}
	w.ingest(events...)

	owners := map[inbox.AccountID]int{}
	for _, c := range w.conversations() {
		for _, m := range w.messages(c.ID) {
			require.Equal(t, c.Account, m.Account)
			owners[m.Account]++
		}
	}
	require.Equal(t, map[inbox.AccountID]int{"account": 334, "account2": 333, "account3": 333}, owners)
}

func TestARedeliveryMayHoldOldAndNew(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	at := time.Unix(1000, 0)
	w.ingest(text("wamid.1", "4915100", "one", at))
	w.ingest(
		text("wamid.2", "4915100", "two", at.Add(1)), text("wamid.1", "4915100", "one", at),
		text("wamid.3", "4915100", "three", at.Add(2)), text("wamid.3", "4915100", "three", at.Add(2)),
	)
	var ids []whatsapp.MessageID
	for _, m := range w.messages(w.conversation().ID) {
		ids = append(ids, m.ProviderID)
	}
	require.ElementsMatch(t, []whatsapp.MessageID{"wamid.1", "wamid.2", "wamid.3"}, ids)
}

func TestAMessageWithoutAnIDIsStoredOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	for range 3 {
		m := text("", "4915100", "no id", time.Unix(1000, 0))
		w.ingest(m)
	}
	require.Len(t, w.messages(w.conversation().ID), 1)
}

func TestMessagesAreShownInTheProvidersOrder(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.ingest(text("wamid.2", "4915100", "second", time.Unix(1002, 0)))
	w.ingest(text("wamid.1", "4915100", "first", time.Unix(1001, 0)))
	w.ingest(text("wamid.3", "4915100", "same second as second", time.Unix(1002, 0)))
	var got []string
	var late []bool
	for _, m := range w.messages(w.conversation().ID) {
		got = append(got, string(m.ProviderID))
		late = append(late, m.Late)
	}
	require.Equal(t, []string{"wamid.3", "wamid.2", "wamid.1"}, got)
	require.Equal(t, []bool{false, false, true}, late)
	require.Equal(t, "same second as second", w.conversation().Preview)
}

func TestAReactionBeginsNoChatAndOpensNoWindow(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	m := text("wamid.1", "4915100", "", time.Now())
	m.Type, m.Content = "reaction", whatsapp.Reaction{To: "wamid.0", Emoji: "👍"}
	w.ingest(m)
	require.Empty(t, w.conversation().Chat)
	require.True(t, w.conversation().Window.Closes().IsZero())
	require.Len(t, w.messages(w.conversation().ID), 1)
}

func TestAStatusThatComesFirstIsAppliedWhenItsMessageAppears(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	at := time.Unix(2000, 0).UTC()
	w.ingest(status("", "wamid.echo", whatsapp.Read, at))
	w.ingest(&whatsapp.Echo{
		Origin:  whatsapp.Origin{Number: number},
		Message: whatsapp.Message{ID: "wamid.echo", At: time.Unix(1000, 0), Type: "text", Content: whatsapp.Text{Body: "from the phone app"}},
		To:      whatsapp.Address{Phone: "4915100"},
	})
	got := w.messages(w.conversation().ID)
	require.Len(t, got, 1)
	require.True(t, got[0].Elsewhere)
	require.Equal(t, inbox.DeliveryState("read"), got[0].Delivery.State())
	require.Equal(t, at, got[0].Delivery.Progress.Read)
	require.Equal(t, 1, w.logged(inbox.EntryElsewhere))
}

func TestAnUnknownNumberIsKeptAndReplayedOnceItHasAnAccount(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	stranger := text("wamid.1", "4915100", "Hello", time.Unix(1000, 0))
	stranger.Number = "9999"
	d := provider.Delivery{Provider: "fake", Events: []whatsapp.Event{stranger}, Body: []byte("#wamid.1")}
	require.NoError(t, w.Ingest(t.Context(), d))
	require.NoError(t, w.Ingest(t.Context(), d), "redelivery")
	kept := w.kept()
	require.Len(t, kept, 1)
	require.Equal(t, inbox.Orphan, kept[0].Reason)
	require.Equal(t, whatsapp.NumberID("9999"), kept[0].Number)
	require.Empty(t, w.conversations())

	require.NoError(t, w.Replay(t.Context(), w.provider, kept[0]))
	require.Empty(t, w.kept())
	require.Equal(t, whatsapp.MessageID("wamid.1"), w.messages(w.conversation().ID)[0].ProviderID)
}

func TestWhatCannotBeReadIsKeptWithItsBytesAndHarmsNoSibling(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	d := delivery(text("wamid.1", "4915100", "fine", time.Unix(1000, 0)))
	d.Unread = []provider.Unread{{Path: "entry[0]", Reason: "an object", Raw: []byte("\xff7")}}
	d.Body = []byte("not decodable")
	require.NoError(t, w.Ingest(t.Context(), d))
	require.NoError(t, w.Ingest(t.Context(), d), "redelivery")
	require.Len(t, w.messages(w.conversation().ID), 1)
	kept := w.kept()
	require.Len(t, kept, 1)
	require.Equal(t, inbox.Unreadable, kept[0].Reason)
	require.Equal(t, []byte("\xff7"), kept[0].Part)
	require.Equal(t, d.Body, kept[0].Body)

	require.NoError(t, w.Replay(t.Context(), w.provider, kept[0]), "the decoder still cannot")
	require.NotEmpty(t, w.kept(), "so it stays kept")
}

func TestACallbackIsKeptOnceHoweverMuchOfItIsOdd(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	d := delivery()
	for i := range 1000 {
		d.Unread = append(d.Unread, provider.Unread{Path: "messages[" + strconv.Itoa(i) + "]", Reason: "not an object", Raw: []byte("7")})
		stranger := text("wamid.x", "4915100", "x", time.Unix(1000, 0))
		stranger.Number = whatsapp.NumberID("unknown" + strconv.Itoa(i))
		d.Events = append(d.Events, stranger)
	}
	require.NoError(t, w.Ingest(t.Context(), d))
	odd := 0
	for _, k := range w.kept() {
		if k.Reason == inbox.Unreadable {
			odd++
			require.Equal(t, "messages[0]", k.Path)
			require.Equal(t, "not an object (and 999 more)", k.Problem)
		}
	}
	require.Equal(t, 1, odd)
	require.LessOrEqual(t, len(w.kept()), 20)
}

func TestAMessageWithoutASenderIsKept(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.ingest(&whatsapp.Received{Origin: whatsapp.Origin{Number: number}, Message: whatsapp.Message{Raw: "{}"}})
	require.Len(t, w.kept(), 1)
	require.Equal(t, []byte("{}"), w.kept()[0].Part)
}

func TestAccountEventsAreLoggedOnceByNumberOrWABA(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	for range 2 {
		w.ingest(
			&whatsapp.Unknown{Notice: whatsapp.Notice{Origin: whatsapp.Origin{WABA: waba}, Field: "account_update", Raw: `{"event":"X"}`}},
			&whatsapp.Unknown{Notice: whatsapp.Notice{Origin: whatsapp.Origin{WABA: waba, Number: number}, Field: "flows", Raw: `{}`}},
			&whatsapp.Fault{Notice: whatsapp.Notice{Origin: whatsapp.Origin{Number: number}, Raw: `{"code":130429}`}, Failure: whatsapp.Failure{Code: 130429}},
			&whatsapp.Unknown{Notice: whatsapp.Notice{Origin: whatsapp.Origin{WABA: "elsewhere"}, Field: "account_update", Raw: `{}`}},
		)
	}
	require.Equal(t, 2, w.logged(inbox.EntryNotice))
	require.Equal(t, 1, w.logged(inbox.EntryFault))
	require.Len(t, w.kept(), 1, "a stranger's account event is an orphan")
	for _, e := range w.log() {
		if e.Kind == inbox.EntryFault {
			require.Equal(t, "130429", e.State)
			require.Equal(t, whatsapp.Raw(`{"code":130429}`), e.Raw)
		}
	}
}

func TestAStoreThatIsDownIsAnError(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	ctx := t.Context()
	down := downStore{w.store}
	e, err := inbox.New(down, w.provider, nil)
	require.NoError(t, err)
	require.ErrorIs(t, e.Ingest(ctx, delivery(text("wamid.1", "1", "x", time.Now()))), errDown)
	require.ErrorIs(t, e.Ingest(ctx, delivery(status("", "wamid.1", whatsapp.Sent, time.Now()))), errDown)
}

func TestNewNamesEverythingThatIsMissing(t *testing.T) {
	t.Parallel()
	_, err := inbox.New(nil, nil, nil)
	require.Error(t, err)
	for _, name := range []string{"store", "providers"} {
		require.ErrorContains(t, err, name)
	}
}

// An account is remembered by each engine; what a decision relied on is checked
// in the commit all the same.
func TestAnAccountThatChangedElsewhereIsSeenAtOnce(t *testing.T) {
	t.Parallel()
	here := newWorld(t, nil)
	elsewhere := worldOn(t, here.store, nil, nil)
	here.ingest(text("wamid.1", "4915100", "to the old inbox", time.Now()))
	require.NoError(t, elsewhere.Save(t.Context(),
		inbox.Inbox{ID: "other", Organization: org, Name: "Other"},
		inbox.Account{ID: account, Organization: org, Provider: "fake", Number: number, Inbox: "other"},
	))
	here.ingest(text("wamid.2", "4915199", "to the new inbox", time.Now()))
	for _, c := range here.conversations() {
		want := queue
		if c.Address.Phone == "4915199" {
			want = "other"
		}
		require.Equal(t, want, c.Inbox)
	}
}

func TestANumberBelongsToOneAccount(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	err := w.Save(t.Context(), inbox.Account{ID: "thief", Organization: "other", Provider: "fake", Number: number})
	require.ErrorIs(t, err, inbox.ErrConflict)
}
