package rest

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// After reads Retry-After: seconds, or a date, which is measured from the
// answer's own Date so that our clock does not matter. 0 = not given or not
// readable.
func After(h http.Header) time.Duration {
	v := strings.TrimSpace(h.Get("Retry-After"))
	if v == "" {
		return 0
	}
	const most = 24 * time.Hour
	if seconds, err := strconv.ParseUint(v, 10, 32); err == nil {
		return min(time.Duration(seconds)*time.Second, most)
	}
	until, err := http.ParseTime(v)
	if err != nil {
		return 0
	}
	from, err := http.ParseTime(h.Get("Date"))
	if err != nil {
		return 0
	}
	return min(max(until.Sub(from), 0), most)
}
