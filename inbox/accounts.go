package inbox

import (
	"context"
	"sync"

	"github.com/wainbox/wainbox/whatsapp"
)

// accountCache remembers the accounts of numbers, so that a message costs one
// read less. It is never trusted: every commit that relies on an account guards
// its version, and a conflict forgets it.
type accountCache struct {
	mu   sync.RWMutex
	byID map[ByNumber]accountAt
}

type accountAt struct {
	Account

	version int64
}

// account returns the account of a number; its version is 0 when there is
// none, which is not remembered.
func (e *Engine) account(ctx context.Context, provider string, number whatsapp.NumberID) (accountAt, error) {
	want := ByNumber{Provider: provider, Number: number}
	e.accounts.mu.RLock()
	a, ok := e.accounts.byID[want]
	e.accounts.mu.RUnlock()
	if ok {
		return a, nil
	}
	states, err := e.store.Load(ctx, []Want{want})
	if err != nil || len(states) == 0 {
		return accountAt{}, err
	}
	r, ok := states[0].Record.(Account)
	if !ok {
		return accountAt{}, nil
	}
	a = accountAt{r, states[0].Version}
	e.accounts.mu.Lock()
	if e.accounts.byID == nil {
		e.accounts.byID = map[ByNumber]accountAt{}
	}
	e.accounts.byID[want] = a
	e.accounts.mu.Unlock()
	return a, nil
}

// forget drops what a conflict has proved stale.
func (e *Engine) forget(a Account) {
	e.accounts.mu.Lock()
	delete(e.accounts.byID, ByNumber{Provider: a.Provider, Number: a.Number})
	e.accounts.mu.Unlock()
}
