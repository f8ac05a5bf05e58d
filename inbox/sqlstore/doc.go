// Package sqlstore keeps an inbox in SQLite: an [inbox.Store], an
// [inbox.Directory] and an [inbox.Waker] in one file, without cgo.
//
// One goroutine writes. What waits for it, over all callers, goes into one
// transaction, so that they share one wait for the disk; a second goroutine
// copies the log of changes (WAL) into the database beside it. Both live
// between [Open] and [Store.Close]. Reads have connections of their own and
// wait for nothing.
//
// The file belongs to one process at a time, which [Open] makes sure of, but for
// hard links to it and file systems without locks.
package sqlstore
