package inbox

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/routing"
	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/window"
)

// Providers is how the engine finds who sends for an account. It is asked for
// each send and may answer from wherever the host keeps its secrets; it must be
// safe for concurrent use.
type Providers interface {
	Provider(ctx context.Context, a Account) (provider.Provider, error)
}

// ProvidersFunc is a function that is [Providers].
type ProvidersFunc func(ctx context.Context, a Account) (provider.Provider, error)

// Provider calls the function.
func (f ProvidersFunc) Provider(ctx context.Context, a Account) (provider.Provider, error) {
	return f(ctx, a)
}

// Options tune an [Engine]. The zero value is what most want.
type Options struct {
	// Files keeps received files; nil = Folder(DefaultFolder).
	Files Files
	// Limiter keeps sends within the platform's limits; nil = its defaults.
	Limiter *provider.Limiter
	// SendTimeout bounds one attempt to send, and with it how long a crash
	// leaves a message in flight before it is known to be uncertain; 0 = 30 s.
	SendTimeout time.Duration
	// Poll is how often due work is looked for when nothing wakes the engine;
	// 0 = 250 ms.
	Poll time.Duration
	// Templates gives an account's templates as they stand; nil, or a nil catalog,
	// = templates are not checked here. Only what its catalog lets be sent is
	// queued and, looked at again, sent; until its first sync no template is. Once
	// stored, what callbacks say of templates goes to the catalog; the host syncs
	// it, and does so in every process, each of which hears its own callbacks only.
	// It is asked for each template and must be safe for concurrent use. A sync is
	//
	//	lister, ok := provider.As[templates.Lister](p)
	//	err := catalog.Sync(time.Now(), lister.Templates(ctx, templates.Query{}))
	Templates func(AccountID) *templates.Catalog
	// ClosingLead is how long before its end a window is said to be closing; 0 =
	// window.DefaultLead, an hour; less than 0 = it is not said.
	ClosingLead time.Duration
	// Explained gets why a look offered or escalated a chat, or settled that its
	// last agent is not asked any more, once that is stored; nil = nobody asks, and
	// it costs nothing. Else each look reads all agents of the inbox. It is called
	// by Run and Work, perhaps for several inboxes at once, and must not take long.
	Explained func(Conversation, routing.Explanation)
	// Now stamps what happens; nil = time.Now.
	Now func() time.Time
	// Logger gets what an operator must act on; nil = nothing is logged. No
	// number, name, message or token is ever logged.
	Logger *slog.Logger
}

// Engine decides and carries out. It is safe for concurrent use, and several
// may run on one store. It starts no goroutine but within Run.
type Engine struct {
	store     Store
	providers Providers
	o         Options
	locks     *locks
	accounts  accountCache
	zones     sync.Map // *time.Location by name
	wake      chan struct{}
}

// New returns an engine. The error names everything that is missing.
func New(store Store, providers Providers, o *Options) (*Engine, error) {
	var missing []string
	if store == nil {
		missing = append(missing, "store")
	}
	if providers == nil {
		missing = append(missing, "providers")
	}
	if len(missing) > 0 {
		return nil, errors.New("inbox: missing " + strings.Join(missing, ", "))
	}
	e := &Engine{store: store, providers: providers, locks: newLocks(), wake: make(chan struct{}, 1)}
	if o != nil {
		e.o = *o
	}
	if e.o.Files == nil {
		e.o.Files = Folder(DefaultFolder)
	}
	if e.o.Limiter == nil {
		e.o.Limiter = provider.NewLimiter(provider.Limits{})
	}
	if e.o.SendTimeout <= 0 {
		e.o.SendTimeout = 30 * time.Second
	}
	if e.o.Poll <= 0 {
		e.o.Poll = 250 * time.Millisecond
	}
	if e.o.ClosingLead == 0 {
		e.o.ClosingLead = window.DefaultLead
	}
	if e.o.Now == nil {
		e.o.Now = time.Now
	}
	if e.o.Logger == nil {
		e.o.Logger = slog.New(slog.DiscardHandler)
	}
	return e, nil
}

// now is in UTC and to the microsecond, which is what every store keeps.
func (e *Engine) now() time.Time { return e.o.Now().UTC().Truncate(time.Microsecond) }

// fresh returns the maker of ids for one decision.
func (e *Engine) fresh(now time.Time) func() string {
	return func() string { return NewID(now) }
}

// nudge wakes Run, if it runs here.
func (e *Engine) nudge() {
	select {
	case e.wake <- struct{}{}:
	default:
	}
}

// maxTries bounds how often a decision is made again because something changed
// under it. Locks make that rare, so a few are many.
const maxTries = 16

// errNothing is a decision that there is nothing to change.
var errNothing = errors.New("inbox: nothing to change")

// decide makes a decision and commits it, again when a record changed
// meanwhile. The decision's own error ends it.
func (e *Engine) decide(ctx context.Context, decision func() (Commit, error)) error {
	for range maxTries {
		c, err := decision()
		if errors.Is(err, errNothing) {
			return nil
		}
		if err != nil {
			return err
		}
		err = e.store.Commit(ctx, []Commit{c})[0]
		if err == nil {
			e.nudge()
		}
		if !errors.Is(err, ErrConflict) {
			return err
		}
	}
	return ErrConflict
}

// missing is [ErrNotFound] with what was not found, which may be another organization's.
func missing[T ~string](what T) error { return fmt.Errorf("%w: %s", ErrNotFound, what) }

// load returns the one record that a key wants, with its version.
func load[R Record](ctx context.Context, s Store, want Want) (R, int64, error) {
	var none R
	states, err := s.Load(ctx, []Want{want})
	if err != nil {
		return none, 0, err
	}
	for _, state := range states {
		if r, ok := state.Record.(R); ok {
			return r, state.Version, nil
		}
	}
	return none, 0, missing(none.Key().Kind)
}

// loadMessage returns a message.
func (e *Engine) loadMessage(ctx context.Context, id MessageID) (Message, error) {
	states, err := e.store.Load(ctx, []Want{ByMessage{id}})
	if err != nil {
		return Message{}, err
	}
	for _, state := range states {
		if state.Message != nil {
			return *state.Message, nil
		}
	}
	return Message{}, missing("message")
}
