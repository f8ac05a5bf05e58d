package twilio_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/twilio"
	"github.com/wainbox/wainbox/templates"
)

// contentRow is a row of a list of contents.
func contentRow(id, name, status, types string) string {
	return fmt.Sprintf(`{"sid":"HX%s","friendly_name":"Friendly","language":"en","variables":{"1":"Ann","2":"p.jpg","who":"Bob"},"types":{%s},`+
		`"approval_requests":{"name":%q,"category":"utility","content_type":"","status":%q,"rejection_reason":"R"}}`, hex32(id), types, name, status)
}

// friendly is what a row without a name of its own is called.
func friendly(name string) string {
	if name == "" {
		return "Friendly"
	}
	return name
}

func all(t *testing.T, c *twilio.Client, q templates.Query) ([]templates.Definition, error) {
	t.Helper()
	var found []templates.Definition
	for d, err := range c.Templates(t.Context(), q) {
		if err != nil {
			return found, err
		}
		found = append(found, d)
	}
	return found, nil
}

// paged is a list in two pages; next overwrites the address of the second.
func paged(t *testing.T, next string) (*twilio.Client, *[]string) {
	t.Helper()
	asked := &[]string{}
	var s *httptest.Server
	s = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		*asked = append(*asked, r.Method+" "+r.URL.RequestURI())
		if user, _, _ := r.BasicAuth(); user != account {
			t.Error("without credentials")
		}
		if r.Method == http.MethodDelete {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		if r.URL.Query().Get("PageToken") != "" {
			_, _ = fmt.Fprintf(w, `{"contents":[%s],"meta":{"next_page_url":null}}`, contentRow("3", "order", "approved", `"twilio/text":{"body":"c"}`))
			return
		}
		at := next
		if at == "" {
			at = s.URL + "/v1/ContentAndApprovals?PageSize=100&PageToken=x"
		}
		_, _ = fmt.Fprintf(w, `{"contents":[%s,%s],"meta":{"page":0,"next_page_url":%q}}`,
			contentRow("1", "order", "received", `"twilio/text":{"body":"a"}`), contentRow("2", "", "unsubmitted", `"twilio/text":{"body":"b"}`), at)
	}))
	t.Cleanup(s.Close)
	// Connections of this client go anywhere, so that only the client itself can
	// keep from a foreign host.
	c, err := twilio.New(complete(), &twilio.Options{ContentURL: s.URL, HTTP: &http.Client{Transport: &http.Transport{}}})
	if err != nil {
		t.Fatal(err)
	}
	return c, asked
}

func TestTemplates(t *testing.T) {
	t.Parallel()
	c, asked := paged(t, "")
	found, err := all(t, c, templates.Query{})
	one := func(id, name string, status, word templates.Status, body string) templates.Definition {
		content := twilio.Content{
			SID: "HX" + hex32(id), Name: "Friendly", Language: "en",
			Variables: map[string]string{"1": "Ann", "2": "p.jpg", "who": "Bob"},
			Types:     map[string]json.RawMessage{"twilio/text": json.RawMessage(`{"body":"` + body + `"}`)},
			Approval:  templates.ContentApproval{Name: name, Category: "utility", Status: word, Reason: "R"},
		}
		return templates.Definition{
			ID: content.SID, Name: friendly(name), Language: "en", Category: templates.Utility, Status: status,
			Format: templates.Named, RejectedReason: "R", Components: []templates.Component{{Type: "BODY", Text: body}},
			Content: &content,
		}
	}
	want := []templates.Definition{
		one("1", "order", templates.Pending, "received", "a"), one("2", "", templates.Draft, "unsubmitted", "b"),
		one("3", "order", templates.Approved, "approved", "c"),
	}
	if diff := cmp.Diff(want, found); err != nil || diff != "" {
		t.Error(err, diff)
	}
	if diff := cmp.Diff([]string{
		"GET /v1/ContentAndApprovals?PageSize=100", "GET /v1/ContentAndApprovals?PageSize=100&PageToken=x",
	}, *asked); diff != "" {
		t.Error(diff)
	}
	found, err = all(t, c, templates.Query{Name: "order", Status: templates.Approved})
	if err != nil || len(found) != 1 || found[0].ID != "HX"+hex32("3") {
		t.Errorf("%v, %v", found, err)
	}
	*asked = nil
	for range c.Templates(t.Context(), templates.Query{}) {
		break
	}
	if len(*asked) != 1 {
		t.Errorf("after the caller broke off: %v", *asked)
	}
}

// TestTemplatesOdd lists a content of which some is odd, and those beside it.
func TestTemplatesOdd(t *testing.T) {
	t.Parallel()
	for list, want := range map[string]int{
		`[{"sid":"HX1","variables":{"1":7}},{"sid":"HX2","language":7,"approval_requests":{"status":8}},{"sid":"HX3"}]`: 3,
		`[]`: 0, `null`: 0,
	} {
		c := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = fmt.Fprintf(w, `{"contents":%s}`, list) })
		if found, err := all(t, c, templates.Query{}); err != nil || len(found) != want {
			t.Errorf("%s: %+v, %v", list, found, err)
		}
	}
	for _, list := range []string{`7`, `{}`, `[7]`} {
		c := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = fmt.Fprintf(w, `{"contents":%s}`, list) })
		if found, err := all(t, c, templates.Query{}); provider.KindOf(err) != provider.Unavailable || len(found) != 0 {
			t.Errorf("%s: %+v, %v", list, found, err)
		}
	}
}

// TestTemplatesNextPage shows the credentials to no other host.
func TestTemplatesNextPage(t *testing.T) {
	t.Parallel()
	foreign := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("a foreign host was asked for %s", r.URL.Path)
	}))
	t.Cleanup(foreign.Close)
	for _, next := range []string{foreign.URL + "/v1/ContentAndApprovals", "https://content.twilio.com/x", "http://%zz", "file:///etc/passwd"} {
		c, _ := paged(t, next)
		if found, err := all(t, c, templates.Query{}); provider.KindOf(err) != provider.Unavailable || len(found) != 2 {
			t.Errorf("%s: %d found, %v", next, len(found), err)
		}
	}
	var n int
	var s *httptest.Server
	s = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n++
		_, _ = fmt.Fprintf(w, `{"contents":[],"meta":{"next_page_url":%q}}`, s.URL+r.URL.RequestURI())
	}))
	t.Cleanup(s.Close)
	if found, err := all(t, dial(t, s.URL, complete()), templates.Query{}); err != nil || len(found) != 0 || n != 1 {
		t.Errorf("a page that follows itself: %v, %v after %d requests", found, err, n)
	}
}

// approves answers a new content and its submission.
func approves(t *testing.T, status int, submitted string) (*twilio.Client, *[]string) {
	t.Helper()
	asked := &[]string{}
	return serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		*asked = append(*asked, r.URL.Path+" "+string(body))
		if r.URL.Path == "/v1/Content" {
			w.WriteHeader(http.StatusCreated)
			_, _ = io.WriteString(w, `{"sid":"`+contentID+`"}`)
			return
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, submitted)
	}), asked
}

func TestCreateTemplate(t *testing.T) {
	t.Parallel()
	text := templates.Component{Type: "body", Text: "Hi {{1}} and {{2}}", Example: &templates.Example{BodyText: [][]string{{"Ann", "Bob"}}}}
	plain := templates.Component{Type: "BODY", Text: "b"}
	quick := templates.Button{Type: "QUICK_REPLY", Text: "Yes"}
	link := templates.Button{Type: "URL", Text: "Go", URL: "https://example.com/{{1}}", Example: templates.Examples{"x"}}
	photo := templates.Component{
		Type: "HEADER", Format: "IMAGE", Example: &templates.Example{HeaderHandle: []string{"https://example.com/p.jpg"}},
	}
	head := templates.Component{Type: "HEADER", Format: "TEXT", Text: "For {{1}}", Example: &templates.Example{HeaderText: []string{"you"}}}
	buttons := func(b ...templates.Button) templates.Component {
		return templates.Component{Type: "BUTTONS", Buttons: b}
	}
	named := templates.Component{Type: "BODY", Text: "Hi {{who}}", Example: &templates.Example{
		BodyNamed: []templates.NamedExample{{Name: "who", Example: "Ann"}},
	}}
	for name, tc := range map[string]struct {
		components []templates.Component
		category   templates.Category
		types      string
		variables  map[string]string
	}{
		"text":    {[]templates.Component{text}, "", `{"twilio/text":{"body":"Hi {{1}} and {{2}}"}}`, map[string]string{"1": "Ann", "2": "Bob"}},
		"named":   {[]templates.Component{named}, "", `{"twilio/text":{"body":"Hi {{who}}"}}`, map[string]string{"who": "Ann"}},
		"media":   {[]templates.Component{photo, plain}, "", `{"twilio/media":{"body":"b","media":["https://example.com/p.jpg"]}}`, nil},
		"replies": {[]templates.Component{plain, buttons(quick)}, "", `{"twilio/quick-reply":{"body":"b","actions":[{"type":"QUICK_REPLY","title":"Yes"}]}}`, nil},
		"links": {
			[]templates.Component{buttons(link, templates.Button{Type: "PHONE_NUMBER", Text: "Call", Phone: "+16505550124"}), plain},
			"",
			`{"twilio/call-to-action":{"body":"b","actions":[{"type":"URL","title":"Go","url":"https://example.com/{{1}}"},` +
				`{"type":"PHONE_NUMBER","title":"Call","phone":"+16505550124"}]}}`,
			map[string]string{"1": "x"},
		},
		"code": {
			[]templates.Component{plain, buttons(templates.Button{Type: "COPY_CODE", Text: "Copy", Example: templates.Examples{"SAVE10"}})},
			"",
			`{"twilio/call-to-action":{"body":"b","actions":[{"type":"COPY_CODE","title":"Copy","code":"SAVE10"}]}}`, nil,
		},
		"mixed": {
			[]templates.Component{plain, buttons(quick, link)},
			"",
			`{"whatsapp/card":{"body":"b","actions":[{"type":"QUICK_REPLY","title":"Yes"},{"type":"URL","title":"Go","url":"https://example.com/{{1}}"}]}}`,
			map[string]string{"1": "x"},
		},
		"variables through all parts": {
			[]templates.Component{buttons(link), text, head, {Type: "FOOTER", Text: "f"}},
			"",
			`{"whatsapp/card":{"body":"Hi {{2}} and {{3}}","header_text":"For {{1}}","footer":"f",` +
				`"actions":[{"type":"URL","title":"Go","url":"https://example.com/{{4}}"}]}}`,
			map[string]string{"1": "you", "2": "Ann", "3": "Bob", "4": "x"},
		},
		"authentication": {
			[]templates.Component{
				{Type: "BODY", SecurityRecommendation: true},
				{Type: "FOOTER", CodeExpirationMinutes: 5},
				buttons(templates.Button{Type: "OTP", OTPType: "COPY_CODE", Text: "Take"}),
			},
			templates.Authentication,
			`{"whatsapp/authentication":{"actions":[{"type":"COPY_CODE","copy_code_text":"Take"}],"add_security_recommendation":true,"code_expiration_minutes":5}}`,
			nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, asked := approves(t, 201, `{"name":"order_ready","category":"MARKETING","content_type":"twilio/text","status":"received","rejection_reason":""}`)
			d := templates.Definition{Name: "order_ready", Language: "en_US", Category: tc.category, Components: tc.components}
			if d.Category == "" {
				d.Category = templates.Utility
			}
			got, err := c.CreateTemplate(t.Context(), d)
			want := templates.Submitted{ID: contentID, Status: templates.Pending, Category: templates.Marketing}
			if err != nil || got != want || len(*asked) != 2 {
				t.Fatalf("%+v, %v, asked %v", got, err, *asked)
			}
			var made twilio.Content
			body, ok := strings.CutPrefix((*asked)[0], "/v1/Content ")
			if err := json.Unmarshal([]byte(body), &made); err != nil || !ok {
				t.Fatal(err, *asked)
			}
			var wanted map[string]json.RawMessage
			if err := json.Unmarshal([]byte(tc.types), &wanted); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(twilio.Content{Name: "order_ready", Language: "en_US", Variables: tc.variables, Types: wanted}, made); diff != "" {
				t.Error(diff)
			}
			submitted := `/v1/Content/` + contentID + `/ApprovalRequests/whatsapp {"name":"order_ready","category":"` + string(d.Category) + `"}`
			if diff := cmp.Diff(submitted, (*asked)[1]); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestCreateTemplateHalf leaves a content behind, and says so.
func TestCreateTemplateHalf(t *testing.T) {
	t.Parallel()
	d := templates.Definition{Name: "n", Language: "en", Category: templates.Utility, Components: []templates.Component{{Type: "BODY", Text: "b"}}}
	for status, kind := range map[int]provider.Kind{400: provider.Invalid, 429: provider.Throttled, 500: provider.Uncertain} {
		c, _ := approves(t, status, "")
		got, err := c.CreateTemplate(t.Context(), d)
		want := templates.Submitted{ID: contentID, Status: templates.Draft, Category: templates.Utility}
		if provider.KindOf(err) != kind || !errors.Is(err, twilio.ErrNotSubmitted) || got != want {
			t.Errorf("%d: %+v, %v", status, got, err)
		}
	}
}

func TestCreateTemplateRefused(t *testing.T) {
	t.Parallel()
	c := serve(t, func(_ http.ResponseWriter, r *http.Request) { t.Errorf("asked for %s", r.URL.Path) })
	body := templates.Component{Type: "BODY", Text: "b"}
	button := func(b templates.Button) []templates.Component {
		return []templates.Component{body, {Type: "BUTTONS", Buttons: []templates.Button{b}}}
	}
	for _, tc := range []struct {
		d    templates.Definition
		kind provider.Kind
		says []string
	}{
		{templates.Definition{}, provider.Invalid, []string{"name", "language", "category", "components.body.text"}},
		{templates.Definition{Name: "Order", Components: []templates.Component{body}}, provider.Invalid, []string{"name"}},
		{templates.Definition{Components: []templates.Component{body, {Type: "CAROUSEL"}}}, provider.Unsupported, []string{"components[1].type"}},
		{templates.Definition{Components: []templates.Component{body, {Type: "HEADER", Format: "LOCATION"}}}, provider.Unsupported, []string{"format"}},
		{templates.Definition{Components: []templates.Component{body, {Type: "HEADER", Format: "IMAGE"}}}, provider.Unsupported, []string{"header_handle"}},
		{templates.Definition{Components: []templates.Component{body, {
			Type: "HEADER", Format: "IMAGE", Example: &templates.Example{HeaderHandle: []string{"4::aW"}},
		}}}, provider.Unsupported, []string{"header_handle"}},
		{templates.Definition{Components: button(templates.Button{Type: "FLOW"})}, provider.Unsupported, []string{"buttons[0].type"}},
		{
			templates.Definition{Category: templates.Authentication, Components: []templates.Component{{
				Type: "BUTTONS", Buttons: []templates.Button{{Type: "OTP"}, {Type: "OTP", OTPType: "ONE_TAP"}},
			}}},
			provider.Unsupported,
			[]string{"buttons[1].type"},
		},
	} {
		if tc.d.Components != nil {
			tc.d.Language = "en"
			if tc.d.Name == "" {
				tc.d.Name = "n"
			}
			if tc.d.Category == "" {
				tc.d.Category = templates.Utility
			}
		}
		_, err := c.CreateTemplate(t.Context(), tc.d)
		if provider.KindOf(err) != tc.kind {
			t.Errorf("%+v: %v", tc.d, err)
		}
		for _, says := range tc.says {
			if err != nil && !strings.Contains(err.Error(), says) {
				t.Errorf("%q does not say %q", err, says)
			}
		}
	}
}

func TestDeleteTemplate(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, id string
		kind     provider.Kind
		asked    []string
	}{
		{"", contentID, 0, []string{"DELETE /v1/Content/" + contentID}},
		{"order", "", 0, []string{
			"GET /v1/ContentAndApprovals?PageSize=100", "GET /v1/ContentAndApprovals?PageSize=100&PageToken=x",
			"DELETE /v1/Content/HX" + hex32("1"), "DELETE /v1/Content/HX" + hex32("3"),
		}},
		{"nobody", "", provider.Template, []string{
			"GET /v1/ContentAndApprovals?PageSize=100", "GET /v1/ContentAndApprovals?PageSize=100&PageToken=x",
		}},
		{"", "", provider.Invalid, nil},
		{"order", "HX1/../2", provider.Invalid, nil},
	} {
		c, asked := paged(t, "")
		err := c.DeleteTemplate(t.Context(), tc.name, tc.id)
		if diff := cmp.Diff(tc.asked, append([]string(nil), *asked...)); diff != "" || provider.KindOf(err) != tc.kind {
			t.Errorf("%q, %q: %v %s", tc.name, tc.id, err, diff)
		}
	}
}
