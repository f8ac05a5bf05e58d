package profile_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/wainbox/wainbox/profile"
	"github.com/wainbox/wainbox/whatsapp"
)

// Only what differs is sent, and what is empty now is cleared.
func ExampleDiff() {
	was := profile.Profile{About: "Lamps", Email: "old@example.com", Websites: []string{"https://example.com"}, Vertical: "RETAIL"}
	is := profile.Profile{About: "Lamps and more", Email: "old@example.com", Vertical: "RETAIL"}
	patch := profile.Diff(was, is)
	text, err := json.Marshal(patch)
	fmt.Println(string(text), err, patch.Validate())
	// Output: {"about":"Lamps and more","websites":[]} <nil> <nil>
}

// Everything that is wrong is told at once, by field.
func ExamplePatch_Validate() {
	about, sites := "", []string{"example.com"}
	fmt.Println(profile.Patch{About: &about, Websites: &sites}.Validate())
	// Output: whatsapp: about: not empty; websites[0]: an absolute http or https address
}

// A provider that has words for people is read and written in the platform's
// codes.
func ExampleSpelling() {
	v, known := profile.Labels.Vertical("Food and Grocery")
	label, _ := profile.Labels.Label("GROCERY")
	fmt.Println(v, known, label)
	// Output: GROCERY true Food and Grocery
}

// The page that a customer sees, for a screen to draw.
func ExamplePreviewOf() {
	name := profile.Name{Current: profile.NameReview{Name: "Lamps Ltd", State: profile.Approved}}
	p := profile.Profile{About: "Open daily", Description: "Lamps of all kinds.", Vertical: "RETAIL", Email: "shop@example.com"}
	page := profile.PreviewOf(p, name, true)
	fmt.Println(page.Title, page.Official, page.Subtitle)
	for _, row := range page.Rows {
		fmt.Printf("%s: %s\n", row.Kind, row.Text)
	}
	// Output:
	// Lamps Ltd true Open daily
	// description: Lamps of all kinds.
	// vertical: Shopping and Retail
	// email: shop@example.com
}

// The old name is in use until another is approved and the number registered
// again.
func ExampleName() {
	noon := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	n, _ := profile.Name{}.ReadCurrent("Lamps", "APPROVED", noon)
	n, _ = n.Request("Lamps Ltd", noon)
	_, err := n.Request("Lamps Inc", noon)
	fmt.Println(n.Current.Name, n.Review().State, err)

	n, _ = n.Apply(&whatsapp.NumberName{
		Notice: whatsapp.Notice{At: noon.Add(time.Hour)}, Name: "Lamps Ltd", Decision: "APPROVED",
	})
	fmt.Println(n.Current.Name, n.Review().State, n.NeedsRegistering())

	n = n.Register(noon.Add(2 * time.Hour))
	fmt.Println(n.NeedsRegistering())
	// Output:
	// Lamps requested profile: request name: requested cannot follow requested
	// Lamps approved true
	// false
}

// What is not known is never taken as met.
func ExampleEligibility() {
	at := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	facts := profile.BusinessFacts{
		FollowsPolicy: profile.Yes, Since: at.AddDate(0, 0, -20), Notable: profile.Yes, Verified: profile.Yes,
		TwoStep: profile.No, NameApproved: profile.Yes, Employee: profile.No, Test: profile.No, App: profile.No,
	}
	rules := append(profile.Requirements(), profile.MinimumLimit(1001))
	list := profile.Eligibility(rules, facts, at)
	fmt.Println(list.Eligible())
	for _, c := range list.Of(profile.Missing, profile.Unknown) {
		fmt.Println(c.Result, c.Code)
	}
	// Output:
	// false
	// missing time_on_platform
	// missing two_step
	// unknown messaging_limit
}

// A rejection cannot be appealed: one may ask again after 30 days.
func ExampleBadge() {
	at := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	request := profile.OfficialRequest{Website: "https://example.com", Country: "DE", Language: "de"}
	b, _ := profile.Badge{}.Request(request, at)
	b = b.Apply(&whatsapp.AccountAlert{Notice: whatsapp.Notice{At: at.AddDate(0, 0, 3)}, Type: "OBA_REJECTED"})
	_, err := b.Request(request, at.AddDate(0, 0, 10))
	if wait, ok := errors.AsType[*profile.WaitError](err); ok {
		fmt.Println(b.State, wait.Until.Format(time.DateTime))
	}
	// Output: declined 2026-12-24 12:00:00
}
