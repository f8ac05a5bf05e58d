package inbox

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

const (
	// fetchTimeout bounds one download: 100 MB at a slow 1 MB/s, and some.
	fetchTimeout = 3 * time.Minute
	// mediaLife is how long the platform keeps a received file. Source: Cloud API
	// reference, "Media", October 2025.
	mediaLife = 7 * 24 * time.Hour
)

// fetch downloads a message's file into Files.
func (e *Engine) fetch(ctx context.Context, job Job) {
	m, err := e.loadMessage(ctx, job.Message)
	media, ok := m.Content.(whatsapp.Media)
	if errors.Is(err, ErrNotFound) || err == nil && (!ok || m.File.State == FileStored) {
		e.settle(ctx, job, Commit{Settle: &Settlement{Outcome: OutcomeDone}})
		return
	}
	if err != nil {
		e.fetchLater(ctx, job, err) // nothing is known of the file yet, nor of how old it is
		return
	}
	name := string(m.ID)
	info, err := e.download(ctx, job.Account, media, name)
	now := e.now()
	switch {
	case err == nil:
		file := File{State: FileStored, Name: name, MIME: info.MIME, Bytes: info.Bytes, SHA256: info.SHA256}
		e.settle(ctx, job, filed(job, now, file, OutcomeDone))
	case final(err) || now.Sub(m.Stored) > mediaLife:
		file := m.File
		file.State, file.Reason = FileLost, provider.KindOf(err).Error()
		e.settle(ctx, job, filed(job, now, file, OutcomeDead))
	default:
		e.fetchLater(ctx, job, err)
	}
}

// fetchLater tries again when the provider, or the store, is better.
func (e *Engine) fetchLater(ctx context.Context, job Job, err error) {
	e.o.Logger.WarnContext(ctx, "a file is not fetched yet", "account", string(job.Account), "attempt", job.Attempt, "error", err)
	e.settle(ctx, job, Commit{Settle: &Settlement{
		Outcome: OutcomeAgain, Due: e.now().Add(backoff(job.Attempt)), Reason: provider.KindOf(err).Error(),
	}})
}

// download streams one file through.
func (e *Engine) download(ctx context.Context, id AccountID, media whatsapp.Media, name string) (provider.MediaInfo, error) {
	var info provider.MediaInfo
	account, _, err := load[Account](ctx, e.store, Key{KindAccount, string(id)})
	if err != nil {
		return info, err
	}
	p, err := e.providers.Provider(ctx, account)
	if err != nil {
		return info, err
	}
	fetcher, ok := provider.As[provider.MediaFetcher](p)
	if !ok {
		return info, &provider.Error{Op: "fetch media", Kind: provider.Unsupported}
	}
	ctx, cancel := context.WithTimeout(ctx, fetchTimeout)
	defer cancel()
	err = e.o.Files.Put(ctx, name, func(w io.Writer) error {
		info, err = fetcher.FetchMedia(ctx, media, w)
		return err
	})
	e.credentials(ctx, account, err)
	return info, err
}

// final reports whether asking again cannot help: the file is gone, refused or
// not what it was said to be. Credentials can be mended, so they are not final.
func final(err error) bool {
	switch provider.KindOf(err) {
	case provider.Invalid, provider.Unsupported, provider.Recipient, provider.OptedOut:
		return true
	default:
		return false
	}
}

func filed(job Job, now time.Time, file File, outcome Outcome) Commit {
	return Commit{
		Settle: &Settlement{Outcome: outcome, Reason: file.Reason},
		Facts:  []Fact{{Kind: FactFile, At: now, Account: job.Account, Message: job.Message, File: file}},
	}
}
