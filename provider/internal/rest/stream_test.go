package rest_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
)

// TestStreamIsGivenBack: a transport may go on reading after an early answer;
// what it then reads is not the caller's file.
func TestStreamIsGivenBack(t *testing.T) {
	t.Parallel()
	var body io.Reader
	h := &http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
		if _, err := io.ReadFull(r.Body, make([]byte, 3)); err != nil {
			t.Error(err)
		}
		body = r.Body
		w := httptest.NewRecorder()
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		return w.Result(), nil
	})}
	file := strings.NewReader("a file")
	a, err := rest.New(h, nil).Do(t.Context(), rest.Request{
		Method: http.MethodPost, URL: "https://example.com", Stream: file, Length: file.Size(),
	})
	if err != nil || a.Status != http.StatusRequestEntityTooLarge {
		t.Fatalf("Do = %+v, %v", a, err)
	}
	if n, err := body.Read(make([]byte, 3)); n != 0 || err == nil {
		t.Errorf("read %d bytes, %v", n, err)
	}
	if file.Len() != 3 {
		t.Errorf("%d bytes of the file are left, want 3", file.Len())
	}
}

// TestEarlyAnswer is answered before the file was read, and has it again at
// once; the race detector looks on.
func TestEarlyAnswer(t *testing.T) {
	t.Parallel()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusUnauthorized)
	}))
	defer s.Close()
	file := bytes.NewReader(make([]byte, 8<<20))
	for range 5 {
		_, _ = rest.New(plain(), nil).Do(t.Context(), rest.Request{
			Method: http.MethodPost, URL: s.URL, Stream: file, Length: file.Size(),
		})
		if _, err := file.Seek(0, io.SeekStart); err != nil {
			t.Fatal(err)
		}
	}
}

// TestTransportDoesNotRepeat has a connection that is used again closed under a
// request that has left: net/http may send such a request again by itself, and
// must not.
func TestTransportDoesNotRepeat(t *testing.T) {
	t.Parallel()
	for name, stream := range map[string]bool{"body": false, "stream": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var mu sync.Mutex
			asked := 0
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				_, _ = io.Copy(io.Discard, r.Body)
				mu.Lock()
				defer mu.Unlock()
				if asked++; asked == 1 {
					return
				}
				conn, _, err := w.(http.Hijacker).Hijack()
				if err != nil {
					t.Error(err)
					return
				}
				_ = conn.Close()
			}))
			defer s.Close()
			c := rest.New(plain(), nil)
			if _, err := c.Do(t.Context(), post(s.URL)); err != nil {
				t.Fatal(err)
			}
			r := post(s.URL)
			if stream {
				r.Stream, r.Length = strings.NewReader("a file"), 6
			}
			_, err := c.Do(t.Context(), r)
			if err == nil || send.Lost(err).Kind != provider.Uncertain {
				t.Errorf("Do = %v", err)
			}
			mu.Lock()
			defer mu.Unlock()
			if asked != 2 {
				t.Errorf("asked %d times, want 2", asked)
			}
		})
	}
}
