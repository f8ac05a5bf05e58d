// Package wainbox is the root of a library for WhatsApp-backed support
// inboxes: customers write to a business number, agents answer, nothing is
// lost, nothing is sent twice, and the platform's rules are kept for the host.
//
// The root holds no code. Import what you need:
//
//   - [github.com/wainbox/wainbox/whatsapp]: the vocabulary, that is ids,
//     content, events, statuses and limits;
//   - [github.com/wainbox/wainbox/provider]: the contract of a provider, and in
//     the folders below it Meta's Cloud API, 360dialog, Twilio and 1msg, the
//     conformance suite and a simulator to develop against;
//   - [github.com/wainbox/wainbox/inbox]: conversations and chats, the engine
//     that carries decisions out, the storage interfaces and the stores;
//   - [github.com/wainbox/wainbox/routing]: which agent gets a chat;
//   - [github.com/wainbox/wainbox/templates] and
//     [github.com/wainbox/wainbox/profile]: what is kept at a provider;
//   - [github.com/wainbox/wainbox/window]: what may be sent now, until when.
//
// The host keeps its own database, HTTP server, goroutines, secrets and
// screens. Nothing here starts a goroutine outside a Run or a store's Open,
// registers itself, or has an init function.
package wainbox
