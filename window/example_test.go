package window_test

import (
	"fmt"
	"time"

	"github.com/wainbox/wainbox/window"
)

func ExampleState() {
	noon := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	s := window.State{}.Open(noon)
	fmt.Println(s.IsOpen(noon.Add(23*time.Hour)), s.Remaining(noon.Add(23*time.Hour)))

	s = s.Refuse(noon.Add(time.Hour)) // the platform knows better
	fmt.Println(s.IsOpen(noon.Add(2*time.Hour)), s.Closes().Format(time.TimeOnly))
	// Output:
	// true 1h0m0s
	// false 13:00:00
}
