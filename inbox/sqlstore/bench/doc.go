// Package bench is the yardstick of the store: how fast a webhook can become a
// committed row and a 200, between a floor that does nothing but what no
// receiver can leave out and the handler that most people write first.
//
// Every contender answers the same load. 64 clients on loopback each post one
// WhatsApp text message per request, signed, with an id of its own, from one of
// 10,000 senders that already have a conversation. A contender verifies the
// signature, commits one message, one changed conversation and one event to
// SQLite (WAL, synchronous=FULL), and only then answers 200. The contenders
// take turns, on a fresh database each; the rows are counted, and a run fails
// if one is missing.
//
//	go test -run '^$' -bench Ingest -benchtime 1x ./inbox/sqlstore/bench
//
// Clients, server and database share the machine, so ratios taken in one run
// are worth more than rates. The databases lie in the directory for temporary
// files: point TMPDIR at the disk in question, since in memory a commit costs
// nothing.
//
// All of it is tests: a yardstick is no part of what a host links, and neither
// is a database driver.
package bench
