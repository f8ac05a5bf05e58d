package window

import "time"

// Need is what a message has to be to be sent.
type Need string

// The needs.
const (
	FreeForm       Need = "free_form" // anything may be sent
	TemplateNeeded Need = "template"  // only an approved template
	Blocked        Need = "blocked"   // not this, whatever the window
)

// Reason says why a message may be sent or not.
type Reason string

// The reasons.
const (
	ReasonOpen        Reason = "open"
	ReasonTemplate    Reason = "template"
	ReasonNeverOpened Reason = "never_opened"
	ReasonClosed      Reason = "closed"
	ReasonRefused     Reason = "refused"
	ReasonMargin      Reason = "margin"
	ReasonUSMarketing Reason = "us_marketing"
)

// usMarketing is since when customers with a number of the United States get
// no marketing templates.
var usMarketing = Date{2025, time.April, 1}

// reasons has the text and the source of each.
var reasons = [...]struct {
	reason       Reason
	text, source string
}{
	{ReasonOpen, "the customer wrote or called within the last 24 hours", `"Send messages", November 2025`},
	{ReasonTemplate, "an approved template may be sent at any time", `"Send messages", November 2025`},
	{ReasonNeverOpened, "the customer never wrote or called", `"Send messages", November 2025`},
	{ReasonClosed, "the customer's last message or call is 24 hours ago", `"Send messages", November 2025`},
	{ReasonRefused, "the platform refused a message as outside the window", `error 131047, "Error codes", November 2025`},
	{ReasonMargin, "the window closes within the margin asked for", "ours"},
	{
		ReasonUSMarketing, "customers with a number of the United States get no marketing templates since April 2025",
		`"Templates", November 2025`,
	},
}

// Text is the reason for a reader; empty for one that is none.
func (r Reason) Text() string {
	for i := range reasons {
		if reasons[i].reason == r {
			return reasons[i].text
		}
	}
	return ""
}

// Source is the page that the reason rests on, "ours" for a choice of the
// caller's; empty for one that is none.
func (r Reason) Source() string {
	for i := range reasons {
		if reasons[i].reason == r {
			return reasons[i].source
		}
	}
	return ""
}
