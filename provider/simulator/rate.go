package simulator

import "time"

// rate is a token bucket kept as one instant: when it would be full again. The zero value is full.
type rate struct{ full time.Time }

// take uses one token of a bucket that holds burst and gains one every interval, or reports that there is none.
func (r *rate) take(now time.Time, interval time.Duration, burst int) bool {
	full := r.full
	if full.Before(now) {
		full = now
	}
	if full.Add(interval).Sub(now) > interval*time.Duration(burst) {
		return false
	}
	r.full = full.Add(interval)
	return true
}

// The pair limit: one message every 6 seconds to one user, 45 of them borrowed from later
// (Cloud API documentation, "About the platform: pair rate limits").
const (
	pairInterval = 6 * time.Second
	pairBurst    = 45
)
