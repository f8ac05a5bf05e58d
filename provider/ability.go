package provider

import (
	"context"
	"io"
	"net/url"

	"github.com/wainbox/wainbox/whatsapp"
)

// ReadMarker is the ability to show the customer that a message, and all
// before it, was read.
type ReadMarker interface {
	MarkRead(ctx context.Context, id whatsapp.MessageID) error
}

// Typer is the ability to show that an answer is being written. On every
// provider that has it, it marks the message read too, and it ends by itself
// after 25 seconds or with the answer.
type Typer interface {
	Typing(ctx context.Context, id whatsapp.MessageID) error
}

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

// Handshaker answers the GET request with which some providers confirm a
// callback address.
type Handshaker interface {
	// Handshake returns the body to answer with, or [Signature].
	Handshake(query url.Values) (string, error)
}
