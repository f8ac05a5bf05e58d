package onemsg_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider/onemsg"
	"github.com/wainbox/wainbox/whatsapp"
)

// line is an event in short: what it is, who it speaks of, what it says.
type line struct{ Event, ID, Who, Says string }

func lines(events []whatsapp.Event) []line {
	var all []line
	for _, e := range events {
		switch e := e.(type) {
		case *whatsapp.Received:
			all = append(all, line{"received", string(e.ID), who(e.Peer()), string(e.Content.Kind()) + " " + whatsapp.TextOf(e.Content)})
		case *whatsapp.Echo:
			all = append(all, line{"echo " + e.Field, string(e.ID), who(e.To), string(e.Content.Kind()) + " " + whatsapp.TextOf(e.Content)})
		case *whatsapp.Status:
			all = append(all, line{"status", string(e.ID), who(e.Recipient), string(e.State)})
		case *whatsapp.Call:
			all = append(all, line{"call", string(e.ID), who(e.From), e.Event})
		case *whatsapp.Unknown:
			all = append(all, line{"unknown", e.Field, "", string(e.Raw)})
		}
	}
	return all
}

func who(a whatsapp.Address) string {
	return strings.Trim(string(a.Phone)+" "+string(a.User)+" "+string(a.Group), " ")
}

func TestDecodeFixtures(t *testing.T) {
	t.Parallel()
	const ann, annUser = "16505550123", "16505550123 US.13491208655302741918"
	for name, want := range map[string][]line{
		"messages.json": {
			{"received", "wamid.TUVTU0FHRS0x", annUser, "text canary-text 👋"},
			{"received", "wamid.TUVTU0FHRS0y", "US.2207", "text hello from nowhere"},
			{"received", "wamid.TUVTU0FHRS0z", ann, "image look"},
			{"received", "wamid.TUVTU0FHRS00", ann, "audio "},
			{"received", "wamid.TUVTU0FHRS01", ann, "button_reply Yes, please"},
			{"received", "wamid.TUVTU0FHRS02", ann, "reaction 👍"},
			{"received", "wamid.TUVTU0FHRS03", ann, "location "},
			{"received", "wamid.TUVTU0FHRS04", ann, "contacts Canary Name"},
			{"received", "wamid.TUVTU0FHRS05", "16505550100-1600000000@g.us", "text in a group"},
			{"received", "wamid.TUVTU0FHRS06", ann, "unknown "},
		},
		"echoes.json": {
			{"echo message_echoes", "wamid.RUNITy0x", ann, "text canary-text"},
			{"echo smb_message_echoes", "wamid.RUNITy0y", ann, "document the minutes"},
		},
		"acks.json": {
			{"status", "wamid.QUNLLTE=", annUser, "sent"},
			{"status", "wamid.QUNLLTE=", ann, "delivered"},
			{"status", "wamid.QUNLLTE=", ann, "read"},
			{"status", "true_16505550123@c.us_QUNL", ann, "read"},
			{"status", "wamid.QUNLLTI=", "US.2207", "failed"},
			{"status", "wamid.QUNLLTM=", ann, "failed"},
		},
		"calls.json": {{"call", "wacid.Q0FMTA==", ann, "connect"}},
		"raw.json":   {{"received", "wamid.UkFXLTE=", ann, "button_reply Yes"}},
	} {
		events, err := onemsg.Decode(fixture(t, name))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(want, lines(events)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		for _, e := range events {
			if n := e.Source().Number; n != instanceID {
				t.Errorf("%s: number %q", name, n)
			}
		}
	}
}

// TestCorpus reads a folder of callbacks that are not part of this repository,
// such as recordings. WAINBOX_ONEMSG_CORPUS names it.
func TestCorpus(t *testing.T) {
	t.Parallel()
	folder := os.Getenv("WAINBOX_ONEMSG_CORPUS")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "shared", "corpus", "onemsg", "inbound")
	}
	names, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil || len(names) == 0 {
		t.Skip("no folder of callbacks: set WAINBOX_ONEMSG_CORPUS to one")
	}
	events := 0
	for _, name := range names {
		body, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		got, err := onemsg.Decode(body)
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(name), err)
		}
		events += len(got)
		if diff := cmp.Diff(expected(t, body), heads(got)); diff != "" {
			t.Errorf("%s: %s", filepath.Base(name), diff)
		}
	}
	t.Logf("%d callbacks, %d events", len(names), events)
}

// head is who sent what through which channel.
type head struct{ Event, Number, ID, Phone, User string }

func heads(events []whatsapp.Event) []head {
	var all []head
	for _, e := range events {
		n := string(e.Source().Number)
		switch e := e.(type) {
		case *whatsapp.Received:
			all = append(all, head{"received", n, string(e.ID), string(e.From.Phone), string(e.From.User)})
		case *whatsapp.Echo:
			all = append(all, head{"echo", n, string(e.ID), string(e.To.Phone), string(e.To.User)})
		case *whatsapp.Status:
			all = append(all, head{"status", n, string(e.ID), string(e.Recipient.Phone), string(e.Recipient.User)})
		case *whatsapp.Call:
			all = append(all, head{"call", n, string(e.ID), string(e.From.Phone), ""})
		default:
			all = append(all, head{Event: "other", Number: n})
		}
	}
	return all
}

// expected reads the same with encoding/json.
func expected(t *testing.T, body []byte) []head {
	t.Helper()
	type message struct {
		ID, ChatID, From string
		FromMe           bool
		AuthorBSUID      string
		BSUID            string
	}
	var c struct {
		InstanceID string
		Messages   []message
		Ack        []message
		Calls      []message
		Entry      []struct {
			Changes []struct{ Value struct{ Messages []message } }
		}
	}
	if err := json.Unmarshal(body, &c); err != nil {
		t.Fatal(err)
	}
	var all []head
	add := func(event string, m message) {
		phone, server, _ := strings.Cut(m.ChatID, "@")
		user := m.AuthorBSUID + m.BSUID
		if server == "lid" {
			phone, user = "", phone
		}
		all = append(all, head{event, c.InstanceID, m.ID, phone + m.From, user})
	}
	for _, m := range c.Messages {
		if m.FromMe {
			add("echo", m)
		} else {
			add("received", m)
		}
	}
	for _, m := range c.Ack {
		add("status", m)
	}
	for _, m := range c.Calls {
		add("call", m)
	}
	for _, e := range c.Entry {
		for _, change := range e.Changes {
			for _, m := range change.Value.Messages {
				add("received", m)
			}
		}
	}
	return all
}

// FuzzDecode sees that whatever comes is read or reported, and changes nothing.
func FuzzDecode(f *testing.F) {
	for _, body := range callbacks(f) {
		f.Add(body)
	}
	f.Add([]byte(`{"instanceId":1,"ack":[{"id":1,"status":"failed","error":{"code":131047}}],"messages":{},"new":[1]}`))
	f.Fuzz(func(t *testing.T, input []byte) {
		body := bytes.Clone(input)
		events, err := onemsg.Decode(body)
		if !bytes.Equal(body, input) {
			t.Fatal("the body was changed")
		}
		if len(events) == 0 && err == nil {
			t.Fatal("neither an event nor an error")
		}
		keys := make([]string, len(events))
		for i, e := range events {
			keys[i] = string(e.Source().Number) + " " + e.Key()
		}
		for i := range body {
			body[i] = 'x'
		}
		for i, e := range events {
			if keys[i] != string(e.Source().Number)+" "+e.Key() {
				t.Fatal("an event changed with the body")
			}
		}
	})
}
