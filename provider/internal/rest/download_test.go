package rest_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
)

var fetch = rest.Call{Op: "fetch media"}

const picture = "\x89PNG not really"

func sums(s string) (inHex, inBase64 string) {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:]), base64.StdEncoding.EncodeToString(sum[:])
}

// mediaServer answers what the path says.
func mediaServer(t *testing.T) (*httptest.Server, rest.Hosts) {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/file", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer t" {
			t.Error("no credentials at the provider's own host")
		}
		w.Header().Set("Content-Type", "image/png")
		_, _ = io.WriteString(w, picture)
	})
	mux.HandleFunc("/empty", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("/page", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, "<html>log in</html>")
	})
	mux.HandleFunc("/cut", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		_, _ = io.WriteString(w, picture)
	})
	mux.HandleFunc("/loop", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", http.StatusFound) })
	mux.HandleFunc("/hop", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/hop2", http.StatusFound) })
	mux.HandleFunc("/hop2", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "file", http.StatusSeeOther) })
	mux.HandleFunc("/out", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, r.URL.Query().Get("to"), http.StatusFound)
	})
	mux.HandleFunc("/status", func(w http.ResponseWriter, r *http.Request) {
		status, _ := strconv.Atoi(r.URL.Query().Get("s"))
		w.WriteHeader(status)
	})
	mux.HandleFunc("/endless", func(w http.ResponseWriter, r *http.Request) {
		chunk := bytes.Repeat([]byte("x"), 1<<10)
		for r.Context().Err() == nil {
			if _, err := w.Write(chunk); err != nil {
				return
			}
		}
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	u, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	return s, rest.Hosts{Base: u}
}

func TestDownload(t *testing.T) {
	t.Parallel()
	s, hosts := mediaServer(t)
	inHex, inBase64 := sums(picture)
	other, _ := sums("other")
	foreign := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("a foreign host was asked for %s", r.URL.Path)
	}))
	t.Cleanup(foreign.Close)
	for name, tc := range map[string]struct {
		path  string
		d     rest.Download
		kind  provider.Kind // of the error; Other = none is wanted
		cause error
	}{
		"plain":                {path: "/file"},
		"hexadecimal":          {path: "/file", d: rest.Download{SHA256: []string{inHex}}},
		"upper case":           {path: "/file", d: rest.Download{SHA256: []string{strings.ToUpper(inHex)}}},
		"base64":               {path: "/file", d: rest.Download{SHA256: []string{inBase64, ""}}},
		"both":                 {path: "/file", d: rest.Download{SHA256: []string{inHex, inBase64}}},
		"redirects":            {path: "/hop"},
		"exactly the limit":    {path: "/file", d: rest.Download{MaxBytes: int64(len(picture))}},
		"wrong hash":           {"/file", rest.Download{SHA256: []string{other}}, provider.Unavailable, rest.ErrHash},
		"one wrong hash":       {"/file", rest.Download{SHA256: []string{inHex, other}}, provider.Unavailable, rest.ErrHash},
		"unreadable hash":      {"/file", rest.Download{SHA256: []string{"?"}}, provider.Unavailable, rest.ErrHash},
		"empty":                {"/empty", rest.Download{}, provider.Unavailable, rest.ErrEmpty},
		"page":                 {"/page", rest.Download{MIME: "image/png"}, provider.Unavailable, rest.ErrPage},
		"page that is a page":  {path: "/page", d: rest.Download{MIME: "text/html"}},
		"cut":                  {"/cut", rest.Download{}, provider.Unavailable, io.ErrUnexpectedEOF},
		"too large, announced": {"/file", rest.Download{MaxBytes: 3}, provider.Invalid, rest.ErrTooLarge},
		"too large, found out": {"/endless", rest.Download{MaxBytes: 10 << 10}, provider.Invalid, rest.ErrTooLarge},
		"loop":                 {"/loop", rest.Download{}, provider.Unavailable, rest.ErrRedirect},
		"redirect out":         {"/out?to=" + url.QueryEscape(foreign.URL), rest.Download{}, provider.Invalid, rest.ErrHost},
		"redirect to a file":   {"/out?to=" + url.QueryEscape("file:///etc/passwd"), rest.Download{}, provider.Invalid, rest.ErrHost},
		"redirect nowhere":     {"/out?to=" + url.QueryEscape("http://%zz"), rest.Download{}, provider.Unavailable, nil},
		"404":                  {"/status?s=404", rest.Download{}, provider.Invalid, rest.ErrNotFound},
		"410":                  {"/status?s=410", rest.Download{}, provider.Invalid, rest.ErrNotFound},
		"401":                  {"/status?s=401", rest.Download{}, provider.Auth, nil},
		"429":                  {"/status?s=429", rest.Download{}, provider.Throttled, nil},
		"503":                  {"/status?s=503", rest.Download{}, provider.Unavailable, nil},
		"204":                  {"/status?s=204", rest.Download{}, provider.Unavailable, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tc.d.URL, tc.d.Hosts = s.URL+tc.path, hosts
			var got bytes.Buffer
			c := rest.New(plain(), http.Header{"Authorization": {"Bearer t"}})
			info, err := c.Download(t.Context(), fetch, tc.d, &got)
			if tc.kind == provider.Other {
				if err != nil || info.Bytes != int64(got.Len()) || got.Len() == 0 || info.SHA256 == "" || info.MIME == "" {
					t.Errorf("Download = %+v, %v, %d bytes", info, err, got.Len())
				}
				return
			}
			if provider.KindOf(err) != tc.kind || tc.cause != nil && !errors.Is(err, tc.cause) {
				t.Errorf("Download = %v (%v), want %v (%v)", err, errors.Unwrap(err), tc.kind, tc.cause)
			}
		})
	}
}

type broken struct{}

var errDisk = errors.New("disk full")

func (broken) Write([]byte) (int, error) { return 0, errDisk }

func TestDownloadGivenUp(t *testing.T) {
	t.Parallel()
	s, hosts := mediaServer(t)
	c := rest.New(plain(), http.Header{"Authorization": {"Bearer t"}})

	_, err := c.Download(t.Context(), fetch, rest.Download{URL: s.URL + "/file", Hosts: hosts}, broken{})
	if provider.KindOf(err) != provider.Other || !errors.Is(err, errDisk) {
		t.Errorf("a writer that fails: %v", err)
	}

	ctx, cancel := context.WithCancel(t.Context())
	_, err = c.Download(ctx, fetch, rest.Download{URL: s.URL + "/endless", Hosts: hosts}, cancelling(cancel))
	if provider.KindOf(err) != provider.Unavailable || !errors.Is(err, context.Canceled) {
		t.Errorf("given up on the way: %v", err)
	}
}

// cancelling gives up with the first bytes.
type cancelling context.CancelFunc

func (c cancelling) Write(p []byte) (int, error) {
	c()
	return len(p), nil
}

// TestDownloadPrivate has an allowed name that leads inside.
func TestDownloadPrivate(t *testing.T) {
	t.Parallel()
	s, _ := mediaServer(t)
	u, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	transport := rest.NewTransport()
	defer transport.CloseIdleConnections()
	c := rest.New(&http.Client{Transport: transport}, nil)
	_, err = c.Download(t.Context(), fetch, rest.Download{URL: s.URL + "/file", Hosts: rest.Hosts{Base: u}}, io.Discard)
	if provider.KindOf(err) != provider.Invalid || !errors.Is(err, rest.ErrHost) {
		t.Errorf("Download = %v", err)
	}
}
