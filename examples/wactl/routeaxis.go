package main

import "fmt"

// steps are what lies between two ticks of a time axis, in seconds.
var steps = [...]int64{1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400}

// ticks are the times to name between two, ten or fewer and on round numbers,
// and what lies between them.
func ticks(from, until int64) (at []int64, step int64) {
	const most = 10
	step = steps[len(steps)-1]
	for _, s := range steps {
		if (until-from)/s < most {
			step = s
			break
		}
	}
	for (until-from)/step >= most {
		step *= 2
	}
	for t := (from + step - 1) / step * step; t <= until; t += step {
		at = append(at, t)
	}
	return at, step
}

// clock is how the times of an axis are written, and what that is called.
func clock(until, step int64) (write func(int64) string, unit string) {
	switch {
	case until < 120:
		return func(t int64) string { return fmt.Sprintf("%d s", t) }, "seconds"
	case until < 3600:
		return func(t int64) string { return fmt.Sprintf("%d:%02d", t/60, t%60) }, "minutes:seconds"
	case step%60 == 0:
		return func(t int64) string { return fmt.Sprintf("%d:%02d", t/3600, t/60%60) }, "hours:minutes"
	default:
		return exact, "hours:minutes:seconds"
	}
}

// exact is a time to the second.
func exact(t int64) string { return fmt.Sprintf("%d:%02d:%02d", t/3600, t/60%60, t%60) }

// lasting is how long something takes, in words.
func lasting(seconds int64) string {
	switch {
	case seconds < 120:
		return fmt.Sprintf("%d s", seconds)
	case seconds < 3600:
		return fmt.Sprintf("%d min %d s", seconds/60, seconds%60)
	default:
		return fmt.Sprintf("%d h %d min", seconds/3600, seconds/60%60)
	}
}
