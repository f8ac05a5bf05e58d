package bench_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/inbox/sqlstore"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/routing"
)

var (
	deadlines = flag.Int("deadlines", 1_000_000, "offers that are pending")
	spread    = flag.Duration("spread", routing.MaxReassign, "the time over which their deadlines lie")
	watched   = flag.Duration("watched", 20*time.Second, "how long their deadlines are watched")
)

// chatsOfAnInbox is how many of the offers one inbox has, and its agents.
const (
	chatsOfAnInbox  = 1000
	agentsOfAnInbox = 10
)

// BenchmarkDeadlines lets an engine run on a store in which a million offers are
// pending, and tells how late those are over whose deadline comes while it is
// watched. Each is then offered to the next agent, with a deadline of its own, so
// that as many are pending at the end. One pass takes minutes: -benchtime 1x.
func BenchmarkDeadlines(b *testing.B) {
	for b.Loop() {
		b.ReportMetric(0, "ns/op")
		late, due := deadlinesReached(b)
		slices.Sort(late)
		within, _ := slices.BinarySearch(late, time.Second)
		b.ReportMetric(ms(late[len(late)/2]), "late-p50-ms")
		b.ReportMetric(ms(late[len(late)*99/100]), "late-p99-ms")
		b.ReportMetric(100*float64(within)/float64(due), "%-within-1s")
		b.ReportMetric(float64(len(late))/watched.Seconds(), "deadlines/s")
	}
}

// deadlinesReached returns how late each was, and how many were due.
func deadlinesReached(b *testing.B) (late []time.Duration, due int) {
	b.Helper()
	store, err := sqlstore.Open(b.Context(), filepath.Join(b.TempDir(), "inbox.db"), nil)
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	none := inbox.ProvidersFunc(func(context.Context, inbox.Account) (provider.Provider, error) {
		return nil, errors.New("nothing is sent here")
	})
	engine, err := inbox.New(store, none, nil)
	if err != nil {
		b.Fatal(err)
	}
	settled := time.Now()
	begin := settled.Add(time.Duration(*deadlines/8000+10) * time.Second) // when all of it is written
	until := pending(b, store, begin)
	b.Logf("%d offers written in %.0f s", *deadlines, time.Since(settled).Seconds())
	ctx, stop := context.WithCancel(b.Context())
	done := make(chan error, 1)
	<-time.After(time.Until(begin.Add(-2 * time.Second)))
	go func() { done <- engine.Run(ctx) }()
	end := begin.Add(*watched)
	<-time.After(time.Until(end.Add(3 * time.Second)))
	stop()
	<-done

	for _, u := range until {
		if u.Before(end) {
			due++
		}
	}
	for e, err := range store.Log(b.Context(), 0) {
		if err != nil {
			b.Fatal(err)
		}
		if u, ok := until[e.Conversation]; ok && e.Kind == inbox.EntryTimedOut && u.Before(end) {
			late = append(late, e.At.Sub(u))
		}
	}
	if len(late) < due*99/100 || len(late) > due {
		b.Fatalf("%d of %d deadlines were reached", len(late), due)
	}
	return late, due
}

// pending writes the offers, each with its timer, and returns their deadlines.
func pending(b *testing.B, store *sqlstore.Store, begin time.Time) map[inbox.ConversationID]time.Time {
	b.Helper()
	until := make(map[inbox.ConversationID]time.Time, *deadlines)
	arrived := begin.Add(-time.Hour).UTC()
	var commits []inbox.Commit
	flush := func() {
		for _, err := range store.Commit(b.Context(), commits) {
			if err != nil {
				b.Fatal(err)
			}
		}
		commits = commits[:0]
	}
	for i := range *deadlines {
		in := inbox.InboxID(fmt.Sprintf("inbox%05d", i/chatsOfAnInbox))
		agent := inbox.AgentID(fmt.Sprintf("%s-%d", in, i%agentsOfAnInbox))
		if i%chatsOfAnInbox == 0 {
			commits = append(commits, team(in, begin))
		}
		// Deadlines of one inbox lie all over the time, as those of many do.
		at := begin.Add(time.Duration(uint64(i) * 0x9E3779B97F4A7C15 >> 1 % uint64(*spread))).UTC().Truncate(time.Microsecond)
		c := inbox.Conversation{
			ID: inbox.ConversationID(inbox.NewID(arrived)), Organization: organization, Account: "main", Inbox: in,
			LastAt: arrived, Offers: 1, Chat: inbox.Chat{ID: inbox.ChatID(inbox.NewID(arrived)), Chat: routing.Chat{
				State: inbox.Offered, Agent: agent, Until: at, Arrived: arrived.Add(time.Duration(i) * time.Microsecond),
			}},
		}
		until[c.ID] = at
		commits = append(commits, inbox.Commit{
			Puts: []inbox.Put{{Record: c}},
			Jobs: []inbox.Job{{Kind: inbox.JobTimer, Conversation: c.ID, Inbox: in, Guard: 1, Due: at}},
		})
		if len(commits) >= 256 {
			flush()
		}
	}
	flush()
	return until
}

// team is an inbox and its agents, who hold their offers.
func team(in inbox.InboxID, at time.Time) inbox.Commit {
	c := inbox.Commit{Puts: []inbox.Put{{Record: inbox.Inbox{
		ID: in, Organization: organization, Rules: routing.Rules{ReassignAfter: routing.MaxReassign},
	}}}}
	for i := range agentsOfAnInbox {
		a := inbox.AgentID(fmt.Sprintf("%s-%d", in, i))
		presence := routing.Presence{}.Set(routing.StatusAvailable, at, 24*time.Hour)
		c.Puts = append(c.Puts,
			inbox.Put{Record: inbox.Agent{
				ID: a, Organization: organization, Presence: presence, There: true, Visit: 1, Load: chatsOfAnInbox / agentsOfAnInbox,
			}},
			inbox.Put{Record: inbox.Seat{Inbox: in, Agent: a, Position: i, Load: chatsOfAnInbox / agentsOfAnInbox}})
	}
	return c
}
