package rest_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
)

// numbers serves the numbers below n, two on a page, with the number of the
// page as its cursor. lose is the page whose cursor is lost once.
type numbers struct {
	n, lose int
	next    bool // say that there is more
	asked   []string
}

func (s *numbers) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.asked = append(s.asked, r.URL.RawQuery)
	page, _ := strconv.Atoi(r.URL.Query().Get("after"))
	if page != 0 && page == s.lose {
		s.lose = 0
		w.WriteHeader(http.StatusBadRequest)
		_, _ = io.WriteString(w, `{"error":{"code":131059}}`)
		return
	}
	type paging struct {
		Cursors map[string]string `json:"cursors"`
		Next    string            `json:"next,omitempty"`
	}
	var body struct {
		Data   []map[string]string `json:"data"`
		Paging paging              `json:"paging"`
	}
	for i := 2 * page; i < min(2*page+2, s.n); i++ {
		body.Data = append(body.Data, map[string]string{"id": strconv.Itoa(i)})
	}
	body.Paging.Cursors = map[string]string{"after": strconv.Itoa(page + 1)}
	if s.next && 2*page+2 < s.n {
		body.Paging.Next = "http://" + r.Host + "/trap"
	}
	_ = json.NewEncoder(w).Encode(body) //nolint:errchkjson // to a test's client
}

type numbered struct {
	ID string `json:"id"`
}

func (n numbered) key() string { return n.ID }

func TestGraphItems(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		serve numbers
		list  rest.GraphList
		want  []string
		asked []string
	}{
		"none":                  {serve: numbers{}, asked: []string{"q=1"}},
		"one page":              {serve: numbers{n: 2, next: true}, want: []string{"0", "1"}, asked: []string{"q=1"}},
		"three pages":           {serve: numbers{n: 5, next: true}, want: []string{"0", "1", "2", "3", "4"}, asked: []string{"q=1", "after=1&q=1", "after=2&q=1"}},
		"never says next":       {serve: numbers{n: 5}, want: []string{"0", "1"}, asked: []string{"q=1"}},
		"cursors only":          {serve: numbers{n: 3}, list: rest.GraphList{CursorsOnly: true}, want: []string{"0", "1", "2"}, asked: []string{"q=1", "after=1&q=1", "after=2&q=1"}},
		"cursor lost":           {serve: numbers{n: 5, lose: 2, next: true}, want: []string{"0", "1", "2", "3", "4"}, asked: []string{"q=1", "after=1&q=1", "after=2&q=1", "q=1", "after=1&q=1", "after=2&q=1"}},
		"cursor of none is new": {serve: numbers{n: 5, lose: 9, next: true}, want: []string{"0", "1", "2", "3", "4"}, asked: []string{"q=1", "after=1&q=1", "after=2&q=1"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := httptest.NewServer(&tc.serve)
			defer s.Close()
			tc.list.Call, tc.list.URL, tc.list.Query = read, s.URL, url.Values{"q": {"1"}}
			var got []string
			for item, err := range rest.GraphItems(t.Context(), rest.New(plain(), nil), tc.list, numbered.key) {
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, item.ID)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tc.asked, tc.serve.asked); diff != "" {
				t.Error(diff)
			}
			if len(tc.list.Query) != 1 {
				t.Errorf("the query was changed: %v", tc.list.Query)
			}
		})
	}
}

// TestGraphItemsAgain walks the same list twice: each time from its beginning.
func TestGraphItemsAgain(t *testing.T) {
	t.Parallel()
	serve := numbers{n: 3, next: true}
	s := httptest.NewServer(&serve)
	defer s.Close()
	list := rest.GraphItems(t.Context(), rest.New(plain(), nil), rest.GraphList{Call: read, URL: s.URL}, numbered.key)
	for range 2 {
		var n int
		for _, err := range list {
			if err != nil {
				t.Error(err)
			}
			n++
		}
		if n != 3 {
			t.Errorf("%d items, want 3", n)
		}
	}
}

// TestGraphItemsInCircle has cursors that lead back: the list ends with an error.
func TestGraphItemsInCircle(t *testing.T) {
	t.Parallel()
	asked := 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		next := map[string]string{"": "a", "a": "b", "b": "a"}[r.URL.Query().Get("after")]
		_, _ = io.WriteString(w, `{"data":[{"id":"1"}],"paging":{"cursors":{"after":"`+next+`"},"next":"x"}}`)
	}))
	defer s.Close()
	var failed error
	for _, err := range rest.GraphItems(t.Context(), rest.New(plain(), nil), rest.GraphList{Call: read, URL: s.URL}, numbered.key) {
		failed = err
		if asked > 9 {
			break
		}
	}
	if asked != 3 || !errors.Is(failed, provider.Unavailable) {
		t.Errorf("asked %d times, and then %v", asked, failed)
	}
}

// FuzzGraphItems reads any page to an end.
func FuzzGraphItems(f *testing.F) {
	f.Add([]byte(`{"data":[{"id":"1"}],"paging":{"cursors":{"after":"A"},"next":"x"}}`), 200)
	f.Add([]byte(`{"error":{"code":131059}}`), 400)
	f.Fuzz(func(t *testing.T, body []byte, status int) {
		if status < 200 || status > 599 {
			return
		}
		h := &http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
			w := httptest.NewRecorder()
			w.WriteHeader(status)
			_, _ = w.Write(body)
			return w.Result(), nil
		})}
		list := rest.GraphList{Call: read, URL: "https://example.com", CursorsOnly: true}
		var failed int
		for _, err := range rest.GraphItems(t.Context(), rest.New(h, nil), list, numbered.key) {
			if err != nil {
				failed++
			}
		}
		if failed > 1 {
			t.Errorf("%d errors", failed)
		}
	})
}
