package onemsg_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/templates"
)

func TestTemplates(t *testing.T) {
	t.Parallel()
	c, f := dial(t)
	f.on(t, "GET", "templates", ok(`{"total":"3","templates":[
		{"name":"start","namespace":"ns","category":"MARKETING","language":"en","status":"approved","rejected_reason":"NONE","id":17,
		 "components":[{"type":"BODY","text":"Hi {{1}}","example":{"body_text":[["Ann"]]}}]},
		{"name":"code","category":"authentication","language":"en","status":"rejected","rejected_reason":"invalid_format",
		 "components":"[{\"type\":\"BODY\",\"text\":\"x\"}]"},
		{"name":"bare","language":"de","status":"pending","components":""}]}`))
	var got []templates.Definition
	for d, err := range c.Templates(t.Context(), templates.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, d)
	}
	want := []templates.Definition{
		{
			ID: "17", Name: "start", Namespace: "ns", Category: "MARKETING", Language: "en", Status: "APPROVED",
			Components: []templates.Component{{Type: "BODY", Text: "Hi {{1}}", Example: &templates.Example{BodyText: [][]string{{"Ann"}}}}},
		},
		{
			Name: "code", Category: "AUTHENTICATION", Language: "en", Status: "REJECTED", RejectedReason: "INVALID_FORMAT",
			Components: []templates.Component{{Type: "BODY", Text: "x"}},
		},
		{Name: "bare", Language: "de", Status: "PENDING"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"GET /VAN100017/templates?limit=100&offset=0"}, f.requests); diff != "" {
		t.Error(diff)
	}
}

// page is so many templates, named from n on.
func page(total, n, many int) answer {
	var list []string
	for i := range many {
		list = append(list, fmt.Sprintf(`{"name":"t%d","language":"en","status":"approved"}`, n+i))
	}
	return ok(fmt.Sprintf(`{"total":%d,"templates":[%s]}`, total, strings.Join(list, ",")))
}

func TestTemplatesPages(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		answers         []answer
		query           templates.Query
		count, requests int
		kind            provider.Kind
	}{
		"two pages":             {answers: []answer{page(101, 0, 100), page(101, 100, 1)}, count: 101, requests: 2},
		"small pages":           {answers: []answer{page(3, 0, 2), page(3, 2, 1)}, count: 3, requests: 2},
		"a total that is wrong": {answers: []answer{page(9, 0, 2), page(9, 2, 0)}, count: 2, requests: 2},
		"no total":              {answers: []answer{page(0, 0, 100), page(0, 100, 3)}, count: 103, requests: 2},
		"none":                  {answers: []answer{page(0, 0, 0)}, requests: 1},
		"one by its name": {
			answers: []answer{page(101, 0, 100), page(101, 100, 1)}, query: templates.Query{Name: "t100"}, count: 1, requests: 2,
		},
		"failing midway": {
			answers: []answer{page(101, 0, 100), {500, ""}}, count: 100, requests: 2, kind: provider.Unavailable,
		},
		"an error with 200": {answers: []answer{ok(`{"error":{"code":190},"templates":[]}`)}, requests: 1, kind: provider.Auth},
		"another answer":    {answers: []answer{ok(`{"total":1}`)}, requests: 1, kind: provider.Unavailable},
		"one is odd": {
			answers: []answer{ok(`{"templates":[{"name":"x","components":7},{"name":"y","status":7,"components":"{"},{"name":"z"}]}`)},
			count:   3, requests: 1,
		},
		"one is none": {answers: []answer{ok(`{"templates":[{"name":"x"},7]}`)}, requests: 1, kind: provider.Unavailable},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, f := dial(t)
			f.on(t, "GET", "templates", tc.answers...)
			n, kind := 0, provider.Other
			for _, err := range c.Templates(t.Context(), tc.query) {
				if err != nil {
					kind = provider.KindOf(err)
					continue
				}
				n++
			}
			if n != tc.count || kind != tc.kind || len(f.requests) != tc.requests {
				t.Errorf("%d templates, %v, %d requests", n, kind, len(f.requests))
			}
		})
	}
	c, f := dial(t)
	f.on(t, "GET", "templates", page(300, 0, 100))
	for range c.Templates(t.Context(), templates.Query{}) {
		break
	}
	if len(f.requests) != 1 {
		t.Errorf("%d requests after breaking off, want 1", len(f.requests))
	}
}

func TestCreateTemplate(t *testing.T) {
	t.Parallel()
	d := templates.Definition{
		Name: "start", Category: templates.Marketing, Language: "en",
		Components: []templates.Component{{Type: "BODY", Text: "Hi {{1}}", Example: &templates.Example{BodyText: [][]string{{"Ann"}}}}},
	}
	named, lasting := d, d
	named.Format, lasting.TTLSeconds = templates.Named, 60
	for name, tc := range map[string]struct {
		d        templates.Definition
		answer   answer
		want     templates.Submitted
		kind     provider.Kind
		requests int
	}{
		"told":         {d: d, answer: ok(`{"id":17,"status":"pending","category":"utility"}`), want: templates.Submitted{ID: "17", Status: "PENDING", Category: "UTILITY"}, requests: 1},
		"taken":        {d: d, answer: ok(`{"success":true}`), requests: 1},
		"of another":   {d: d, answer: ok(`["ok"]`), requests: 1},
		"refused":      {d: d, answer: ok(`{"error":{"error_code":132001}}`), kind: provider.Template, requests: 1},
		"lost":         {d: d, answer: answer{502, ""}, kind: provider.Uncertain, requests: 1},
		"unreadable":   {d: d, answer: ok(`<html>`), kind: provider.Uncertain, requests: 1},
		"named":        {d: named, kind: provider.Unsupported},
		"time to live": {d: lasting, kind: provider.Unsupported},
		"nothing":      {kind: provider.Invalid},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, f := dial(t)
			f.on(t, "POST", "addTemplate", tc.answer)
			got, err := c.CreateTemplate(t.Context(), tc.d)
			if got != tc.want || provider.KindOf(err) != tc.kind || (err != nil) != (tc.kind != provider.Other) {
				t.Errorf("CreateTemplate = %+v, %v", got, err)
			}
			if len(f.requests) != tc.requests {
				t.Fatalf("%d requests, want %d", len(f.requests), tc.requests)
			}
			const want = `POST /VAN100017/addTemplate {"name":"start","category":"MARKETING","language":"en",` +
				`"components":[{"type":"BODY","text":"Hi {{1}}","example":{"body_text":[["Ann"]]}}]}`
			if len(f.requests) > 0 && f.requests[0] != want {
				t.Error(cmp.Diff(want, f.requests[0]))
			}
		})
	}
}

func TestDeleteTemplate(t *testing.T) {
	t.Parallel()
	c, f := dial(t)
	f.on(t, "POST", "removeTemplate", ok(`{"anything":1}`))
	if err := c.DeleteTemplate(t.Context(), "start", ""); err != nil {
		t.Error(err)
	}
	if err := c.DeleteTemplate(t.Context(), "start", "17"); !errors.Is(err, provider.Unsupported) {
		t.Errorf("by id: %v", err)
	}
	if diff := cmp.Diff([]string{`POST /VAN100017/removeTemplate {"name":"start"}`}, f.requests); diff != "" {
		t.Error(diff)
	}
}
