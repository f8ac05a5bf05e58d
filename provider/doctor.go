package provider

import "context"

// Doctor is the ability to check a set-up step by step and to say what to do
// about each thing that is wrong.
type Doctor interface {
	// Diagnose makes one finding for each [Step], in their order. It changes
	// nothing at the provider. The callback address is the public one that the
	// provider shall call; it is looked up once, as a stranger would; empty skips
	// what needs it. What follows from a step that failed is [Skipped].
	//
	// Findings are made for people to read and hold no token, number or name.
	Diagnose(ctx context.Context, callback string) []Finding
}

// Step is one thing that a [Doctor] looks at.
type Step string

// The steps, in their order.
const (
	StepCredentials  Step = "credentials"  // the token is valid and has the permissions
	StepNumber       Step = "number"       // the number is there and may send
	StepSubscription Step = "subscription" // the provider sends this app the account's events
	StepWebhook      Step = "webhook"      // they are sent to this callback address
	StepCallback     Step = "callback"     // the address answers
	StepTemplates    Step = "templates"    // templates can be read
)

// Steps are all of them, in their order.
func Steps() []Step {
	return []Step{StepCredentials, StepNumber, StepSubscription, StepWebhook, StepCallback, StepTemplates}
}

// Verdict is how a step came out.
type Verdict string

// The verdicts.
const (
	Healthy Verdict = "ok"
	Warning Verdict = "warning" // it works, and something is to be done
	Failed  Verdict = "failed"
	Skipped Verdict = "skipped" // not looked at: it has no meaning here, or an earlier step failed
)

// Finding is what a [Doctor] says of one step.
type Finding struct {
	Step    Step
	Verdict Verdict
	// Text is what was found, in one sentence.
	Text string
	// Advice is what to do, in one sentence; empty when there is nothing.
	Advice string
	// Err is the cause, where a request failed; it may be retried if its kind
	// says so.
	Err error
}
