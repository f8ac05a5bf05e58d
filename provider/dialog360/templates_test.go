package dialog360_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/dialog360"
	"github.com/wainbox/wainbox/templates"
)

// catalog serves templates with offset paging; a page is at most that long.
func catalog(t *testing.T, total, most int, count bool) (*dialog360.Client, *[]string) {
	t.Helper()
	var asked []string
	return serve(t, func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		asked = append(asked, r.URL.Path+" "+q.Get("offset")+" "+q.Get("limit")+" "+q.Get("filters"))
		offset, _ := strconv.Atoi(q.Get("offset"))
		limit, _ := strconv.Atoi(q.Get("limit"))
		var page []string
		for i := offset; i < min(total, offset+limit, offset+most); i++ {
			page = append(page, fmt.Sprintf(`{"id":"own%d","external_id":"%d","name":"t%d","language":"en","category":"utility","status":"approved"}`, i, i, i))
		}
		answer := `"waba_templates":[` + strings.Join(page, ",") + `]}`
		if count {
			answer = fmt.Sprintf(`"count":%d,"total":%d,`, len(page), total) + answer
		}
		_, _ = io.WriteString(w, "{"+answer)
	}), &asked
}

func names(t *testing.T, c *dialog360.Client, q templates.Query, most int) []string {
	t.Helper()
	var all []string
	for d, err := range c.Templates(t.Context(), q) {
		if err != nil {
			t.Fatal(err)
		}
		if all = append(all, d.Name); len(all) == most {
			break
		}
	}
	return all
}

func TestTemplatesPaging(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		total, most, take int
		count             bool
		asked             []string // offsets
	}{
		"one page":                    {total: 3, most: 100, take: 1000, count: true, asked: []string{"0"}},
		"none":                        {total: 0, most: 100, take: 1000, count: true, asked: []string{"0"}},
		"two and a half pages":        {total: 250, most: 100, take: 1000, count: true, asked: []string{"0", "100", "200"}},
		"whole pages":                 {total: 200, most: 100, take: 1000, count: true, asked: []string{"0", "100"}},
		"shorter pages than asked":    {total: 50, most: 20, take: 1000, count: true, asked: []string{"0", "20", "40"}},
		"no total":                    {total: 250, most: 100, take: 1000, asked: []string{"0", "100", "200"}},
		"no total, whole pages":       {total: 200, most: 100, take: 1000, asked: []string{"0", "100", "200"}},
		"nothing after the break-off": {total: 250, most: 100, take: 100, count: true, asked: []string{"0"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, asked := catalog(t, tc.total, tc.most, tc.count)
			got := names(t, c, templates.Query{}, tc.take)
			if want := min(tc.total, tc.take); len(got) != want {
				t.Errorf("%d templates, want %d", len(got), want)
			}
			for i, n := range got {
				if n != "t"+strconv.Itoa(i) {
					t.Fatalf("template %d is %s", i, n)
				}
			}
			var want []string
			for _, offset := range tc.asked {
				want = append(want, "/v1/configs/templates "+offset+" 100 ")
			}
			if diff := cmp.Diff(want, *asked); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTemplatesQuery(t *testing.T) {
	t.Parallel()
	c, asked := catalog(t, 5, 100, true)
	if got := names(t, c, templates.Query{Name: "t3", Status: templates.Approved, Category: templates.Utility}, 9); !cmp.Equal(got, []string{"t3"}) {
		t.Errorf("Templates = %q", got)
	}
	if diff := cmp.Diff([]string{`/v1/configs/templates 0 100 {"business_templates.name":"t3"}`}, *asked); diff != "" {
		t.Error(diff)
	}
	if got := names(t, c, templates.Query{Status: templates.Rejected}, 9); got != nil {
		t.Errorf("Templates = %q", got)
	}
}

func TestTemplateRead(t *testing.T) {
	t.Parallel()
	const list = `{"total":3,"waba_templates":[
		{"id":"GVs","external_id":"594425479261596","name":"follow_up","language":"en","category":"MARKETING","status":"rejected",
		 "rejected_reason":"INVALID_FORMAT","quality_score":{"score":"GREEN","date":1795000000},"namespace":"n",
		 "components":[{"type":"BODY","text":"Hi {{1}}","example":{"body_text":[["Ana"]]}}]},
		{"id":"GVt","name":"new","language":"de","category":"UTILITY","status":"submitted","quality_score":null,"rejected_reason":null},
		{"id":"GVu","name":"odd","language":"de","category":"UTILITY","status":"created","quality_score":"GREEN"}]}`
	s := &script{answers: map[string]string{"GET /v1/configs/templates": list}}
	var got []templates.Definition
	for d, err := range s.serve(t).Templates(t.Context(), templates.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, d)
	}
	want := []templates.Definition{
		{
			ID: "594425479261596", LocalID: "GVs", Name: "follow_up", Language: "en", Category: templates.Marketing, Status: templates.Rejected,
			RejectedReason: "INVALID_FORMAT", Quality: templates.Quality{Score: "GREEN", Date: 1795000000}, Namespace: "n",
			Components: []templates.Component{
				{Type: "BODY", Text: "Hi {{1}}", Example: &templates.Example{BodyText: [][]string{{"Ana"}}}},
			},
		},
		{ID: "GVt", Name: "new", Language: "de", Category: templates.Utility, Status: templates.Pending},
		{
			ID: "GVu", Name: "odd", Language: "de", Category: templates.Utility, Status: templates.Pending,
			Quality: templates.Quality{Score: "GREEN"},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestTemplateStatuses maps the gateway's words, which are in lower case.
func TestTemplateStatuses(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]templates.Status{
		"created": templates.Pending, "submitted": templates.Pending, "pending": templates.Pending,
		"approved": templates.Approved, "rejected": templates.Rejected, "paused": templates.Paused,
		"disabled": templates.Disabled, "deleted": templates.Deleted, "pending_deletion": templates.PendingDeletion,
		"APPROVED": templates.Approved, "something_new": "SOMETHING_NEW", "": "",
	} {
		s := &script{answers: map[string]string{"GET /v1/configs/templates": `{"waba_templates":[{"name":"x","status":"` + word + `"}]}`}}
		for d, err := range s.serve(t).Templates(t.Context(), templates.Query{}) {
			if err != nil || d.Status != want {
				t.Errorf("%q: %q, %v", word, d.Status, err)
			}
		}
	}
}

func ready() templates.Definition {
	return templates.Definition{
		Name: "order_ready", Language: "en_US", Category: templates.Utility,
		Components: []templates.Component{{Type: "BODY", Text: "Your order is ready."}},
	}
}

func TestCreateTemplate(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]templates.Submitted{
		`201 {"id":"GVs","status":"submitted","category":"UTILITY"}`:                               {ID: "GVs", Status: templates.Pending, Category: templates.Utility},
		`201 {"id":"GVs","external_id":594425479261596,"status":"created","category":"MARKETING"}`: {ID: "594425479261596", Status: templates.Pending, Category: templates.Marketing},
		`200 {}`: {},
	} {
		s := &script{answers: map[string]string{"POST /v1/configs/templates": answer}}
		got, err := s.serve(t).CreateTemplate(t.Context(), ready())
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v %s", answer, err, diff)
		}
		const body = `POST /v1/configs/templates {"name":"order_ready","category":"UTILITY","language":"en_US",` +
			`"components":[{"type":"BODY","text":"Your order is ready."}]}`
		if diff := cmp.Diff([]string{body}, s.asked); diff != "" {
			t.Error(diff)
		}
	}
	for answer, want := range map[string]provider.Kind{
		"200 <html>": provider.Uncertain, "201 ": provider.Uncertain, "502 ": provider.Uncertain,
		`400 {"meta":{"developer_message":"Invalid payload ({\"error\":{\"code\":100,\"error_subcode\":2388019}})"}}`: provider.Template,
	} {
		s := &script{answers: map[string]string{"POST /v1/configs/templates": answer}}
		if _, err := s.serve(t).CreateTemplate(t.Context(), ready()); provider.KindOf(err) != want {
			t.Errorf("%s: %v, want %v", answer, err, want)
		}
	}
}

func TestCreateTemplateRefused(t *testing.T) {
	t.Parallel()
	c := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("asked") })
	for name, tc := range map[string]struct {
		change func(*templates.Definition)
		want   provider.Kind
	}{
		"a name of other letters": {func(d *templates.Definition) { d.Name = "Order ready" }, provider.Invalid},
		"a name too long":         {func(d *templates.Definition) { d.Name = strings.Repeat("x", 513) }, provider.Invalid},
		"no language":             {func(d *templates.Definition) { d.Language = "" }, provider.Invalid},
		"no category":             {func(d *templates.Definition) { d.Category = "" }, provider.Invalid},
		"no parts":                {func(d *templates.Definition) { d.Components = nil }, provider.Invalid},
		"named variables":         {func(d *templates.Definition) { d.Format = templates.Named }, provider.Unsupported},
		"a time to live":          {func(d *templates.Definition) { d.TTLSeconds = 600 }, provider.Unsupported},
	} {
		d := ready()
		tc.change(&d)
		if _, err := c.CreateTemplate(t.Context(), d); provider.KindOf(err) != tc.want {
			t.Errorf("%s: %v, want %v", name, err, tc.want)
		}
	}
}

func TestDeleteTemplate(t *testing.T) {
	t.Parallel()
	s := &script{answers: map[string]string{
		"DELETE /v1/configs/templates/order_ready": `{"meta":{"developer_message":"template name=order_ready was deleted","http_code":200,"success":true}}`,
	}}
	c := s.serve(t)
	if err := c.DeleteTemplate(t.Context(), "order_ready", ""); err != nil {
		t.Error(err)
	}
	for _, tc := range []struct {
		name, id string
		want     provider.Kind
	}{
		{"order_ready", "594425479261596", provider.Unsupported},
		{"", "594425479261596", provider.Unsupported},
		{"", "", provider.Invalid},
		{"..", "", provider.Invalid},
		{"a/b", "", provider.Invalid},
	} {
		if err := c.DeleteTemplate(t.Context(), tc.name, tc.id); provider.KindOf(err) != tc.want {
			t.Errorf("%q, %q: %v, want %v", tc.name, tc.id, err, tc.want)
		}
	}
	if len(s.asked) != 1 {
		t.Errorf("asked %q", s.asked)
	}
}

// TestTemplateCorpus lists a recorded page.
func TestTemplateCorpus(t *testing.T) {
	t.Parallel()
	body, err := os.ReadFile(corpus(t, "outbound", "*response-template-list.json")[0])
	if err != nil {
		t.Fatal(err)
	}
	var page struct {
		Templates []struct {
			Name     string `json:"name"`
			External string `json:"external_id"`
		} `json:"waba_templates"`
	}
	if err := json.Unmarshal(body, &page); err != nil {
		t.Fatal(err)
	}
	s := &script{answers: map[string]string{"GET /v1/configs/templates": string(body)}}
	n := 0
	for d, err := range s.serve(t).Templates(t.Context(), templates.Query{}) {
		if err != nil || d.Name != page.Templates[n].Name || d.ID != page.Templates[n].External || len(d.Components) == 0 {
			t.Errorf("%+v, %v", d, err)
		}
		n++
	}
	if n != len(page.Templates) {
		t.Errorf("%d templates of %d", n, len(page.Templates))
	}
}
