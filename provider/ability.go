package provider

import (
	"context"
	"net/http"
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

// Acknowledger answers a callback that is stored, where a provider wants more
// than an empty 200. It is not an [Ability]: a [Handler] asks for it by itself.
type Acknowledger interface {
	Acknowledge(w http.ResponseWriter)
}

// Handshaker answers the GET request with which some providers confirm a
// callback address.
type Handshaker interface {
	// Handshake returns the body to answer with, or [Signature].
	Handshake(query url.Values) (string, error)
}
