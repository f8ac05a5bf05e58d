package profile_test

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/profile"
)

func TestPhotoValidate(t *testing.T) {
	t.Parallel()
	body := strings.NewReader("x")
	for name, tc := range map[string]struct {
		photo profile.Photo
		want  []string
	}{
		"JPEG":      {photo: profile.Photo{MIME: "image/jpeg", Bytes: 1, Body: body}},
		"PNG":       {photo: profile.Photo{MIME: "image/png", Bytes: profile.MaxPhotoBytes, Body: body}},
		"nothing":   {want: []string{"photo.mime_type", "photo"}},
		"GIF":       {photo: profile.Photo{MIME: "image/gif", Bytes: 1, Body: body}, want: []string{"photo.mime_type"}},
		"empty":     {photo: profile.Photo{MIME: "image/png", Body: body}, want: []string{"photo"}},
		"no body":   {photo: profile.Photo{MIME: "image/png", Bytes: 1}, want: []string{"photo"}},
		"too large": {photo: profile.Photo{MIME: "image/png", Bytes: profile.MaxPhotoBytes + 1, Body: body}, want: []string{"photo"}},
	} {
		if diff := cmp.Diff(tc.want, broken(t, tc.photo.Validate())); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// picture is an image of these sides, encoded.
func picture(tb testing.TB, format string, width, height int) []byte {
	tb.Helper()
	var b bytes.Buffer
	var err error
	img := image.NewPaletted(image.Rect(0, 0, width, height), color.Palette{color.White, color.Black})
	switch format {
	case "jpeg":
		err = jpeg.Encode(&b, img, nil)
	case "png":
		err = png.Encode(&b, img)
	default:
		err = gif.Encode(&b, img, nil)
	}
	if err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func TestPhotoOf(t *testing.T) {
	t.Parallel()
	type info = profile.PhotoInfo
	whole := picture(t, "png", 192, 192)
	for name, tc := range map[string]struct {
		data []byte
		info profile.PhotoInfo
		want []string // the rules
	}{
		"JPEG":         {data: picture(t, "jpeg", 640, 640), info: info{"image/jpeg", 640, 640}},
		"PNG":          {data: whole, info: info{"image/png", 192, 192}},
		"too small":    {picture(t, "png", 191, 191), info{"image/png", 191, 191}, []string{"at least 192 pixels wide and high"}},
		"not square":   {picture(t, "jpeg", 192, 193), info{"image/jpeg", 192, 193}, []string{"square"}},
		"neither":      {picture(t, "jpeg", 400, 191), info{"image/jpeg", 400, 191}, []string{"square", "at least 192 pixels wide and high"}},
		"GIF":          {picture(t, "gif", 192, 192), info{}, []string{"one of image/jpeg, image/png"}},
		"text":         {[]byte("hello"), info{}, []string{"one of image/jpeg, image/png"}},
		"nothing":      {nil, info{}, []string{"not empty"}},
		"cut off":      {whole[:20], info{MIME: "image/png"}, []string{"a picture that can be read"}},
		"a JPEG's tip": {[]byte("\xff\xd8\xff\xe0"), info{MIME: "image/jpeg"}, []string{"a picture that can be read"}},
		// What follows the picture is not looked at, but counted.
		"largest":   {data: append(bytes.Clone(whole), make([]byte, profile.MaxPhotoBytes-len(whole))...), info: info{"image/png", 192, 192}},
		"too large": {append(bytes.Clone(whole), make([]byte, profile.MaxPhotoBytes-len(whole)+1)...), info{}, []string{"at most 5242880 bytes"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := profile.PhotoOf(tc.data)
			if diff := cmp.Diff(tc.info, got); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tc.want, rules(t, err)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// FuzzPhotoOf reads any bytes: never a panic, and no picture passes that breaks
// a rule.
func FuzzPhotoOf(f *testing.F) {
	f.Add(picture(f, "png", 192, 192))
	f.Add(picture(f, "jpeg", 8, 9))
	f.Add([]byte("\x89PNG\r\n\x1a\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		info, err := profile.PhotoOf(data)
		if (err == nil) != (len(rules(t, err)) == 0) {
			t.Fatal(err)
		}
		if err == nil && (info.Width != info.Height || info.Width < profile.MinPhotoPixels || info.MIME == "") {
			t.Fatal(info)
		}
	})
}
