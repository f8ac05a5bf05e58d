package inbox_test

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

func TestAMessageSurvivesJSON(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 21, 12, 0, 0, 123456000, time.UTC)
	want := inbox.Message{
		ID: "m", Conversation: "c", Account: "a", Chat: "chat", Seq: 7, At: at, Stored: at, Late: true,
		Direction: inbox.Out, Elsewhere: true, Agent: "ada", ProviderID: "wamid.1",
		From: whatsapp.Address{Phone: "1", User: "DE.1"}, Type: "document",
		Content:  whatsapp.Media{Type: whatsapp.KindDocument, ID: "9", Filename: "ä.pdf"},
		Context:  whatsapp.Context{ReplyTo: "wamid.0", Forwarded: true},
		Failures: []whatsapp.Failure{{Code: 131051, Title: "t", Class: whatsapp.FixContent}},
		Raw:      `{"id":"wamid.1"}`,
		Delivery: inbox.Delivery{
			Accepted: at, Progress: whatsapp.Progress{Sent: at, Failed: at, Failure: &whatsapp.Failure{Code: 1}},
			Pricing: &whatsapp.Pricing{Type: "regular"},
		},
		File: inbox.File{State: inbox.FileStored, Name: "m", Bytes: 5},
	}
	data, err := json.Marshal(want)
	require.NoError(t, err)
	var got inbox.Message
	require.NoError(t, json.Unmarshal(data, &got))
	require.Empty(t, cmp.Diff(want, got))
	require.Error(t, json.Unmarshal([]byte(`{"kind":"hologram"}`), &got))
}

func TestIDsSortByTime(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	var ids []string
	for i := range 1000 {
		ids = append(ids, inbox.NewID(start.Add(time.Duration(i)*time.Millisecond)))
	}
	require.True(t, slices.IsSorted(ids))
	require.Len(t, ids[0], 26)
	slices.Sort(ids)
	require.Len(t, slices.Compact(ids), 1000)
}

// What is learnt of a sent message is a join: an answer, a timeout, statuses
// and a refusal in any order, each any number of times, come to the same.
func TestLearningIsAJoin(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	kinds := []inbox.FactKind{inbox.FactAccepted, inbox.FactUncertain, inbox.FactRefused, inbox.FactStatus, inbox.FactStatus}
	states := []whatsapp.State{whatsapp.Sent, whatsapp.Delivered, whatsapp.Read, whatsapp.Failed}
	for range 2000 {
		facts := make([]inbox.Fact, 1+r.IntN(7))
		for i := range facts {
			f := inbox.Fact{Kind: kinds[r.IntN(len(kinds))], At: time.Unix(int64(r.IntN(4)), 0).UTC()}
			switch f.Kind { //nolint:exhaustive // what the others carry is all the same here
			case inbox.FactStatus:
				f.State = states[r.IntN(len(states))]
				f.ProviderID = "wamid.1"
				if r.IntN(2) == 0 {
					f.Pricing = &whatsapp.Pricing{Type: []string{"regular", "free_customer_service"}[r.IntN(2)]}
				}
			case inbox.FactAccepted:
				f.ProviderID = "wamid.1"
			case inbox.FactRefused:
				f.Failure = &whatsapp.Failure{Code: r.IntN(3)}
			}
			facts[i] = f
		}
		learn := func() inbox.Message {
			m := inbox.Message{ID: "m", Direction: inbox.Out}
			for _, f := range facts {
				learnt, _ := m.Learn(f)
				m = learnt.Message
			}
			return m
		}
		want := learn()
		r.Shuffle(len(facts), func(i, j int) { facts[i], facts[j] = facts[j], facts[i] })
		require.Empty(t, cmp.Diff(want, learn()))
		for _, f := range facts {
			_, changed := want.Learn(f)
			require.False(t, changed, "what is known changes nothing")
		}
	}
}

func TestADeliverysStateIsTheBestKnown(t *testing.T) {
	t.Parallel()
	at := time.Unix(1, 0)
	tests := map[string]struct {
		delivery inbox.Delivery
		want     inbox.DeliveryState
	}{
		"nothing yet":                      {inbox.Delivery{}, inbox.Queued},
		"no answer":                        {inbox.Delivery{Uncertain: at}, inbox.Uncertain},
		"no answer, then given up":         {inbox.Delivery{Uncertain: at, Refused: at}, inbox.Refused},
		"no answer, and then an answer":    {inbox.Delivery{Uncertain: at, Accepted: at}, inbox.Accepted},
		"the platform has the last word":   {inbox.Delivery{Uncertain: at, Progress: whatsapp.Progress{Sent: at}}, "sent"},
		"failed later, after it was taken": {inbox.Delivery{Accepted: at, Progress: whatsapp.Progress{Failed: at}}, "failed"},
	}
	for name, tt := range tests {
		require.Equal(t, tt.want, tt.delivery.State(), name)
	}
}

func TestACustomersMessageLearnsNoStatus(t *testing.T) {
	t.Parallel()
	m := inbox.Message{ID: "m", Direction: inbox.In}
	_, changed := m.Learn(inbox.Fact{Kind: inbox.FactStatus, State: whatsapp.Read, At: time.Unix(1, 0)})
	require.False(t, changed)
}

func TestFolderKeepsWholeFilesOnly(t *testing.T) {
	t.Parallel()
	folder := inbox.Folder(t.TempDir() + "/files")
	write := func(s string, err error) func(io.Writer) error {
		return func(w io.Writer) error {
			_, _ = io.WriteString(w, s)
			return err
		}
	}
	read := func(name string) string {
		f, err := folder.Open(t.Context(), name)
		require.NoError(t, err)
		defer f.Close()
		data, err := io.ReadAll(f)
		require.NoError(t, err)
		return string(data)
	}
	broken := errors.New("broken")
	require.ErrorIs(t, folder.Put(t.Context(), "a", write("half", broken)), broken)
	_, err := folder.Open(t.Context(), "a")
	require.ErrorIs(t, err, fs.ErrNotExist)

	require.NoError(t, folder.Put(t.Context(), "a", write("one", nil)))
	require.ErrorIs(t, folder.Put(t.Context(), "a", write("ha", broken)), broken)
	require.Equal(t, "one", read("a"))
	require.NoError(t, folder.Put(t.Context(), "a", write("two", nil)))
	require.Equal(t, "two", read("a"))

	left, err := os.ReadDir(string(folder))
	require.NoError(t, err)
	require.Len(t, left, 1, "nothing half is left")
	for _, name := range []string{"", ".", "..", "../a", "a/b", ".hidden", `/etc/passwd`} {
		require.ErrorIs(t, folder.Put(t.Context(), name, write("x", nil)), fs.ErrInvalid, name)
		_, err := folder.Open(t.Context(), name)
		require.ErrorIs(t, err, fs.ErrInvalid, name)
	}
}
