package providertest

import (
	"context"

	"github.com/wainbox/wainbox/provider"
)

// actionCases is one case an action, all of the same promises.
func actionCases() []Case {
	all := make([]Case, 0, len(actions()))
	for _, a := range actions() {
		all = append(all, Case{"ability/" + a.name, func(t TB, r Rig) { acts(t, r, a) }})
	}
	return append(all, Case{"ability/diagnose", diagnoses})
}

func acts(t TB, r Rig, a action) {
	right, wrong, ok := a.of(r.Provider)
	if !ok {
		t.Skipf("not one of its abilities")
	}
	if wrong != nil {
		wantError(t, "wrong", wrong(t.Context()), "", provider.Invalid)
	}
	stopsBefore(t, r, right)
	lost := provider.Unavailable
	if a.once {
		lost = provider.Uncertain
	}
	r.Answer(502, "")
	wantError(t, "502", right(t.Context()), "", lost)
	if n := r.Requests(); n != 1 {
		t.Errorf("%d requests, want 1: it is not asked again", n)
	}
	r.Answer(401, "")
	wantError(t, "401", right(t.Context()), "", provider.Auth)
	r.Answer(429, "")
	wantError(t, "429", right(t.Context()), "", provider.Throttled)
	stopsWithin(t, r, right, lost)
}

// diagnoses wants one finding a step, in order, whatever is answered.
func diagnoses(t TB, r Rig) {
	d, ok := provider.As[provider.Doctor](r.Provider)
	if !ok {
		t.Skipf("not one of its abilities")
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	sound(t, r, "cancelled", d.Diagnose(cancelled, ""), true)
	if n := r.Requests(); n != 0 {
		t.Errorf("cancelled: %d requests, want none", n)
	}
	for _, status := range []int{502, 401, 403, 404, 429} {
		r.Answer(status, "")
		sound(t, r, "", d.Diagnose(t.Context(), ""), true)
	}
	for _, body := range []string{"", "{}", "[]", "null", `{"data":[]}`, `{"error":{}}`, "<html></html>"} {
		r.Answer(200, body)
		sound(t, r, body, d.Diagnose(t.Context(), ""), false)
	}
}

func sound(t TB, r Rig, what string, found []provider.Finding, broken bool) {
	t.Helper()
	steps := provider.Steps()
	if len(found) != len(steps) {
		t.Fatalf("%s: %d findings, want one for each of the %d steps", what, len(found), len(steps))
	}
	for i, f := range found {
		if f.Step != steps[i] {
			t.Errorf("%s: finding %d is of %q, want %q", what, i, f.Step, steps[i])
		}
		if f.Text == "" {
			t.Errorf("%s: %s says nothing", what, f.Step)
		}
		switch f.Verdict {
		case provider.Healthy, provider.Skipped:
		case provider.Warning, provider.Failed:
			if f.Advice == "" {
				t.Errorf("%s: %s is %s, and nothing is said to do", what, f.Step, f.Verdict)
			}
		default:
			t.Errorf("%s: %s has the verdict %q", what, f.Step, f.Verdict)
		}
		if broken && f.Step == provider.StepCredentials && f.Verdict == provider.Healthy {
			t.Errorf("%s: credentials are called healthy on a refusal", what)
		}
		if canary(r, f.Text) || canary(r, f.Advice) {
			t.Errorf("%s: %s names a canary", what, f.Step)
		}
	}
}
