package sqlstore_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/inbox/sqlstore"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/routing"
	"github.com/wainbox/wainbox/whatsapp"
)

// Two engines run on one file for some twenty minutes in which customers write and agents
// accept, decline, let lapse and end, come and go: every deadline is honoured
// within a second, what agents count is what they hold, and nobody waits whom
// somebody could take.
func TestTwoEnginesForAWhile(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	synctest.Test(t, func(t *testing.T) {
		t.Logf("seed %d", seed)
		aWhile(t, rand.New(rand.NewPCG(seed, 0)))
	})
}

func aWhile(t *testing.T, random *rand.Rand) {
	t.Helper()
	const org, support = "org", "support"
	ctx := context.WithoutCancel(t.Context())
	store, err := sqlstore.Open(ctx, filepath.Join(t.TempDir(), "inbox.db"), nil)
	must(t, err)
	none := inbox.ProvidersFunc(func(context.Context, inbox.Account) (provider.Provider, error) {
		return nil, errors.New("nothing is sent here")
	})
	var engines []*inbox.Engine
	running, stop := context.WithCancel(ctx)
	var all sync.WaitGroup
	for range 2 {
		e, err := inbox.New(store, none, &inbox.Options{Poll: 500 * time.Millisecond})
		must(t, err)
		engines = append(engines, e)
		all.Go(func() { _ = e.Run(running) })
	}
	either := func() *inbox.Engine { return engines[random.IntN(2)] }
	records := []inbox.Record{
		inbox.Account{ID: "main", Organization: org, Provider: "fake", Number: "1001", Inbox: support},
		inbox.Inbox{ID: support, Organization: org, Capacity: 2, Rules: routing.Rules{ReassignAfter: 20 * time.Second, MaxRounds: 3}},
	}
	for i := range 4 {
		a := inbox.AgentID(fmt.Sprint("agent", i))
		records = append(records, inbox.Agent{ID: a, Organization: org}, inbox.Seat{Inbox: support, Agent: a, Position: i})
	}
	must(t, engines[0].Save(ctx, records...))
	for n := range 200 {
		time.Sleep(time.Duration(random.IntN(12000)) * time.Millisecond)
		a := inbox.AgentID(fmt.Sprint("agent", random.IntN(4)))
		p := inbox.Presence{Organization: org, Agent: a, Lease: 3 * time.Minute}
		switch random.IntN(8) {
		case 0, 1, 2:
			must(t, either().Ingest(ctx, provider.Delivery{Provider: "fake", Events: []whatsapp.Event{&whatsapp.Received{
				Origin:  whatsapp.Origin{Number: "1001"},
				Message: whatsapp.Message{ID: whatsapp.MessageID("wamid." + strconv.Itoa(n)), At: time.Now(), Type: "text", Content: whatsapp.Text{Body: "hello"}},
				From:    whatsapp.Address{Phone: whatsapp.Phone(strconv.Itoa(random.IntN(12)))},
			}}}))
		case 3:
			must(t, either().Available(ctx, p))
		case 4:
			must(t, either().Heartbeat(ctx, p))
		case 5:
			if random.IntN(3) == 0 {
				must(t, either().Away(ctx, p))
			}
		default:
			answerOne(ctx, t, either(), store, random)
		}
		synctest.Wait()
		if n%20 == 0 {
			time.Sleep(time.Second)
			synctest.Wait()
			settled(ctx, t, store)
		}
	}
	stop()
	all.Wait()
	honoured(ctx, t, store)
	must(t, store.Close())
}

// answerOne does what can be done to some chat.
func answerOne(ctx context.Context, t *testing.T, e *inbox.Engine, store *sqlstore.Store, random *rand.Rand) {
	t.Helper()
	var chats []inbox.Conversation
	for c, err := range store.Conversations(ctx, inbox.ConversationQuery{Organization: "org"}) {
		must(t, err)
		if c.Chat.ID != "" {
			chats = append(chats, c)
		}
	}
	if len(chats) == 0 {
		return
	}
	c := chats[random.IntN(len(chats))]
	s := inbox.ChatStep{Organization: "org", Conversation: c.ID, Chat: c.Chat.ID, Agent: c.Chat.Agent}
	var err error
	switch {
	case c.Chat.State == inbox.Active:
		err = e.End(ctx, s)
	case c.Chat.State == inbox.Offered && random.IntN(3) > 0:
		err = e.Accept(ctx, s)
	case c.Chat.State == inbox.Offered:
		err = e.Decline(ctx, s)
	}
	if err != nil && !errors.Is(err, routing.ErrNotOffered) { // its lease may have run out just now
		must(t, err)
	}
}

// settled holds what is stored against itself, at a moment when nothing is due.
func settled(ctx context.Context, t *testing.T, store *sqlstore.Store) {
	t.Helper()
	now := time.Now()
	held, waiting := map[inbox.AgentID]int{}, 0
	for c, err := range store.Conversations(ctx, inbox.ConversationQuery{Organization: "org"}) {
		must(t, err)
		for _, a := range c.Chat.Holders() {
			held[a]++
		}
		if c.Chat.State == inbox.Waiting && !c.Chat.Escalated {
			waiting++
		}
		if c.Chat.State == inbox.Offered && !now.Before(c.Chat.Until) {
			t.Fatalf("an offer until %v stands at %v", c.Chat.Until, now)
		}
	}
	for i := range 4 {
		a := inbox.AgentID(fmt.Sprint("agent", i))
		states, err := store.Load(ctx, []inbox.Want{inbox.Agent{ID: a}.Key(), inbox.SeatKey("support", a)})
		must(t, err)
		agent, seat := states[0].Record.(inbox.Agent), states[1].Record.(inbox.Seat)
		if agent.Load != held[a] || seat.Load != held[a] || held[a] > 2 {
			t.Fatalf("%s holds %d and counts %d, in the inbox %d", a, held[a], agent.Load, seat.Load)
		}
	}
	free, err := store.Candidates(ctx, inbox.CandidateQuery{
		Inbox: "support", At: now, Query: routing.Query{Order: routing.RoundRobin()},
	})
	must(t, err)
	if waiting > 0 && len(free) > 0 {
		t.Fatalf("%d wait while %d are free", waiting, len(free))
	}
}

// honoured holds every offer that timed out against its deadline.
func honoured(ctx context.Context, t *testing.T, store *sqlstore.Store) {
	t.Helper()
	until, lapsed := map[inbox.ConversationID]time.Time{}, 0
	for e, err := range store.Log(ctx, 0) {
		must(t, err)
		switch e.Kind {
		case inbox.EntryOffered:
			at, err := time.Parse(time.RFC3339Nano, e.State)
			must(t, err)
			until[e.Conversation] = at
		case inbox.EntryTimedOut:
			lapsed++
			if late := e.At.Sub(until[e.Conversation]); late < 0 || late > time.Second {
				t.Errorf("a deadline was told %v late", late)
			}
		default:
		}
	}
	if lapsed == 0 {
		t.Error("no offer timed out")
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
