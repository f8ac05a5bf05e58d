package main

import (
	"context"
	"sync"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

var _ provider.Observer = (*drops)(nil)

// drops watches the sends and remembers what each of them had to leave out. Our
// reference of a send is the message's own id.
type drops struct {
	mu   sync.Mutex
	left map[inbox.MessageID][]string
}

type refKey struct{}

// SendStart remembers which message it is.
func (d *drops) SendStart(ctx context.Context, m whatsapp.Outbound) context.Context {
	return context.WithValue(ctx, refKey{}, inbox.MessageID(m.Ref))
}

// SendEnd keeps what the receipt says.
func (d *drops) SendEnd(ctx context.Context, r provider.Receipt, _ time.Duration, _ error) {
	id, ok := ctx.Value(refKey{}).(inbox.MessageID)
	if !ok || len(r.Dropped) == 0 {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.left[id] = r.Dropped
}

// of is what was left out of a message.
func (d *drops) of(id inbox.MessageID) []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.left[id]
}
