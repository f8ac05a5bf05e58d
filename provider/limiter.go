package provider

import (
	"context"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/wainbox/wainbox/whatsapp"
)

// Limits are the platform's. The zero value of a field takes its default.
// Source: Cloud API, "Throughput" (September 2026) and "About the platform"
// (pair rate and calls of the management API, November 2025).
type Limits struct {
	// PerSecond is the sends of one number; 0 = 80. See [Limiter.SetRate] for a
	// number that has another.
	PerSecond float64
	// PairEvery is the time between two messages to one customer, in the long
	// run; 0 = 6 s.
	PairEvery time.Duration
	// PairBurst is how many may go at once, borrowed from later; 0 = 45.
	PairBurst int
	// CallsPerHour is the calls of the management API for one WhatsApp Business
	// Account; 0 = 5,000, that of an account with a registered number.
	CallsPerHour int
	// Shared is asked too, for limits that several processes keep together; nil =
	// this process is alone.
	Shared Shared
}

// Shared is a limiter beyond this process, as one in a database that all
// replicas ask. It must be safe for concurrent use.
type Shared interface {
	// Take takes one message of the number and of the pair and returns 0, or
	// takes nothing and returns how long to wait.
	Take(ctx context.Context, number string, to whatsapp.Address) (time.Duration, error)
	// Pause stops the number until then; with an address, only that pair.
	Pause(ctx context.Context, number string, to whatsapp.Address, until time.Time) error
}

// Limiter keeps sends within the platform's limits: a budget for each number
// and one for each pair of number and customer. A pair takes up memory only
// while its budget is not whole again, 6 s after one message; so what is kept
// is bounded by what the numbers can send, however many customers there are. It
// is safe for concurrent use.
type Limiter struct {
	limits Limits

	mu      sync.Mutex
	numbers map[string]*lane
	calls   map[string]*rate.Limiter
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
	if l.CallsPerHour <= 0 {
		l.CallsPerHour = 5000
	}
	return &Limiter{
		limits: l, numbers: map[string]*lane{}, calls: map[string]*rate.Limiter{}, pairs: map[pair]*lane{}, sweepAt: minSweep,
	}
}

// SetRate gives one number a rate of its own, in sends a second: 20 where the
// phone app runs on it too (coexistence), 1,000 where the platform raised it.
// Another rate begins with its budget whole; the same rate changes nothing.
func (l *Limiter) SetRate(number string, perSecond float64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if n := l.number(number); perSecond > 0 && n.rate.Limit() != rate.Limit(perSecond) {
		n.rate = newRate(perSecond)
	}
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
// returns how long to wait. [Limits.Shared] is asked once these agree; if
// another call empties a budget here meanwhile, what the shared one gave is not
// given back, which errs on the slow side.
//
// An error is the shared limiter's, and the answer beside it is this process's
// own: a limiter that is out of reach does not keep answers from customers.
func (l *Limiter) Take(ctx context.Context, now time.Time, number string, to whatsapp.Address) (time.Duration, error) {
	if l.limits.Shared == nil {
		return l.take(now, number, to), nil
	}
	if wait := l.wait(now, number, to); wait > 0 {
		return wait, nil
	}
	wait, err := l.limits.Shared.Take(ctx, number, to)
	if err == nil && wait > 0 {
		return wait, nil
	}
	return l.take(now, number, to), err
}

// Pause stops a number until then; with an address, only this pair. It is what
// the platform's own refusal asks for, and it never shortens an earlier pause.
// The error is that of [Limits.Shared]; here the pause holds.
func (l *Limiter) Pause(ctx context.Context, number string, to whatsapp.Address, until time.Time) error {
	l.pause(number, to, until)
	if l.limits.Shared == nil {
		return nil
	}
	return l.limits.Shared.Pause(ctx, number, to, until)
}

// TakeCall takes one call of the management API from the account's budget and
// returns 0, or takes nothing and returns how long to wait. Its users are those
// who list templates and read profiles.
func (l *Limiter) TakeCall(now time.Time, waba whatsapp.WABAID) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	c := l.calls[string(waba)]
	if c == nil {
		c = rate.NewLimiter(rate.Limit(float64(l.limits.CallsPerHour)/time.Hour.Seconds()), l.limits.CallsPerHour)
		l.calls[strings.Clone(string(waba))] = c
	}
	if wait := until(c, now); wait > 0 {
		return wait
	}
	c.AllowN(now, 1)
	return 0
}

func (l *Limiter) pause(number string, to whatsapp.Address, until time.Time) {
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

// wait looks without taking.
func (l *Limiter) wait(now time.Time, number string, to whatsapp.Address) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.waitLocked(now, number, to)
}

func (l *Limiter) waitLocked(now time.Time, number string, to whatsapp.Address) time.Duration {
	wait := l.number(number).wait(now)
	// A pair that is not known is at rest: to look makes none.
	if p := l.pairs[pair{number: number, to: to}]; p != nil {
		wait = max(wait, p.wait(now))
	}
	return wait
}

func (l *Limiter) take(now time.Time, number string, to whatsapp.Address) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sweep(now)
	if wait := l.waitLocked(now, number, to); wait > 0 {
		return wait
	}
	l.number(number).rate.AllowN(now, 1)
	l.pair(number, to).rate.AllowN(now, 1)
	return 0
}

// wait is how long until one message may go; 0 = now.
func (n *lane) wait(now time.Time) time.Duration {
	return max(n.paused.Sub(now), until(n.rate, now), 0)
}

// until is how long until there is one token; 0 or less = now.
func until(r *rate.Limiter, now time.Time) time.Duration {
	missing := 1 - r.TokensAt(now)
	if missing <= 0 {
		return 0
	}
	return time.Duration(missing/float64(r.Limit())*float64(time.Second)) + 1
}

// newRate lets a second's worth go at once.
func newRate(perSecond float64) *rate.Limiter {
	return rate.NewLimiter(rate.Limit(perSecond), max(int(perSecond), 1))
}

func (l *Limiter) number(number string) *lane {
	n := l.numbers[number]
	if n == nil {
		n = &lane{rate: newRate(l.limits.PerSecond)}
		l.numbers[strings.Clone(number)] = n
	}
	return n
}

func (l *Limiter) pair(number string, to whatsapp.Address) *lane {
	k := pair{number: number, to: to}
	p := l.pairs[k]
	if p == nil {
		p = &lane{rate: rate.NewLimiter(rate.Every(l.limits.PairEvery), l.limits.PairBurst)}
		// The names may be parts of a callback, which is not to live as long.
		l.pairs[pair{number: strings.Clone(number), to: clone(to)}] = p
	}
	return p
}

func clone(a whatsapp.Address) whatsapp.Address {
	return whatsapp.Address{
		Phone: whatsapp.Phone(strings.Clone(string(a.Phone))),
		User:  whatsapp.UserID(strings.Clone(string(a.User))),
		Group: whatsapp.GroupID(strings.Clone(string(a.Group))),
	}
}

const minSweep = 1024

// sweep forgets the pairs whose budget is whole again: a new one is the same.
// It runs when their number has doubled, so that it costs a constant each. The
// map is made anew, since Go's never gives memory back.
func (l *Limiter) sweep(now time.Time) {
	if len(l.pairs) < l.sweepAt {
		return
	}
	kept := make(map[pair]*lane)
	for k, p := range l.pairs {
		if now.Before(p.paused) || p.rate.TokensAt(now) < float64(l.limits.PairBurst) {
			kept[k] = p
		}
	}
	l.pairs, l.sweepAt = kept, max(minSweep, 2*len(kept))
}
