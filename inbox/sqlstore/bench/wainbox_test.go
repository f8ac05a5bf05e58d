package bench_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/inbox/sqlstore"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/cloudapi"
	"github.com/wainbox/wainbox/routing"
	"github.com/wainbox/wainbox/whatsapp"
	"github.com/wainbox/wainbox/window"
)

// Wainbox is the whole of the library's receiving side, as a host sets it up:
// the handler, the Cloud API's decoder, the engine, and the store of package
// sqlstore with its defaults.
func Wainbox() Contender {
	return Contender{Name: "wainbox", Open: openWainbox}
}

type wainbox struct {
	http.Handler

	path  string
	store *sqlstore.Store
}

const organization inbox.OrganizationID = "acme"

func openWainbox(ctx context.Context, dir string, senders []string) (Receiver, error) {
	path := filepath.Join(dir, "inbox.db")
	store, err := sqlstore.Open(ctx, path, nil)
	if err != nil {
		return nil, err
	}
	webhook, err := cloudapi.NewWebhook(cloudapi.WebhookConfig{AppSecrets: []string{Secret}}, nil)
	if err != nil {
		return nil, err
	}
	none := inbox.ProvidersFunc(func(context.Context, inbox.Account) (provider.Provider, error) {
		return nil, errors.New("nothing is sent here")
	})
	engine, err := inbox.New(store, none, nil)
	if err != nil {
		return nil, err
	}
	if err := settle(ctx, store, senders); err != nil {
		return nil, errors.Join(err, store.Close())
	}
	return &wainbox{Handler: provider.NewHandler(cloudapi.Name, webhook, engine, nil), path: path, store: store}, nil
}

// settle gives each sender a conversation with an active chat: the state that
// most messages find.
func settle(ctx context.Context, store *sqlstore.Store, senders []string) error {
	at := time.Now().Add(-time.Hour).UTC()
	commits := []inbox.Commit{{Puts: []inbox.Put{
		{Record: inbox.Account{
			ID: "main", Organization: organization, Provider: cloudapi.Name, Number: Account, Inbox: Inbox, Setup: inbox.Connected,
		}},
		{Record: inbox.Inbox{ID: Inbox, Organization: organization, Name: "Support"}},
	}}}
	for i, sender := range senders {
		address := whatsapp.Address{Phone: whatsapp.Phone(sender)}
		c := inbox.Conversation{
			ID: inbox.ConversationID(inbox.NewID(at)), Organization: organization, Account: "main", Inbox: Inbox,
			Contact: inbox.ContactID(inbox.NewID(at)), Address: address, Name: "Sender " + sender,
			Window: window.State{Opened: at}, Watch: window.Watch{Opened: at},
			Chat: inbox.Chat{
				ID: inbox.ChatID(inbox.NewID(at)), Chat: routing.Chat{State: inbox.Active, Agent: "ada", Arrived: at}, Assigned: at,
			},
			LastAgent: "ada",
			LastAt:    at.Add(time.Duration(i) * time.Millisecond), Preview: "as it was before",
		}
		commits = append(commits, inbox.Commit{Puts: []inbox.Put{
			{Record: inbox.Contact{ID: c.Contact, Organization: organization}},
			{Record: c},
			{Record: inbox.Alias{Account: "main", Address: inbox.AddressKeys(address)[0], Conversation: c.ID}},
		}})
	}
	for i, err := range store.Commit(ctx, commits) {
		if err != nil {
			return fmt.Errorf("conversation %d: %w", i, err)
		}
	}
	return nil
}

// Rows counts what a callback adds; here the sequence of a conversation is its
// count of messages.
func (w *wainbox) Rows(ctx context.Context) (rows Rows, err error) {
	db, err := open(filepath.Dir(w.path))
	if err != nil {
		return rows, err
	}
	const query = `SELECT count(*), coalesce(sum(body ->> 'messages'), 0), (SELECT count(*) FROM message), (SELECT count(*) FROM log) FROM conversation`
	err = db.QueryRowContext(ctx, query).Scan(&rows.Conversations, &rows.Seq, &rows.Messages, &rows.Events)
	return rows, errors.Join(err, db.Close())
}

func (w *wainbox) Close() error { return w.store.Close() }
