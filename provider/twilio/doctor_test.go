package twilio_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/twilio"
)

// patient is a set-up: the sender as Twilio has it, and what is wrong.
type patient struct {
	sender           string
	account, senders int // status; 0 = 200
	contents, inbox  int
	service          bool // no From
	both             bool // From and a service
	statuses         string
	callback         string // "" = the inbox's, "-" = none
}

func TestDiagnose(t *testing.T) {
	t.Parallel()
	const ok, warning, failed, skipped = provider.Healthy, provider.Warning, provider.Failed, provider.Skipped
	for name, tc := range map[string]struct {
		patient

		want []provider.Verdict
	}{
		"healthy":        {patient{}, []provider.Verdict{ok, ok, skipped, ok, ok, ok}},
		"no callback":    {patient{callback: "-"}, []provider.Verdict{ok, ok, skipped, skipped, skipped, ok}},
		"token":          {patient{senders: 401}, []provider.Verdict{failed, skipped, skipped, skipped, ok, skipped}},
		"number":         {patient{sender: "15550100018"}, []provider.Verdict{ok, failed, skipped, skipped, ok, ok}},
		"offline":        {patient{sender: "OFFLINE"}, []provider.Verdict{ok, failed, skipped, ok, ok, ok}},
		"updating":       {patient{sender: "ONLINE:UPDATING"}, []provider.Verdict{ok, warning, skipped, ok, ok, ok}},
		"elsewhere":      {patient{sender: "https://other.example.com"}, []provider.Verdict{ok, ok, skipped, failed, ok, ok}},
		"slash":          {patient{sender: "slash"}, []provider.Verdict{ok, ok, skipped, failed, ok, ok}},
		"put":            {patient{sender: "PUT"}, []provider.Verdict{ok, ok, skipped, failed, ok, ok}},
		"no statuses":    {patient{sender: "none", statuses: "-"}, []provider.Verdict{ok, ok, skipped, warning, ok, ok}},
		"inbox down":     {patient{inbox: 404}, []provider.Verdict{ok, ok, skipped, ok, failed, ok}},
		"contents":       {patient{contents: 403}, []provider.Verdict{ok, ok, skipped, ok, ok, failed}},
		"service":        {patient{service: true}, []provider.Verdict{ok, skipped, skipped, skipped, ok, ok}},
		"service, token": {patient{service: true, account: 401}, []provider.Verdict{failed, skipped, skipped, skipped, ok, skipped}},
		"service's own":  {patient{both: true, sender: "nowhere"}, []provider.Verdict{ok, ok, skipped, warning, ok, ok}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := tc.diagnose(t)
			var verdicts []provider.Verdict
			for i, f := range got {
				verdicts = append(verdicts, f.Verdict)
				if f.Step != provider.Steps()[i] || (f.Advice == "") != (f.Verdict == ok || f.Verdict == skipped) {
					t.Errorf("%+v", f)
				}
				if all := f.Text + f.Advice; strings.Contains(all, from) || strings.Contains(all, token) {
					t.Errorf("%s names what it should not", f.Step)
				}
			}
			if diff := cmp.Diff(tc.want, verdicts); diff != "" {
				t.Errorf("%s\n%+v", diff, got)
			}
		})
	}
}

func (p patient) diagnose(t *testing.T) []provider.Finding {
	t.Helper()
	var s *httptest.Server
	s = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _, has := r.BasicAuth()
		if has == (r.URL.Path == "/inbox") {
			t.Errorf("%s with credentials: %v", r.URL.Path, has)
		}
		answer := func(status int, body string) {
			if status != 0 {
				w.WriteHeader(status)
				return
			}
			_, _ = io.WriteString(w, body)
		}
		switch r.URL.Path {
		case "/inbox":
			answer(p.inbox, "")
		case "/v2/Channels/Senders":
			answer(p.senders, fmt.Sprintf(`{"senders":[%s],"meta":{}}`, p.own(s.URL)))
		case "/v1/ContentAndApprovals":
			answer(p.contents, `{"contents":[]}`)
		case "/2010-04-01/Accounts/" + account + ".json":
			answer(p.account, `{"status":"active"}`)
		default:
			t.Errorf("asked for %s", r.URL)
		}
	}))
	t.Cleanup(s.Close)
	config := complete()
	if p.service || p.both {
		config.MessagingService = service
	}
	if p.service {
		config.From = ""
	}
	o := &twilio.Options{BaseURL: s.URL, ContentURL: s.URL, MessagingURL: s.URL, HTTP: &http.Client{Transport: &http.Transport{}}}
	if p.statuses == "" {
		o.StatusCallback = s.URL + "/inbox"
	}
	c, err := twilio.New(config, o)
	if err != nil {
		t.Fatal(err)
	}
	callback := s.URL + "/inbox"
	if p.callback == "-" {
		callback = ""
	}
	return c.Diagnose(t.Context(), callback)
}

// own is the sender with what is wrong with it.
func (p patient) own(base string) string {
	s := strings.Replace(ownSender, hook, base+"/inbox#rc=2", 1)
	switch {
	case p.sender == "PUT":
		return strings.Replace(s, `"POST"`, `"PUT"`, 1)
	case p.sender == "slash":
		return strings.Replace(s, "/inbox#", "/inbox/#", 1)
	case p.sender == "none":
		return strings.Replace(s, `"https://inbox.example.com/s"`, "null", 1)
	case p.sender == "nowhere":
		return strings.Replace(s, base+"/inbox#rc=2", "", 1)
	case strings.HasPrefix(p.sender, "https"):
		return strings.Replace(s, base+"/inbox#rc=2", p.sender, 1)
	case strings.HasPrefix(p.sender, "1"):
		return strings.Replace(s, from, p.sender, 1)
	case p.sender != "":
		return strings.Replace(s, `"ONLINE"`, `"`+p.sender+`"`, 1)
	default:
		return s
	}
}
