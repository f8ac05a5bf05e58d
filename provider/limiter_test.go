package provider_test

import (
	"fmt"
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

// near tells times apart that rounding does not explain.
func near(got, want time.Duration) bool { return (got - want).Abs() < time.Millisecond }

func TestLimiterNumber(t *testing.T) {
	t.Parallel()
	l := provider.NewLimiter(provider.Limits{})
	if n := l.Budget(epoch, "a"); n != 80 {
		t.Errorf("Budget = %d, want 80", n)
	}
	for i := range 80 {
		if wait := l.Take(epoch, "a", person(i)); wait != 0 {
			t.Fatalf("send %d waits %v", i, wait)
		}
	}
	if wait := l.Take(epoch, "a", person(80)); !near(wait, time.Second/80) {
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
	if wait := l.Take(epoch.Add(13*time.Millisecond), "a", person(80)); wait != 0 {
		t.Errorf("send 81 still waits %v", wait)
	}
}

func TestLimiterPair(t *testing.T) {
	t.Parallel()
	l := provider.NewLimiter(provider.Limits{})
	for i := range 45 {
		if wait := l.Take(epoch, "a", person(1)); wait != 0 {
			t.Fatalf("send %d waits %v", i, wait)
		}
	}
	if wait := l.Take(epoch, "a", person(1)); !near(wait, 6*time.Second) {
		t.Errorf("send 46 waits %v, want 6s", wait)
	}
	if wait := l.Take(epoch, "a", person(2)); wait != 0 {
		t.Errorf("another customer waits %v", wait)
	}
	// A refused take takes nothing, from the number either.
	if n := l.Budget(epoch, "a"); n != 80-46 {
		t.Errorf("Budget = %d, want %d", n, 80-46)
	}
	if wait := l.Take(epoch.Add(6*time.Second), "a", person(1)); wait != 0 {
		t.Errorf("after 6s: waits %v", wait)
	}
	if wait := l.Take(epoch.Add(6*time.Second), "a", person(1)); !near(wait, 6*time.Second) {
		t.Errorf("one more: waits %v", wait)
	}
}

func TestLimiterSettings(t *testing.T) {
	t.Parallel()
	l := provider.NewLimiter(provider.Limits{PerSecond: 0.5, PairEvery: time.Minute, PairBurst: 1})
	if wait := l.Take(epoch, "a", person(1)); wait != 0 {
		t.Errorf("first waits %v", wait)
	}
	if wait := l.Take(epoch, "a", person(2)); !near(wait, 2*time.Second) {
		t.Errorf("second waits %v, want 2s", wait)
	}
	if wait := l.Take(epoch.Add(2*time.Second), "a", person(1)); !near(wait, 58*time.Second) {
		t.Errorf("the same customer waits %v, want 58s", wait)
	}
}

func TestLimiterPause(t *testing.T) {
	t.Parallel()
	l := provider.NewLimiter(provider.Limits{})
	l.Pause("a", person(1), epoch.Add(time.Minute))
	if wait := l.Take(epoch, "a", person(1)); !near(wait, time.Minute) {
		t.Errorf("the paused pair waits %v", wait)
	}
	if wait := l.Take(epoch, "a", person(2)); wait != 0 {
		t.Errorf("another pair waits %v", wait)
	}
	l.Pause("a", whatsapp.Address{}, epoch.Add(10*time.Second))
	l.Pause("a", whatsapp.Address{}, epoch.Add(5*time.Second)) // never shorter
	if wait := l.Take(epoch, "a", person(2)); !near(wait, 10*time.Second) {
		t.Errorf("the paused number waits %v", wait)
	}
	if n := l.Budget(epoch, "a"); n != 0 {
		t.Errorf("Budget while paused = %d", n)
	}
	if wait := l.Take(epoch, "b", person(1)); wait != 0 {
		t.Errorf("another number waits %v", wait)
	}
	if wait := l.Take(epoch.Add(10*time.Second), "a", person(2)); wait != 0 {
		t.Errorf("after the pause: waits %v", wait)
	}
	if wait := l.Take(epoch.Add(time.Minute), "a", person(1)); wait != 0 {
		t.Errorf("after the pair's pause: waits %v", wait)
	}
}

// TestLimiterForgets sends to many once each, and later to as many others: the
// first are at rest and forgotten, a paused one is not.
func TestLimiterForgets(t *testing.T) {
	t.Parallel()
	l := provider.NewLimiter(provider.Limits{PerSecond: 1e9})
	l.Pause("a", person(9999), epoch.Add(48*time.Hour))
	at := epoch
	for day := range 20 {
		for i := range 1000 {
			if wait := l.Take(at, "a", person(day*1000/2+i)); wait != 0 && day*1000/2+i != 9999 {
				t.Fatalf("day %d, customer %d waits %v", day, i, wait)
			}
		}
		at = at.Add(time.Hour)
	}
	if n := l.Pairs(); n > 2100 {
		t.Errorf("%d pairs are remembered", n)
	}
	if wait := l.Take(at, "a", person(9999)); !near(wait, 28*time.Hour) {
		t.Errorf("the paused pair waits %v, want 28h", wait)
	}
}

// TestLimiterForgetsNothing checks that a busy pair survives a sweep.
func TestLimiterForgetsNothing(t *testing.T) {
	t.Parallel()
	l := provider.NewLimiter(provider.Limits{PerSecond: 1e9})
	for range 45 {
		l.Take(epoch, "a", person(1))
	}
	for i := range 5000 {
		l.Take(epoch.Add(time.Second), "a", person(100+i))
	}
	if wait := l.Take(epoch.Add(time.Second), "a", person(1)); !near(wait, 5*time.Second) {
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
				l.Pause("b", whatsapp.Address{}, epoch)
				if l.Take(epoch, "a", person(100*w+i)) == 0 {
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
		l.Take(at, "a", people[i%len(people)])
		at = at.Add(10 * time.Millisecond)
		i++
	}
}
