package twilio_test

import (
	"encoding/json"
	"io"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/twilio"
	"github.com/wainbox/wainbox/templates"
)

func TestContent(t *testing.T) {
	t.Parallel()
	asked, answer := "", ""
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		asked = r.Method + " " + r.URL.RequestURI() + " " + string(body)
		if answer == "" {
			w.WriteHeader(http.StatusNoContent)
		}
		_, _ = io.WriteString(w, answer)
	})
	content := twilio.Content{
		Name: "n", Language: "en", Variables: map[string]string{"1": "x"},
		Types: map[string]json.RawMessage{"twilio/text": json.RawMessage(`{"body":"{{1}}"}`)},
	}
	kept := content
	kept.SID = contentID
	text := `{"friendly_name":"n","language":"en","variables":{"1":"x"},"types":{"twilio/text":{"body":"{{1}}"}}}`
	kept.Extra = templates.Members{"account_sid": json.RawMessage(`"AC"`)}
	answer = `{"sid":"` + contentID + `","account_sid":"AC",` + text[1:]
	for name, do := range map[string]func() (twilio.Content, error){
		"POST /v1/Content " + text:           func() (twilio.Content, error) { return c.CreateContent(t.Context(), kept) },
		"GET /v1/Content/" + contentID + " ": func() (twilio.Content, error) { return c.FetchContent(t.Context(), contentID) },
	} {
		got, err := do()
		if diff := cmp.Diff(kept, got); err != nil || diff != "" || asked != name {
			t.Errorf("%s: asked %s: %v %s", name, asked, err, diff)
		}
	}
	pending := twilio.Approval{
		Name: "n", Category: templates.Utility, Status: templates.Rejected, Reason: "INVALID_FORMAT", ContentType: "twilio/text",
	}
	state := `{"name":"n","category":"UTILITY","content_type":"twilio/text","status":"rejected","rejection_reason":"INVALID_FORMAT"}`
	answer = state
	got, err := c.Approve(t.Context(), contentID, twilio.Approval{Name: "n", Category: templates.Utility})
	want := "POST /v1/Content/" + contentID + `/ApprovalRequests/whatsapp {"name":"n","category":"UTILITY"}`
	if diff := cmp.Diff(pending, got); err != nil || diff != "" || asked != want {
		t.Errorf("Approve asked %s: %v %s", asked, err, diff)
	}
	answer = `{"sid":"` + contentID + `","whatsapp":` + state + `}`
	got, err = c.Approval(t.Context(), contentID)
	if diff := cmp.Diff(pending, got); err != nil || diff != "" || asked != "GET /v1/Content/"+contentID+"/ApprovalRequests " {
		t.Errorf("Approval asked %s: %v %s", asked, err, diff)
	}
	answer = ""
	if err := c.DeleteContent(t.Context(), contentID); err != nil || asked != "DELETE /v1/Content/"+contentID+" " {
		t.Errorf("DeleteContent asked %s: %v", asked, err)
	}
}

func TestContentRefused(t *testing.T) {
	t.Parallel()
	c := serve(t, func(_ http.ResponseWriter, r *http.Request) { t.Errorf("asked for %s", r.URL.Path) })
	for _, id := range []string{"", "HX1", "../" + contentID, contentID + "/x"} {
		_, fetched := c.FetchContent(t.Context(), id)
		_, approved := c.Approve(t.Context(), id, twilio.Approval{})
		_, asked := c.Approval(t.Context(), id)
		for _, err := range []error{fetched, approved, asked, c.DeleteContent(t.Context(), id)} {
			if provider.KindOf(err) != provider.Invalid {
				t.Errorf("%s: %v", id, err)
			}
		}
	}
	if _, err := c.CreateContent(t.Context(), twilio.Content{}); provider.KindOf(err) != provider.Invalid {
		t.Errorf("nothing: %v", err)
	}
}

// TestContentLost tells what may be there from what may be asked again.
func TestContentLost(t *testing.T) {
	t.Parallel()
	c := serve(t, func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	content := twilio.Content{Language: "en", Types: map[string]json.RawMessage{"twilio/text": json.RawMessage(`{}`)}}
	if _, err := c.CreateContent(t.Context(), content); provider.KindOf(err) != provider.Uncertain {
		t.Errorf("created: %v", err)
	}
	if _, err := c.FetchContent(t.Context(), contentID); provider.KindOf(err) != provider.Unavailable {
		t.Errorf("fetched: %v", err)
	}
}
