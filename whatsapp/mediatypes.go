package whatsapp

import (
	"slices"
	"strconv"
	"strings"
)

// The largest files that can be sent, in bytes. Source: Cloud API reference,
// "Media", November 2025.
const (
	MaxImageBytes           = 5 << 20
	MaxVideoBytes           = 16 << 20
	MaxAudioBytes           = 16 << 20
	MaxDocumentBytes        = 100 << 20
	MaxStickerBytes         = 100 << 10
	MaxAnimatedStickerBytes = 500 << 10
	// MaxInboundBytes is the largest file that a customer's message brings; a
	// larger one comes as a failure with the code 131052.
	MaxInboundBytes = 100 << 20
)

var mediaTypes = map[ContentKind]struct {
	max   int64
	mimes []string // nil = any
}{
	KindImage:    {MaxImageBytes, []string{"image/jpeg", "image/png"}},
	KindVideo:    {MaxVideoBytes, []string{"video/mp4", "video/3gpp"}},
	KindAudio:    {MaxAudioBytes, []string{"audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"}},
	KindDocument: {MaxDocumentBytes, nil},
	KindSticker:  {MaxAnimatedStickerBytes, []string{"image/webp"}},
}

// CheckMedia returns what the platform would refuse of a file to be sent: its
// kind, MIME type or size. A size of 0 is that of an empty file, which cannot
// be sent; parameters of the type, as "; codecs=opus", are not looked at. A
// sticker is taken for an animated one, which may be larger.
func CheckMedia(kind ContentKind, mime string, size int64) Violations {
	limits, ok := mediaTypes[kind]
	if !ok {
		return Violations{{Field: "type", Rule: "not a kind of media"}}
	}
	var v Violations
	bare, _, _ := strings.Cut(mime, ";")
	bare = strings.ToLower(strings.TrimSpace(bare))
	switch {
	case bare == "" || !strings.Contains(bare, "/"):
		v = append(v, Violation{Field: string(kind) + ".mime_type", Rule: "required"})
	case limits.mimes != nil && !slices.Contains(limits.mimes, bare):
		v = append(v, Violation{Field: string(kind) + ".mime_type", Rule: "one of " + strings.Join(limits.mimes, ", ")})
	}
	switch {
	case size <= 0:
		v = append(v, Violation{Field: string(kind), Rule: "not empty"})
	case size > limits.max:
		v = append(v, Violation{Field: string(kind), Rule: "at most " + strconv.FormatInt(limits.max, 10) + " bytes"})
	}
	return v
}
