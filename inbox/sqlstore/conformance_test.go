package sqlstore_test

import (
	"context"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/wainbox/wainbox/inbox/sqlstore"
	"github.com/wainbox/wainbox/inbox/storetest"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t *testing.T) storetest.Rig {
		t.Helper()
		path := filepath.Join(t.TempDir(), "inbox.db")
		begin := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		var ahead atomic.Int64
		now := func() time.Time { return begin.Add(time.Duration(ahead.Load())) }
		var s *sqlstore.Store
		closeStore := func() {
			if err := s.Close(); err != nil {
				t.Errorf("Close: %v", err)
			}
		}
		t.Cleanup(func() { closeStore() })

		var rig func() storetest.Rig
		rig = func() storetest.Rig {
			var err error
			if s, err = sqlstore.Open(context.Background(), path, &sqlstore.Options{Now: now}); err != nil {
				t.Fatal(err)
			}
			return storetest.Rig{
				Store: s, Directory: s,
				Reopen: func() storetest.Rig {
					closeStore()
					return rig()
				},
				Advance: func(d time.Duration) { ahead.Add(int64(d)) },
			}
		}
		return rig()
	})
}
