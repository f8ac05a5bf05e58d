package sqlstore

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"testing"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

// An inbox has so many pools at most: one that was not asked for in an hour makes
// room, and else there is none.
func TestMostPools(t *testing.T) {
	t.Parallel()
	s := fresh(t, &Options{Synchronous: Normal})
	s.demands.few = -1
	hired(t, s, 0, 1, "de")
	pair := func(n int) []routing.Skill { return []routing.Skill{"de", routing.Skill(fmt.Sprintf("s%03d", n))} }
	for n := range mostPools + 3 {
		asked(t, s, pair(n)...)
	}
	if got := pools(t, s); len(got) != mostPools || slices.Contains(got, poolName(pair(mostPools))) {
		t.Fatalf("pools are %q", got)
	}
	swept(t, s, 1)
	for sweeps := range hour {
		for n := range mostPools {
			if n != 7 && (n != 8 || sweeps < 2) {
				asked(t, s, pair(n)...)
			}
		}
		swept(t, s, 1)
	}
	asked(t, s, pair(500)...)
	asked(t, s, pair(501)...)
	got := pools(t, s)
	has := func(n int) bool { return slices.Contains(got, poolName(pair(n))) }
	if len(got) != mostPools || has(7) || !has(8) || !has(500) || has(501) {
		t.Errorf("pools are %q", got)
	}
}

// Whatever a store was closed with, its pools are right when it is opened again,
// and those that nobody asks for within an hour go.
func TestPoolsAfterReopening(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "inbox.db")
	s := opened(t, path, nil)
	hired(t, s, 0, 10, "de", "fr", "es")
	hired(t, s, 10, 90, "de")
	hired(t, s, 90, 170, "fr")
	hired(t, s, 170, 250, "es")
	asked(t, s, "de", "fr")
	asked(t, s, "de", "es")
	if err := s.keeper.write(&filling{combination: combination{"i1", `&["es","fr"]`}, rows: 3}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	s = opened(t, path, nil)
	for _, two := range [][]routing.Skill{{"fr", "es"}, {"de", "es"}} {
		if got := asked(t, s, two...); got != 10 {
			t.Errorf("%d have %q", got, two)
		}
	}
	if got := pools(t, s); !slices.Equal(got, []string{`&["de","es"]`, deFr}) {
		t.Errorf("pools are %q", got)
	}
	swept(t, s, 1)
	if got := pools(t, s); !slices.Equal(got, []string{`&["de","es"]`, deFr, `&["es","fr"]`}) {
		t.Errorf("pools are %q", got)
	}
	swept(t, s, hour)
	if got := pools(t, s); !slices.Equal(got, []string{`&["de","es"]`, `&["es","fr"]`}) {
		t.Errorf("after an hour, pools are %q", got)
	}
	checkPlaces(t, s)
}

// signal is a log of which one line is awaited.
type signal chan struct{}

func (s signal) Write(line []byte) (int, error) {
	s <- struct{}{}
	return len(line), nil
}

// A query waits for no writer and fails with none: the pool is made later.
func TestPoolWhileTheWriterIsBusy(t *testing.T) {
	t.Parallel()
	trouble := make(signal, 1)
	s := fresh(t, &Options{MaxQueue: 1, Logger: slog.New(slog.NewTextHandler(trouble, nil))})
	for n := range 70 {
		hired(t, s, 2*n, 2*n+1, "de")
		hired(t, s, 2*n+1, 2*n+2, "fr")
	}
	s.writer.turn.Lock()
	taken := s.writer.taken.Load()
	wait := make(chan error, 2)
	commit := func() { wait <- s.Commit(context.Background(), []inbox.Commit{{}})[0] }
	go commit()
	until(func() bool { return s.writer.taken.Load() > taken })
	go commit()
	until(func() bool { return len(s.writer.queue) == 1 })
	q := inbox.CandidateQuery{Inbox: "i1", At: start, Query: routing.Query{Order: routing.RoundRobin(), Skills: []routing.Skill{"de", "fr"}}}
	for range 3 {
		if found, err := s.Candidates(context.Background(), q); err != nil || len(found) > 0 {
			t.Errorf("found %v, %v", found, err)
		}
	}
	<-trouble
	s.writer.turn.Unlock()
	for range 2 {
		if err := <-wait; err != nil {
			t.Error(err)
		}
	}
	swept(t, s, 1)
	if got := pools(t, s); !slices.Equal(got, []string{deFr}) {
		t.Errorf("pools are %q", got)
	}
}
