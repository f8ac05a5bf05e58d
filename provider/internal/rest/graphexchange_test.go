package rest_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
)

func TestGraph(t *testing.T) {
	t.Parallel()
	type answer struct {
		Name string `json:"name"`
	}
	for name, tc := range map[string]struct {
		call   rest.Call
		status int
		body   string
		want   answer
		err    *provider.Error
	}{
		"read":              {read, 200, `{"name":"a"}`, answer{"a"}, nil},
		"created":           {read, 201, `{"name":"a"}`, answer{"a"}, nil},
		"success":           {read, 200, `{"success":true}`, answer{}, nil},
		"no success":        {read, 200, `{"success":false}`, answer{}, &provider.Error{Op: "mark read"}},
		"odd success":       {read, 200, `{"success":"no"}`, answer{}, nil},
		"another type":      {read, 200, `{"name":1}`, answer{}, &provider.Error{Op: "mark read", Kind: provider.Unavailable}},
		"another type once": {send, 200, `{"name":1}`, answer{}, &provider.Error{Op: "send", Kind: provider.Uncertain}},
		"a list":            {read, 200, `[]`, answer{}, &provider.Error{Op: "mark read", Kind: provider.Unavailable}},
		"no JSON":           {read, 200, `<html>`, answer{}, &provider.Error{Op: "mark read", Kind: provider.Unavailable}},
		"no JSON once":      {send, 200, `<html>`, answer{}, &provider.Error{Op: "send", Kind: provider.Uncertain}},
		"nothing":           {read, 200, ``, answer{}, &provider.Error{Op: "mark read", Kind: provider.Unavailable}},
		"error as 200":      {read, 200, `{"error":{"code":190}}`, answer{}, &provider.Error{Op: "mark read", Kind: provider.Auth, Code: 190}},
		"code":              {read, 400, `{"error":{"code":131059}}`, answer{}, &provider.Error{Op: "mark read", Kind: provider.Invalid, Code: 131059}},
		"subcode":           {read, 400, `{"error":{"code":100,"error_subcode":2388293}}`, answer{}, &provider.Error{Op: "mark read", Kind: provider.Template, Code: 2388293}},
		"unknown subcode":   {read, 400, `{"error":{"code":100,"error_subcode":5000005}}`, answer{}, &provider.Error{Op: "mark read", Kind: provider.Invalid, Code: 100}},
		"short subcode":     {read, 400, `{"error":{"code":100,"error_subcode":33}}`, answer{}, &provider.Error{Op: "mark read", Kind: provider.Invalid, Code: 100}},
		"odd subcode":       {read, 400, `{"error":{"code":100,"error_subcode":"x"}}`, answer{}, &provider.Error{Op: "mark read", Kind: provider.Invalid, Code: 100}},
		"subcode of another": {
			read, 400, `{"error":{"code":190,"error_subcode":463}}`, answer{}, &provider.Error{Op: "mark read", Kind: provider.Auth, Code: 190},
		},
		"no code": {read, 404, `<html>`, answer{}, &provider.Error{Op: "mark read", Kind: provider.Invalid}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if body, _ := io.ReadAll(r.Body); string(body) != `{"in":1}` {
					t.Errorf("body %s", body)
				}
				w.WriteHeader(tc.status)
				_, _ = io.WriteString(w, tc.body)
			}))
			defer s.Close()
			var got answer
			err := rest.New(plain(), nil).Graph(t.Context(), tc.call, post(s.URL), map[string]int{"in": 1}, &got)
			var e *provider.Error
			if errors.As(err, &e); (e == nil) != (err == nil) {
				t.Fatalf("the error is %T", err)
			}
			if diff := cmp.Diff(tc.err, e); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestGraphUnwritable(t *testing.T) {
	t.Parallel()
	err := rest.New(plain(), nil).Graph(t.Context(), send, post("http://wainbox.invalid"), func() {}, nil)
	if provider.KindOf(err) != provider.Invalid {
		t.Errorf("Graph = %v", err)
	}
	err = rest.New(plain(), nil).Graph(t.Context(), send, post("http://wainbox.invalid"), nil, nil)
	if provider.KindOf(err) != provider.Unavailable {
		t.Errorf("Graph = %v", err)
	}
}

func TestGraphID(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]rest.GraphID{
		`"17"`: "17", `17`: "17", `12345678901234567890`: "12345678901234567890", `""`: "", `null`: "", `{}`: "", `[1]`: "", `true`: "",
	} {
		got := rest.GraphID("before")
		if err := json.Unmarshal([]byte(in), &got); err != nil || got != want {
			t.Errorf("%s: %q, %v", in, got, err)
		}
	}
}

func TestLenient(t *testing.T) {
	t.Parallel()
	type inner struct{ C int }
	type outer struct {
		A string
		B inner
		D []string
	}
	for in, want := range map[string]outer{
		`{"a":"x","b":{"c":1},"d":["y"]}`: {"x", inner{1}, []string{"y"}},
		`{"a":1,"b":{"c":1},"d":["y"]}`:   {"", inner{1}, []string{"y"}},
		`{"b":{"c":"1"},"d":["y"]}`:       {"", inner{}, []string{"y"}},
		`{"b":[],"d":["y"]}`:              {"", inner{}, []string{"y"}},
		`{"d":{},"a":"x"}`:                {"x", inner{}, nil},
	} {
		var got outer
		err := rest.Lenient([]byte(in), &got)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v %s", in, err, diff)
		}
	}
	for _, in := range []string{``, `[]`, `"x"`, `1`, `{"a":`, `<html>`} {
		if err := rest.Lenient([]byte(in), &outer{}); err == nil {
			t.Errorf("%s is read", in)
		}
	}
}
