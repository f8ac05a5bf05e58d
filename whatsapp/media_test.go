package whatsapp_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/whatsapp"
)

func TestFilesAreChecked(t *testing.T) {
	t.Parallel()
	const link = "https://files.example/a"
	file := func(kind whatsapp.ContentKind, change func(*whatsapp.Media)) whatsapp.Media {
		m := whatsapp.Media{Type: kind, ID: "1"}
		change(&m)
		return m
	}
	long := link + strings.Repeat("a", 2000-len(link))
	judge(t, map[string]broken{
		"an image by link":      {whatsapp.Media{Type: whatsapp.KindImage, Link: link, Caption: "c"}, nil},
		"an image by nothing":   {whatsapp.Media{Type: whatsapp.KindImage}, []string{"image"}},
		"an image by both":      {whatsapp.Media{Type: whatsapp.KindImage, ID: "1", Link: link}, []string{"image"}},
		"a link of 2000 bytes":  {whatsapp.Media{Type: whatsapp.KindVideo, Link: long}, nil},
		"a link of 2001 bytes":  {whatsapp.Media{Type: whatsapp.KindVideo, Link: long + "a"}, []string{"video.link"}},
		"a link without a host": {whatsapp.Media{Type: whatsapp.KindVideo, Link: "https:a"}, []string{"video.link"}},
		"a link that is no text": {
			whatsapp.Media{Type: whatsapp.KindVideo, Link: "https://a.example/\xff"}, []string{"video.link"},
		},
		"an id that is no text": {whatsapp.Media{Type: whatsapp.KindVideo, ID: "\xff"}, []string{"video.id"}},
		"audio with a caption, a filename and a local link": {
			whatsapp.Media{Type: whatsapp.KindAudio, Link: "file:///etc/passwd", Caption: "c", Filename: "f"},
			[]string{"audio.link", "audio.caption", "audio.filename"},
		},
		"a sticker with a caption": {
			file(whatsapp.KindSticker, func(m *whatsapp.Media) { m.Caption = "c" }), []string{"sticker.caption"},
		},
		"a document with both": {
			file(whatsapp.KindDocument, func(m *whatsapp.Media) { m.Caption, m.Filename = "c", "a.pdf" }), nil,
		},
		"a document with a name that is no text": {
			file(whatsapp.KindDocument, func(m *whatsapp.Media) { m.Filename = "\xff" }), []string{"document.filename"},
		},
		"a voice note":             {file(whatsapp.KindAudio, func(m *whatsapp.Media) { m.Voice = true }), nil},
		"a voice note of its type": {file(whatsapp.KindAudio, func(m *whatsapp.Media) { m.Voice, m.MIME = true, "audio/ogg; codecs=opus" }), nil},
		"a voice note of another": {
			file(whatsapp.KindAudio, func(m *whatsapp.Media) { m.Voice, m.MIME = true, "audio/mpeg" }), []string{"audio.voice"},
		},
		"a video as a voice note": {
			file(whatsapp.KindVideo, func(m *whatsapp.Media) { m.Voice = true }), []string{"video.voice"},
		},
		"media of no kind": {whatsapp.Media{ID: "1"}, []string{"type"}},
	})
}

func TestFilesAreTakenByTypeAndSize(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		kind   whatsapp.ContentKind
		mime   string
		size   int64
		fields []string
	}{
		"an image":                    {whatsapp.KindImage, "image/jpeg", 5 << 20, nil},
		"an image a byte too large":   {whatsapp.KindImage, "image/png", 5<<20 + 1, []string{"image"}},
		"an image of another type":    {whatsapp.KindImage, "image/gif", 1, []string{"image.mime_type"}},
		"a video":                     {whatsapp.KindVideo, "video/mp4", 16 << 20, nil},
		"a video a byte too large":    {whatsapp.KindVideo, "video/3gpp", 16<<20 + 1, []string{"video"}},
		"a voice note":                {whatsapp.KindAudio, "Audio/OGG; codecs=opus", 16 << 20, nil},
		"audio a byte too large":      {whatsapp.KindAudio, "audio/aac", 16<<20 + 1, []string{"audio"}},
		"a document of any type":      {whatsapp.KindDocument, "application/x-anything", 100 << 20, nil},
		"a document a byte too large": {whatsapp.KindDocument, "application/pdf", 100<<20 + 1, []string{"document"}},
		"a document of no type":       {whatsapp.KindDocument, "", 1, []string{"document.mime_type"}},
		"a sticker":                   {whatsapp.KindSticker, "image/webp", 500 << 10, nil},
		"a sticker a byte too large":  {whatsapp.KindSticker, "image/webp", 500<<10 + 1, []string{"sticker"}},
		"nothing of no type":          {whatsapp.KindImage, "x", 0, []string{"image.mime_type", "image"}},
		"a text":                      {whatsapp.KindText, "text/plain", 1, []string{"type"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var fields []string
			for _, v := range whatsapp.CheckMedia(tt.kind, tt.mime, tt.size) {
				fields = append(fields, v.Field)
			}
			require.Equal(t, tt.fields, fields)
		})
	}
}
