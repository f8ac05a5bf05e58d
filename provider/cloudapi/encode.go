package cloudapi

import (
	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/whatsapp"
)

// Encode makes the body of a callback of events, the inverse of [Decode]: for
// tests of a host, and to move stored events. It is not signed.
//
// Decoding the body gives the same events in the same order, except that each
// holds the new body's bytes. Of an [*whatsapp.Unknown] its own bytes are
// written, of all others the fields: content that is unknown is left out. An
// event without a field is written in the one that its type is usual in, and
// texts that are not UTF-8 are made so.
//
// What no callback can hold, as content that is only ever sent, is refused with
// [whatsapp.Violations] that name the event by its place and type.
func Encode(events []whatsapp.Event) ([]byte, error) { return wire.Encode(events) }
