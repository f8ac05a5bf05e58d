package provider

import (
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/wainbox/wainbox/whatsapp"
)

// Limits are the platform's. The zero value of a field takes its default.
// Source: Cloud API, "Throughput" (September 2026) and "About the platform"
// (pair rate, November 2025).
type Limits struct {
	// PerSecond is the sends of one number; 0 = 80. A number that also runs the
	// phone app (coexistence) has 20, an upgraded one 1,000.
	PerSecond float64
	// PairEvery is the time between two messages to one customer, in the long
	// run; 0 = 6 s.
	PairEvery time.Duration
	// PairBurst is how many may go at once, borrowed from later; 0 = 45.
	PairBurst int
}

// Limiter keeps sends within the platform's limits: a budget for each number
// and one for each pair of number and customer. Pairs that are at rest are
// forgotten. It is safe for concurrent use.
type Limiter struct {
	limits Limits

	mu      sync.Mutex
	numbers map[string]*lane
	pairs   map[pair]*lane
	sweepAt int
}

type pair struct {
	number string
	to     whatsapp.Address
}

type lane struct {
	rate   *rate.Limiter
	paused time.Time
}

// NewLimiter returns a limiter with nothing used.
func NewLimiter(l Limits) *Limiter {
	if l.PerSecond <= 0 {
		l.PerSecond = 80
	}
	if l.PairEvery <= 0 {
		l.PairEvery = 6 * time.Second
	}
	if l.PairBurst <= 0 {
		l.PairBurst = 45
	}
	return &Limiter{limits: l, numbers: map[string]*lane{}, pairs: map[pair]*lane{}, sweepAt: 1024}
}

// Budget is how many messages the number may send now. It takes nothing.
func (l *Limiter) Budget(now time.Time, number string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := l.number(number)
	if now.Before(n.paused) {
		return 0
	}
	return int(n.rate.TokensAt(now))
}

// Take takes one message from both budgets and returns 0, or takes nothing and
// returns how long to wait.
func (l *Limiter) Take(now time.Time, number string, to whatsapp.Address) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sweep(now)
	n, p := l.number(number), l.pair(number, to)
	wait := max(n.wait(now), p.wait(now))
	if wait > 0 {
		return wait
	}
	n.rate.AllowN(now, 1)
	p.rate.AllowN(now, 1)
	return 0
}

// Pause stops a number until then; with an address, only this pair. It is what
// the platform's own refusal asks for, and it never shortens an earlier pause.
func (l *Limiter) Pause(number string, to whatsapp.Address, until time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := l.number(number)
	if !to.IsZero() {
		n = l.pair(number, to)
	}
	if until.After(n.paused) {
		n.paused = until
	}
}

// wait is how long until one message may go; 0 = now.
func (n *lane) wait(now time.Time) time.Duration {
	wait := max(n.paused.Sub(now), 0)
	if missing := 1 - n.rate.TokensAt(now); missing > 0 {
		wait = max(wait, time.Duration(missing/float64(n.rate.Limit())*float64(time.Second))+1)
	}
	return wait
}

func (l *Limiter) number(number string) *lane {
	n := l.numbers[number]
	if n == nil {
		burst := max(int(l.limits.PerSecond), 1)
		n = &lane{rate: rate.NewLimiter(rate.Limit(l.limits.PerSecond), burst)}
		l.numbers[number] = n
	}
	return n
}

func (l *Limiter) pair(number string, to whatsapp.Address) *lane {
	k := pair{number: number, to: to}
	p := l.pairs[k]
	if p == nil {
		p = &lane{rate: rate.NewLimiter(rate.Every(l.limits.PairEvery), l.limits.PairBurst)}
		l.pairs[k] = p
	}
	return p
}

// sweep forgets the pairs whose budget is whole again: a new one is the same.
// It runs when their number has doubled, so that it costs a constant each.
func (l *Limiter) sweep(now time.Time) {
	if len(l.pairs) < l.sweepAt {
		return
	}
	for k, p := range l.pairs {
		if !now.Before(p.paused) && p.rate.TokensAt(now) >= float64(l.limits.PairBurst) {
			delete(l.pairs, k)
		}
	}
	l.sweepAt = max(1024, 2*len(l.pairs))
}
