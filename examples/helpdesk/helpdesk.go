package main

import (
	"context"
	"html/template"
	"log/slog"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/cloudapi"
	"github.com/wainbox/wainbox/templates"
)

// store is what the helpdesk needs of one: the engine's half and the screens'.
type store interface {
	inbox.Store
	inbox.Directory
}

// helpdesk is what the handlers share.
type helpdesk struct {
	store  store
	engine *inbox.Engine
	client *cloudapi.Client
	files  inbox.Files
	phone  phone // nil with a real account
	// templates are the account's; nil = it is not known which account's.
	templates *templates.Catalog
	pages     map[string]*template.Template
	now       func() time.Time
	log       *slog.Logger
}

// newHelpdesk builds the provider and the engine on a store. sim may be nil.
func newHelpdesk(c config, s store, sim *local, logger *slog.Logger) (*helpdesk, error) {
	client, err := cloudapi.New(c.account, &cloudapi.Options{BaseURL: c.graphURL, Version: c.version, Logger: logger})
	if err != nil {
		return nil, err
	}
	pages, err := parsePages()
	if err != nil {
		return nil, err
	}
	h := &helpdesk{store: s, client: client, files: inbox.Folder(c.files), pages: pages, now: time.Now, log: logger}
	switch {
	case sim != nil:
		h.phone = sim
	case c.simulator != "":
		h.phone = newRemote(c.simulator)
	}
	providers := inbox.ProvidersFunc(func(context.Context, inbox.Account) (provider.Provider, error) { return client, nil })
	o := inbox.Options{Files: h.files, SendTimeout: c.sendTimeout, Logger: logger}
	if c.account.WABA != "" {
		h.templates = &templates.Catalog{}
		o.Templates = func(inbox.AccountID) *templates.Catalog { return h.templates } // one client sends for all
	}
	h.engine, err = inbox.New(s, providers, &o)
	return h, err
}
