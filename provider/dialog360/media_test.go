package dialog360_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/dialog360"
	"github.com/wainbox/wainbox/provider/providertest"
	"github.com/wainbox/wainbox/whatsapp"
)

const (
	file     = "\xff\xd8\xff a photo"
	platform = "https://lookaside.fbsbx.com"
	at       = "/whatsapp_business/attachments/?mid=17&ext=1795000000&hash=ATs"
)

func sum() [32]byte { return sha256.Sum256([]byte(file)) }

// TestFetchMedia exchanges an id for an address and fetches it from the gateway,
// to which alone the key is shown: the platform's own host is never asked, since
// nothing answers for it here.
func TestFetchMedia(t *testing.T) {
	t.Parallel()
	const id = whatsapp.MediaID("1003383421387256")
	hash := sum()
	inBase64 := base64.StdEncoding.EncodeToString(hash[:])
	link := func(l string) whatsapp.Media {
		return whatsapp.Media{Type: whatsapp.KindImage, Link: l, MIME: "image/jpeg"}
	}
	for name, tc := range map[string]struct {
		media   whatsapp.Media // zero = by id
		address string         // given out; "" = the platform's
		size    string
		status  int // of the file
		kind    provider.Kind
		files   int32
	}{
		"by id":                  {files: 1},
		"escaped":                {address: `https:\/\/lookaside.fbsbx.com\/whatsapp_business\/attachments\/?mid=17&ext=1795000000&hash=ATs`, files: 1},
		"the gateway's already":  {address: "gateway" + at, files: 1},
		"hash of the webhook":    {media: whatsapp.Media{ID: id, SHA256: inBase64}, files: 1},
		"hash of another":        {media: whatsapp.Media{ID: id, SHA256: base64.StdEncoding.EncodeToString(make([]byte, 32))}, files: 1, kind: provider.Unavailable},
		"by link":                {media: link(platform + at), files: 1},
		"by link, with the port": {media: link("https://lookaside.fbsbx.com:443" + at), files: 1},
		"size as a string":       {size: `"12"`, files: 1},
		"announced too large":    {size: "104857601", kind: provider.Invalid},
		"gone, and asked once":   {status: 404, files: 1, kind: provider.Invalid},
		"too fast, though 400":   {status: 400, files: 1, kind: provider.Unavailable},
		"key refused":            {status: 401, files: 1, kind: provider.Auth},
		"foreign address":        {address: "https://example.com" + at, kind: provider.Invalid},
		"platform's other host":  {address: "https://mmg.fbsbx.com" + at, kind: provider.Invalid},
		"below the host":         {address: "https://x.lookaside.fbsbx.com" + at, kind: provider.Invalid},
		"not encrypted":          {address: "http://lookaside.fbsbx.com" + at, kind: provider.Invalid},
		"with a user":            {address: "https://user@lookaside.fbsbx.com" + at, kind: provider.Invalid},
		"another port":           {address: "https://lookaside.fbsbx.com:8443" + at, kind: provider.Invalid},
		"inside":                 {address: "http://169.254.169.254" + at, kind: provider.Invalid},
		"no address":             {address: " ", kind: provider.Invalid},
		"elsewhere in the API":   {address: "gateway/v1/configs/webhook", kind: provider.Invalid},
		"there by the platform":  {media: link(platform + "/v1/configs/webhook"), kind: provider.Invalid},
		"there by dots":          {media: link(platform + "/whatsapp_business/../v1/configs/webhook"), kind: provider.Invalid},
		"there by hidden dots":   {media: link(platform + "/whatsapp_business/%2e%2e/v1/configs/webhook"), kind: provider.Invalid},
		"there by a slash":       {media: link(platform + "/whatsapp_business/..%2fv1%2fconfigs"), kind: provider.Invalid},
		"there twice hidden":     {media: link(platform + "/whatsapp_business/%252e%252e/v1/configs/webhook"), kind: provider.Invalid},
		"an id that is a path":   {media: whatsapp.Media{ID: "v1/configs/webhook"}, kind: provider.Invalid},
		"an id that is a query":  {media: whatsapp.Media{ID: "health_status?x"}, kind: provider.Invalid},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var fetched atomic.Int32
			base := ""
			base = listen(t, func(w http.ResponseWriter, r *http.Request) {
				if r.Header.Get(keyHeader) != key {
					t.Errorf("%s without the key", r.URL)
				}
				switch r.URL.RequestURI() {
				case at:
					fetched.Add(1)
					if tc.status != 0 {
						w.WriteHeader(tc.status)
						return
					}
					w.Header().Set("Content-Type", "image/jpeg")
					_, _ = io.WriteString(w, file)
				case "/" + string(id):
					address, size := tc.address, tc.size
					if address == "" {
						address = platform + at
					}
					if size == "" {
						size = "12"
					}
					_, _ = fmt.Fprintf(w, `{"url":"%s","mime_type":"image/jpeg","sha256":"%x","file_size":%s,"id":"17","messaging_product":"whatsapp"}`,
						strings.Replace(address, "gateway", base, 1), hash, size)
				default:
					t.Errorf("asked for %s", r.URL)
				}
			})
			media := tc.media
			if media == (whatsapp.Media{}) {
				media = whatsapp.Media{Type: whatsapp.KindImage, ID: id}
			}
			var got bytes.Buffer
			info, err := dial(t, base).FetchMedia(t.Context(), media, &got)
			if n := fetched.Load(); n != tc.files {
				t.Errorf("%d downloads, want %d", n, tc.files)
			}
			if tc.kind != provider.Other {
				if provider.KindOf(err) != tc.kind {
					t.Errorf("FetchMedia = %v, want %v", err, tc.kind)
				}
				return
			}
			want := provider.MediaInfo{MIME: "image/jpeg", Bytes: int64(len(file)), SHA256: hex.EncodeToString(hash[:])}
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
	c, err := dialog360.New(complete(), &dialog360.Options{Logger: slog.New(slog.NewTextHandler(log, nil))})
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
