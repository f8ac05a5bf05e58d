package twilio_test

import (
	"io"
	"net/http"
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTyping(t *testing.T) {
	t.Parallel()
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if got, want := r.Method+" "+r.URL.RequestURI(), "POST /v2/Indicators/Typing.json"; got != want {
			t.Errorf("%s, want %s", got, want)
		}
		if diff := cmp.Diff(url.Values{"channel": {"whatsapp"}, "messageId": {"SM1"}}, formOf(t, r)); diff != "" {
			t.Error(diff)
		}
		if user, password, _ := r.BasicAuth(); user != account || password != token {
			t.Error("without credentials")
		}
		_, _ = io.WriteString(w, `{"success":true}`)
	})
	if err := c.Typing(t.Context(), "SM1"); err != nil {
		t.Error(err)
	}
}
