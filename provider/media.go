package provider

import (
	"context"
	"io"

	"github.com/wainbox/wainbox/whatsapp"
)

// MediaFetcher is the ability to download a received file.
type MediaFetcher interface {
	// FetchMedia streams the file into w and reports what it was. The provider's
	// own hosts only are asked, with its credentials; more than the platform's
	// limit is refused; bytes that do not match the announced hash are an error.
	// What was written to w before an error is to be thrown away.
	//
	// Errors are of type [*Error]: Invalid for a file that is gone, too large or
	// not the provider's, which asking again cannot mend; Unavailable for one
	// that may come; Auth.
	FetchMedia(ctx context.Context, m whatsapp.Media, w io.Writer) (MediaInfo, error)
}

// MediaInfo describes a downloaded file.
type MediaInfo struct {
	MIME  string
	Bytes int64
	// SHA256 of what was written, in hexadecimal.
	SHA256 string
}

// MediaUploader is the ability to keep a file at the provider, to be sent by
// its id as often as wanted while it lives.
type MediaUploader interface {
	// UploadMedia streams the file once. A type or size that the platform does
	// not take is refused before any I/O, as [Invalid]; a lost answer is
	// [Unavailable], since a file uploaded twice harms nobody.
	UploadMedia(ctx context.Context, u Upload) (whatsapp.MediaID, error)
}

// Upload is a file to be uploaded.
type Upload struct {
	// Type is one of the media kinds; it decides which MIME types and sizes are
	// taken.
	Type whatsapp.ContentKind
	MIME string
	// Name is the file's; empty = one made of the type.
	Name string
	// Bytes is the size of Body, which is read once, in order.
	Bytes int64
	Body  io.Reader
}

// Validate returns nil or [whatsapp.Violations].
func (u Upload) Validate() error {
	v := whatsapp.CheckMedia(u.Type, u.MIME, u.Bytes)
	if u.Body == nil {
		v = append(v, whatsapp.Violation{Field: "file", Rule: "required"})
	}
	if len(v) == 0 {
		return nil
	}
	return v
}

// MediaDeleter is the ability to delete an uploaded file before its time.
type MediaDeleter interface {
	DeleteMedia(ctx context.Context, id whatsapp.MediaID) error
}
