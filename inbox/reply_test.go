package inbox_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

func TestARefusedReplyStoresAndSendsNothing(t *testing.T) {
	t.Parallel()
	now := time.Now()
	w := newWorld(t, nil)
	w.ingest(text("wamid.1", "4915100", "Hello", now.Add(-time.Hour)))
	w.ingest(text("wamid.2", "4915199", "long ago", now.Add(-25*time.Hour)))
	open := w.conversations()[0].ID
	closed := w.conversations()[1]
	require.NoError(t, w.Save(t.Context(), inbox.Agent{ID: "eve", Organization: "other", Name: "Eve"}))

	good := inbox.Reply{Organization: org, Conversation: open, Agent: "ada", Content: whatsapp.Text{Body: "Hi"}}
	tests := map[string]struct {
		change func(*inbox.Reply)
		check  func(*testing.T, error)
	}{
		"an unknown conversation": {
			func(r *inbox.Reply) { r.Conversation = "nowhere" },
			func(t *testing.T, err error) { require.ErrorIs(t, err, inbox.ErrNotFound) },
		},
		"another organization's conversation": {
			func(r *inbox.Reply) { r.Organization, r.Agent = "other", "eve" },
			func(t *testing.T, err error) { require.ErrorIs(t, err, inbox.ErrNotFound) },
		},
		"another organization's agent": {
			func(r *inbox.Reply) { r.Agent = "eve" },
			func(t *testing.T, err error) { require.ErrorIs(t, err, inbox.ErrNotFound) },
		},
		"the window is closed": {
			func(r *inbox.Reply) { r.Conversation = closed.ID },
			func(t *testing.T, err error) {
				var w *inbox.WindowError
				require.ErrorAs(t, err, &w)
				require.ErrorIs(t, err, provider.Window)
				require.Equal(t, closed.Window.Closes(), w.Closed)
			},
		},
		"text too long for the provider": {
			func(r *inbox.Reply) { r.Content = whatsapp.Text{Body: strings.Repeat("ä", 101)} },
			func(t *testing.T, err error) {
				var v whatsapp.Violations
				require.ErrorIs(t, err, provider.Invalid)
				require.ErrorAs(t, err, &v)
				require.Equal(t, "text.body", v[0].Field)
			},
		},
		"content that the provider does not carry": {
			func(r *inbox.Reply) {
				r.Content = whatsapp.Media{Type: whatsapp.KindImage, Link: "https://files.example/a.jpg"}
			},
			func(t *testing.T, err error) { require.ErrorIs(t, err, provider.Unsupported) },
		},
		"an answer to a message of elsewhere": {
			func(r *inbox.Reply) { r.To = w.messages(closed.ID)[0].ID },
			func(t *testing.T, err error) { require.ErrorIs(t, err, inbox.ErrNotFound) },
		},
	}
	before := len(w.log())
	for name, tt := range tests {
		r := good
		tt.change(&r)
		_, err := w.Reply(t.Context(), r)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tt.check(t, err)
		})
	}
	require.Len(t, w.log(), before)
	require.Len(t, w.messages(open), 1)
	jobs, err := w.store.Lease(t.Context(), inbox.LeaseRequest{
		Kinds: []inbox.JobKind{inbox.JobSend}, Now: now.Add(time.Hour), TTL: time.Second, Limit: 10,
	})
	require.NoError(t, err)
	require.Empty(t, jobs)
}

func TestATemplateMayBeSentOutsideTheWindow(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.ingest(text("wamid.1", "4915100", "long ago", time.Now().Add(-48*time.Hour)))
	r := w.reply("")
	r.Content = whatsapp.Template{Name: "hello", Language: "en_US"}
	_, err := w.Reply(t.Context(), r)
	require.NoError(t, err)
}

func TestAReplyWithAKeyIsStoredOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.ingest(text("wamid.1", "4915100", "Hello", time.Now()))
	r := w.reply("once")
	r.Key = "click"
	var all sync.WaitGroup
	var mu sync.Mutex
	stored := 0
	for range 20 {
		all.Go(func() {
			_, err := w.Reply(t.Context(), r)
			mu.Lock()
			defer mu.Unlock()
			var duplicate *inbox.DuplicateError
			if err == nil {
				stored++
			} else if !errorsAs(err, &duplicate) {
				t.Errorf("unexpected error: %v", err)
			}
		})
	}
	all.Wait()
	require.Equal(t, 1, stored)
	require.Len(t, w.messages(w.conversation().ID), 2)
}

func TestRepliesAndMessagesAtOnceAllGetTheirPlace(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.ingest(text("wamid.0", "4915100", "Hello", time.Now()))
	r := w.reply("answer")
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			m := text("wamid.x"+string(rune('a'+i)), "4915100", "more", time.Now())
			if err := w.Ingest(t.Context(), delivery(m)); err != nil {
				t.Error(err)
			}
		})
		all.Go(func() {
			if _, err := w.Reply(t.Context(), r); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	seqs := map[int64]bool{}
	for _, m := range w.messages(r.Conversation) {
		seqs[m.Seq] = true
	}
	require.Len(t, seqs, 41)
	require.True(t, seqs[1] && seqs[41])
}
