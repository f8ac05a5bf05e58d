package twilio_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider/twilio"
	"github.com/wainbox/wainbox/whatsapp"
)

// prepares is a client at a service that keeps contents in the order in which
// they were made, and the messages that were sent.
type prepares struct {
	*twilio.Client

	contents []string
	messages []url.Values
}

func newPrepares(t *testing.T) *prepares {
	t.Helper()
	p := &prepares{}
	p.Client = serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/v1/Content" {
			p.messages = append(p.messages, formOf(t, r))
			_, _ = io.WriteString(w, accepted)
			return
		}
		body, _ := io.ReadAll(r.Body)
		p.contents = append(p.contents, string(body))
		_, _ = fmt.Fprintf(w, `{"sid":"HX%032d"}`, len(p.contents))
	})
	return p
}

func TestShapes(t *testing.T) {
	t.Parallel()
	one := []whatsapp.ReplyButton{{ID: "1", Title: "Yes"}}
	two := []whatsapp.ReplyButton{{ID: "a", Title: "Now"}, {ID: "b", Title: "Later"}}
	file := func(link string) *whatsapp.Header {
		return &whatsapp.Header{Media: &whatsapp.Media{Type: "image", Link: link}}
	}
	for name, tc := range map[string]struct {
		content   whatsapp.Content
		types     string
		variables []string
		dropped   []string
	}{
		"buttons": {
			content:   whatsapp.Buttons{Body: "b", Buttons: one},
			types:     `{"twilio/quick-reply":{"actions":[{"id":"{{3}}","title":"{{2}}","type":"QUICK_REPLY"}],"body":"{{1}}"}}`,
			variables: []string{"b", "Yes", "1"},
		},
		"buttons with all around": {
			content: whatsapp.Buttons{Header: &whatsapp.Header{Text: "h"}, Body: "b", Footer: "f", Buttons: two},
			types: `{"whatsapp/card":{"actions":[{"id":"{{5}}","title":"{{4}}","type":"QUICK_REPLY"},` +
				`{"id":"{{7}}","title":"{{6}}","type":"QUICK_REPLY"}],"body":"{{1}}","footer":"{{3}}","header_text":"{{2}}"}}`,
			variables: []string{"b", "h", "f", "Now", "a", "Later", "b"},
		},
		"buttons under a file": {
			content: whatsapp.Buttons{Header: file("https://files.example.com/a/b.jpg?c=d"), Body: "b", Buttons: one},
			types: `{"whatsapp/card":{"actions":[{"id":"{{4}}","title":"{{3}}","type":"QUICK_REPLY"}],"body":"{{1}}",` +
				`"media":["https://files.example.com/{{2}}"]}}`,
			variables: []string{"b", "a/b.jpg?c=d", "Yes", "1"},
		},
		"link under a named file": {
			content: whatsapp.CTAURL{
				Header: &whatsapp.Header{Media: &whatsapp.Media{Type: "document", Link: "https://example.com/f", Filename: "f.pdf"}},
				Body:   "b", Label: "Open", URL: "https://example.com/",
			},
			types: `{"whatsapp/card":{"actions":[{"title":"{{3}}","type":"URL","url":"https://example.com/"}],"body":"{{1}}",` +
				`"media":["https://example.com/{{2}}"]}}`,
			variables: []string{"b", "f", "Open"},
			dropped:   []string{"interactive.header.document.filename"},
		},
		"link": {
			content:   whatsapp.CTAURL{Body: "b", Label: "Open", URL: "https://example.com/a?b=c"},
			types:     `{"twilio/call-to-action":{"actions":[{"title":"{{2}}","type":"URL","url":"https://example.com/{{3}}"}],"body":"{{1}}"}}`,
			variables: []string{"b", "Open", "a?b=c"},
		},
		"link without a path": {
			content:   whatsapp.CTAURL{Body: "b", Label: "Open", URL: "https://example.com/"},
			types:     `{"twilio/call-to-action":{"actions":[{"title":"{{2}}","type":"URL","url":"https://example.com/"}],"body":"{{1}}"}}`,
			variables: []string{"b", "Open"},
		},
		"link of a host alone": {
			content:   whatsapp.CTAURL{Body: "b", Label: "Open", URL: "https://example.com"},
			types:     `{"twilio/call-to-action":{"actions":[{"title":"{{2}}","type":"URL","url":"https://example.com"}],"body":"{{1}}"}}`,
			variables: []string{"b", "Open"},
		},
		"link with a query alone": {
			content:   whatsapp.CTAURL{Body: "b", Label: "Open", URL: "https://example.com?a=/{{1}}"},
			types:     `{"twilio/call-to-action":{"actions":[{"title":"{{2}}","type":"URL","url":"https://example.com/{{3}}"}],"body":"{{1}}"}}`,
			variables: []string{"b", "Open", "?a=/{{1}}"},
		},
		"link with a footer": {
			content:   whatsapp.CTAURL{Body: "b", Footer: "f", Label: "Open", URL: "https://example.com/a"},
			types:     `{"whatsapp/card":{"actions":[{"title":"{{3}}","type":"URL","url":"https://example.com/{{4}}"}],"body":"{{1}}","footer":"{{2}}"}}`,
			variables: []string{"b", "f", "Open", "a"},
		},
		"list": {
			content: whatsapp.List{Body: "b", Button: "Choose", Sections: []whatsapp.Section{
				{Title: "s", Rows: []whatsapp.Row{{ID: "1", Title: "One", Description: "d"}}},
				{Title: "t", Rows: []whatsapp.Row{{ID: "2", Title: "Two"}}},
			}, Header: &whatsapp.Header{Text: "h"}, Footer: "f"},
			types: `{"twilio/list-picker":{"body":"{{1}}","button":"{{2}}","items":[{"description":"{{5}}","id":"{{3}}","item":"{{4}}"},` +
				`{"id":"{{6}}","item":"{{7}}"}]}}`,
			variables: []string{"b", "Choose", "1", "One", "d", "2", "Two"},
			dropped:   []string{"interactive.header", "interactive.footer", "interactive.action.sections.title"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPrepares(t)
			for i := range 2 {
				receipt, err := p.Send(t.Context(), whatsapp.Outbound{To: customer, Content: tc.content})
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(tc.dropped, receipt.Dropped); diff != "" {
					t.Error(diff)
				}
				want := map[string]string{}
				for n, value := range tc.variables {
					want[strconv.Itoa(n+1)] = value
				}
				var got map[string]string
				form := p.messages[i]
				if err := json.Unmarshal([]byte(form.Get("ContentVariables")), &got); err != nil {
					t.Error(err)
				}
				if diff := cmp.Diff(want, got); diff != "" || form.Get("ContentSid") != "HX"+hex32("1") || form.Has("Body") {
					t.Errorf("%v %s", form, diff)
				}
			}
			if len(p.contents) != 1 {
				t.Fatalf("%d contents, want 1", len(p.contents))
			}
			var made struct {
				Name      string            `json:"friendly_name"`
				Language  string            `json:"language"`
				Variables map[string]string `json:"variables"`
				Types     json.RawMessage   `json:"types"`
			}
			if err := json.Unmarshal([]byte(p.contents[0]), &made); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.types, string(made.Types)); diff != "" {
				t.Error(diff)
			}
			if made.Language != "en" || !strings.HasPrefix(made.Name, "wainbox_") || len(made.Variables) != len(tc.variables) {
				t.Errorf("%+v", made)
			}
			for _, sample := range made.Variables {
				if sample != "sample" {
					t.Errorf("a content keeps %q", sample)
				}
			}
		})
	}
}

// TestShapesShared sends texts of one shape and of others: each shape is made
// once.
func TestShapesShared(t *testing.T) {
	t.Parallel()
	p := newPrepares(t)
	var got []string
	for _, url := range []string{
		"https://example.com/1", "https://example.com/2", "https://example.org/1", "https://example.com/", "https://example.com/3",
	} {
		m := whatsapp.Outbound{To: customer, Content: whatsapp.CTAURL{Body: url, Label: "Open", URL: url}}
		if _, err := p.Send(t.Context(), m); err != nil {
			t.Fatal(err)
		}
		got = append(got, strings.TrimLeft(p.messages[len(p.messages)-1].Get("ContentSid"), "HX0"))
	}
	if diff := cmp.Diff([]string{"1", "1", "2", "3", "1"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestShapesBounded sends more shapes than are remembered.
func TestShapesBounded(t *testing.T) {
	t.Parallel()
	p := newPrepares(t)
	for range 2 {
		for i := range 600 {
			m := whatsapp.Outbound{To: customer, Content: whatsapp.CTAURL{Body: "b", Label: "Open", URL: fmt.Sprintf("https://h%d.example.com/x", i)}}
			if _, err := p.Send(t.Context(), m); err != nil {
				t.Fatal(err)
			}
		}
	}
	if n := len(p.contents); n <= 600 || n >= 1200 {
		t.Errorf("%d contents of 600 shapes sent twice: some are remembered, not all", n)
	}
}
