package bench_test

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// A Figure is one measurement, or the median of several.
type Figure struct {
	Rate          float64 // requests per second
	P50, P99, Max time.Duration
}

// newFigure reads a figure from sorted latencies.
func newFigure(latencies []time.Duration, measured time.Duration) Figure {
	if len(latencies) == 0 {
		return Figure{}
	}
	at := func(part float64) time.Duration { return latencies[int(part*float64(len(latencies)-1))] }
	return Figure{Rate: float64(len(latencies)) / measured.Seconds(), P50: at(0.5), P99: at(0.99), Max: at(1)}
}

// A Result is what one contender did.
type Result struct {
	Name   string
	Rounds []Figure
}

// Median takes each number's median over the rounds by itself.
func (r Result) Median() Figure {
	return Figure{
		Rate: median(r.Rounds, func(f Figure) float64 { return f.Rate }),
		P50:  median(r.Rounds, func(f Figure) time.Duration { return f.P50 }),
		P99:  median(r.Rounds, func(f Figure) time.Duration { return f.P99 }),
		Max:  median(r.Rounds, func(f Figure) time.Duration { return f.Max }),
	}
}

func median[N float64 | time.Duration](figures []Figure, of func(Figure) N) N {
	numbers := make([]N, len(figures))
	for i, f := range figures {
		numbers[i] = of(f)
	}
	slices.Sort(numbers)
	middle := len(numbers) / 2
	if len(numbers)%2 == 0 {
		return (numbers[middle-1] + numbers[middle]) / 2
	}
	return numbers[middle]
}

// A Report is what all contenders of a run did.
type Report []Result

// Table is the report to read: medians, the range of the rate, and the rate and
// the p99 as multiples of those of each contender that is named a baseline.
func (r Report) Table(baselines ...string) string {
	var text strings.Builder
	w := tabwriter.NewWriter(&text, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(w, "\treq/s\tlowest\thighest\tp50 ms\tp99 ms\tmax ms\t")
	for _, name := range baselines {
		fmt.Fprintf(w, "rate/%s\tp99/%s\t", name, name)
	}
	fmt.Fprintln(w)
	for _, result := range r {
		m := result.Median()
		least, most := m.Rate, m.Rate
		for _, f := range result.Rounds {
			least, most = min(least, f.Rate), max(most, f.Rate)
		}
		fmt.Fprintf(w, "%s\t%.0f\t%.0f\t%.0f\t%.1f\t%.1f\t%.0f\t", result.Name, m.Rate, least, most, ms(m.P50), ms(m.P99), ms(m.Max))
		for _, name := range baselines {
			i := slices.IndexFunc(r, func(b Result) bool { return b.Name == name })
			if i < 0 {
				fmt.Fprint(w, "-\t-\t")
				continue
			}
			base := r[i].Median()
			fmt.Fprintf(w, "%.2f\t%.2f\t", m.Rate/base.Rate, float64(m.P99)/float64(base.P99))
		}
		fmt.Fprintln(w)
	}
	_ = w.Flush() // a strings.Builder takes everything
	return text.String()
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
