package cloudapi_test

import (
	"context"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

// TestUploadMedia reads the form as a server does.
func TestUploadMedia(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		upload provider.Upload
		want   []string
	}{
		"a photo": {
			provider.Upload{Type: whatsapp.KindImage, MIME: "image/jpeg", Name: `my "photo".jpg`},
			[]string{"messaging_product=whatsapp", "type=image/jpeg", `file my "photo".jpg image/jpeg ` + file},
		},
		"a voice message without a name": {
			provider.Upload{Type: whatsapp.KindAudio, MIME: "audio/ogg; codecs=opus"},
			[]string{"messaging_product=whatsapp", "type=audio/ogg; codecs=opus", "file audio audio/ogg; codecs=opus " + file},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var length int64
			c := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if r.Method != http.MethodPost || r.URL.RequestURI() != "/v24.0/"+numberID+"/media" {
					t.Errorf("asked %s %s", r.Method, r.URL)
				}
				length = r.ContentLength
				if diff := cmp.Diff(tc.want, parts(t, r)); diff != "" {
					t.Error(diff)
				}
				_, _ = io.WriteString(w, `{"id":"1003383421387256"}`)
			})
			tc.upload.Bytes, tc.upload.Body = int64(len(file)), strings.NewReader(file+"more than was announced")
			id, err := c.UploadMedia(t.Context(), tc.upload)
			wants(t, "UploadMedia", id, err, "1003383421387256", provider.Other)
			if length <= int64(len(file)) {
				t.Errorf("the length was not told: %d", length)
			}
		})
	}
}

func parts(t *testing.T, r *http.Request) []string {
	t.Helper()
	_, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	form := multipart.NewReader(r.Body, params["boundary"])
	for {
		p, err := form.NextPart()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(p)
		if p.FileName() == "" {
			all = append(all, p.FormName()+"="+string(body))
			continue
		}
		all = append(all, strings.Join([]string{p.FormName(), p.FileName(), p.Header.Get("Content-Type"), string(body)}, " "))
	}
}

func TestUploadMediaRefused(t *testing.T) {
	t.Parallel()
	for name, u := range map[string]provider.Upload{
		"a type of another kind": {Type: whatsapp.KindVideo, MIME: "image/jpeg", Bytes: 1, Body: photo()},
		"empty":                  {Type: whatsapp.KindImage, MIME: "image/jpeg", Body: photo()},
		"too large":              {Type: whatsapp.KindImage, MIME: "image/jpeg", Bytes: whatsapp.MaxImageBytes + 1, Body: photo()},
		"no file":                {Type: whatsapp.KindImage, MIME: "image/jpeg", Bytes: 1},
		"no media":               {Type: whatsapp.KindText, MIME: "text/plain", Bytes: 1, Body: photo()},
		"a header in the type":   {Type: whatsapp.KindDocument, MIME: "text/plain\r\nX-Canary: 1", Bytes: 1, Body: photo()},
		"a header in a word":     {Type: whatsapp.KindDocument, MIME: "text/plain; a=\"\r\nX-Canary: 1\"", Bytes: 1, Body: photo()},
	} {
		c, p := talk(t)
		if _, err := c.UploadMedia(t.Context(), u); provider.KindOf(err) != provider.Invalid {
			t.Errorf("%s: %v", name, err)
		}
		p.was(t)
	}
}

// TestUploadMediaOutcome: whatever was lost, the file may be uploaded again.
func TestUploadMediaOutcome(t *testing.T) {
	t.Parallel()
	upload := func(bytes int64, body io.Reader) provider.Upload {
		return provider.Upload{Type: whatsapp.KindImage, MIME: "image/jpeg", Bytes: bytes, Body: body}
	}
	c, _ := talk(t, ok(`{}`)...)
	if _, err := c.UploadMedia(t.Context(), upload(1, photo())); provider.KindOf(err) != provider.Unavailable {
		t.Errorf("no id: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	hanging := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		cancel()
		<-r.Context().Done()
	})
	if _, err := hanging.UploadMedia(ctx, upload(int64(len(file)), photo())); provider.KindOf(err) != provider.Unavailable {
		t.Errorf("given up: %v", err)
	}
	short := serve(t, func(_ http.ResponseWriter, r *http.Request) { _, _ = io.Copy(io.Discard, r.Body) })
	if _, err := short.UploadMedia(t.Context(), upload(1000, photo())); provider.KindOf(err) != provider.Unavailable {
		t.Errorf("shorter than announced: %v", err)
	}
}

func TestDeleteMedia(t *testing.T) {
	t.Parallel()
	c, p := talk(t, ok(success)...)
	if err := c.DeleteMedia(t.Context(), "10033/834"); err != nil {
		t.Error(err)
	}
	p.was(t, "DELETE /10033%2F834")
}

func TestUploadSample(t *testing.T) {
	t.Parallel()
	c, p := talk(t, ok(`{"id":"upload:MTphdHRh=?sig=ARZqkGCA"}`, `{"h":"4::aW1hZ2U="}`)...)
	handle, err := c.UploadSample(t.Context(), provider.Upload{
		Type: whatsapp.KindDocument, MIME: "application/pdf", Name: "price list.pdf", Bytes: int64(len(file)), Body: photo(),
	})
	wants(t, "UploadSample", handle, err, "4::aW1hZ2U=", provider.Other)
	p.was(t,
		"POST /"+appID+"/uploads?file_length=11&file_name=price+list.pdf&file_type=application%2Fpdf",
		"POST /upload:MTphdHRh=?sig=ARZqkGCA "+file,
	)
	var got []string
	for _, h := range p.header {
		got = append(got, h.Get("Authorization")+","+h.Get("File_offset"))
	}
	if diff := cmp.Diff([]string{"Bearer " + token + ",", "OAuth " + token + ",0"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestUploadSampleAnswers: an upload that cannot be gone on with is begun anew.
func TestUploadSampleAnswers(t *testing.T) {
	t.Parallel()
	for name, answers := range map[string][]answer{
		"no id":         ok(`{}`),
		"another id":    ok(`{"id":"../12/messages"}`),
		"a broken id":   ok(`{"id":"upload:%zz"}`),
		"no handle":     ok(`{"id":"upload:a"}`, `{}`),
		"second failed": append(ok(`{"id":"upload:a"}`), answer{500, ""}),
	} {
		c, p := talk(t, answers...)
		_, err := c.UploadSample(t.Context(), provider.Upload{Type: whatsapp.KindImage, MIME: "image/png", Bytes: 11, Body: photo()})
		if provider.KindOf(err) != provider.Unavailable || len(p.asked) != len(answers) {
			t.Errorf("%s: %v after %d requests", name, err, len(p.asked))
		}
	}
}
