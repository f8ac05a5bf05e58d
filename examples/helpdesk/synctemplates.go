package main

import (
	"context"
	"log/slog"
	"time"

	"github.com/wainbox/wainbox/templates"
)

// syncEvery is how often all templates are read: callbacks tell what happens
// between two syncs, but of a new template's texts.
const syncEvery = 15 * time.Minute

// keepTemplates reads the account's templates now and then until ctx ends. What
// cannot be read is tried again the next time.
func keepTemplates(ctx context.Context, c *templates.Catalog, l templates.Lister, logger *slog.Logger) {
	again := time.NewTicker(syncEvery)
	defer again.Stop()
	for {
		err := c.Sync(time.Now(), l.Templates(ctx, templates.Query{}))
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			logger.ErrorContext(ctx, "templates were not read", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-again.C:
		}
	}
}
