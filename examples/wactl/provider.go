package main

import (
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/cloudapi"
	"github.com/wainbox/wainbox/whatsapp"
)

// decoder is the half of a [provider.Webhook] that needs no secret.
type decoder func(c provider.Callback) ([]whatsapp.Event, error)

// decoderOf is the decoder of a provider, by the name in its capabilities; nil
// when there is none.
func decoderOf(name string) decoder {
	switch name {
	case cloudapi.Name:
		return func(c provider.Callback) ([]whatsapp.Event, error) { return cloudapi.Decode(c.Body) }
	default:
		return nil
	}
}

// providers is the names that decoderOf knows, to be shown.
func providers() []string { return []string{cloudapi.Name} }
