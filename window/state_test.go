package window_test

import (
	"math/rand/v2"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/whatsapp"
	"github.com/wainbox/wainbox/window"
)

const day = 24 * time.Hour

// noon is a time that most cases count from.
var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

func in(t *testing.T, zone string) *time.Location {
	t.Helper()
	l, err := time.LoadLocation(zone)
	require.NoError(t, err)
	return l
}

func TestTheWindowIsOpenForADayAfterTheLastOpening(t *testing.T) {
	t.Parallel()
	berlin, paulo, newYork, apia := in(t, "Europe/Berlin"), in(t, "America/Sao_Paulo"), in(t, "America/New_York"), in(t, "Pacific/Apia")
	s := window.State{}.Open(noon)
	spring := time.Date(2026, 3, 28, 12, 0, 0, 0, berlin)  // clocks go forward in the night
	autumn := time.Date(2026, 10, 24, 12, 0, 0, 0, berlin) // and back
	brazil := time.Date(2018, 11, 3, 18, 0, 0, 0, paulo)   // midnight is left out
	tests := map[string]struct {
		state window.State
		at    time.Time
		want  bool
	}{
		"never opened":                            {window.State{}, noon, false},
		"never opened, and refused":               {window.State{}.Refuse(noon), noon.Add(-time.Hour), false},
		"at the opening":                          {s, noon, true},
		"one second after the opening":            {s, noon.Add(time.Second), true},
		"one second before the end":               {s, noon.Add(day - time.Second), true},
		"one nanosecond before the end":           {s, noon.Add(day - 1), true},
		"at the end":                              {s, noon.Add(day), false},
		"one second after the end":                {s, noon.Add(day + time.Second), false},
		"a year after":                            {s, noon.AddDate(1, 0, 0), false},
		"the same instant in another zone":        {s, noon.Add(day - time.Second).In(berlin), true},
		"the end in another zone":                 {s, noon.Add(day).In(berlin), false},
		"opened in another zone":                  {window.State{}.Open(noon.In(apia)), noon.Add(day - time.Second), true},
		"a zero opening is none":                  {window.State{}.Open(time.Time{}), noon, false},
		"a zero opening changes nothing":          {s.Open(time.Time{}), noon, true},
		"opened again":                            {s.Open(noon.Add(time.Hour)), noon.Add(day), true},
		"opened again, at the new end":            {s.Open(noon.Add(time.Hour)), noon.Add(day + time.Hour), false},
		"opened again at the end":                 {s.Open(noon.Add(day)), noon.Add(day), true},
		"the same opening twice":                  {s.Open(noon), noon.Add(day), false},
		"an older opening comes late":             {s.Open(noon.Add(-time.Hour)), noon.Add(day - time.Second), true},
		"an older opening does not shorten":       {s.Open(noon.Add(-day)), noon.Add(day - time.Second), true},
		"a late opening within a window":          {s.Open(noon.Add(5 * time.Hour)).Open(noon.Add(3 * time.Hour)), noon.Add(28 * time.Hour), true},
		"the customer's clock is ahead":           {window.State{}.Open(noon.Add(5 * time.Second)), noon, true},
		"a day ahead, it is open still":           {window.State{}.Open(noon.Add(day)), noon, true},
		"ahead, it ends by the provider's time":   {window.State{}.Open(noon.Add(5 * time.Second)), noon.Add(day), true},
		"the clock is behind":                     {window.State{}.Open(noon.Add(-5 * time.Second)), noon.Add(day - 5*time.Second), false},
		"refused before the opening":              {s.Refuse(noon.Add(-time.Second)), noon, true},
		"refused at the opening":                  {s.Refuse(noon), noon, false},
		"refused after the opening":               {s.Refuse(noon.Add(time.Hour)), noon.Add(2 * time.Hour), false},
		"at the refusal":                          {s.Refuse(noon.Add(time.Hour)), noon.Add(time.Hour), false},
		"one second before the refusal":           {s.Refuse(noon.Add(time.Hour)), noon.Add(time.Hour - time.Second), true},
		"refused one second before the end":       {s.Refuse(noon.Add(day - time.Second)), noon.Add(day - time.Second), false},
		"refused at the end":                      {s.Refuse(noon.Add(day)), noon.Add(day - time.Second), true},
		"refused long after the end":              {s.Refuse(noon.Add(3 * day)), noon.Add(2 * day), false},
		"refused twice":                           {s.Refuse(noon.Add(time.Hour)).Refuse(noon.Add(2 * time.Hour)), noon.Add(3 * time.Hour), false},
		"opened one second after a refusal":       {s.Refuse(noon.Add(time.Hour)).Open(noon.Add(time.Hour + time.Second)), noon.Add(2 * time.Hour), true},
		"opened in the second of a refusal":       {s.Refuse(noon.Add(time.Hour)).Open(noon.Add(time.Hour)), noon.Add(2 * time.Hour), false},
		"a refusal comes after a later opening":   {s.Open(noon.Add(2 * time.Hour)).Refuse(noon.Add(time.Hour)), noon.Add(3 * time.Hour), true},
		"an opening from before the refusal":      {s.Refuse(noon.Add(time.Hour)).Open(noon.Add(30 * time.Minute)), noon.Add(2 * time.Hour), false},
		"spring: 24 hours, not the same hour":     {window.State{}.Open(spring), time.Date(2026, 3, 29, 12, 59, 59, 0, berlin), true},
		"spring: 24 hours later":                  {window.State{}.Open(spring), time.Date(2026, 3, 29, 13, 0, 0, 0, berlin), false},
		"autumn: 24 hours end an hour before":     {window.State{}.Open(autumn), time.Date(2026, 10, 25, 10, 59, 59, 0, berlin), true},
		"autumn: the same hour is too late":       {window.State{}.Open(autumn), time.Date(2026, 10, 25, 11, 0, 0, 0, berlin), false},
		"midnight left out: one second before":    {window.State{}.Open(brazil), time.Date(2018, 11, 4, 18, 59, 59, 0, paulo), true},
		"midnight left out: at the end":           {window.State{}.Open(brazil), time.Date(2018, 11, 4, 19, 0, 0, 0, paulo), false},
		"in the hour that comes twice":            {window.State{}.Open(time.Date(2026, 10, 31, 6, 30, 0, 0, time.UTC)), time.Date(2026, 11, 1, 1, 30, 0, 0, newYork), true},
		"over the end of a leap February":         {window.State{}.Open(time.Date(2028, 2, 28, 23, 0, 0, 0, time.UTC)), time.Date(2028, 2, 29, 22, 59, 59, 0, time.UTC), true},
		"an entry opens":                          {window.State{}.Enter(noon), noon.Add(day - time.Second), true},
		"an entry opens for a day only":           {window.State{}.Enter(noon), noon.Add(day), false},
		"an answer does not prolong":              {window.State{}.Enter(noon).Answer(noon, noon.Add(23*time.Hour)), noon.Add(day), false},
		"an answer brings its entry with it":      {window.State{}.Answer(noon, noon.Add(time.Hour)), noon.Add(2 * time.Hour), true},
		"an answer of our own accord opens not":   {window.State{}.Answer(time.Time{}, noon), noon, false},
		"a refusal closes in a free entry point":  {window.State{}.Answer(noon, noon.Add(time.Hour)).Refuse(noon.Add(2 * time.Hour)), noon.Add(2 * time.Hour), false},
		"an answer that is too late opens not":    {window.State{}.Answer(noon, noon.Add(day)), noon.Add(time.Hour), false},
		"joined with one that never opened":       {s.Join(window.State{}), noon.Add(time.Hour), true},
		"joined with a later one":                 {s.Join(window.State{}.Open(noon.Add(time.Hour))), noon.Add(day), true},
		"joined with one that was refused since":  {s.Join(window.State{}.Refuse(noon.Add(time.Hour))), noon.Add(2 * time.Hour), false},
		"joined with one that was refused before": {s.Join(window.State{}.Refuse(noon.Add(-time.Hour))), noon.Add(2 * time.Hour), true},
	}
	t.Logf("%d cases", len(tests))
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, tt.want, tt.state.IsOpen(tt.at))
			require.Equal(t, tt.want, tt.state.Remaining(tt.at) > 0)
			require.Equal(t, tt.want, window.Judge(window.Query{State: tt.state, At: tt.at}).Allowed)
		})
	}
}

func TestTheFreeEntryPoint(t *testing.T) {
	t.Parallel()
	entered := window.State{}.Enter(noon)
	answered := entered.Answer(noon, noon.Add(time.Hour))
	end := noon.Add(73 * time.Hour)
	tests := map[string]struct {
		state window.State
		at    time.Time
		want  bool
	}{
		"no entry":                                {window.State{}.Open(noon), noon, false},
		"an entry without an answer":              {entered, noon.Add(time.Hour), false},
		"at the answer":                           {answered, noon.Add(time.Hour), true},
		"before the answer, by our clock":         {answered, noon.Add(time.Hour - time.Second), true},
		"one second before 72 hours":              {answered, end.Add(-time.Second), true},
		"at 72 hours":                             {answered, end, false},
		"one second after 72 hours":               {answered, end.Add(time.Second), false},
		"72 hours of the answer, not the entry":   {answered, noon.Add(72 * time.Hour), true},
		"answered in the entry's second":          {entered.Answer(noon, noon), noon.Add(72*time.Hour - time.Second), true},
		"answered at 24 h - 1 s":                  {entered.Answer(noon, noon.Add(day-time.Second)), noon.Add(day), true},
		"answered at 24 h":                        {entered.Answer(noon, noon.Add(day)), noon.Add(day), false},
		"answered at 24 h + 1 s":                  {entered.Answer(noon, noon.Add(day+time.Second)), noon.Add(day + time.Second), false},
		"answered before the entry":               {entered.Answer(noon, noon.Add(-time.Second)), noon, false},
		"the second answer changes nothing":       {answered.Answer(noon, noon.Add(2*time.Hour)), end, false},
		"an earlier answer comes late":            {answered.Answer(noon, noon.Add(time.Minute)), noon.Add(72*time.Hour + time.Minute), false},
		"an answer without a time":                {entered.Answer(noon, time.Time{}), noon, false},
		"an answer to no entry":                   {window.State{}.Open(noon).Answer(time.Time{}, noon), noon, false},
		"the answer comes before its entry":       {window.State{}.Answer(noon, noon.Add(time.Hour)).Enter(noon), end.Add(-time.Second), true},
		"a second entry waits for its own answer": {answered.Enter(noon.Add(2 * time.Hour)), noon.Add(3 * time.Hour), false},
		"a second entry is answered":              {answered.Answer(noon.Add(2*time.Hour), noon.Add(3*time.Hour)), noon.Add(75*time.Hour - time.Second), true},
		"an older entry comes late":               {answered.Enter(noon.Add(-time.Hour)), end.Add(-time.Second), true},
		"an older entry's answer comes late":      {entered.Answer(noon.Add(-time.Hour), noon.Add(time.Minute)), noon.Add(2 * time.Minute), false},
		"a refusal does not end it":               {answered.Refuse(noon.Add(2 * time.Hour)), noon.Add(3 * time.Hour), true},
		"over a change of clocks": {
			window.State{}.Answer(time.Date(2026, 3, 28, 12, 0, 0, 0, time.UTC), time.Date(2026, 3, 28, 13, 0, 0, 0, in(t, "Europe/Berlin"))),
			time.Date(2026, 3, 31, 13, 59, 59, 0, in(t, "Europe/Berlin")), true,
		},
	}
	t.Logf("%d cases", len(tests))
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, tt.want, tt.state.IsFree(tt.at))
			require.Equal(t, tt.want, tt.at.Before(tt.state.FreeUntil()))
		})
	}
}

func TestASecondStateIsTheSameValueInAnyZone(t *testing.T) {
	t.Parallel()
	zone := time.FixedZone("", 7200)
	want := window.State{}.Answer(noon, noon.Add(time.Hour)).Refuse(noon)
	got := window.State{}.Answer(noon.In(zone), noon.Add(time.Hour).In(zone)).Refuse(noon.In(zone))
	require.Equal(t, want, got)
}

// random is a generator whose seed is told.
func random(t *testing.T) *rand.Rand {
	t.Helper()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	return rand.New(rand.NewPCG(seed, 0))
}

// step is one call of State, at times that are often the same or at an edge.
func step(r *rand.Rand) func(window.State) window.State {
	edges := []time.Duration{0, time.Second, time.Hour, day - time.Second, day, day + time.Second, 72 * time.Hour, 96 * time.Hour}
	at, entered := noon.Add(edges[r.IntN(len(edges))]), noon.Add(edges[r.IntN(len(edges))])
	switch r.IntN(5) {
	case 0:
		return func(s window.State) window.State { return s.Open(at) }
	case 1:
		return func(s window.State) window.State { return s.Refuse(at) }
	case 2:
		return func(s window.State) window.State { return s.Enter(at) }
	default:
		return func(s window.State) window.State { return s.Answer(entered, at) }
	}
}

func steps(r *rand.Rand) []func(window.State) window.State {
	all := make([]func(window.State) window.State, r.IntN(9))
	for i := range all {
		all[i] = step(r)
	}
	return all
}

func run(s window.State, steps []func(window.State) window.State) window.State {
	for _, step := range steps {
		s = step(s)
	}
	return s
}

func TestTheStateIsAJoin(t *testing.T) {
	t.Parallel()
	r := random(t)
	for range 5000 {
		xs, ys, zs := steps(r), steps(r), steps(r)
		x, y, z := run(window.State{}, xs), run(window.State{}, ys), run(window.State{}, zs)
		require.Equal(t, x.Join(y), y.Join(x), "commutative")
		require.Equal(t, x.Join(y).Join(z), x.Join(y.Join(z)), "associative")
		require.Equal(t, x, x.Join(x), "idempotent")
		require.Equal(t, x, x.Join(window.State{}), "zero is neutral")
		require.Equal(t, x, run(x, xs), "what was joined is joined")
		require.Equal(t, x.Join(y), run(x, ys), "a step joins")
		r.Shuffle(len(xs), func(i, j int) { xs[i], xs[j] = xs[j], xs[i] })
		require.Equal(t, x, run(window.State{}, xs), "any order")
	}
}

func TestWhatOpensIt(t *testing.T) {
	t.Parallel()
	types := map[string]bool{
		"text": true, "image": true, "button": true, "interactive": true, "unsupported": true, "order": true,
		"request_welcome": true, "": true, "of next year": true,
		"reaction": false, "edit": false, "revoke": false, "system": false, "media_placeholder": false,
	}
	for kind, want := range types {
		require.Equal(t, want, window.Opens(whatsapp.Message{Type: kind}), kind)
	}
	for _, tt := range []struct {
		name    string
		content whatsapp.Content
		want    bool
	}{
		{"a text", whatsapp.Text{}, true},
		{"a picture", whatsapp.Media{Type: "image"}, true},
		{"a tap", whatsapp.ButtonReply{}, true},
		{"the chat was opened", whatsapp.RequestWelcome{}, true},
		{"something new", whatsapp.UnknownContent{}, true},
		{"unsupported", whatsapp.Unsupported{}, true},
		{"unsupported, a poll", whatsapp.Unsupported{Type: "poll"}, true},
		{"unsupported, an edit", whatsapp.Unsupported{Type: "edit"}, false},
		{"a permission to call", whatsapp.CallPermissionReply{Source: "user_action"}, true},
		{"a permission that came by itself", whatsapp.CallPermissionReply{Source: "automatic"}, false},
		{"a reaction", whatsapp.Reaction{}, false},
		{"an edit", whatsapp.Edit{}, false},
		{"a deletion", whatsapp.Revoke{}, false},
		{"the platform's word", whatsapp.System{}, false},
		{"a file of a history", whatsapp.MediaPlaceholder{}, false},
	} {
		m := whatsapp.Message{Content: tt.content}
		require.Equal(t, tt.want, window.Opens(m), tt.name)
		require.False(t, window.Entry(m), tt.name)
		m.Referral = &whatsapp.Referral{}
		require.Equal(t, tt.want, window.Entry(m), "%s, by an advertisement", tt.name)
	}
}

func TestEveryKindThatIsReceivedHasARow(t *testing.T) {
	t.Parallel()
	rows := map[whatsapp.ContentKind]bool{}
	for _, o := range window.Openers() {
		require.NotEmpty(t, o.Source, o.Kind)
		require.NotContains(t, rows, o.Kind)
		rows[o.Kind] = o.Opens
		require.Equal(t, o.Opens, window.Opens(whatsapp.Message{Type: string(o.Kind)}), o.Kind)
	}
	for _, kind := range []whatsapp.ContentKind{
		whatsapp.KindText, whatsapp.KindImage, whatsapp.KindVideo, whatsapp.KindAudio, whatsapp.KindDocument,
		whatsapp.KindSticker, whatsapp.KindLocation, whatsapp.KindContacts, whatsapp.KindReaction, whatsapp.KindButton,
		whatsapp.KindButtonReply, whatsapp.KindListReply, whatsapp.KindFlowReply, whatsapp.KindCallPermissionReply,
		whatsapp.KindPaymentMethod, whatsapp.KindOrder, whatsapp.KindSystem, whatsapp.KindRequestWelcome,
		whatsapp.KindEdit, whatsapp.KindRevoke, whatsapp.KindMediaPlaceholder, whatsapp.KindUnsupported, whatsapp.KindUnknown,
	} {
		require.Contains(t, rows, kind)
	}
	window.Openers()[0].Opens = false
	require.Empty(t, cmp.Diff(true, window.Opens(whatsapp.Message{Type: "text"})), "the table is a copy")
}

func TestWhichCallsOpenIt(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		call *whatsapp.Call
		want bool
	}{
		"none":                    {nil, false},
		"of the customer":         {&whatsapp.Call{Direction: "USER_INITIATED", Event: "connect"}, true},
		"its end":                 {&whatsapp.Call{Direction: "USER_INITIATED", Event: "terminate"}, false},
		"its recording":           {&whatsapp.Call{Direction: "USER_INITIATED", Event: "recording_available"}, false},
		"of the business":         {&whatsapp.Call{Direction: "BUSINESS_INITIATED", Event: "connect"}, false},
		"of nobody that was told": {&whatsapp.Call{Event: "connect"}, false},
	}
	for name, tt := range tests {
		require.Equal(t, tt.want, window.CallOpens(tt.call), name)
	}
}
