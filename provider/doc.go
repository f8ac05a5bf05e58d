// Package provider is the contract between an inbox and a company that carries
// its WhatsApp messages: one small required interface, [Provider], optional
// abilities beside it that [As] finds, [Capabilities] that say beforehand what
// is not to be had, and one [Error] with a [Kind] that decides what happens
// next.
//
// A constructor that lacks something says all of it at once: [ConfigError].
//
// [Handler] is the receiving side over HTTP: it reads, verifies and decodes a
// callback, hands it to a [Sink], and answers only when that has it safely.
package provider
