package inbox_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
	"github.com/wainbox/wainbox/whatsapp"
)

// said are the texts that were sent, in order.
func (d *desk) said() []string {
	said := []string{}
	for _, m := range d.provider.sends() {
		said = append(said, whatsapp.TextOf(m.Content))
	}
	return said
}

// answering is a desk whose inbox answers by itself: it is open from 9 to 17, and
// the bubble begins at midnight.
func answering(t *testing.T, every time.Duration, test func(*desk)) {
	t.Helper()
	day := []routing.Interval{{From: "09:00", Until: "17:00"}}
	rules := routing.Rules{Mode: routing.ModeManual, Hours: &routing.Hours{Days: routing.Week{
		Monday: day, Tuesday: day, Wednesday: day, Thursday: day, Friday: day, Saturday: day, Sunday: day,
	}}}
	atDesk(t, rules, func(d *desk) {
		d.save(inbox.Inbox{ID: queue, Organization: org, Rules: rules, AutoReplies: []inbox.AutoReply{
			{When: inbox.WhenArrived, Text: "hello", Every: every}, {When: inbox.WhenClosed, Text: "closed", Every: every},
		}})
		test(d)
	})
}

func TestAnInboxAnswersByItselfOnceInAWhile(t *testing.T) {
	t.Parallel()
	answering(t, 0, func(d *desk) {
		d.arrives("1")
		require.Equal(t, []string{"closed"}, d.said())
		d.passes(10 * time.Minute)
		d.arrives("1")
		require.Len(t, d.said(), 1, "within the hour")
		require.Equal(t, 2, d.of("1").Unread, "nobody has read it")
		d.passes(time.Hour)
		d.arrives("1")
		require.Equal(t, []string{"closed", "closed"}, d.said())
		d.passes(time.Hour - 2*time.Second)
		d.arrives("1")
		require.Len(t, d.said(), 2)
		d.arrives("1")
		require.Len(t, d.said(), 3, "an hour later to the second")
		d.arrives("2")
		require.Len(t, d.said(), 4, "another conversation has an interval of its own")
	})
}

func TestAChatThatBeginsIsGreeted(t *testing.T) {
	t.Parallel()
	answering(t, 0, func(d *desk) {
		d.passes(10 * time.Hour)
		d.arrives("1")
		d.passes(2 * time.Hour)
		d.arrives("1")
		require.Equal(t, []string{"hello"}, d.said(), "the second began no chat")
		d.do(d.Take(t.Context(), d.step("1", "ada")))
		d.passes(10 * time.Hour)
		d.arrives("1")
		require.Equal(t, []string{"hello"}, d.said(), "it is ada's")
	})
}

func TestAChatThatIsGivenAsItBeginsIsGreetedToo(t *testing.T) {
	t.Parallel()
	rules := routing.Rules{AutoAccept: true}
	atDesk(t, rules, func(d *desk) {
		d.save(inbox.Inbox{ID: queue, Organization: org, Rules: rules, AutoReplies: []inbox.AutoReply{
			{When: inbox.WhenArrived, Text: "hello"},
		}})
		for _, customer := range []string{"1", "2", "3", "4"} {
			d.arrives(customer)
		}
		d.is("1: active ada, 2: active bob, 3: active ada, 4: active bob")
		require.Equal(t, []string{"hello", "hello", "hello", "hello"}, d.said())
		d.passes(2 * time.Hour)
		d.arrives("1")
		require.Len(t, d.said(), 4, "it is ada's")
	})
}

func TestAutomaticRepliesEnd(t *testing.T) {
	t.Parallel()
	answering(t, time.Minute, func(d *desk) {
		for range 10 {
			d.arrives("1")
			d.passes(2 * time.Minute)
		}
		require.Len(t, d.said(), inbox.MaxAutoReplies, "nobody answers")
		_, err := d.Reply(t.Context(), inbox.Reply{
			Organization: org, Conversation: d.of("1").ID, Agent: "ada", Content: whatsapp.Text{Body: "a person"},
		})
		d.do(err)
		d.arrives("1")
		require.Equal(t, []string{"closed", "closed", "closed", "a person", "closed"}, d.said())
	})
}

// Nobody reads and writes as fast as a machine does.
func TestWhatComesAtOnceAfterAnAutomaticReplyIsNotAnswered(t *testing.T) {
	t.Parallel()
	answering(t, 0, func(d *desk) {
		d.passes(17*time.Hour - 2*time.Second)
		d.arrives("1")
		require.Equal(t, []string{"hello"}, d.said())
		d.arrives("1") // a second later it is closed
		require.Equal(t, []string{"hello"}, d.said())
		d.passes(inbox.AutoReplyEcho)
		d.arrives("1")
		require.Equal(t, []string{"hello", "closed"}, d.said())
	})
}

// The job was added before, and is done after.
func TestWhoHasAPersonByThenIsNotAnsweredAutomatically(t *testing.T) {
	t.Parallel()
	atOddDesk(t, routing.Rules{}, func(d *desk, b *between, _ inbox.Presence) {
		d.save(inbox.Inbox{ID: queue, Organization: org, AutoReplies: []inbox.AutoReply{{When: inbox.WhenArrived, Text: "hello"}}})
		b.idle = []inbox.JobKind{inbox.JobGreet}
		d.arrives("1", "2")
		d.works()
		d.accept("1", "eve")
		b.idle = nil
		d.works()
		require.Equal(t, []string{"hello"}, d.said(), "to the other")
	})
}

func TestWhatCannotBeSentIsNotAnsweredAutomatically(t *testing.T) {
	t.Parallel()
	atOddDesk(t, routing.Rules{}, func(d *desk, _ *between, _ inbox.Presence) {
		d.save(inbox.Inbox{ID: queue, Organization: org, AutoReplies: []inbox.AutoReply{{When: inbox.WhenArrived, Text: "hello"}}})
		d.ingest(text("wamid.late", "1", "Hello", time.Now().Add(-25*time.Hour))) // the window is closed
		d.works()
		d.passes(time.Minute)
		require.Empty(t, d.said())
		jobs, err := d.store.Lease(t.Context(), inbox.LeaseRequest{
			Kinds: []inbox.JobKind{inbox.JobGreet}, Now: time.Now(), TTL: time.Second, Limit: 1,
		})
		require.NoError(t, err)
		require.Empty(t, jobs, "and nobody tries again")
	})
}

func TestAMergedConversationIsAnsweredOnce(t *testing.T) {
	t.Parallel()
	closed := routing.Rules{Hours: &routing.Hours{Days: routing.Week{Monday: []routing.Interval{{From: "09:00", Until: "17:00"}}}}}
	atOddDesk(t, closed, func(d *desk, _ *between, _ inbox.Presence) {
		d.save(inbox.Inbox{ID: queue, Organization: org, Rules: closed, AutoReplies: []inbox.AutoReply{{When: inbox.WhenClosed, Text: "closed"}}})
		d.ingest(from("wamid.user", whatsapp.Address{User: "DE.1"}, time.Now().Unix()))
		d.arrives("1")
		d.ingest(from("wamid.both", whatsapp.Address{User: "DE.1", Phone: "1"}, time.Now().Unix()))
		d.works()
		require.Equal(t, []string{"closed"}, d.said())
	})
}

func TestAutomaticRepliesThatAreNotAllowedAreRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	hi := inbox.AutoReply{When: inbox.WhenArrived, Text: "hi"}
	for field, all := range map[string][]inbox.AutoReply{
		"inbox.auto_replies[1].when":  {hi, hi},
		"inbox.auto_replies[0].text":  {{When: inbox.WhenClosed}},
		"inbox.auto_replies[0].every": {{When: inbox.WhenClosed, Text: "closed", Every: time.Second}},
	} {
		var wrong *routing.FieldError
		require.ErrorAs(t, w.Save(t.Context(), inbox.Inbox{ID: "i", AutoReplies: all}), &wrong)
		require.Equal(t, field, wrong.Field)
	}
}
