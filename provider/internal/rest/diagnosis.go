package rest

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/wainbox/wainbox/provider"
)

// Diagnosis collects the findings of a [provider.Doctor].
type Diagnosis []provider.Finding

// OK adds a step that is as it should be.
func (d *Diagnosis) OK(s provider.Step, text string) {
	*d = append(*d, provider.Finding{Step: s, Verdict: provider.Healthy, Text: text})
}

// Warn adds a step that works and wants something done.
func (d *Diagnosis) Warn(s provider.Step, text, advice string) {
	*d = append(*d, provider.Finding{Step: s, Verdict: provider.Warning, Text: text, Advice: advice})
}

// Fail adds a step that failed, with its cause if a request failed.
func (d *Diagnosis) Fail(s provider.Step, text, advice string, err error) {
	*d = append(*d, provider.Finding{Step: s, Verdict: provider.Failed, Text: text, Advice: advice, Err: err})
}

// Skip adds a step that was not looked at.
func (d *Diagnosis) Skip(s provider.Step, why string) {
	*d = append(*d, provider.Finding{Step: s, Verdict: provider.Skipped, Text: why})
}

// Failed reports whether a step that was added failed.
func (d *Diagnosis) Failed(s provider.Step) bool {
	for _, f := range *d {
		if f.Step == s {
			return f.Verdict == provider.Failed
		}
	}
	return false
}

// Callback looks a callback address up as a stranger would, without any
// credentials, and adds the finding. With a challenge the address must echo it;
// without one it must answer 200. h decides where it may connect to; nil =
// public addresses only, which is where a provider must find it.
func (d *Diagnosis) Callback(ctx context.Context, h *http.Client, address string, query url.Values, challenge string) {
	const step = provider.StepCallback
	if address == "" {
		d.Skip(step, "no callback address was given")
		return
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		d.Fail(step, "the callback address is not a web address", "Give the absolute https address that the provider shall call.", nil)
		return
	}
	if u.Scheme != "https" && h == nil {
		d.Fail(step, "the callback address is not https", "Providers call https addresses with a valid certificate only.", nil)
		return
	}
	if len(query) > 0 {
		q := u.Query()
		maps.Copy(q, query)
		u.RawQuery = q.Encode()
	}
	answer, err := New(h, nil).Do(ctx, Request{Method: http.MethodGet, URL: u.String()})
	switch {
	case err != nil:
		d.Fail(step, "the callback address does not answer",
			"Look at the name, the certificate, the firewall and the proxy: it must be reached from the internet.", err)
	case answer.Status != http.StatusOK:
		d.Fail(step, "the callback address answers "+strconv.Itoa(answer.Status)+" and not 200",
			"Look at the path, and at the verify token if the provider has one.", nil)
	case challenge != "" && strings.TrimSpace(string(answer.Body)) != challenge:
		d.Fail(step, "the callback address does not echo the challenge",
			"Something else answers there: let the path lead to the provider's handler.", nil)
	default:
		d.OK(step, "the callback address answers")
	}
}
