package profile

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"strconv"
)

// Photo is a picture to be set.
type Photo struct {
	MIME string
	// Bytes is the size of Body, which is read once, in order.
	Bytes int64
	Body  io.Reader
}

// Validate checks a photo's type and size and returns nil or
// [whatsapp.Violations]. Its shape is not looked at; see [PhotoOf].
func (p Photo) Validate() error {
	var v violations
	if p.MIME != "image/jpeg" && p.MIME != "image/png" {
		v.add("photo.mime_type", photoRule)
	}
	if p.Body == nil {
		v.photoBytes(0)
	} else {
		v.photoBytes(p.Bytes)
	}
	return v.err()
}

const photoRule = "one of image/jpeg, image/png"

func (v *violations) photoBytes(n int64) {
	switch {
	case n <= 0:
		v.add("photo", "not empty")
	case n > MaxPhotoBytes:
		v.add("photo", "at most "+strconv.Itoa(MaxPhotoBytes)+" bytes")
	}
}

// PhotoInfo is what a picture's head tells of it. Its sides are in pixels; below
// [AdvisedPhotoPixels] it is taken, and not sharp everywhere.
type PhotoInfo struct {
	MIME   string `json:"mime_type"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
}

// PhotoOf reads the type and the sides of a picture, and checks that it can be a
// profile's photo: JPEG or PNG by its bytes, at most [MaxPhotoBytes], square, and
// at least [MinPhotoPixels] wide. The error is [whatsapp.Violations], with all
// that is wrong at once; what was read is returned beside it. Pixels are not
// decoded, and a picture that is too large is not looked into.
func PhotoOf(data []byte) (PhotoInfo, error) {
	var v violations
	if v.photoBytes(int64(len(data))); len(v) > 0 {
		return PhotoInfo{}, v.err()
	}
	info, err := headOf(data)
	switch {
	case info.MIME == "":
		v.add("photo.mime_type", photoRule)
	case err != nil:
		v.add("photo", "a picture that can be read")
	default:
		if info.Width != info.Height {
			v.add("photo", "square")
		}
		if min(info.Width, info.Height) < MinPhotoPixels {
			v.add("photo", "at least "+strconv.Itoa(MinPhotoPixels)+" pixels wide and high")
		}
	}
	return info, v.err()
}

// headOf knows its two formats by their first bytes, so that it does not depend
// on which formats the host has registered with package image.
func headOf(data []byte) (PhotoInfo, error) {
	var (
		info PhotoInfo
		read func(io.Reader) (image.Config, error)
	)
	switch {
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		info.MIME, read = "image/png", png.DecodeConfig
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		info.MIME, read = "image/jpeg", jpeg.DecodeConfig
	default:
		return info, nil
	}
	c, err := read(bytes.NewReader(data))
	info.Width, info.Height = c.Width, c.Height
	return info, err
}
