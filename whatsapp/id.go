package whatsapp

// MessageID is the provider's own id of a message, verbatim: "wamid.…" on the
// Cloud API. It is opaque; only equality means something.
type MessageID string

// NumberID is the provider's own id of a business number, verbatim: the
// phone-number id on the Cloud API. It is not the number that people dial.
type NumberID string

// WABAID is the id of a WhatsApp Business Account, which owns numbers and
// templates.
type WABAID string

// UserID is a business-scoped user id (BSUID): who a customer is to one
// business portfolio, such as "US.13491208655302741918". It changes when the
// customer changes number. Source: Cloud API, "Business-scoped user IDs",
// June 2026.
type UserID string

// GroupID is the id of a group chat.
type GroupID string

// MediaID is the provider's id of an uploaded or received file. One from a
// webhook expires after 7 days, one from an upload after 30. Source: Cloud API
// reference, "Media", October 2025.
type MediaID string

// Ref is our own reference of a message. It travels with a send and comes back
// in its statuses, so that an answer that was lost can still be known; see
// [MaxRefBytes].
type Ref string

// Raw is what the provider sent, byte for byte: JSON, or a form from Twilio. It
// is a string because the texts of an event are parts of it: an event keeps its
// own bytes alive, of small neighbours in a batch at most a few kilobytes, and
// never the callback it came in.
type Raw string
