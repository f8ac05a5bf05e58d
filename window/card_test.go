package window_test

import (
	"encoding/json"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/whatsapp"
	"github.com/wainbox/wainbox/window"
)

func TestAmountsAreExact(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		micros  int64
		written string
	}{
		"0": {0, "0"}, "0.0": {0, "0"}, "0.0068": {6800, "0.0068"}, "0.000001": {1, "0.000001"}, "1": {1_000_000, "1"},
		"0.006800": {6800, "0.0068"}, "12.5": {12_500_000, "12.5"}, "007": {7_000_000, "7"}, "0.1": {100_000, "0.1"},
		"999999999999.999999": {999_999_999_999_999_999, "999999999999.999999"}, "10.000010": {10_000_010, "10.00001"},
	}
	for text, tt := range tests {
		a, err := window.ParseAmount(text)
		require.NoError(t, err, text)
		require.Equal(t, window.Amount{Micros: tt.micros, Known: true}, a, text)
		require.Equal(t, tt.written, a.String(), text)
	}
	for _, text := range []string{
		"", ".", "1.", ".5", "-1", "+1", "1e3", "0.0000001", "0.0000000", "1,5", " 1", "1 ", "0x1", "1.2.3", "1.-2", "1.+2", "١",
		"1000000000000", "99999999999999999999", "NaN", "_1", "1_0",
	} {
		a, err := window.ParseAmount(text)
		var wrong whatsapp.Violations
		require.ErrorAs(t, err, &wrong, text)
		require.Equal(t, "amount", wrong[0].Field)
		require.Empty(t, a, text)
	}
	require.Equal(t, "-0.5", window.Amount{Micros: -500_000, Known: true}.String())
	require.Equal(t, "-9223372036854.775808", window.Amount{Micros: -1 << 63, Known: true}.String())
}

func TestNotGivenIsNotFree(t *testing.T) {
	t.Parallel()
	var r window.Rates
	require.NoError(t, json.Unmarshal([]byte(`{"marketing":"0","utility":"","service":null}`), &r))
	require.Equal(t, window.Rates{Marketing: window.Amount{Known: true}}, r)
	text, err := json.Marshal(r)
	require.NoError(t, err)
	require.JSONEq(t, `{"marketing":"0"}`, string(text))
	require.Error(t, json.Unmarshal([]byte(`{"marketing":0.5}`), &r), "a number may have been rounded before it was written")
	require.Error(t, json.Unmarshal([]byte(`{"marketing":"0.0000005"}`), &r))
}

func FuzzAmount(f *testing.F) {
	for _, text := range []string{"0.0068", "0", "999999999999.999999", "1000000000000", "-1", ".5", "1e6", ""} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a, err := window.ParseAmount(text)
		if err != nil {
			require.Empty(t, a)
			return
		}
		want, ok := new(big.Rat).SetString(text)
		require.True(t, ok, "%q is a number to others too", text)
		require.Zero(t, want.Cmp(big.NewRat(a.Micros, 1_000_000)), "%q is %d micros", text, a.Micros)
		again, err := window.ParseAmount(a.String())
		require.NoError(t, err)
		require.Equal(t, a, again)
	})
}

// rows is a card whose markets are named for their codes.
func rows(codes ...string) *window.Card {
	c := window.Card{Currency: "USD", From: window.Date{Year: 2026, Month: 10, Day: 1}}
	for _, code := range codes {
		c.Markets = append(c.Markets, window.Market{Name: code, Codes: strings.Split(code, " ")})
	}
	return &c
}

func TestTheMarketIsThatOfTheLongestCode(t *testing.T) {
	t.Parallel()
	card := rows("1787 1939", "1", "55", "7", "77", "598")
	tests := map[whatsapp.Phone]string{
		"16505550100": "1", "17875550100": "1787 1939", "+1 (787) 555-0100": "1787 1939", "19395550100": "1787 1939", "1788": "1",
		"5511999999999": "55", "551": "55", "5": "", "59899999999": "598", "79991234567": "7", "77011234567": "77",
		"4915112345678": "", "": "", "0055": "", "++": "",
	}
	for phone, want := range tests {
		m, ok := card.Market(phone)
		require.Equal(t, want != "", ok, phone)
		require.Equal(t, want, m.Name, phone)
	}
	_, ok := rows().Market("1")
	require.False(t, ok)
}

func TestTheCountryOfAUser(t *testing.T) {
	t.Parallel()
	users := map[whatsapp.UserID]string{
		"US.13491208655302741918": "US", "BR.ENT.123": "BR", "": "", "US": "", "us.1": "", "USA.1": "", "U1.1": "", ".1": "",
	}
	for user, want := range users {
		require.Equal(t, want, window.CountryOf(user), user)
	}
	sample := window.SampleCard()
	m, ok := sample.Country(window.CountryOf("BR.123"))
	require.True(t, ok)
	require.Equal(t, "Brazil", m.Name)
	_, ok = sample.Country("")
	require.False(t, ok)
	_, ok = sample.Country("DE")
	require.False(t, ok)
}

func TestTheCardOfTheTime(t *testing.T) {
	t.Parallel()
	date := func(month time.Month, d int) window.Date { return window.Date{Year: 2026, Month: month, Day: d} }
	cards := window.Cards{
		{Currency: "USD", From: date(7, 1)},
		{Currency: "USD", From: date(1, 1), Until: date(4, 1)},
		{Currency: "EUR", From: date(1, 1)},
		{Currency: "USD", From: date(10, 1)},
	}
	zone := in(t, "America/New_York")
	tests := map[string]struct {
		at       time.Time
		currency string
		want     window.Date
	}{
		"before all":                  {time.Date(2025, 12, 31, 23, 59, 59, 0, time.UTC), "USD", window.Date{}},
		"the first":                   {time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), "USD", date(1, 1)},
		"its last second":             {time.Date(2026, 3, 31, 23, 59, 59, 0, time.UTC), "USD", date(1, 1)},
		"a gap":                       {time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC), "USD", window.Date{}},
		"the one that began last":     {noon, "USD", date(10, 1)},
		"until the next":              {time.Date(2026, 9, 30, 23, 59, 59, 0, time.UTC), "USD", date(7, 1)},
		"by the day of the time":      {time.Date(2026, 9, 30, 23, 59, 59, 0, zone), "USD", date(7, 1)},
		"another currency":            {noon, "EUR", date(1, 1)},
		"a currency that is not here": {noon, "BRL", window.Date{}},
	}
	for name, tt := range tests {
		got := cards.At(tt.at, tt.currency)
		require.Equal(t, tt.want.IsZero(), got == nil, name)
		if got != nil {
			require.Equal(t, tt.want, got.From, name)
			require.Equal(t, tt.currency, got.Currency, name)
		}
	}
}

func TestACardIsWrittenAndReadBack(t *testing.T) {
	t.Parallel()
	want := window.SampleCard()
	require.NoError(t, want.Validate())
	text, err := json.Marshal(want)
	require.NoError(t, err)
	require.Contains(t, string(text), `{"name":"Brazil","codes":["55"],"countries":["BR"],"rates":{"service":"0.0068"}}`)
	require.Contains(t, string(text), `"from":"2026-10-01"`)
	var got window.Card
	require.NoError(t, json.Unmarshal(text, &got))
	require.Empty(t, cmp.Diff(want, got))
	for _, m := range got.Markets {
		for _, c := range []window.Category{window.CategoryMarketing, window.CategoryUtility, window.CategoryAuthentication, window.CategoryInternational} {
			require.Empty(t, m.Rates.Of(c), "nobody said so: %s", m.Name)
		}
	}
}

func TestACardIsChecked(t *testing.T) {
	t.Parallel()
	good := func() *window.Card { return rows("1", "55") }
	tests := map[string]struct {
		change func(*window.Card)
		want   []string
	}{
		"a good one":               {func(*window.Card) {}, nil},
		"an empty one":             {func(c *window.Card) { *c = window.Card{} }, []string{"currency", "from", "markets"}},
		"a currency in small":      {func(c *window.Card) { c.Currency = "usd" }, []string{"currency"}},
		"an end on the first day":  {func(c *window.Card) { c.Until = c.From }, []string{"until"}},
		"an end":                   {func(c *window.Card) { c.Until = window.Date{Year: 2027, Month: 1, Day: 1} }, nil},
		"no name":                  {func(c *window.Card) { c.Markets[1].Name = "" }, []string{"markets[1].name"}},
		"no codes":                 {func(c *window.Card) { c.Markets[1].Codes = nil }, []string{"markets[1].codes"}},
		"a country alone":          {func(c *window.Card) { c.Markets[1].Codes, c.Markets[1].Countries = nil, []string{"BR"} }, nil},
		"a code with a plus":       {func(c *window.Card) { c.Markets[1].Codes[0] = "+55" }, []string{"markets[1].codes[0]"}},
		"a code with a zero":       {func(c *window.Card) { c.Markets[1].Codes[0] = "055" }, []string{"markets[1].codes[0]"}},
		"an empty code":            {func(c *window.Card) { c.Markets[1].Codes[0] = "" }, []string{"markets[1].codes[0]"}},
		"the code of another":      {func(c *window.Card) { c.Markets[1].Codes[0] = "1" }, []string{"markets[1].codes[0]"}},
		"a code twice":             {func(c *window.Card) { c.Markets[1].Codes = []string{"55", "55"} }, []string{"markets[1].codes[1]"}},
		"a country in small":       {func(c *window.Card) { c.Markets[1].Countries = []string{"br"} }, []string{"markets[1].countries[0]"}},
		"the country of another":   {func(c *window.Card) { c.Markets[0].Countries, c.Markets[1].Countries = []string{"BR"}, []string{"BR"} }, []string{"markets[1].countries[0]"}},
		"a negative rate":          {func(c *window.Card) { c.Markets[0].Rates.Service = window.Amount{Micros: -1, Known: true} }, []string{"markets[0].rates.service"}},
		"everything wrong at once": {func(c *window.Card) { c.Currency, c.From, c.Markets[1].Name = "", window.Date{}, "" }, []string{"currency", "from", "markets[1].name"}},
	}
	for name, tt := range tests {
		c := good()
		tt.change(c)
		err := c.Validate()
		if tt.want == nil {
			require.NoError(t, err, name)
			continue
		}
		var wrong whatsapp.Violations
		require.ErrorAs(t, err, &wrong, name)
		var fields []string
		for _, v := range wrong {
			fields = append(fields, v.Field)
		}
		require.Equal(t, tt.want, fields, name)
	}
}
