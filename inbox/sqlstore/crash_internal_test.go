package sqlstore

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/wainbox/wainbox/inbox"
)

var victim = flag.String("victim", "", "the database that TestVictim writes to until it is killed")

// TestVictim is the process that TestKilled kills. It says what was
// acknowledged.
func TestVictim(t *testing.T) {
	if *victim == "" {
		t.Skip("it is run by TestKilled")
	}
	s := opened(t, *victim, nil)
	var last atomic.Int64
	var all sync.WaitGroup
	for range 32 {
		all.Go(func() {
			for {
				n := int(last.Add(1))
				mustCommit(t, s, receive(conversation(n), 0, "m"+strconv.Itoa(n)))
				fmt.Println("stored", n) // one write each, so that none is torn
			}
		})
	}
	all.Wait()
}

// What was acknowledged survives a kill at any moment; the file is refused to
// others until then, and to nobody after.
func TestKilled(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "inbox.db")
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestVictim$", "-victim="+path)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	var stored []int
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		var n int
		if _, err := fmt.Sscanf(lines.Text(), "stored %d", &n); err != nil {
			t.Fatalf("the victim said %q", lines.Text())
		}
		if stored = append(stored, n); len(stored) == 500 {
			if _, err := Open(context.Background(), path, nil); !errors.Is(err, ErrLocked) {
				t.Errorf("a second process: %v", err)
			}
			if err := child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	_ = child.Wait()
	if len(stored) < 500 {
		t.Fatalf("the victim stored %d messages", len(stored))
	}
	s := opened(t, path, nil)
	for _, n := range stored {
		id := inbox.MessageID("m" + strconv.Itoa(n))
		states, err := s.Load(context.Background(), []inbox.Want{inbox.ByMessage{Message: id}})
		if err != nil || len(states) != 1 {
			t.Fatalf("%s was acknowledged, and loaded %d states (%v)", id, len(states), err)
		}
	}
	var check string
	if err := s.reads.QueryRowContext(context.Background(), "PRAGMA integrity_check").Scan(&check); err != nil || check != "ok" {
		t.Errorf("integrity: %s, %v", check, err)
	}
}
