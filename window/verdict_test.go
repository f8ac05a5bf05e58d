package window_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/whatsapp"
	"github.com/wainbox/wainbox/window"
)

// card has a rate for everything in Brazil, in two quarters.
func card(from window.Date, micros int64) window.Card {
	rate := func(n int64) window.Amount { return window.Amount{Micros: micros + n, Known: true} }
	return window.Card{
		Currency: "EUR", From: from,
		Markets: []window.Market{{Name: "Brazil", Codes: []string{"55"}, Countries: []string{"BR"}, Rates: window.Rates{
			Marketing: rate(1), Utility: rate(2), Authentication: rate(3), International: rate(4), Service: rate(5),
		}}},
	}
}

func euro(micros int64) window.Price {
	return window.Price{Amount: window.Amount{Micros: micros, Known: true}, Currency: "EUR"}
}

func TestMayItBeSent(t *testing.T) {
	t.Parallel()
	open := window.State{}.Open(noon)
	const (
		free, template, blocked = window.FreeForm, window.TemplateNeeded, window.Blocked
	)
	tests := map[string]struct {
		query   window.Query
		allowed bool
		need    window.Need
		reason  window.Reason
	}{
		"a text in the window":           {window.Query{State: open, At: noon, Content: whatsapp.KindText}, true, free, window.ReasonOpen},
		"nothing in particular":          {window.Query{State: open, At: noon}, true, free, window.ReasonOpen},
		"a template in the window":       {window.Query{State: open, At: noon, Content: whatsapp.KindTemplate}, true, free, window.ReasonTemplate},
		"one second before its end":      {window.Query{State: open, At: noon.Add(day - time.Second)}, true, free, window.ReasonOpen},
		"a text at its end":              {window.Query{State: open, At: noon.Add(day)}, false, template, window.ReasonClosed},
		"a reaction at its end":          {window.Query{State: open, At: noon.Add(day), Content: whatsapp.KindReaction}, false, template, window.ReasonClosed},
		"a template at its end":          {window.Query{State: open, At: noon.Add(day), Content: whatsapp.KindTemplate}, true, template, window.ReasonTemplate},
		"a text to a stranger":           {window.Query{At: noon, Content: whatsapp.KindText}, false, template, window.ReasonNeverOpened},
		"a template to a stranger":       {window.Query{At: noon, Content: whatsapp.KindTemplate}, true, template, window.ReasonTemplate},
		"a text after a refusal":         {window.Query{State: open.Refuse(noon), At: noon}, false, template, window.ReasonRefused},
		"refused, and over anyway":       {window.Query{State: open.Refuse(noon), At: noon.Add(2 * day)}, false, template, window.ReasonRefused},
		"over, and refused since":        {window.Query{State: open.Refuse(noon.Add(day)), At: noon.Add(2 * day)}, false, template, window.ReasonClosed},
		"a stranger, refused":            {window.Query{State: window.State{}.Refuse(noon), At: noon}, false, template, window.ReasonNeverOpened},
		"a margin, just enough":          {window.Query{State: open, At: noon.Add(day - time.Minute - 1), Margin: window.SafeMargin}, true, free, window.ReasonOpen},
		"a margin, not enough":           {window.Query{State: open, At: noon.Add(day - time.Minute), Margin: window.SafeMargin}, false, template, window.ReasonMargin},
		"a template within the margin":   {window.Query{State: open, At: noon.Add(day - time.Minute), Margin: window.SafeMargin, Content: whatsapp.KindTemplate}, true, template, window.ReasonTemplate},
		"a margin below zero is none":    {window.Query{State: open, At: noon.Add(day), Margin: -time.Hour}, false, template, window.ReasonClosed},
		"a margin of more than a window": {window.Query{State: open, At: noon, Margin: 2 * day}, false, template, window.ReasonMargin},
		"marketing to the US":            {window.Query{State: open, At: noon, Content: whatsapp.KindTemplate, Category: window.CategoryMarketing, Country: "US"}, false, blocked, window.ReasonUSMarketing},
		"in small letters":               {window.Query{At: noon, Content: whatsapp.KindTemplate, Category: window.CategoryMarketing, Country: "us"}, false, blocked, window.ReasonUSMarketing},
		"marketing to Canada":            {window.Query{At: noon, Content: whatsapp.KindTemplate, Category: window.CategoryMarketing, Country: "CA"}, true, template, window.ReasonTemplate},
		"to an American number, no more": {window.Query{At: noon, Content: whatsapp.KindTemplate, Category: window.CategoryMarketing, Phone: "16505550100"}, true, template, window.ReasonTemplate},
		"to a number of elsewhere":       {window.Query{At: noon, Content: whatsapp.KindTemplate, Category: window.CategoryMarketing, Country: "US", Phone: "5511987654321"}, true, template, window.ReasonTemplate},
		"to a number of the US":          {window.Query{At: noon, Content: whatsapp.KindTemplate, Category: window.CategoryMarketing, Country: "US", Phone: "+16505550100"}, false, blocked, window.ReasonUSMarketing},
		"in the template's spelling":     {window.Query{At: noon, Content: whatsapp.KindTemplate, Category: "MARKETING", Country: "US"}, false, blocked, window.ReasonUSMarketing},
		"utility to the US":              {window.Query{At: noon, Content: whatsapp.KindTemplate, Category: window.CategoryUtility, Country: "US"}, true, template, window.ReasonTemplate},
		"a text to the US":               {window.Query{State: open, At: noon, Category: window.CategoryMarketing, Country: "US"}, true, free, window.ReasonOpen},
		"to the US, the second before": {
			window.Query{At: time.Date(2025, 4, 1, 3, 59, 59, 0, time.UTC), Zone: in(t, "America/New_York"), Content: whatsapp.KindTemplate, Category: window.CategoryMarketing, Country: "US"},
			true, template, window.ReasonTemplate,
		},
		"to the US, from then on": {
			window.Query{At: time.Date(2025, 4, 1, 4, 0, 0, 0, time.UTC), Zone: in(t, "America/New_York"), Content: whatsapp.KindTemplate, Category: window.CategoryMarketing, Country: "US"},
			false, blocked, window.ReasonUSMarketing,
		},
	}
	t.Logf("%d cases", len(tests))
	for name, tt := range tests {
		v := window.Judge(tt.query)
		require.Equal(t, tt.allowed, v.Allowed, name)
		require.Equal(t, tt.need, v.Need, name)
		require.Equal(t, tt.reason, v.Reason, name)
		require.NotEmpty(t, v.Reason.Text(), name)
		require.NotEmpty(t, v.Reason.Source(), name)
		require.Equal(t, tt.query.State.Closes(), v.Closes, name)
		require.Equal(t, tt.query.State.Remaining(tt.query.At), v.Remaining, name)
		if !tt.allowed {
			require.Empty(t, v.Category, name)
			require.Empty(t, v.Billing, name)
			require.Empty(t, v.Rule, name)
			require.Empty(t, v.Price, name)
		}
	}
}

// TestEveryTemplateIsFreeByAnEntryPoint, whatever its category, whether the
// window is open, and already as the answer that is still to be given.
func TestEveryTemplateIsFreeByAnEntryPoint(t *testing.T) {
	t.Parallel()
	for _, at := range []time.Time{time.Date(2025, 7, 5, 12, 0, 0, 0, time.UTC), time.Date(2026, 10, 5, 12, 0, 0, 0, time.UTC)} {
		entered := at.Add(-time.Hour)
		for name, state := range map[string]window.State{
			"not answered":                   window.State{}.Enter(entered),
			"answered":                       window.State{}.Answer(entered, entered.Add(time.Minute)),
			"answered, and the window is up": window.State{}.Answer(at.Add(-48*time.Hour), at.Add(-48*time.Hour)),
		} {
			for _, category := range []window.Category{window.CategoryMarketing, window.CategoryUtility, window.CategoryAuthentication, "UTILITY"} {
				for _, international := range []bool{false, true} {
					v := window.Judge(window.Query{
						State: state, At: at, Content: whatsapp.KindTemplate, Category: category, International: international,
					})
					require.Equal(t, "free_entry_point", v.Rule.Name, "%s %s", name, category)
					require.Equal(t, window.Free, v.Billing, "%s %s", name, category)
				}
			}
		}
	}
}

// TestTheCountryIsUsedWhereTheNumberIsOfNoMarket finds a price by either.
func TestTheCountryIsUsedWhereTheNumberIsOfNoMarket(t *testing.T) {
	t.Parallel()
	card := window.SampleCard()
	at := time.Date(2026, 10, 5, 12, 0, 0, 0, time.UTC)
	for _, q := range []window.Query{{Phone: "+55119"}, {Country: "BR"}, {Country: "br"}, {Phone: "99", Country: "BR"}, {Phone: "55", Country: "CL"}} {
		q.State, q.At, q.Used, q.Card = window.State{}.Open(at), at, window.FreeMessages, &card
		require.Equal(t, "0.0068", window.Judge(q).Price.Amount.String(), "%v", q)
	}
}

func TestWhatItCosts(t *testing.T) {
	t.Parallel()
	zone := in(t, "America/Sao_Paulo") // three hours behind UTC
	old, now := card(window.Date{Year: 2025, Month: 7, Day: 1}, 100), card(window.Date{Year: 2026, Month: 10, Day: 1}, 200)
	cards := window.Cards{now, old}
	local := func(year int, month time.Month, day, hour, minute, second int) time.Time {
		return time.Date(year, month, day, hour, minute, second, 0, zone)
	}
	conversations, messages, charged := local(2024, 11, 1, 0, 0, 0), local(2025, 7, 1, 0, 0, 0), local(2026, 10, 1, 0, 0, 0)
	const (
		marketing, utility = window.CategoryMarketing, window.CategoryUtility
		auth, service      = window.CategoryAuthentication, window.CategoryService
		shut, open, entry  = "shut", "open", "entry"
	)
	tests := map[string]struct {
		at       time.Time
		category window.Category // service: a text
		window   string
		used     int
		rule     string
		billing  window.Billing
		price    window.Price
	}{
		"a text before November 2024":             {conversations.Add(-time.Second), service, open, 0, "conversation", window.Unknown, window.Price{}},
		"a text since November 2024":              {conversations, service, open, 0, "service_conversation", window.Free, window.Price{Amount: window.Amount{Known: true}}},
		"a template since November 2024":          {conversations, utility, open, 0, "conversation", window.Unknown, window.Price{}},
		"marketing until June 2025":               {messages.Add(-time.Second), marketing, shut, 0, "conversation", window.Unknown, window.Price{}},
		"an entry until June 2025":                {messages.Add(-time.Second), marketing, entry, 0, "conversation", window.Unknown, window.Price{}},
		"a text at the end of June 2025":          {messages.Add(-time.Second), service, open, 5000, "service_conversation", window.Free, window.Price{Amount: window.Amount{Known: true}}},
		"a text since July 2025":                  {messages, service, open, 5000, "service_free", window.Free, euro(0)},
		"marketing since July 2025":               {messages, marketing, shut, 0, "per_message", window.Billed, euro(101)},
		"marketing in the window":                 {messages, marketing, open, 0, "per_message", window.Billed, euro(101)},
		"authentication":                          {messages, auth, shut, 0, "per_message", window.Billed, euro(103)},
		"authentication in the window":            {messages, auth, open, 0, "per_message", window.Billed, euro(103)},
		"utility outside":                         {messages, utility, shut, 0, "utility_outside", window.Billed, euro(102)},
		"utility inside":                          {messages, utility, open, 0, "utility_inside", window.Free, euro(0)},
		"utility inside, the last second of free": {charged.Add(-time.Second), utility, open, 0, "utility_inside", window.Free, euro(0)},
		"utility inside, October 2026":            {charged, utility, open, 0, "utility_again", window.Billed, euro(202)},
		"utility outside, October 2026":           {charged, utility, shut, 0, "utility_outside", window.Billed, euro(202)},
		"a text, the last second of free":         {charged.Add(-time.Second), service, open, 1000, "service_free", window.Free, euro(0)},
		"the first text":                          {charged, service, open, 0, "service_quota", window.Free, euro(0)},
		"the 1,000th text":                        {charged, service, open, 999, "service_quota", window.Free, euro(0)},
		"the 1,001st text":                        {charged, service, open, 1000, "service_billed", window.Billed, euro(205)},
		"the 1,002nd text":                        {charged, service, open, 1001, "service_billed", window.Billed, euro(205)},
		"a count below zero is none":              {charged, service, open, -5, "service_quota", window.Free, euro(0)},
		"marketing does not use up texts":         {charged, marketing, shut, 0, "per_message", window.Billed, euro(201)},
		"a text by an entry":                      {charged, service, entry, 1000, "free_entry_point", window.Free, euro(0)},
		"marketing by an entry":                   {charged, marketing, entry, 0, "free_entry_point", window.Free, euro(0)},
		"utility by an entry":                     {charged, utility, entry, 0, "free_entry_point", window.Free, euro(0)},
		"authentication by an entry in July 2025": {messages, auth, entry, 0, "free_entry_point", window.Free, euro(0)},
		"a template whose category is not known":  {charged, "", shut, 0, "", window.Unknown, window.Price{}},
		"a template of another category":          {charged, "marketing_lite", shut, 0, "", window.Unknown, window.Price{}},
	}
	t.Logf("%d cases", len(tests))
	for name, tt := range tests {
		q := window.Query{At: tt.at.UTC(), Zone: zone, Category: tt.category, Used: tt.used, Phone: "5511999999999", Card: cards.At(tt.at, "EUR")}
		if tt.category != service {
			q.Content = whatsapp.KindTemplate
		}
		switch tt.window {
		case open:
			q.State = q.State.Open(tt.at.Add(-time.Hour))
		case entry:
			q.State = q.State.Answer(tt.at.Add(-2*time.Hour), tt.at.Add(-time.Hour))
		}
		v := window.Judge(q)
		require.True(t, v.Allowed, name)
		require.Equal(t, tt.category, v.Category, name)
		require.Equal(t, tt.rule, v.Rule.Name, name)
		require.Equal(t, tt.billing, v.Billing, name)
		require.Equal(t, tt.price, v.Price, name)
		require.Equal(t, tt.billing, v.Rule.Billing, name)
		if tt.rule != "" {
			require.NotEmpty(t, v.Rule.Source, name)
			require.False(t, window.DateOf(tt.at).Before(v.Rule.Since), name)
			require.True(t, v.Rule.Until.IsZero() || window.DateOf(tt.at).Before(v.Rule.Until), name)
		}
		left := 0
		if !tt.at.Before(charged) {
			left = min(max(1000-tt.used, 0), 1000)
		}
		require.Equal(t, left, v.FreeLeft, name)
	}
}

func TestTheEntryPointIsFreeByItsEdges(t *testing.T) {
	t.Parallel()
	entered := window.State{}.Enter(noon)
	answered := entered.Answer(noon, noon.Add(time.Hour))
	tests := map[string]struct {
		state  window.State
		at     time.Time
		margin time.Duration
		free   bool
	}{
		"the answer itself":                 {entered, noon.Add(time.Hour), 0, true},
		"the answer, clocks apart":          {entered, noon.Add(-time.Second), 0, true},
		"the answer at 24 h - 1 s":          {entered, noon.Add(day - time.Second), 0, true},
		"the answer at 24 h":                {entered, noon.Add(day), 0, false},
		"the answer within the margin":      {entered, noon.Add(day - time.Minute), time.Minute, false},
		"the second message":                {answered, noon.Add(2 * time.Hour), 0, true},
		"at 72 h - 1 s":                     {answered, noon.Add(73*time.Hour - time.Second), 0, true},
		"at 72 h - 1 s, within the margin":  {answered, noon.Add(73*time.Hour - time.Second), time.Minute, false},
		"at 72 h":                           {answered, noon.Add(73 * time.Hour), 0, false},
		"an answer that came too late":      {entered.Answer(noon, noon.Add(day)), noon.Add(25 * time.Hour), 0, false},
		"the answer to a second entry":      {answered.Enter(noon.Add(2 * time.Hour)), noon.Add(3 * time.Hour), 0, true},
		"a second entry, unanswered a day":  {answered.Enter(noon.Add(2 * time.Hour)), noon.Add(26 * time.Hour), 0, false},
		"the platform refused in between":   {answered.Refuse(noon.Add(2 * time.Hour)), noon.Add(3 * time.Hour), 0, true},
		"the customer wrote, without entry": {window.State{}.Open(noon), noon, 0, false},
	}
	for name, tt := range tests {
		v := window.Judge(window.Query{State: tt.state, At: tt.at, Margin: tt.margin, Content: whatsapp.KindTemplate, Category: window.CategoryMarketing})
		require.Equal(t, tt.free, v.Rule.Name == "free_entry_point", name)
		require.Equal(t, tt.free, v.Billing == window.Free, name)
		require.Equal(t, tt.state.FreeUntil(), v.FreeUntil, name)
	}
}

func TestAnUnknownPriceIsSaidToBeUnknown(t *testing.T) {
	t.Parallel()
	full := card(window.Date{Year: 2026, Month: 10, Day: 1}, 200)
	sample := window.SampleCard()
	query := window.Query{At: noon, Content: whatsapp.KindTemplate, Category: window.CategoryMarketing, Phone: "+55 11 99999-9999", Card: &full}
	with := func(f func(*window.Query)) window.Query {
		q := query
		f(&q)
		return q
	}
	tests := map[string]struct {
		query window.Query
		want  window.Price
	}{
		"known":                         {query, euro(201)},
		"by the country alone":          {with(func(q *window.Query) { q.Phone, q.Country = "", "BR" }), euro(201)},
		"the number before the country": {with(func(q *window.Query) { q.Country = "DE" }), euro(201)},
		"international":                 {with(func(q *window.Query) { q.Category, q.International = window.CategoryAuthentication, true }), euro(204)},
		"international, of no other":    {with(func(q *window.Query) { q.International = true }), euro(201)},
		"no card":                       {with(func(q *window.Query) { q.Card = nil }), window.Price{}},
		"a card of another time":        {with(func(q *window.Query) { q.At = noon.AddDate(0, -6, 0) }), window.Price{}},
		"no market of the number":       {with(func(q *window.Query) { q.Phone = "4915112345678" }), window.Price{}},
		"no market of the country":      {with(func(q *window.Query) { q.Phone, q.Country = "", "DE" }), window.Price{}},
		"neither number nor country":    {with(func(q *window.Query) { q.Phone = "" }), window.Price{}},
		"no rate of the category":       {with(func(q *window.Query) { q.Card = &sample }), window.Price{}},
		"another category":              {with(func(q *window.Query) { q.Category = "marketing_lite" }), window.Price{}},
	}
	for name, tt := range tests {
		v := window.Judge(tt.query)
		require.Empty(t, cmp.Diff(tt.want, v.Price), name)
		require.Equal(t, tt.want != window.Price{}, v.Price.IsKnown(), name)
	}
}

func TestTheRulesHaveADayAndASource(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, r := range window.Rules() {
		require.NotEmpty(t, r.Name)
		require.False(t, seen[r.Name], r.Name)
		seen[r.Name] = true
		require.NotEmpty(t, r.Text, r.Name)
		require.NotEmpty(t, r.Source, r.Name)
		require.NotEmpty(t, r.Billing, r.Name)
		require.True(t, r.Until.IsZero() || r.Since.Before(r.Until), r.Name)
		require.False(t, r.Since.IsZero() && r.Until.IsZero(), r.Name)
	}
	window.Rules()[0].Name = "mine"
	require.NotEqual(t, "mine", window.Rules()[0].Name)
	require.Empty(t, window.Reason("").Text())
	require.Empty(t, window.Reason("").Source())
}

func TestCategoriesAreReadAsThePlatformWritesThem(t *testing.T) {
	t.Parallel()
	tests := map[string]window.Category{
		"MARKETING": window.CategoryMarketing, "utility": window.CategoryUtility, "Authentication": window.CategoryAuthentication,
		"authentication-international": window.CategoryInternational, "AUTHENTICATION_INTERNATIONAL": window.CategoryInternational,
		"service": window.CategoryService,
	}
	for text, want := range tests {
		got, ok := window.ParseCategory(text)
		require.True(t, ok, text)
		require.Equal(t, want, got)
	}
	for _, text := range []string{"", "marketing_lite", "authentication international", "authenticationXinternational", "utilities"} {
		_, ok := window.ParseCategory(text)
		require.False(t, ok, text)
	}
}

func TestWhatThePlatformChargedIsKnownByTheStatus(t *testing.T) {
	t.Parallel()
	tests := map[window.Billing][]whatsapp.Pricing{
		window.Free:    {{Type: "free_customer_service"}, {Type: "free_entry_point", Billable: true}, {Type: "free_of_next_year"}},
		window.Billed:  {{Type: "regular"}, {Model: "CBP", Billable: true}},
		window.Unknown: {{}, {Category: "service"}, {Type: "irregular"}, {Type: "freedom"}},
	}
	for want, all := range tests {
		for _, p := range all {
			require.Equal(t, want, window.BillingOf(p), "%+v", p)
		}
	}
}

func TestAVerdictDoesNotDependOnTheZoneOfItsTimes(t *testing.T) {
	t.Parallel()
	r := random(t)
	zones := []*time.Location{time.UTC, in(t, "Europe/Berlin"), in(t, "Pacific/Apia"), in(t, "America/Sao_Paulo")}
	for range 500 {
		at := time.Date(2026, 9, 30, 0, 0, r.IntN(2*86400), 0, time.UTC)
		q := window.Query{State: window.State{}.Open(at.Add(-time.Hour)), At: at, Zone: zones[r.IntN(4)], Used: r.IntN(2) * 1000}
		want := window.Judge(q)
		q.At = at.In(zones[r.IntN(4)])
		require.Empty(t, cmp.Diff(want, window.Judge(q), cmpopts.EquateApproxTime(0)))
	}
}
