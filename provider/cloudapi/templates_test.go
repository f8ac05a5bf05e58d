package cloudapi_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/templates"
)

const (
	templatesPath  = "/" + wabaID + "/message_templates"
	templateFields = "fields=id%2Cname%2Clanguage%2Cstatus%2Ccategory%2Csub_category%2Cparameter_format%2Ccomponents" +
		"%2Cquality_score%2Crejected_reason%2Cprevious_category%2Ccorrect_category%2Cmessage_send_ttl_seconds"
	listed = "GET " + templatesPath + "?" + templateFields + "&limit=100"
)

// page is a page of templates with these ids, and a cursor if there is more.
func page(after string, ids ...string) string {
	var items []string
	for _, id := range ids {
		items = append(items, `{"id":"`+id+`","name":"n`+id+`","language":"en","status":"APPROVED","category":"UTILITY"}`)
	}
	paging := `{"cursors":{"before":"b","after":"end"}}`
	if after != "" {
		paging = `{"cursors":{"after":"` + after + `"},"next":"https://graph.facebook.com/v24.0/x?access_token=` + token + `&after=` + after + `"}`
	}
	return `{"data":[` + strings.Join(items, ",") + `],"paging":` + paging + `}`
}

func idsOf(all []templates.Definition) []string {
	var ids []string
	for _, d := range all {
		ids = append(ids, d.ID)
	}
	return ids
}

func TestTemplate(t *testing.T) {
	t.Parallel()
	c, p := talk(t, ok(`{"data":[{
		"id":1627019861106475,"name":"order_ready","language":"de","status":"approved","category":"utility","sub_category":"ORDER_STATUS",
		"parameter_format":"named","quality_score":{"score":"GREEN","date":1795000000},"rejected_reason":"NONE",
		"previous_category":"MARKETING","correct_category":"marketing","message_send_ttl_seconds":600,"unheard_of":{"a":[1]},
		"components":[
			{"type":"HEADER","format":"IMAGE","example":{"header_handle":["https://scontent.whatsapp.net/x"]}},
			{"type":"BODY","text":"Hi {{name}}","example":{"body_text_named_params":[{"param_name":"name","example":"Ada"}]}},
			{"type":"BUTTONS","buttons":[
				{"type":"URL","text":"Track","url":"https://example.com/{{1}}","example":["https://example.com/7"]},
				{"type":"COPY_CODE","text":"Copy","example":"SPRING"},
				{"type":"FLOW","text":"Rate","flow_id":"42","flow_action":"navigate","navigate_screen":"ONE"}]}]},
		{"id":"2","name":"odd","language":"de","status":7,"category":"UTILITY","components":{}}]}`)...)
	got, err := all(c.Templates(t.Context(), templates.Query{}))
	want := []templates.Definition{
		{
			ID: "1627019861106475", Name: "order_ready", Language: "de", Status: templates.Approved, Category: templates.Utility,
			SubCategory: "ORDER_STATUS", Format: templates.Named, Quality: templates.Quality{Score: "GREEN", Date: 1795000000},
			PreviousCategory: templates.Marketing, CorrectCategory: templates.Marketing, TTLSeconds: 600,
			Extra: templates.Members{"unheard_of": json.RawMessage(`{"a":[1]}`)},
			Components: []templates.Component{
				{Type: "HEADER", Format: "IMAGE", Example: &templates.Example{HeaderHandle: []string{"https://scontent.whatsapp.net/x"}}},
				{Type: "BODY", Text: "Hi {{name}}", Example: &templates.Example{BodyNamed: []templates.NamedExample{{Name: "name", Example: "Ada"}}}},
				{Type: "BUTTONS", Buttons: []templates.Button{
					{Type: "URL", Text: "Track", URL: "https://example.com/{{1}}", Example: templates.Examples{"https://example.com/7"}},
					{Type: "COPY_CODE", Text: "Copy", Example: templates.Examples{"SPRING"}},
					{Type: "FLOW", Text: "Rate", FlowID: "42", FlowAction: "navigate", NavigateScreen: "ONE"},
				}},
			},
		},
		{
			ID: "2", Name: "odd", Language: "de", Category: templates.Utility,
			Extra: templates.Members{"status": json.RawMessage("7"), "components": json.RawMessage("{}")},
		},
	}
	wants(t, "Templates", got, err, want, provider.Other)
	p.was(t, listed)
}

// TestTemplatePages follows cursors, never the address that holds the token.
func TestTemplatePages(t *testing.T) {
	t.Parallel()
	lost := coded(400, "131059")
	for name, tc := range map[string]struct {
		answers []answer
		want    []string
		kind    provider.Kind
		asked   []string
	}{
		"none":       {answers: ok(`{"data":[]}`), asked: []string{""}},
		"one page":   {answers: ok(page("", "1", "2")), want: []string{"1", "2"}, asked: []string{""}},
		"two pages":  {answers: ok(page("A&B", "1"), page("", "2")), want: []string{"1", "2"}, asked: []string{"", "A%26B"}},
		"empty page": {answers: ok(page("A"), page("", "2")), want: []string{"2"}, asked: []string{"", "A"}},
		"cursor lost": {
			answers: append(append(ok(page("A", "1", "2")), lost), ok(page("B", "2", "1", "3"), page("", "4"))...),
			want:    []string{"1", "2", "3", "4"}, asked: []string{"", "A", "", "B"},
		},
		"cursor lost twice": {
			answers: append(append(ok(page("A", "1")), lost), append(ok(page("B", "1")), lost)...),
			want:    []string{"1"}, kind: provider.Invalid, asked: []string{"", "A", "", "B"},
		},
		"cursor lost without one": {answers: []answer{lost}, kind: provider.Invalid, asked: []string{""}},
		"same cursor again":       {answers: ok(page("A", "1"), page("A", "2")), want: []string{"1", "2"}, kind: provider.Unavailable, asked: []string{"", "A"}},
		"second page down":        {answers: append(ok(page("A", "1")), answer{502, ""}), want: []string{"1"}, kind: provider.Unavailable, asked: []string{"", "A"}},
		"no list":                 {answers: ok(`{"data":{}}`), kind: provider.Unavailable, asked: []string{""}},
		"no template":             {answers: ok(`{"data":["x"]}`), kind: provider.Unavailable, asked: []string{""}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, p := talk(t, tc.answers...)
			got, err := all(c.Templates(t.Context(), templates.Query{}))
			wants(t, "Templates", idsOf(got), err, tc.want, tc.kind)
			var asked []string
			for _, after := range tc.asked {
				line := listed
				if after != "" {
					line = strings.Replace(listed, "?", "?after="+after+"&", 1)
				}
				asked = append(asked, line)
			}
			p.was(t, asked...)
		})
	}
}

func TestTemplatesStop(t *testing.T) {
	t.Parallel()
	c, p := talk(t, ok(page("A", "1", "2"))...)
	for d, err := range c.Templates(t.Context(), templates.Query{}) {
		if err != nil || d.ID != "1" {
			t.Errorf("%+v, %v", d, err)
		}
		break
	}
	p.was(t, listed)
}

// TestTemplateQuery asks for what is wanted and leaves out what comes besides.
func TestTemplateQuery(t *testing.T) {
	t.Parallel()
	c, p := talk(t, ok(`{"data":[
		{"id":"1","name":"order","language":"de","status":"APPROVED","category":"UTILITY"},
		{"id":"2","name":"order_late","language":"de","status":"APPROVED","category":"UTILITY"},
		{"id":"3","name":"order","language":"de_AT","status":"APPROVED","category":"UTILITY"},
		{"id":"4","name":"order","language":"de","status":"PAUSED","category":"UTILITY"},
		{"id":"5","name":"order","language":"de","status":"APPROVED","category":"MARKETING"}]}`)...)
	got, err := all(c.Templates(t.Context(), templates.Query{
		Name: "order", Language: "de", Status: templates.Approved, Category: templates.Utility,
	}))
	wants(t, "Templates", idsOf(got), err, []string{"1"}, provider.Other)
	p.was(t, "GET "+templatesPath+"?category=UTILITY&"+templateFields+"&language=de&limit=100&name=order&status=APPROVED")
}

func TestCreateTemplate(t *testing.T) {
	t.Parallel()
	c, p := talk(t, ok(`{"id":"1689556908129832","status":"pending","category":"MARKETING"}`)...)
	got, err := c.CreateTemplate(t.Context(), templates.Definition{
		ID: "9", Name: "order_1", Language: "en_US", Category: templates.Utility, Status: templates.Draft,
		Format: templates.Positional, TTLSeconds: -1,
		Components: []templates.Component{
			{Type: "BODY", Text: "Order {{1}} is <ready>.", Example: &templates.Example{BodyText: [][]string{{"7"}}}},
			{Type: "BUTTONS", Buttons: []templates.Button{{Type: "COPY_CODE", Example: templates.Examples{"SPRING"}}}},
		},
		RejectedReason: "NONE", Namespace: "n",
	})
	want := templates.Submitted{ID: "1689556908129832", Status: templates.Pending, Category: templates.Marketing}
	wants(t, "CreateTemplate", got, err, want, provider.Other)
	p.was(t, `POST `+templatesPath+` {"category":"UTILITY","components":[`+
		`{"example":{"body_text":[["7"]]},"text":"Order {{1}} is <ready>.","type":"BODY"},`+
		`{"buttons":[{"example":"SPRING","type":"COPY_CODE"}],"type":"BUTTONS"}],`+
		`"language":"en_US","message_send_ttl_seconds":-1,"name":"order_1","parameter_format":"POSITIONAL"}`)
}

// TestCreateTemplateAnswers: an answer without an id leaves open whether the
// template is there, and a subcode says which rule was broken.
func TestCreateTemplateAnswers(t *testing.T) {
	t.Parallel()
	d := templates.Definition{
		Name: "a", Language: "en", Category: templates.Utility, Components: []templates.Component{{Type: "BODY", Text: "x"}},
	}
	for _, tc := range []struct {
		answer answer
		kind   provider.Kind
		text   string
	}{
		{answer{200, `{}`}, provider.Uncertain, "(create template)"},
		{answer{200, `{"id":null}`}, provider.Uncertain, "(create template)"},
		{answer{400, `{"error":{"code":100,"error_subcode":2388299}}`}, provider.Template, "2388299"},
		{answer{400, `{"error":{"code":100,"error_subcode":33}}`}, provider.Invalid, "code 100"},
		{answer{400, `{"error":{"code":100,"error_subcode":1}}`}, provider.Invalid, "code 100"},
		{answer{400, `{"error":{"code":80008,"error_subcode":2388299}}`}, provider.Throttled, "80008"},
	} {
		c, _ := talk(t, tc.answer)
		_, err := c.CreateTemplate(t.Context(), d)
		if provider.KindOf(err) != tc.kind || !strings.Contains(err.Error(), tc.text) {
			t.Errorf("%s: %v, want %v", tc.answer.body, err, tc.kind)
		}
	}
}

func TestTemplateRules(t *testing.T) {
	t.Parallel()
	body := []templates.Component{{Type: "BODY", Text: "x"}}
	address := []templates.Component{{Type: "CAROUSEL", Cards: []templates.Card{{Components: []templates.Component{
		{Type: "HEADER", Format: "IMAGE", Example: &templates.Example{HeaderHandle: []string{"https://example.com/canary"}}},
	}}}}}
	c, p := talk(t)
	for name, tc := range map[string]struct {
		definition templates.Definition
		edit       bool
		want       string
	}{
		"nothing": {want: "name: required; language: required; category: required; components: required"},
		"a name in capitals": {
			definition: templates.Definition{Name: "Order", Language: "en", Category: templates.Utility, Components: body},
			want:       "name: at most 512 of a-z, 0-9 and _",
		},
		"a long name": {
			definition: templates.Definition{Name: strings.Repeat("a", 513), Language: "en", Category: templates.Utility, Components: body},
			want:       "name: at most 512 of a-z, 0-9 and _",
		},
		"an address for a handle": {
			definition: templates.Definition{Name: "a", Language: "en", Category: templates.Utility, Components: address},
			want:       "components[0].cards[0].components[0].example.header_handle: a handle, not an address",
		},
		"an edit of nothing": {edit: true, want: "id: required; components: required, or a category or a time to live"},
	} {
		var err error
		if tc.edit {
			err = c.EditTemplate(t.Context(), tc.definition)
		} else {
			_, err = c.CreateTemplate(t.Context(), tc.definition)
		}
		if provider.KindOf(err) != provider.Invalid || !strings.HasSuffix(err.Error(), "whatsapp: "+tc.want) {
			t.Errorf("%s: %v, want %s", name, err, tc.want)
		}
	}
	p.was(t)
}

func TestChangeTemplates(t *testing.T) {
	t.Parallel()
	c, p := talk(t, ok(success, success, success, success, success)...)
	ctx := t.Context()
	for _, err := range []error{
		c.EditTemplate(ctx, templates.Definition{
			ID: "16270/198", Name: "order", Language: "de", Components: []templates.Component{{Type: "BODY", Text: "Ready."}},
		}),
		c.EditTemplate(ctx, templates.Definition{ID: "1", Category: templates.Marketing, TTLSeconds: 43200}),
		c.DeleteTemplate(ctx, "order&x", ""),
		c.DeleteTemplate(ctx, "order", "16270198"),
		c.UnpauseTemplate(ctx, "16270198"),
	} {
		if err != nil {
			t.Error(err)
		}
	}
	p.was(t,
		`POST /16270%2F198 {"components":[{"text":"Ready.","type":"BODY"}]}`,
		`POST /1 {"category":"MARKETING","message_send_ttl_seconds":43200}`,
		"DELETE "+templatesPath+"?name=order%26x",
		"DELETE "+templatesPath+"?hsm_id=16270198&name=order",
		"POST /16270198/unpause",
	)
}

// TestTemplatesGivenUp ends with the first error and yields nothing after it.
func TestTemplatesGivenUp(t *testing.T) {
	t.Parallel()
	c, p := talk(t, append(ok(page("A", "1")), coded(400, "4"))...)
	var got []string
	for d, err := range c.Templates(t.Context(), templates.Query{}) {
		if err != nil {
			got = append(got, provider.KindOf(err).Error())
			continue
		}
		got = append(got, d.ID)
	}
	if diff := cmp.Diff([]string{"1", provider.Throttled.Error()}, got); diff != "" {
		t.Error(diff)
	}
	if len(p.asked) != 2 {
		t.Errorf("%d requests, want 2", len(p.asked))
	}
}
