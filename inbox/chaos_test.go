package inbox_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"strconv"
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

var (
	chaosSeed = flag.Uint64("chaos.seed", 0, "replay this seed of the chaos test; 0 = a random one")
	chaosRuns = flag.Int("chaos.runs", 100, "how many seeds the chaos test tries")
)

var errLost = errors.New("the connection to the store broke")

// chaos is a store whose connection breaks: before a commit is written, or
// after, when nobody can tell.
type chaos struct {
	*memstore.Store

	mu     sync.Mutex
	random *rand.Rand
	calm   bool
}

func (c *chaos) breaks(oneIn int) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return !c.calm && c.random.IntN(oneIn) == 0
}

func (c *chaos) Commit(ctx context.Context, commits []inbox.Commit) []error {
	errs := make([]error, len(commits))
	if !c.breaks(8) { // else it broke before anything was written
		errs = c.Store.Commit(ctx, commits)
		if !c.breaks(8) {
			return errs
		}
	}
	for i := range errs {
		errs[i] = errLost
	}
	return errs
}

func (c *chaos) Lease(ctx context.Context, r inbox.LeaseRequest) ([]inbox.Job, error) {
	jobs, err := c.Store.Lease(ctx, r)
	if c.breaks(6) {
		return nil, errLost // leased, and nobody knows by whom
	}
	return jobs, err
}

// Whatever breaks and whenever, nothing that was acknowledged is lost or
// doubled, nothing is sent twice, capacity is never exceeded and the moments of
// each window are told once: two engines on one store that breaks, a provider
// whose answers get lost, and a customer's platform that delivers again until it
// hears 200.
func TestNothingIsLostOrSentTwiceWhateverBreaks(t *testing.T) {
	t.Parallel()
	seed, runs := *chaosSeed, 1
	if seed == 0 {
		seed, runs = rand.Uint64(), *chaosRuns
	}
	for i := range runs {
		t.Logf("replay with -chaos.seed=%d", seed+uint64(i))
		synctest.Test(t, func(t *testing.T) { chaosRun(t, seed+uint64(i)) })
	}
}

func chaosRun(t *testing.T, seed uint64) {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 1))
	shared := &chaos{Store: memstore.New(nil), random: rand.New(rand.NewPCG(seed, 2)), calm: true}
	through := func(inbox.Store) inbox.Store { return shared }
	// Windows are said to be closing soon after they open, while things break.
	const soon = 4 * time.Second
	options := &inbox.Options{SendTimeout: 5 * time.Second, Poll: 5 * time.Second, ClosingLead: window.Service - soon}
	engines := []*world{worldOn(t, shared.Store, through, options), worldOn(t, shared.Store, through, options)}
	platform := &fakePlatform{random: rand.New(rand.NewPCG(seed, 3)), taken: map[whatsapp.Ref]int{}}
	for _, w := range engines {
		w.provider.onTry = platform.send
	}
	shared.calm = false

	const customers, each = 4, 5
	ctx, stop := context.WithCancel(t.Context())
	var running, working sync.WaitGroup
	for _, w := range engines {
		running.Go(func() { _ = w.Run(ctx) })
	}
	replies := make(chan inbox.MessageID, customers*each)
	for c := range customers {
		pauses := rand.New(rand.NewPCG(seed, uint64(100+c)))
		working.Go(func() {
			for n := range each {
				time.Sleep(time.Duration(pauses.IntN(3000)) * time.Millisecond)
				m := text(fmt.Sprintf("wamid.%d.%d", c, n), strconv.Itoa(c), "Hello", time.Now())
				w := engines[pauses.IntN(2)]
				for w.Ingest(t.Context(), delivery(m)) != nil { // the platform delivers again
					time.Sleep(time.Second)
				}
				_ = w.Ingest(t.Context(), delivery(m)) // and once more, for it cannot know
				for _, conversation := range w.conversations() {
					if conversation.Address.Phone != whatsapp.Phone(strconv.Itoa(c)) {
						continue
					}
					r := inbox.Reply{
						Organization: org, Conversation: conversation.ID, Agent: "ada", Content: whatsapp.Text{Body: "Hi"},
					}
					if m, err := w.Reply(t.Context(), r); err == nil {
						replies <- m.ID
					}
				}
			}
		})
	}
	working.Wait()
	time.Sleep(time.Duration(random.IntN(20)) * time.Second)
	shared.mu.Lock()
	shared.calm = true
	shared.mu.Unlock()
	time.Sleep(time.Hour) // every backoff and every lease has run out
	stop()
	running.Wait()
	close(replies)

	w := engines[0]
	received := map[whatsapp.MessageID]int{}
	for _, c := range w.conversations() {
		for _, m := range w.messages(c.ID) {
			if m.Direction == inbox.In {
				received[m.ProviderID]++
			}
		}
	}
	require.Len(t, received, customers*each)
	for id, n := range received {
		require.Equal(t, 1, n, id)
	}
	for ref, n := range platform.taken {
		require.Equal(t, 1, n, "reference %s was sent %d times", ref, n)
	}
	for id := range replies {
		state := w.message(id).Delivery.State()
		switch n := platform.taken[whatsapp.Ref(id)]; {
		case n == 1 && (state == inbox.Accepted || state == inbox.Uncertain):
		case n == 0 && state == inbox.Uncertain: // leased by whoever was never heard of again
		default:
			t.Fatalf("a reply that was taken %d times is %s", n, state)
		}
	}
	require.Equal(t, 4, w.agent("ada").Load+w.agent("bob").Load)
	require.Equal(t, 4, w.logged(inbox.EntryOwner))

	later := worldOn(t, shared.Store, nil, &inbox.Options{Poll: time.Hour})
	_ = later.run(func() { time.Sleep(2 * window.Service) })
	for _, c := range w.conversations() {
		told := w.moments(c.ID)
		require.Equal(t, "opened", told[0])
		require.Equal(t, "closed", told[len(told)-1])
		for _, m := range told[1 : len(told)-1] {
			require.Equal(t, "closing", m)
		}
		require.Contains(t, told, "closing")
		require.LessOrEqual(t, len(told), 2+each, "once for each of the customer's words")
	}
}

// fakePlatform takes messages, and sometimes its answer gets lost.
type fakePlatform struct {
	mu     sync.Mutex
	random *rand.Rand
	taken  map[whatsapp.Ref]int
}

func (p *fakePlatform) send(ctx context.Context, _ int, m whatsapp.Outbound) (provider.Receipt, error) {
	p.mu.Lock()
	luck := p.random.IntN(10)
	if luck > 1 {
		p.taken[m.Ref]++
	}
	p.mu.Unlock()
	switch luck {
	case 0:
		return provider.Receipt{}, &provider.Error{Kind: provider.Unavailable, Code: 131016}
	case 1:
		return provider.Receipt{}, &provider.Error{Kind: provider.Throttled, Code: 130429}
	case 2:
		<-ctx.Done()
		return provider.Receipt{}, &provider.Error{Kind: provider.Uncertain, Err: ctx.Err()}
	default:
		return provider.Receipt{ID: whatsapp.MessageID("wamid.out." + string(m.Ref))}, nil
	}
}
