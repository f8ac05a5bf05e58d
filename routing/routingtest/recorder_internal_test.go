package routingtest

import (
	"fmt"
	"runtime"
)

// recorder is a tb that takes down what a case complains of.
type recorder struct{ complaints []string }

func (r *recorder) Helper() {}

func (r *recorder) Fatalf(format string, args ...any) {
	r.complaints = append(r.complaints, fmt.Sprintf(format, args...))
	runtime.Goexit()
}

// complaints runs a case on a strategy in a goroutine of its own, which the case
// may end.
func complaints(c testCase, s Strategy) []string {
	r := new(recorder)
	done := make(chan struct{})
	go func() {
		defer close(done)
		c.try(r, s)
	}()
	<-done
	return r.complaints
}
