package sqlstore

import (
	"log/slog"
	"time"
)

// Synchronous is when a commit counts as durable.
type Synchronous string

// The modes; see SQLite's PRAGMA synchronous.
const (
	// Full waits for the disk in every transaction: what was acknowledged
	// survives a loss of power. It is the default.
	Full Synchronous = "FULL"
	// Normal survives the end of the process, and may lose the last transactions
	// with the power. What a provider was told 200 for would be lost with them.
	Normal Synchronous = "NORMAL"
)

// Options configures a [Store]. Its zero value is usable.
type Options struct {
	// Synchronous; empty = Full.
	Synchronous Synchronous
	// MaxQueue is how many calls may wait for the writer; more are refused with
	// inbox.ErrBusy. 0 = 4096.
	MaxQueue int
	// Now is the clock by which keys and held facts are purged, and nothing else;
	// nil = time.Now.
	Now func() time.Time
	// Logger is told of trouble beside the writer; nil = nobody.
	Logger *slog.Logger
}

const defaultQueue = 4096

func (o *Options) complete() *Options {
	c := Options{}
	if o != nil {
		c = *o
	}
	if c.Synchronous != Normal {
		c.Synchronous = Full
	}
	if c.MaxQueue <= 0 {
		c.MaxQueue = defaultQueue
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	return &c
}
