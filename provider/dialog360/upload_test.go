package dialog360_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

func photo(mime string) provider.Upload {
	body := strings.NewReader(file)
	return provider.Upload{Type: whatsapp.KindImage, MIME: mime, Bytes: body.Size(), Body: body}
}

func TestUploadMedia(t *testing.T) {
	t.Parallel()
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		f, part, err := r.FormFile("file")
		if err != nil {
			t.Error(err)
			return
		}
		body, _ := io.ReadAll(f)
		got := []string{
			r.Method + " " + r.URL.Path, r.FormValue("messaging_product"), r.FormValue("type"),
			part.Filename, part.Header.Get("Content-Type"), string(body),
		}
		if diff := cmp.Diff([]string{"POST /media", "whatsapp", "image/jpeg", "image", "image/jpeg", file}, got); diff != "" {
			t.Error(diff)
		}
		_, _ = io.WriteString(w, `{"id":"1037543291543636"}`)
	})
	if id, err := c.UploadMedia(t.Context(), photo("image/jpeg")); err != nil || id != "1037543291543636" {
		t.Errorf("UploadMedia = %s, %v", id, err)
	}
}

func TestUploadMediaRefused(t *testing.T) {
	t.Parallel()
	c := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("asked") })
	document := photo("application/pdf\r\nX-Other: 1")
	document.Type = whatsapp.KindDocument
	for _, u := range []provider.Upload{photo("image/tiff"), photo(""), {}, document} {
		if _, err := c.UploadMedia(t.Context(), u); provider.KindOf(err) != provider.Invalid {
			t.Errorf("%q: %v", u.MIME, err)
		}
	}
}

func TestUploadMediaWithoutID(t *testing.T) {
	t.Parallel()
	s := &script{answers: map[string]string{"POST /media": `{}`}}
	if _, err := s.serve(t).UploadMedia(t.Context(), photo("image/png")); provider.KindOf(err) != provider.Unavailable {
		t.Errorf("UploadMedia = %v", err)
	}
}

func TestDeleteMedia(t *testing.T) {
	t.Parallel()
	s := &script{answers: map[string]string{"DELETE /1037543291543636": `{"success":true}`}}
	c := s.serve(t)
	if err := c.DeleteMedia(t.Context(), "1037543291543636"); err != nil {
		t.Error(err)
	}
	for _, id := range []whatsapp.MediaID{"", "../messages", "block_users"} {
		if err := c.DeleteMedia(t.Context(), id); provider.KindOf(err) != provider.Invalid {
			t.Errorf("%q: %v", id, err)
		}
	}
	if len(s.asked) != 1 {
		t.Errorf("asked %q", s.asked)
	}
}
