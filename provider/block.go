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

// BlockError is an [*Error] of a block that failed for some. Its text names
// nobody.
type BlockError struct {
	*Error

	// Failed are those who were not blocked, or unblocked, in the order asked.
	Failed []BlockFailure
}

// BlockFailure is one customer and why.
type BlockFailure struct {
	Who     whatsapp.Address
	Failure whatsapp.Failure
}

// Unwrap gives the error within.
func (e *BlockError) Unwrap() error { return e.Error }
