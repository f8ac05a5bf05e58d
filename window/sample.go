package window

import "time"

// SampleCard is a sample, to try things with: the rates of a service message in
// US dollars in six markets, as they were quoted for October 2026. All that it
// does not hold is not known: a host puts the platform's own card in its place.
func SampleCard() Card {
	service := func(name, code, country string, micros int64) Market {
		return Market{
			Name: name, Codes: []string{code}, Countries: []string{country},
			Rates: Rates{Service: Amount{Micros: micros, Known: true}},
		}
	}
	return Card{
		Currency: "USD", From: Date{2026, time.October, 1}, Until: Date{2027, time.January, 1},
		Markets: []Market{
			service("Argentina", "54", "AR", 26_000),
			service("Brazil", "55", "BR", 6_800),
			service("Chile", "56", "CL", 20_000),
			service("Colombia", "57", "CO", 800),
			service("Mexico", "52", "MX", 8_500),
			service("Peru", "51", "PE", 30_000),
		},
	}
}
