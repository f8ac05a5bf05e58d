package bench_test

import (
	"flag"
	"testing"
	"time"
)

var (
	rounds  = flag.Int("rounds", 5, "rounds of the comparison")
	seconds = flag.Float64("seconds", 3, "seconds measured for each contender in a round")
)

// contenders is where another receiver joins the comparison.
func contenders() []Contender {
	return []Contender{Floor(), Naive(), Wainbox()}
}

// BenchmarkIngestHTTP compares all contenders and prints the table. One pass is
// a whole comparison, so run it with -benchtime 1x.
func BenchmarkIngestHTTP(b *testing.B) {
	for b.Loop() {
		plan := Plan{Rounds: *rounds, Measure: time.Duration(*seconds * float64(time.Second))}
		report, err := Run(b.Context(), b.TempDir(), plan, contenders()...)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(0, "ns/op") // how long a comparison takes says nothing
		for _, r := range report {
			m := r.Median()
			b.ReportMetric(m.Rate, r.Name+"-req/s")
			b.ReportMetric(ms(m.P50), r.Name+"-p50-ms")
			b.ReportMetric(ms(m.P99), r.Name+"-p99-ms")
		}
		b.Log("\n" + report.Table("floor", "naive"))
	}
}
