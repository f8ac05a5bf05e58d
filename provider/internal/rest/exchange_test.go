package rest_test

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
)

func TestExchange(t *testing.T) {
	t.Parallel()
	reading, making := rest.Call{Op: "read"}, rest.Call{Op: "make", Once: true}
	type out struct{ Name string }
	tests := map[string]struct {
		call   rest.Call
		status int
		body   string
		want   provider.Kind
	}{
		"success":                       {reading, 200, `{"name":"x"}`, 0},
		"created":                       {making, 201, `{"name":"x"}`, 0},
		"refused":                       {reading, 403, `{"name":"x"}`, provider.Auth},
		"down":                          {reading, 503, "", provider.Unavailable},
		"down while making":             {making, 503, "", provider.Uncertain},
		"unreadable success":            {reading, 200, `<html>`, provider.Unavailable},
		"unreadable success of a maker": {making, 200, `<html>`, provider.Uncertain},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got, sort string
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				body, _ := io.ReadAll(r.Body)
				got, sort = string(body), r.Header.Get("Content-Type")
				w.WriteHeader(test.status)
				_, _ = io.WriteString(w, test.body)
			}))
			defer server.Close()
			var o out
			err := rest.New(server.Client(), nil).Exchange(t.Context(), rest.Exchange{
				Call: test.call, Request: rest.Request{Method: http.MethodPost, URL: server.URL},
				In: map[string]int{"a": 1}, Out: &o,
			})
			if test.want == 0 && (err != nil || o.Name != "x") || test.want != 0 && !errors.Is(err, test.want) {
				t.Errorf("%+v, %v", o, err)
			}
			if got != `{"a":1}` || sort != "application/json" {
				t.Errorf("asked with %s of type %s", got, sort)
			}
		})
	}
}

func TestExchangeOwnRefusal(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	mine := &provider.Error{Op: "read", Kind: provider.Template, Code: 7}
	err := rest.New(server.Client(), nil).Exchange(t.Context(), rest.Exchange{
		Request: rest.Request{Method: http.MethodGet, URL: server.URL},
		Refused: func(a rest.Answer) *provider.Error {
			if a.Status != http.StatusNotFound {
				t.Errorf("status %d", a.Status)
			}
			return mine
		},
	})
	if err != error(mine) { //nolint:errorlint // the very error
		t.Errorf("%v", err)
	}
}

// TestForm streams a file, whose name tries to break out of its header.
func TestForm(t *testing.T) {
	t.Parallel()
	const content = "some bytes of a file"
	type part struct{ Name, File, MIME, Text string }
	for name, sent := range map[string]string{
		"photo.jpg": "photo.jpg", "a\"b\r\nX-Evil: 1.jpg": `a"b%0D%0AX-Evil: 1.jpg`, "größe 界.pdf": "größe 界.pdf", "": "",
	} {
		var parts []part
		var length int64
		server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			length = r.ContentLength
			_, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
			if err != nil {
				t.Error(err)
				return
			}
			for reader := multipart.NewReader(r.Body, params["boundary"]); ; {
				p, err := reader.NextRawPart()
				if err != nil {
					return
				}
				text, _ := io.ReadAll(p)
				parts = append(parts, part{p.FormName(), p.FileName(), p.Header.Get("Content-Type"), string(text)})
				if strings.Contains(p.Header.Get("Content-Disposition"), "filename*") {
					t.Errorf("%q: written as a form must not: %v", name, p.Header)
				}
				if len(p.Header) > 2 {
					t.Errorf("%q: the name made a header: %v", name, p.Header)
				}
			}
		}))
		request := rest.Request{Method: http.MethodPost, URL: server.URL}.Form(
			[][2]string{{"messaging_product", "whatsapp"}},
			rest.File{Field: "file", Name: name, MIME: "image/jpeg", Bytes: int64(len(content)), Body: strings.NewReader(content + "and more")},
		)
		if _, err := rest.New(server.Client(), nil).Do(t.Context(), request); err != nil {
			t.Error(err)
		}
		server.Close()
		if length != request.Length {
			t.Errorf("%q: announced %d bytes, want %d", name, length, request.Length)
		}
		if len(parts) != 2 || parts[1].Name != "file" {
			t.Fatalf("%q: %+v", name, parts)
		}
		want := []part{{"messaging_product", "", "", "whatsapp"}, {"file", sent, "image/jpeg", content}}
		if diff := cmp.Diff(want, parts); diff != "" {
			t.Errorf("%q: %s", name, diff)
		}
	}
}

// TestShortStream: a file that ends before its announced length is not an
// answer of the provider's.
func TestShortStream(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
	}))
	defer server.Close()
	_, err := rest.New(server.Client(), nil).Do(t.Context(), rest.Request{
		Method: http.MethodPost, URL: server.URL, Stream: strings.NewReader("short"), Length: 100,
	})
	if err == nil {
		t.Error("no error")
	}
}

func TestRequestHeader(t *testing.T) {
	t.Parallel()
	var got http.Header
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = r.Header }))
	defer server.Close()
	client := rest.New(server.Client(), http.Header{"Authorization": {"Bearer x"}, "X-Kept": {"1"}})
	_, err := client.Do(t.Context(), rest.Request{
		Method: http.MethodGet, URL: server.URL, Header: http.Header{"Authorization": {"OAuth x"}},
	})
	if err != nil || got.Get("Authorization") != "OAuth x" || got.Get("X-Kept") != "1" {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := client.Do(t.Context(), rest.Request{Method: http.MethodGet, URL: server.URL}); err != nil || got.Get("Authorization") != "Bearer x" {
		t.Errorf("the next request has %v, %v", got, err)
	}
}
