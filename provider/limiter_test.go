package provider_test

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

var epoch = time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)

func person(i int) whatsapp.Address {
	return whatsapp.Address{Phone: whatsapp.Phone(fmt.Sprintf("1650555%04d", i))}
}

func take(t *testing.T, l *provider.Limiter, now time.Time, number string, to whatsapp.Address) time.Duration {
	t.Helper()
	wait, err := l.Take(t.Context(), now, number, to)
	if err != nil {
		t.Error(err)
	}
	return wait
}

func pause(t *testing.T, l *provider.Limiter, number string, to whatsapp.Address, until time.Time) {
	t.Helper()
	if err := l.Pause(t.Context(), number, to, until); err != nil {
		t.Error(err)
	}
}

// near tells times apart that rounding does not explain.
func near(got, want time.Duration) bool { return (got - want).Abs() < time.Millisecond }

func TestLimiterNumber(t *testing.T) {
	t.Parallel()
	l := provider.NewLimiter(provider.Limits{})
	if n := l.Budget(epoch, "a"); n != 80 {
		t.Errorf("Budget = %d, want 80", n)
	}
	for i := range 80 {
		if wait := take(t, l, epoch, "a", person(i)); wait != 0 {
			t.Fatalf("send %d waits %v", i, wait)
		}
	}
	if wait := take(t, l, epoch, "a", person(80)); !near(wait, time.Second/80) {
		t.Errorf("send 81 waits %v, want 12.5ms", wait)
	}
	if n := l.Budget(epoch, "a"); n != 0 {
		t.Errorf("Budget = %d, want 0", n)
	}
	if n := l.Budget(epoch, "b"); n != 80 {
		t.Errorf("another number's Budget = %d, want 80", n)
	}
	if n := l.Budget(epoch.Add(500*time.Millisecond), "a"); n != 40 {
		t.Errorf("Budget after half a second = %d, want 40", n)
	}
	if wait := take(t, l, epoch.Add(13*time.Millisecond), "a", person(80)); wait != 0 {
		t.Errorf("send 81 still waits %v", wait)
	}
}

func TestLimiterPair(t *testing.T) {
	t.Parallel()
	l := provider.NewLimiter(provider.Limits{})
	for i := range 45 {
		if wait := take(t, l, epoch, "a", person(1)); wait != 0 {
			t.Fatalf("send %d waits %v", i, wait)
		}
	}
	if wait := take(t, l, epoch, "a", person(1)); !near(wait, 6*time.Second) {
		t.Errorf("send 46 waits %v, want 6s", wait)
	}
	if wait := take(t, l, epoch, "a", person(2)); wait != 0 {
		t.Errorf("another customer waits %v", wait)
	}
	// A refused take takes nothing, from the number either.
	if n := l.Budget(epoch, "a"); n != 80-46 {
		t.Errorf("Budget = %d, want %d", n, 80-46)
	}
	if wait := take(t, l, epoch.Add(6*time.Second), "a", person(1)); wait != 0 {
		t.Errorf("after 6s: waits %v", wait)
	}
	if wait := take(t, l, epoch.Add(6*time.Second), "a", person(1)); !near(wait, 6*time.Second) {
		t.Errorf("one more: waits %v", wait)
	}
}

func TestLimiterSettings(t *testing.T) {
	t.Parallel()
	l := provider.NewLimiter(provider.Limits{PerSecond: 0.5, PairEvery: time.Minute, PairBurst: 1})
	if wait := take(t, l, epoch, "a", person(1)); wait != 0 {
		t.Errorf("first waits %v", wait)
	}
	if wait := take(t, l, epoch, "a", person(2)); !near(wait, 2*time.Second) {
		t.Errorf("second waits %v, want 2s", wait)
	}
	if wait := take(t, l, epoch.Add(2*time.Second), "a", person(1)); !near(wait, 58*time.Second) {
		t.Errorf("the same customer waits %v, want 58s", wait)
	}
}

func TestLimiterPause(t *testing.T) {
	t.Parallel()
	l := provider.NewLimiter(provider.Limits{})
	pause(t, l, "a", person(1), epoch.Add(time.Minute))
	if wait := take(t, l, epoch, "a", person(1)); !near(wait, time.Minute) {
		t.Errorf("the paused pair waits %v", wait)
	}
	if wait := take(t, l, epoch, "a", person(2)); wait != 0 {
		t.Errorf("another pair waits %v", wait)
	}
	pause(t, l, "a", whatsapp.Address{}, epoch.Add(10*time.Second))
	pause(t, l, "a", whatsapp.Address{}, epoch.Add(5*time.Second)) // never shorter
	if wait := take(t, l, epoch, "a", person(2)); !near(wait, 10*time.Second) {
		t.Errorf("the paused number waits %v", wait)
	}
	if n := l.Budget(epoch, "a"); n != 0 {
		t.Errorf("Budget while paused = %d", n)
	}
	if wait := take(t, l, epoch, "b", person(1)); wait != 0 {
		t.Errorf("another number waits %v", wait)
	}
	if wait := take(t, l, epoch.Add(10*time.Second), "a", person(2)); wait != 0 {
		t.Errorf("after the pause: waits %v", wait)
	}
	if wait := take(t, l, epoch.Add(time.Minute), "a", person(1)); wait != 0 {
		t.Errorf("after the pair's pause: waits %v", wait)
	}
}

// TestLimiterForgets sends to many once each, and later to as many others: the
// first are at rest and forgotten, a paused one is not.
func TestLimiterForgets(t *testing.T) {
	t.Parallel()
	l := provider.NewLimiter(provider.Limits{PerSecond: 1e9})
	pause(t, l, "a", person(9999), epoch.Add(48*time.Hour))
	at := epoch
	for day := range 20 {
		for i := range 1000 {
			if wait := take(t, l, at, "a", person(day*1000/2+i)); wait != 0 && day*1000/2+i != 9999 {
				t.Fatalf("day %d, customer %d waits %v", day, i, wait)
			}
		}
		at = at.Add(time.Hour)
	}
	if n := l.Pairs(); n > 2100 {
		t.Errorf("%d pairs are remembered", n)
	}
	if wait := take(t, l, at, "a", person(9999)); !near(wait, 28*time.Hour) {
		t.Errorf("the paused pair waits %v, want 28h", wait)
	}
}

// TestLimiterForgetsNothing checks that a busy pair survives a sweep.
func TestLimiterForgetsNothing(t *testing.T) {
	t.Parallel()
	l := provider.NewLimiter(provider.Limits{PerSecond: 1e9})
	for range 45 {
		take(t, l, epoch, "a", person(1))
	}
	for i := range 5000 {
		take(t, l, epoch.Add(time.Second), "a", person(100+i))
	}
	if wait := take(t, l, epoch.Add(time.Second), "a", person(1)); !near(wait, 5*time.Second) {
		t.Errorf("the busy pair waits %v, want 5s", wait)
	}
}

func TestLimiterConcurrent(t *testing.T) {
	t.Parallel()
	l := provider.NewLimiter(provider.Limits{})
	var wg sync.WaitGroup
	var mu sync.Mutex
	taken := 0
	for w := range 8 {
		wg.Go(func() {
			for i := range 50 {
				l.Budget(epoch, "a")
				pause(t, l, "b", whatsapp.Address{}, epoch)
				if take(t, l, epoch, "a", person(100*w+i)) == 0 {
					mu.Lock()
					taken++
					mu.Unlock()
				}
			}
		})
	}
	wg.Wait()
	if taken != 80 {
		t.Errorf("%d sends at one moment, want 80", taken)
	}
}

func BenchmarkLimiterTake(b *testing.B) {
	l := provider.NewLimiter(provider.Limits{PerSecond: 1e9})
	people := make([]whatsapp.Address, 1000)
	for i := range people {
		people[i] = person(i)
	}
	b.ReportAllocs()
	at, i := epoch, 0
	for b.Loop() {
		if _, err := l.Take(b.Context(), at, "a", people[i%len(people)]); err != nil {
			b.Fatal(err)
		}
		at = at.Add(10 * time.Millisecond)
		i++
	}
}

// TestLimiterWaitingTakesNoMemory asks for many customers of a number that is
// used up, or paused: none of them is remembered.
func TestLimiterWaitingTakesNoMemory(t *testing.T) {
	t.Parallel()
	l := provider.NewLimiter(provider.Limits{})
	for i := range 100_000 {
		take(t, l, epoch, "a", person(i))
	}
	if n := l.Pairs(); n > 80 {
		t.Errorf("%d pairs are remembered, want the 80 that were sent to", n)
	}
}

// TestLimiterMillionPairs sends to a million customers at the rate of a raised
// number; what is remembered follows the rate and not the customers.
func TestLimiterMillionPairs(t *testing.T) {
	t.Parallel()
	l := provider.NewLimiter(provider.Limits{PerSecond: 1000})
	var most int
	for i := range 1_000_000 {
		at := epoch.Add(time.Duration(i) * time.Millisecond)
		if wait := take(t, l, at, "a", whatsapp.Address{Phone: whatsapp.Phone(strconv.Itoa(i))}); wait != 0 {
			t.Fatalf("customer %d waits %v", i, wait)
		}
		if i%100 == 0 {
			most = max(most, l.Pairs())
		}
	}
	// 6 s of a thousand a second, and as many again before a sweep.
	if most > 13_000 {
		t.Errorf("%d pairs were remembered at once", most)
	}
}

func TestLimiterSetRate(t *testing.T) {
	t.Parallel()
	l := provider.NewLimiter(provider.Limits{})
	l.SetRate("phone app", 20)
	l.SetRate("raised", 1000)
	l.SetRate("raised", 0) // is none
	for range 20 {
		take(t, l, epoch, "phone app", whatsapp.Address{Group: "g"})
	}
	l.SetRate("phone app", 20) // it has that already, and has used it
	if n := l.Budget(epoch, "phone app"); n != 0 {
		t.Errorf("the same rate again: Budget = %d, want 0", n)
	}
	for number, want := range map[string]int{"phone app": 20, "raised": 1000, "other": 80} {
		if n := l.Budget(epoch.Add(time.Second), number); n != want {
			t.Errorf("%s: Budget = %d, want %d", number, n, want)
		}
	}
}

func TestLimiterCalls(t *testing.T) {
	t.Parallel()
	l := provider.NewLimiter(provider.Limits{CallsPerHour: 200})
	for i := range 200 {
		if wait := l.TakeCall(epoch, "waba"); wait != 0 {
			t.Fatalf("call %d waits %v", i, wait)
		}
	}
	if wait := l.TakeCall(epoch, "waba"); !near(wait, 18*time.Second) {
		t.Errorf("call 201 waits %v, want 18s", wait)
	}
	if wait := l.TakeCall(epoch, "another"); wait != 0 {
		t.Errorf("another account waits %v", wait)
	}
	if n := l.Budget(epoch, "a"); n != 80 {
		t.Errorf("calls were taken from sends: %d are left", n)
	}
}

// shared is a limiter that all replicas ask.
type shared struct {
	mu     sync.Mutex
	left   int
	err    error
	asked  int
	paused []string
}

func (s *shared) Take(context.Context, string, whatsapp.Address) (time.Duration, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked++
	if s.err != nil {
		return 0, s.err
	}
	if s.left == 0 {
		return time.Minute, nil
	}
	s.left--
	return 0, nil
}

func (s *shared) Pause(_ context.Context, number string, to whatsapp.Address, _ time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.paused = append(s.paused, number+"/"+string(to.Phone))
	return s.err
}

func TestLimiterShared(t *testing.T) {
	t.Parallel()
	s := &shared{left: 3}
	one := provider.NewLimiter(provider.Limits{Shared: s})
	two := provider.NewLimiter(provider.Limits{Shared: s, PerSecond: 1})
	sent := 0
	for i := range 4 {
		for _, l := range []*provider.Limiter{one, two} {
			if take(t, l, epoch, "a", person(i)) == 0 {
				sent++
			}
		}
	}
	if sent != 3 {
		t.Errorf("%d were sent, want the 3 that both share", sent)
	}
	// What this process refuses is not asked of the others.
	if s.asked != 5 {
		t.Errorf("the shared limiter was asked %d times, want 5", s.asked)
	}
	// What the others refuse is not taken here.
	if n := one.Budget(epoch, "a"); n != 78 {
		t.Errorf("Budget = %d, want 78", n)
	}
	pause(t, one, "a", person(1), epoch.Add(time.Minute))
	if len(s.paused) != 1 || s.paused[0] != "a/16505550001" {
		t.Errorf("the others were told of %q", s.paused)
	}
}

// unsure says how long to wait, and that it could not be asked.
type unsure struct{}

func (unsure) Take(context.Context, string, whatsapp.Address) (time.Duration, error) {
	return time.Hour, errors.New("down")
}

func (unsure) Pause(context.Context, string, whatsapp.Address, time.Time) error { return nil }

// TestLimiterSharedDown: this process's own limits stand when the shared ones
// cannot be asked, and the caller is told.
func TestLimiterSharedDown(t *testing.T) {
	t.Parallel()
	down := errors.New("down")
	l := provider.NewLimiter(provider.Limits{Shared: &shared{err: down}, PerSecond: 2})
	for i, want := range []time.Duration{0, 0, time.Second / 2} {
		wait, err := l.Take(t.Context(), epoch, "a", person(i))
		if !near(wait, want) || (want == 0) != errors.Is(err, down) {
			t.Errorf("take %d: %v, %v; want %v", i, wait, err, want)
		}
	}
	if wait, err := provider.NewLimiter(provider.Limits{Shared: unsure{}}).Take(t.Context(), epoch, "a", person(0)); wait != 0 || err == nil {
		t.Errorf("a wait beside an error counts: %v, %v", wait, err)
	}
	if err := l.Pause(t.Context(), "a", whatsapp.Address{}, epoch.Add(time.Hour)); !errors.Is(err, down) {
		t.Errorf("Pause: %v", err)
	}
	if wait, _ := l.Take(t.Context(), epoch.Add(time.Minute), "a", person(9)); !near(wait, 59*time.Minute) {
		t.Errorf("after a pause that the others could not be told of: waits %v", wait)
	}
}
