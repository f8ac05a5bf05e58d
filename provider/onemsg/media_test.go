package onemsg_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/jarcoal/httpmock"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/onemsg"
	"github.com/wainbox/wainbox/provider/providertest"
	"github.com/wainbox/wainbox/whatsapp"
)

const (
	file    = "\xff\xd8\xff a photo"
	storage = "https://s3.eu-central-1.wasabisys.com/onemessageapp/a.jpg"
)

// keep serves the file, or so many times a refusal before it, and sees that no
// credentials come along.
func (f *fake) keep(tb testing.TB, refusals, status int) {
	tb.Helper()
	f.RegisterResponder("GET", storage, func(r *http.Request) (*http.Response, error) {
		if r.URL.RawQuery != "" || r.Header.Get("Authorization") != "" {
			tb.Errorf("asked with %q and %v", r.URL.RawQuery, r.Header)
		}
		if refusals--; refusals >= 0 {
			return httpmock.NewStringResponse(status, ""), nil
		}
		res := httpmock.NewStringResponse(http.StatusOK, file)
		res.Header.Set("Content-Type", "image/jpeg")
		return res, nil
	})
}

func TestFetchMedia(t *testing.T) {
	t.Parallel()
	sum := sha256.Sum256([]byte(file))
	hash := hex.EncodeToString(sum[:])
	at := func(address string, size any) answer {
		return ok(fmt.Sprintf(`{"url":%q,"mime_type":"image/jpeg","sha256":%q,"file_size":%v,"id":"7"}`, address, hash, size))
	}
	byID, byLink := whatsapp.Media{Type: whatsapp.KindImage, ID: "7"}, whatsapp.Media{Type: whatsapp.KindImage, Link: storage}
	for name, tc := range map[string]struct {
		media    whatsapp.Media
		answer   answer
		refusals int
		status   int
		kind     provider.Kind // Other = no error
		cause    error
	}{
		"by id":               {media: byID, answer: at(storage, 12)},
		"by link":             {media: byLink},
		"size as a string":    {media: byID, answer: at(storage, `"12"`)},
		"address renewed":     {media: byID, answer: at(storage, 12), refusals: 1, status: 404},
		"run out and renewed": {media: byID, answer: at(storage, 12), refusals: 1, status: 403},
		"not twice":           {media: byID, answer: at(storage, 12), refusals: 2, status: 404, kind: provider.Invalid},
		"a link that is gone": {media: byLink, refusals: 1, status: 403, kind: provider.Invalid},
		"storage is down":     {media: byLink, refusals: 1, status: 503, kind: provider.Unavailable},
		"announced too large": {media: byID, answer: at(storage, 104857601), kind: provider.Invalid},
		"foreign address":     {media: byID, answer: at("https://example.com/a", 12), kind: provider.Invalid},
		"inside":              {media: byID, answer: at("http://169.254.169.254/a", 12), kind: provider.Invalid},
		"no address":          {media: byID, answer: ok(`{}`), kind: provider.Unavailable},
		"no such file":        {media: byID, answer: answer{400, `{"error":"x"}`}, kind: provider.Invalid},
		"wrong token":         {media: byID, answer: answer{401, `{"error":"x"}`}, kind: provider.Auth},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, f := dial(t)
			f.on(t, "GET", "retrieveMedia", tc.answer)
			f.keep(t, tc.refusals, tc.status)
			var got bytes.Buffer
			info, err := c.FetchMedia(t.Context(), tc.media, &got)
			if tc.kind != provider.Other {
				if provider.KindOf(err) != tc.kind {
					t.Errorf("FetchMedia = %v, want %v", err, tc.kind)
				}
				return
			}
			want := provider.MediaInfo{MIME: "image/jpeg", Bytes: int64(len(file)), SHA256: hash}
			if err != nil || info != want || got.String() != file {
				t.Errorf("FetchMedia = %+v, %v", info, err)
			}
			for _, line := range f.requests {
				if line != "GET /VAN100017/retrieveMedia?mediaId=7" {
					t.Errorf("asked for %s", line)
				}
			}
		})
	}
}

// TestFetchMediaRefusal tells the operator of a refused host, and nothing of
// the address.
func TestFetchMediaRefusal(t *testing.T) {
	t.Parallel()
	log := &providertest.Log{}
	config := complete()
	config.Number = "16505559999" // a phone number, perhaps
	c, err := onemsg.New(config, &onemsg.Options{Logger: slog.New(slog.NewTextHandler(log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.FetchMedia(t.Context(), whatsapp.Media{Link: "https://example.com/?canary"}, io.Discard)
	if provider.KindOf(err) != provider.Invalid || strings.Contains(err.Error(), "example.com") {
		t.Errorf("FetchMedia = %v", err)
	}
	if got := log.String(); !strings.Contains(got, "channel="+instanceID) || strings.Contains(got, "canary") || strings.Contains(got, "16505559999") {
		t.Errorf("logged %q", got)
	}
}

func TestMaxMediaBytes(t *testing.T) {
	t.Parallel()
	mock := &fake{MockTransport: httpmock.NewMockTransport()}
	mock.keep(t, 0, 0)
	c, err := onemsg.New(complete(), &onemsg.Options{HTTP: &http.Client{Transport: mock}, MaxMediaBytes: 5})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.FetchMedia(t.Context(), whatsapp.Media{Link: storage}, io.Discard); !errors.Is(err, provider.Invalid) {
		t.Errorf("FetchMedia = %v", err)
	}
}
