package provider

import (
	"context"
	"iter"

	"github.com/wainbox/wainbox/whatsapp"
)

// Blocker is the ability to block customers: they can no longer write to the
// number, nor it to them.
type Blocker interface {
	// Block blocks each of them, and says of each that it could not in a
	// [*BlockError]; the others are blocked.
	Block(ctx context.Context, who ...whatsapp.Address) error
}

// Unblocker is the ability to take a block back.
type Unblocker interface {
	Unblock(ctx context.Context, who ...whatsapp.Address) error
}

// BlockLister is the ability to list who is blocked.
type BlockLister interface {
	Blocked(ctx context.Context) iter.Seq2[whatsapp.Address, error]
}

// BlockError says of whom a block, or an unblock, failed. Its text names
// nobody.
type BlockError struct {
	Cause *Error
	// Failed are those for whom it failed, in the order asked; for the others it
	// is done.
	Failed []BlockFailure
}

// Error is that of the cause.
func (e *BlockError) Error() string { return e.Cause.Error() }

// GoString is [BlockError.Error], so that %#v names nobody either.
func (e *BlockError) GoString() string { return e.Error() }

// Unwrap gives the cause.
func (e *BlockError) Unwrap() error { return e.Cause }

// BlockFailure is one customer and why.
type BlockFailure struct {
	Who     whatsapp.Address
	Failure whatsapp.Failure
}
