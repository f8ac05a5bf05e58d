package onemsg_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/jarcoal/httpmock"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

// TestUploadMedia uploads files of every length around the edges of what is
// encoded at a time.
func TestUploadMedia(t *testing.T) {
	t.Parallel()
	for _, n := range []int{1, 2, 3, 4, 3071, 3072, 3073, 6144, 10_000} {
		content := bytes.Repeat([]byte{0xfb, 'x', 0}, n)[:n]
		c, f := dial(t)
		f.RegisterResponder("POST", channel+"/uploadMedia", func(r *http.Request) (*http.Response, error) {
			body, err := io.ReadAll(r.Body)
			if err != nil || int64(len(body)) != r.ContentLength {
				t.Errorf("%d bytes: %d announced, %d sent, %v", n, r.ContentLength, len(body), err)
			}
			var in map[string]string
			if err := json.Unmarshal(body, &in); err != nil {
				t.Errorf("%d bytes: %v", n, err)
			}
			want := map[string]string{"body": "data:audio/ogg;base64," + base64.StdEncoding.EncodeToString(content)}
			if diff := cmp.Diff(want, in); diff != "" {
				t.Errorf("%d bytes: %s", n, diff)
			}
			return httpmock.NewStringResponse(http.StatusOK, `{"mediaId":1234567890}`), nil
		})
		// A reader that gives a byte at a time, and one that has more than was said.
		for _, body := range []io.Reader{
			iotest.OneByteReader(bytes.NewReader(content)), io.MultiReader(bytes.NewReader(content), strings.NewReader("more")),
		} {
			id, err := c.UploadMedia(t.Context(), provider.Upload{
				Type: whatsapp.KindAudio, MIME: "audio/ogg; codecs=opus", Bytes: int64(n), Body: body,
			})
			if err != nil || id != "1234567890" {
				t.Errorf("%d bytes: %q, %v", n, id, err)
			}
		}
	}
}

func TestUploadMediaFailures(t *testing.T) {
	t.Parallel()
	upload := func(mime, body string, answers ...answer) error {
		c, f := dial(t)
		f.on(t, "POST", "uploadMedia", append(answers, ok(`{"mediaId":"1"}`))...)
		_, err := c.UploadMedia(t.Context(), provider.Upload{
			Type: whatsapp.KindDocument, MIME: mime, Bytes: 3, Body: strings.NewReader(body),
		})
		return err
	}
	for name, tc := range map[string]struct {
		err  error
		want provider.Kind
	}{
		"no id":          {upload("text/plain", "abc", ok(`{}`)), provider.Unavailable},
		"refused":        {upload("text/plain", "abc", ok(`{"error":"(#131053) x"}`)), provider.Invalid},
		"no MIME type":   {upload("text/pl ain/", "abc"), provider.Invalid},
		"a broken quote": {upload(`a/b"c`, "abc"), provider.Invalid},
	} {
		if !errors.Is(tc.err, tc.want) {
			t.Errorf("%s: %v, want %v", name, tc.err, tc.want)
		}
	}
}

func TestDeleteMedia(t *testing.T) {
	t.Parallel()
	c, f := dial(t)
	f.on(t, "DELETE", "media/12%2F3", ok(`{"result":"success"}`))
	if err := c.DeleteMedia(t.Context(), "12/3"); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff([]string{"DELETE /VAN100017/media/12%2F3"}, f.requests); diff != "" {
		t.Error(diff)
	}
}
