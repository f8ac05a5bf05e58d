package wire_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/whatsapp"
)

// TestCorpus reads a folder of callbacks that are not part of this repository,
// such as recordings. WAINBOX_CORPUS names it.
func TestCorpus(t *testing.T) {
	t.Parallel()
	folder := os.Getenv("WAINBOX_CORPUS")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "..", "shared", "corpus", "cloudapi", "inbound")
	}
	if _, err := os.Stat(folder); err != nil {
		t.Skip("no folder of callbacks: set WAINBOX_CORPUS to one")
	}
	files, events := 0, 0
	err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".json") {
			return err
		}
		body, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files++
		t.Run(filepath.Base(path), func(t *testing.T) {
			got, err := wire.Decode(body)
			if err != nil {
				t.Error(err)
			}
			events += len(got)
			senders(t, body, got)
			compare(t, body)
		})
		return nil
	})
	if err != nil || files == 0 {
		t.Fatalf("%d files, %v", files, err)
	}
	t.Logf("%d callbacks, %d events", files, events)
}

// senders compares who sent what to which number with encoding/json.
func senders(t *testing.T, body []byte, events []whatsapp.Event) {
	t.Helper()
	type line struct{ Kind, ID, Account, WABA, From, User string }
	var want, got []line
	for _, c := range changesOf(body) {
		add := func(kind, id, from, user string) {
			if from == "" || strings.Contains(from, ".") {
				from = ""
			}
			want = append(want, line{kind, id, c.account, c.waba, from, user})
		}
		for _, m := range c.messages {
			add("received", scalar(m["id"]), scalar(m["from"]), scalar(m["from_user_id"]))
		}
		for _, m := range c.echoes {
			add("echo", scalar(m["id"]), scalar(m["from"]), "")
		}
		for _, m := range c.statuses {
			add("status", scalar(m["id"]), "", "")
		}
	}
	byKind := map[string]int{"received": 0, "echo": 1, "status": 2}
	var kinds [3][]line
	for _, e := range events {
		o := e.Source()
		switch e := e.(type) {
		case *whatsapp.Received:
			kinds[0] = append(kinds[0], line{"received", string(e.ID), string(o.Number), string(o.WABA), string(e.From.Phone), string(e.From.User)})
		case *whatsapp.Echo:
			kinds[1] = append(kinds[1], line{"echo", string(e.ID), string(o.Number), string(o.WABA), string(e.From), ""})
		case *whatsapp.Status:
			kinds[2] = append(kinds[2], line{"status", string(e.ID), string(o.Number), string(o.WABA), "", ""})
		}
	}
	for i, w := range want {
		k := byKind[w.Kind]
		if len(kinds[k]) == 0 {
			t.Fatalf("missing: %+v", w)
		}
		g := kinds[k][0]
		kinds[k] = kinds[k][1:]
		if w.User == "" {
			g.User = "" // from the contact
		}
		if w.From == "" {
			g.From = ""
		}
		want[i], got = w, append(got, g)
	}
	mustEqual(t, got, want)
	if n := len(kinds[0]) + len(kinds[1]) + len(kinds[2]); n > 0 {
		t.Errorf("%d events too many", n)
	}
}

// oneChange is what a change of a known field holds, as encoding/json reads it.
type oneChange struct {
	account, waba              string
	messages, echoes, statuses []object
}

func changesOf(body []byte) (all []oneChange) {
	top, _ := members([]byte(strings.TrimSpace(string(body))))
	entries, _ := list(top["entry"])
	for _, e := range entries {
		entry, _ := members(e)
		changes, _ := list(entry["changes"])
		for _, c := range changes {
			change, _ := members(c)
			value, _ := members(change["value"])
			metadata, _ := members(value["metadata"])
			one := oneChange{account: scalar(metadata["phone_number_id"]), waba: scalar(entry["id"])}
			objects := func(key string) (found []object) {
				elements, _ := list(value[key])
				for _, e := range elements {
					if o, ok := members(e); ok {
						found = append(found, o)
					}
				}
				return found
			}
			switch scalar(change["field"]) {
			case "messages":
				one.messages, one.statuses = objects("messages"), objects("statuses")
			case "message_echoes", "smb_message_echoes":
				one.echoes = objects("message_echoes")
			}
			all = append(all, one)
		}
	}
	return all
}
