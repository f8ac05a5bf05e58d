package inbox_test

import (
	"context"
	"encoding/json"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

// definition is a template with one variable.
func definition(name string, status templates.Status) templates.Definition {
	return templates.Definition{
		ID: "id-" + name, Name: name, Language: "en_US", Category: templates.Utility, Status: status,
		Components: []templates.Component{{Type: "BODY", Text: "Your order {{1}} is ready."}},
	}
}

// draft is a content of Twilio's that was never submitted.
func draft() templates.Definition {
	return templates.Content{
		SID: "id-quick", Name: "quick", Language: "en_US", Variables: map[string]string{"1": "42"},
		Types:    map[string]json.RawMessage{"twilio/text": json.RawMessage(`{"body":"Your order {{1}} is ready."}`)},
		Approval: templates.ContentApproval{Status: "unsubmitted"},
	}.Definition()
}

// listed is a sync of the whole list.
func listed(t *testing.T, c *templates.Catalog, at time.Time, all ...templates.Definition) {
	t.Helper()
	require.NoError(t, c.Sync(at, func(yield func(templates.Definition, error) bool) {
		for _, d := range all {
			if !yield(d, nil) {
				return
			}
		}
	}))
}

// order is a template with the values that it was given.
func order(name string, values ...string) whatsapp.Template {
	return whatsapp.Template{
		Name: name, Language: "en_US", Components: []whatsapp.Component{{Type: "body", Parameters: templates.Texts(values...)}},
	}
}

func catalogs(c *templates.Catalog) func(inbox.AccountID) *templates.Catalog {
	return func(id inbox.AccountID) *templates.Catalog {
		if id != account {
			return nil
		}
		return c
	}
}

func TestATemplateThatCannotBeSentIsNotQueued(t *testing.T) {
	t.Parallel()
	now := time.Now()
	catalog := &templates.Catalog{}
	w := newWorld(t, &inbox.Options{Templates: catalogs(catalog)})
	w.ingest(text("wamid.1", "4915100", "Hello", now.Add(-time.Hour)))
	w.ingest(text("wamid.2", "4915199", "long ago", now.Add(-48*time.Hour)))
	open, closed := w.conversations()[0].ID, w.conversations()[1].ID

	reply := func(to inbox.ConversationID, c whatsapp.Content) error {
		_, err := w.Reply(t.Context(), inbox.Reply{Organization: org, Conversation: to, Agent: "ada", Content: c})
		return err
	}
	err := reply(open, order("ready", "42"))
	require.ErrorIs(t, err, templates.ErrNotSynced)
	require.ErrorIs(t, err, provider.Unavailable, "nothing is known of it yet")
	require.NoError(t, reply(open, whatsapp.Text{Body: "Hi"}), "a message needs no template")

	listed(t, catalog, now, definition("ready", templates.Approved), definition("paused", templates.Paused), draft())
	before := len(w.log())
	byID := order("", "42")
	byID.ID = "id-quick"
	for name, tt := range map[string]struct {
		content whatsapp.Template
		kind    provider.Kind
		rule    templates.Rule
	}{
		"paused":                {order("paused", "42"), provider.Template, templates.NotApproved},
		"paused, and not right": {order("paused"), provider.Template, templates.NotApproved},
		"not there":             {order("nothing"), provider.Template, templates.NotApproved},
		"a value is missing":    {order("ready"), provider.Invalid, templates.Missing},
		"a value too many":      {order("ready", "42", "43"), provider.Invalid, templates.Extra},
		"a value is not right":  {order("ready", "4\n2"), provider.Invalid, templates.LineBreak},
	} {
		for _, to := range []inbox.ConversationID{open, closed} {
			err := reply(to, tt.content)
			require.ErrorIs(t, err, tt.kind, name)
			var problems templates.Problems
			require.ErrorAs(t, err, &problems, name)
			require.NotEmpty(t, problems.Of(tt.rule), name)
		}
	}
	for _, content := range []whatsapp.Template{order("quick", "42"), byID} {
		var late *inbox.WindowError
		require.ErrorAs(t, reply(closed, content), &late, "a draft needs the window")
	}
	require.Len(t, w.log(), before, "nothing was queued")

	require.NoError(t, reply(closed, order("ready", "42")))
	require.NoError(t, reply(open, order("quick", "42")))
	require.NoError(t, reply(open, byID))
}

func TestATemplateThatIsPausedWhileItWaitsIsNotSent(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		now  templates.Definition
		want whatsapp.Class
	}{
		"paused": {definition("ready", templates.Paused), whatsapp.FixConfiguration},
		"a value is missing by now": {func() templates.Definition {
			d := definition("ready", templates.Approved)
			d.Components[0].Text = "Your order {{1}} of {{2}} is ready."
			return d
		}(), whatsapp.FixContent},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				catalog := &templates.Catalog{}
				listed(t, catalog, time.Now(), definition("ready", templates.Approved))
				w := newWorld(t, &inbox.Options{Templates: catalogs(catalog)})
				w.ingest(text("wamid.1", "4915100", "Hello", time.Now()))
				r := w.reply("")
				r.Content = order("ready", "42")
				m, err := w.Reply(t.Context(), r)
				require.NoError(t, err)
				listed(t, catalog, time.Now().Add(time.Second), tt.now)
				_ = w.run(synctest.Wait)
				require.Empty(t, w.provider.sends())
				d := w.message(m.ID).Delivery
				require.Equal(t, inbox.Refused, d.State())
				require.Equal(t, tt.want, d.Refusal.Class)
				require.NotEmpty(t, d.Refusal.Details)
				require.NotContains(t, d.Refusal.Details, "42")
			})
		})
	}
}

func TestATemplateWaitsForTheFirstSync(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		// It is queued by a process that has synced, and sent by one that has not yet.
		known, fresh := &templates.Catalog{}, &templates.Catalog{}
		listed(t, known, time.Now(), definition("ready", templates.Approved))
		w := newWorld(t, &inbox.Options{Templates: catalogs(known)})
		w.ingest(text("wamid.1", "4915100", "Hello", time.Now()))
		r := w.reply("")
		r.Content = order("ready", "42")
		m, err := w.Reply(t.Context(), r)
		require.NoError(t, err)
		restarted := worldOn(t, w.store, nil, &inbox.Options{Templates: catalogs(fresh)})
		_ = restarted.run(func() {
			synctest.Wait()
			require.Equal(t, inbox.Queued, w.message(m.ID).Delivery.State())
			listed(t, fresh, time.Now(), definition("ready", templates.Approved))
			<-time.After(time.Minute)
			require.Equal(t, inbox.Accepted, w.message(m.ID).Delivery.State())
		})
		require.Len(t, restarted.provider.sends(), 1)
	})
}

// fickle is a store whose writes fail while it is down.
type fickle struct {
	inbox.Store

	down bool
}

func (f *fickle) Commit(ctx context.Context, commits []inbox.Commit) []error {
	if f.down {
		return downStore{f.Store}.Commit(ctx, commits)
	}
	return f.Store.Commit(ctx, commits)
}

func TestWhatCallbacksSayOfTemplatesReachesTheCatalogOnceItIsStored(t *testing.T) {
	t.Parallel()
	now := time.Now().Truncate(time.Second)
	for name, origin := range map[string]whatsapp.Origin{
		"of the account": {WABA: waba}, "of the number": {WABA: waba, Number: number},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			catalog := &templates.Catalog{}
			listed(t, catalog, now.Add(-time.Hour), definition("ready", templates.Approved))
			w := newWorld(t, nil)
			store := &fickle{Store: w.store}
			e, err := inbox.New(store, w.provider, &inbox.Options{Templates: catalogs(catalog)})
			require.NoError(t, err)
			require.NoError(t, e.Save(t.Context(), inbox.Account{ // without a catalog
				ID: "other", Organization: org, Provider: "fake", Number: "1002", WABA: waba,
			}))
			paused := &whatsapp.TemplateStatus{
				Notice:      whatsapp.Notice{Origin: origin, Field: "message_template_status_update", At: now, Raw: "{}"},
				TemplateRef: whatsapp.TemplateRef{ID: "id-ready", Name: "ready", Language: "en_US"}, Event: "PAUSED",
			}
			status := func() templates.Status {
				d, ok := catalog.Template("ready", "en_US")
				require.True(t, ok)
				return d.Definition().Status
			}
			store.down = true
			require.ErrorIs(t, e.Ingest(t.Context(), delivery(paused)), errDown)
			require.Equal(t, templates.Approved, status(), "it will be delivered again")
			store.down = false
			for range 2 {
				require.NoError(t, e.Ingest(t.Context(), delivery(paused)))
				require.Equal(t, templates.Paused, status())
			}
		})
	}
}
