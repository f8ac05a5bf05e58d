// Package whatsapp is the vocabulary of a WhatsApp inbox: the identifiers,
// addresses, contents, events, statuses and limits that every provider, store
// and screen speaks of in the same words.
//
// Values come in as an [Event] and go out as an [Outbound]. Both are plain
// data: nothing in this package reads a clock, does I/O, keeps state or starts
// a goroutine, and it imports the standard library only.
//
// [Event] and [Content] are sealed: their cases are the types of this package,
// so a type switch over them can be complete. What the platform sends and this
// package does not model yet is [Unknown] or [UnknownContent] and keeps its
// bytes.
package whatsapp
