package window_test

import (
	"fmt"
	"time"

	"github.com/wainbox/wainbox/whatsapp"
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

func ExampleState_Answer() {
	noon := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	s := window.State{}.Enter(noon) // the customer tapped an advertisement
	s = s.Answer(s.Entered, noon.Add(3*time.Hour))
	fmt.Println("closes", s.Closes().Format(time.DateTime))
	fmt.Println("free until", s.FreeUntil().Format(time.DateTime))
	// Output:
	// closes 2026-11-22 12:00:00
	// free until 2026-11-24 15:00:00
}

func ExampleState_Next() {
	noon := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	s := window.State{}.Open(noon)
	var w window.Watch

	now := noon.Add(23 * time.Hour)
	for {
		m, due, ok := s.Next(w, window.DefaultLead)
		if !ok {
			break
		}
		if due.After(now) {
			fmt.Println("look again at", due.Format(time.DateTime))
			break
		}
		w = w.Tell(m, s) // kept with the state
		if m == window.MomentClosing && !s.IsOpen(now) {
			continue // too late for a warning
		}
		fmt.Println(m)
	}
	// Output:
	// opened
	// closing
	// look again at 2026-11-22 12:00:00
}

func ExampleFold() {
	events, err := window.ParseEvents([]byte(`
{"at":"2026-11-21T15:00:00Z","event":"answer"}
{"at":"2026-11-21T12:00:00Z","event":"entry","kind":"text"}
{"at":"2026-11-21T13:00:00Z","event":"message","kind":"reaction"}
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	s := window.Fold(events)
	fmt.Println(s.Closes().Format(time.DateTime), s.FreeUntil().Format(time.DateTime))
	// Output: 2026-11-22 12:00:00 2026-11-24 15:00:00
}

func ExampleJudge() {
	noon := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	card := window.SampleCard()
	q := window.Query{
		State: window.State{}.Open(noon), At: noon.Add(time.Hour), Content: whatsapp.KindText,
		Phone: "5511999999999", Used: 1000, Card: &card,
	}
	v := window.Judge(q)
	fmt.Println(v.Allowed, v.Need, v.Category, v.Billing, v.Price.Amount, v.Price.Currency)
	fmt.Println(v.Rule.Since, v.Rule.Text)

	q.At = noon.Add(25 * time.Hour)
	v = window.Judge(q)
	fmt.Println(v.Allowed, v.Need, "since", v.Closes.Format(time.DateTime), v.Reason.Text())

	q.Content, q.Category = whatsapp.KindTemplate, window.CategoryUtility
	v = window.Judge(q)
	fmt.Println(v.Allowed, v.Category, v.Billing, v.Price.IsKnown()) // the sample has no price of it
	// Output:
	// true free_form service billed 0.0068 USD
	// 2026-10-01 messages that are not templates are billed from the 1,001st of a number in a calendar month
	// false template since 2026-11-22 12:00:00 the customer's last message or call is 24 hours ago
	// true utility billed false
}

func ExampleCard() {
	rate, err := window.ParseAmount("0.0068")
	if err != nil {
		fmt.Println(err)
		return
	}
	card := window.Card{
		Currency: "USD", From: window.Date{Year: 2026, Month: time.October, Day: 1},
		Markets: []window.Market{
			{Name: "Brazil", Codes: []string{"55"}, Rates: window.Rates{Service: rate}},
			{Name: "North America", Codes: []string{"1"}},
			{Name: "Rest of Latin America", Codes: []string{"1787", "055"}},
		},
	}
	fmt.Println(card.Validate())

	for _, phone := range []whatsapp.Phone{"5511999999999", "17875550100", "4915112345678"} {
		m, ok := card.Market(phone)
		fmt.Println(m.Name, ok, m.Rates.Of(window.CategoryService).Known)
	}
	// Output:
	// whatsapp: markets[2].codes[1]: digits of a calling code, without + and leading 0
	// Brazil true true
	// Rest of Latin America true false
	//  false false
}
