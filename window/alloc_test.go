package window_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/whatsapp"
	"github.com/wainbox/wainbox/window"
)

// full is a state that has everything, and a query that goes all the way to a
// price.
func full(tb testing.TB) (window.State, window.Query) {
	tb.Helper()
	zone, err := time.LoadLocation("America/Sao_Paulo")
	require.NoError(tb, err)
	s := window.State{}.Enter(noon).Answer(noon, noon.Add(time.Hour)).Refuse(noon.Add(-day)).Open(noon.Add(4 * day))
	card := window.SampleCard()
	q := window.Query{
		State: s, At: noon.Add(4 * day), Content: whatsapp.KindText, Margin: window.SafeMargin, Phone: "+5511999999999",
		Zone: zone, Used: window.FreeMessages, Card: &card,
	}
	require.True(tb, window.Judge(q).Price.IsKnown(), "else it would measure a short cut")
	return s, q
}

// Sinks keep the compiler from leaving the calls out.
var (
	sinkState   window.State
	sinkVerdict window.Verdict
	sinkTime    time.Time
	sinkBool    bool
)

// calls are what must not allocate.
func calls(tb testing.TB) map[string]func() {
	tb.Helper()
	s, q := full(tb)
	other := window.State{}.Answer(noon.Add(time.Hour), noon.Add(2*time.Hour))
	watch := window.Watch{}.Tell(window.MomentOpened, s)
	received := whatsapp.Message{Type: "interactive", At: noon, Content: whatsapp.ButtonReply{}, Referral: &whatsapp.Referral{}}
	message := &whatsapp.Received{Message: received}
	cards := window.Cards{*q.Card}
	return map[string]func(){
		"Open":      func() { sinkState = s.Open(noon) },
		"Refuse":    func() { sinkState = s.Refuse(noon) },
		"Enter":     func() { sinkState = s.Enter(noon) },
		"Answer":    func() { sinkState = s.Answer(noon, noon.Add(time.Minute)) },
		"Join":      func() { sinkState = s.Join(other) },
		"IsOpen":    func() { sinkBool = s.IsOpen(noon) },
		"Closes":    func() { sinkTime = s.Closes() },
		"Remaining": func() { sinkBool = s.Remaining(noon) > 0 },
		"IsFree":    func() { sinkBool = s.IsFree(noon) },
		"FreeUntil": func() { sinkTime = s.FreeUntil() },
		"Next":      func() { _, sinkTime, sinkBool = s.Next(watch, window.DefaultLead) },
		"Tell":      func() { sinkTime = watch.Tell(window.MomentClosing, s).Closing },
		"Opens":     func() { sinkBool = window.Opens(received) },
		"Entry":     func() { sinkBool = window.Entry(received) },
		"Of":        func() { _, sinkBool = window.Of(message) },
		"Judge":     func() { sinkVerdict = window.Judge(q) },
		"Month":     func() { sinkTime, _ = window.Month(q.At, q.Zone) },
		"Cards.At":  func() { sinkBool = cards.At(q.At, "USD") != nil },
		"CountryOf": func() { sinkBool = window.CountryOf("BR.123") == "BR" },
	}
}

func TestNothingIsAllocated(t *testing.T) { //nolint:paralleltest // AllocsPerRun counts for the whole process
	for name, call := range calls(t) {
		require.Zero(t, testing.AllocsPerRun(100, call), name)
	}
}

func BenchmarkWindow(b *testing.B) {
	for name, call := range calls(b) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				call()
			}
		})
	}
}
