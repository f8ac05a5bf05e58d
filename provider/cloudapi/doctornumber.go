package cloudapi

import (
	"context"
	"regexp"
	"strconv"
	"strings"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

func (x *examination) numberStands(ctx context.Context) {
	const step = provider.StepNumber
	if x.blocked(step, provider.StepCredentials) {
		return
	}
	n, err := x.Number(ctx)
	switch {
	case err != nil:
		x.findings.Fail(step, "the number could not be read",
			adviceOn(err, "Use a token that was given this number's account."), err)
	case n.Status == "":
		x.findings.Warn(step, "the platform does not say how the number stands",
			"Look at the number in WhatsApp Manager.")
	case !n.Status.CanSend():
		x.findings.Fail(step, "the number cannot send: its status is not "+string(whatsapp.NumberConnected), adviceOnStatus(n.Status), nil)
	case n.CanSend == "BLOCKED":
		x.findings.Fail(step, "the platform lets the number send nothing"+codesOf(n), adviceOnHealth(n), nil)
	case n.CanSend != "" && n.CanSend != canSend:
		x.findings.Warn(step, "the platform limits what the number may send"+codesOf(n), adviceOnHealth(n))
	case n.Quality == whatsapp.QualityRed:
		x.findings.Warn(step, "the number's quality is low",
			"Send fewer messages that customers did not ask for, and look at what they block and report.")
	default:
		x.findings.OK(step, "the number is connected and may send")
	}
}

// adviceOnStatus is what to do about a number that is not connected.
func adviceOnStatus(status whatsapp.NumberStatus) string {
	switch status {
	case whatsapp.NumberPending, whatsapp.NumberDisconnected, whatsapp.NumberUnverified:
		return "Verify the number if that is still to be done, and register it: call Register."
	case whatsapp.NumberDeleted, whatsapp.NumberMigrated:
		return "The number is no longer in this account: set the NumberID that it has now."
	case whatsapp.NumberRateLimited:
		return "Wait for a day: too many customers were written to."
	default:
		return "Look at the number's state and appeals in WhatsApp Manager."
	}
}

// codesOf names the platform's problems by their codes.
func codesOf(n provider.Number) string {
	var codes []string
	for _, p := range n.Problems {
		if p.Code != 0 {
			codes = append(codes, strconv.Itoa(p.Code))
		}
	}
	if len(codes) == 0 {
		return ""
	}
	return " (code " + strings.Join(codes, ", ") + ")"
}

// adviceOnHealth is the platform's own, unless it names somebody: findings name
// nobody.
func adviceOnHealth(n provider.Number) string {
	for _, p := range n.Problems {
		if p.Solution != "" && !numberLike.MatchString(p.Solution) && !names(p.Solution, n.VerifiedName) {
			return p.Solution
		}
	}
	return "Look at the number, its account and its payment in WhatsApp Manager; Number tells the problems."
}

var numberLike = regexp.MustCompile(`[0-9]([ ().-]*[0-9]){5}`)

func names(text, name string) bool {
	return name != "" && strings.Contains(strings.ToLower(text), strings.ToLower(name))
}
