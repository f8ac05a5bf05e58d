package cloudapi_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/cloudapi"
	"github.com/wainbox/wainbox/provider/providertest"
	"github.com/wainbox/wainbox/whatsapp"
)

const file = "\xff\xd8\xff a photo"

// mediaHost is a media endpoint and its files: the address of an id leads to
// /file with the number of addresses given out so far.
type mediaHost struct {
	*httptest.Server

	addresses atomic.Int32
	files     atomic.Int32
	// gone is how many addresses lead to nothing.
	gone int32
	// address overwrites the one given out; size the announced size.
	address, size string
}

func newMediaHost(t *testing.T) *mediaHost {
	t.Helper()
	m := &mediaHost{size: fmt.Sprintf("%q", strconv.Itoa(len(file)))}
	m.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer "+token {
			t.Errorf("%s without the token", r.URL)
		}
		if r.URL.Path == "/file" {
			if m.files.Add(1) <= m.gone {
				w.WriteHeader(http.StatusNotFound)
				return
			}
			w.Header().Set("Content-Type", "image/jpeg")
			_, _ = io.WriteString(w, file)
			return
		}
		if got, want := r.URL.RequestURI(), "/v24.0/1003383421387256?phone_number_id="+numberID; got != want {
			t.Errorf("asked for %s, want %s", got, want)
		}
		address := m.address
		if address == "" {
			address = fmt.Sprintf("%s/file?n=%d", m.URL, m.addresses.Add(1))
		}
		sum := sha256.Sum256([]byte(file))
		_, _ = fmt.Fprintf(w, `{"messaging_product":"whatsapp","url":%q,"mime_type":"image/jpeg","sha256":%q,"file_size":%s,"id":"1003383421387256"}`,
			address, hex.EncodeToString(sum[:]), m.size)
	}))
	t.Cleanup(m.Close)
	return m
}

func TestFetchMedia(t *testing.T) {
	t.Parallel()
	sum := sha256.Sum256([]byte(file))
	inBase64 := base64.StdEncoding.EncodeToString(sum[:])
	const id = whatsapp.MediaID("1003383421387256")
	for name, tc := range map[string]struct {
		host  func(m *mediaHost)
		media func(m *mediaHost) whatsapp.Media
		kind  provider.Kind // Other = no error
		files int32
	}{
		"by id": {files: 1},
		"hash of the webhook": {
			media: func(*mediaHost) whatsapp.Media { return whatsapp.Media{ID: id, SHA256: inBase64} }, files: 1,
		},
		"hash of another file": {
			media: func(*mediaHost) whatsapp.Media {
				return whatsapp.Media{ID: id, SHA256: base64.StdEncoding.EncodeToString(make([]byte, 32))}
			}, files: 1, kind: provider.Unavailable,
		},
		"by link": {
			media: func(m *mediaHost) whatsapp.Media { return whatsapp.Media{Link: m.URL + "/file", MIME: "image/jpeg"} }, files: 1,
		},
		"address renewed once": {host: func(m *mediaHost) { m.gone = 1 }, files: 2},
		"not twice":            {host: func(m *mediaHost) { m.gone = 9 }, files: 2, kind: provider.Invalid},
		"size as a number":     {host: func(m *mediaHost) { m.size = "12" }, files: 1},
		"announced too large":  {host: func(m *mediaHost) { m.size = `"104857601"` }, kind: provider.Invalid},
		"foreign address":      {host: func(m *mediaHost) { m.address = "https://example.com/file" }, kind: provider.Invalid},
		"inside":               {host: func(m *mediaHost) { m.address = "http://169.254.169.254/file" }, kind: provider.Invalid},
		"no address":           {host: func(m *mediaHost) { m.address = " " }, kind: provider.Invalid},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := newMediaHost(t)
			if tc.host != nil {
				tc.host(m)
			}
			media := whatsapp.Media{Type: whatsapp.KindImage, ID: id}
			if tc.media != nil {
				media = tc.media(m)
			}
			var got bytes.Buffer
			info, err := dial(t, m.URL).FetchMedia(t.Context(), media, &got)
			if n := m.files.Load(); n != tc.files {
				t.Errorf("%d downloads, want %d", n, tc.files)
			}
			if tc.kind != provider.Other {
				if provider.KindOf(err) != tc.kind {
					t.Errorf("FetchMedia = %v, want %v", err, tc.kind)
				}
				return
			}
			want := provider.MediaInfo{MIME: "image/jpeg", Bytes: int64(len(file)), SHA256: hex.EncodeToString(sum[:])}
			if err != nil || info != want || got.String() != file {
				t.Errorf("FetchMedia = %+v, %v", info, err)
			}
		})
	}
}

// TestFetchMediaRefusal tells the operator of a refused host, and nothing of
// the address.
func TestFetchMediaRefusal(t *testing.T) {
	t.Parallel()
	log := &providertest.Log{}
	c, err := cloudapi.New(complete(), &cloudapi.Options{Logger: slog.New(slog.NewTextHandler(log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.FetchMedia(t.Context(), whatsapp.Media{Link: "https://example.com/?canary"}, io.Discard)
	if provider.KindOf(err) != provider.Invalid || strings.Contains(err.Error(), "example.com") {
		t.Errorf("FetchMedia = %v", err)
	}
	if got := log.String(); !strings.Contains(got, "media host refused") || strings.Contains(got, "canary") {
		t.Errorf("logged %q", got)
	}
}
