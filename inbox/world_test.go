package inbox_test

import (
	"context"
	"io"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/inbox/memstore"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/routing"
	"github.com/wainbox/wainbox/whatsapp"
)

const (
	org     inbox.OrganizationID = "org"
	account inbox.AccountID      = "account"
	queue   inbox.InboxID        = "inbox"
	number  whatsapp.NumberID    = "1001"
	waba    whatsapp.WABAID      = "2001"
)

// world is one organization with a number, an inbox and two agents, on a store
// in memory and a provider that the test scripts.
type world struct {
	*inbox.Engine

	t        *testing.T
	store    *memstore.Store
	provider *fakeProvider
	files    *memoryFiles
}

func newWorld(t *testing.T, o *inbox.Options) *world {
	t.Helper()
	return worldOn(t, memstore.New(nil), nil, o)
}

// worldOn builds the world on a store, seen through a wrapper if there is one.
func worldOn(t *testing.T, store *memstore.Store, through func(inbox.Store) inbox.Store, o *inbox.Options) *world {
	t.Helper()
	w := &world{t: t, store: store, provider: &fakeProvider{}, files: &memoryFiles{}}
	options := inbox.Options{Files: w.files}
	if o != nil {
		options = *o
		if options.Files == nil {
			options.Files = w.files
		}
	}
	var s inbox.Store = store
	if through != nil {
		s = through(store)
	}
	engine, err := inbox.New(s, w.provider, &options)
	require.NoError(t, err)
	w.Engine = engine
	plain, err := inbox.New(store, w.provider, &options)
	require.NoError(t, err)
	require.NoError(t, plain.Save(t.Context(),
		inbox.Account{ID: account, Organization: org, Provider: "fake", Number: number, WABA: waba, Inbox: queue},
		inbox.Inbox{ID: queue, Organization: org, Name: "Support", Rules: routing.Rules{AutoAccept: true}},
		inbox.Agent{ID: "ada", Organization: org, Name: "Ada", Capacity: 2},
		inbox.Agent{ID: "bob", Organization: org, Name: "Bob", Capacity: 2},
		inbox.Seat{Inbox: queue, Agent: "ada", Position: 1},
		inbox.Seat{Inbox: queue, Agent: "bob", Position: 2},
	))
	for _, id := range []inbox.AgentID{"ada", "bob"} {
		require.NoError(t, plain.Available(t.Context(), there(id)))
	}
	return w
}

// there is an agent who needs no heartbeats for as long as any test lasts.
func there(id inbox.AgentID) inbox.Presence {
	return inbox.Presence{Organization: org, Agent: id, Lease: 10000 * time.Hour}
}

// run runs the engine until the test's work is done and returns its error.
func (w *world) run(work func()) error {
	ctx, stop := context.WithCancel(w.t.Context())
	done := make(chan error, 1)
	go func() { done <- w.Run(ctx) }()
	work()
	stop()
	return <-done
}

func (w *world) ingest(events ...whatsapp.Event) {
	w.t.Helper()
	require.NoError(w.t, w.Ingest(w.t.Context(), delivery(events...)))
}

func delivery(events ...whatsapp.Event) provider.Delivery {
	return provider.Delivery{Provider: "fake", Events: events, Body: []byte("{}")}
}

// text is a customer's message.
func text(id, phone, body string, at time.Time) *whatsapp.Received {
	return &whatsapp.Received{
		Origin: whatsapp.Origin{Number: number, WABA: waba},
		Message: whatsapp.Message{
			ID: whatsapp.MessageID(id), At: at, Type: "text", Content: whatsapp.Text{Body: body},
			Raw: whatsapp.Raw(`{"id":` + strconv.Quote(id) + `}`),
		},
		From: whatsapp.Address{Phone: whatsapp.Phone(phone)},
	}
}

func status(ref inbox.MessageID, id whatsapp.MessageID, state whatsapp.State, at time.Time) *whatsapp.Status {
	return &whatsapp.Status{
		Origin: whatsapp.Origin{Number: number}, ID: id, Ref: whatsapp.Ref(ref), State: state, At: at,
	}
}

func (w *world) conversations() []inbox.Conversation {
	w.t.Helper()
	var all []inbox.Conversation
	for c, err := range w.store.Conversations(w.t.Context(), inbox.ConversationQuery{Organization: org}) {
		require.NoError(w.t, err)
		all = append(all, c)
	}
	return all
}

func (w *world) conversation() inbox.Conversation {
	w.t.Helper()
	all := w.conversations()
	require.Len(w.t, all, 1)
	return all[0]
}

// messages are a conversation's, the latest first.
func (w *world) messages(id inbox.ConversationID) []inbox.Message {
	w.t.Helper()
	var all []inbox.Message
	for m, err := range w.store.Messages(w.t.Context(), inbox.MessageQuery{Organization: org, Conversation: id}) {
		require.NoError(w.t, err)
		all = append(all, m)
	}
	return all
}

func (w *world) message(id inbox.MessageID) inbox.Message {
	w.t.Helper()
	states, err := w.store.Load(w.t.Context(), []inbox.Want{inbox.ByMessage{Message: id}})
	require.NoError(w.t, err)
	require.Len(w.t, states, 1)
	return *states[0].Message
}

func (w *world) log() []inbox.Entry {
	w.t.Helper()
	var all []inbox.Entry
	for e, err := range w.store.Log(w.t.Context(), 0) {
		require.NoError(w.t, err)
		all = append(all, e)
	}
	return all
}

func (w *world) logged(kind inbox.EntryKind) (n int) {
	for _, e := range w.log() {
		if e.Kind == kind {
			n++
		}
	}
	return n
}

// moments are what was told of windows, of all conversations or of one.
func (w *world) moments(of ...inbox.ConversationID) []string {
	w.t.Helper()
	told := []string{}
	for _, e := range w.log() {
		if e.Kind == inbox.EntryWindow && (len(of) == 0 || slices.Contains(of, e.Conversation)) {
			told = append(told, e.State)
		}
	}
	return told
}

func (w *world) kept() []inbox.Kept {
	w.t.Helper()
	var all []inbox.Kept
	for k, err := range w.store.Kept(w.t.Context(), inbox.KeptQuery{}) {
		require.NoError(w.t, err)
		all = append(all, k)
	}
	return all
}

func (w *world) agent(id inbox.AgentID) inbox.Agent {
	w.t.Helper()
	states, err := w.store.Load(w.t.Context(), []inbox.Want{inbox.Agent{ID: id}.Key()})
	require.NoError(w.t, err)
	require.Len(w.t, states, 1)
	return states[0].Record.(inbox.Agent)
}

// reply is an answer of Ada's to the only conversation.
func (w *world) reply(body string) inbox.Reply {
	return inbox.Reply{
		Organization: org, Conversation: w.conversation().ID, Agent: "ada", Content: whatsapp.Text{Body: body},
	}
}

// fakeProvider sends as the test says, and counts.
type fakeProvider struct {
	mu    sync.Mutex
	sent  []whatsapp.Outbound
	onTry func(ctx context.Context, n int, m whatsapp.Outbound) (provider.Receipt, error)
	fetch func(n int, m whatsapp.Media, out io.Writer) (provider.MediaInfo, error)
	tries int
}

func (p *fakeProvider) Provider(context.Context, inbox.Account) (provider.Provider, error) {
	return p, nil
}

func (p *fakeProvider) Send(ctx context.Context, m whatsapp.Outbound) (provider.Receipt, error) {
	p.mu.Lock()
	p.sent = append(p.sent, m)
	n := len(p.sent)
	on := p.onTry
	p.mu.Unlock()
	if on != nil {
		return on(ctx, n, m)
	}
	return provider.Receipt{ID: whatsapp.MessageID("wamid.out." + string(m.Ref))}, nil
}

func (p *fakeProvider) FetchMedia(_ context.Context, m whatsapp.Media, out io.Writer) (provider.MediaInfo, error) {
	p.mu.Lock()
	p.tries++
	n := p.tries
	p.mu.Unlock()
	return p.fetch(n, m, out)
}

func (p *fakeProvider) sends() []whatsapp.Outbound {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]whatsapp.Outbound(nil), p.sent...)
}

func (*fakeProvider) Verify(provider.Callback) error { return nil }

// Decode reads a body that names one message's id, for replays.
func (*fakeProvider) Decode(c provider.Callback) ([]whatsapp.Event, error) {
	if len(c.Body) == 0 || c.Body[0] != '#' {
		return nil, &provider.DecodeError{Parts: []provider.Unread{{Reason: "no #", Raw: c.Body}}}
	}
	r := text(string(c.Body[1:]), "4915100", "replayed", time.Unix(1000, 0))
	return []whatsapp.Event{r}, nil
}

func (*fakeProvider) Capabilities() provider.Capabilities {
	return provider.Capabilities{
		Name: "fake", MaxTextRunes: 100, ReplyTo: provider.Full, Abilities: provider.CanFetchMedia, Group: provider.Full,
		Send: map[whatsapp.ContentKind]provider.Level{
			whatsapp.KindText: provider.Full, whatsapp.KindTemplate: provider.Full,
		},
	}
}

// memoryFiles keeps files in memory.
type memoryFiles struct {
	mu    sync.Mutex
	files map[string][]byte
}

type buffer []byte

func (b *buffer) Write(p []byte) (int, error) { *b = append(*b, p...); return len(p), nil }

func (f *memoryFiles) Put(_ context.Context, name string, write func(io.Writer) error) error {
	var b buffer
	if err := write(&b); err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.files == nil {
		f.files = map[string][]byte{}
	}
	f.files[name] = b
	return nil
}

func (f *memoryFiles) Open(context.Context, string) (io.ReadCloser, error) { return nil, io.EOF }
