package sqlstore

import (
	"context"
	"crypto/rand"
	"flag"
	"fmt"
	mathrand "math/rand/v2"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

var messages = flag.Int("messages", 100_000, "how many messages BenchmarkFill stores")

// crowd is callers that each receive messages for conversations of their own,
// as the engine does: load by address, then commit.
type crowd struct {
	store   *Store
	account inbox.Account
	callers int
	// conversations is how many each caller has.
	conversations int
	load          bool
	ids           atomic.Int64
}

const rawText = `{"from":"16505551234","id":"wamid.HBgLMTY1MDU1NTEyMzQVAgASGBQzQTdEMkI4RTk0NkE1QzRGMkQxRQA=","timestamp":"1749416383","type":"text","text":{"body":"Does it come in another color? I would like to have it in green, if you have that in size 42."}}`

func newCrowd(tb testing.TB, s *Store, callers, conversations int) *crowd {
	tb.Helper()
	c := &crowd{
		store: s, callers: callers, conversations: conversations / callers,
		account: inbox.Account{ID: account, Organization: "o1", Provider: "cloudapi", Number: "106540352242922", Inbox: "i1"},
	}
	mustCommit(tb, s, inbox.Commit{Puts: []inbox.Put{{Record: c.account}}})
	var all []inbox.Commit
	for n := range c.conversations * callers {
		conv := c.conversation(n)
		all = append(all, inbox.Commit{Puts: []inbox.Put{
			{Record: conv},
			{Record: inbox.Alias{Account: account, Address: inbox.AddressKeys(conv.Address)[0], Conversation: conv.ID}},
		}})
	}
	for part := range slices.Chunk(all, 500) {
		mustCommit(tb, s, part...)
	}
	return c
}

func (c *crowd) conversation(n int) inbox.Conversation {
	conv := conversation(n)
	conv.ID = inbox.ConversationID("01jx9conversation" + strings.Repeat("0", 3) + strconv.Itoa(100000+n))
	conv.Address = whatsapp.Address{Phone: whatsapp.Phone(strconv.Itoa(16505000000 + n))}
	return conv
}

// receive has each caller store messages until none are left.
func (c *crowd) receive(tb testing.TB, n int) {
	tb.Helper()
	var left atomic.Int64
	left.Store(int64(n))
	var all sync.WaitGroup
	for caller := range c.callers {
		all.Go(func() {
			random := mathrand.New(mathrand.NewPCG(1, uint64(caller)))
			versions := map[int]inbox.State{}
			for left.Add(-1) >= 0 {
				which := caller*c.conversations + random.IntN(c.conversations)
				state, ok := versions[which]
				if c.load || !ok {
					state = c.find(tb, which)
				}
				conv, _ := state.Record.(inbox.Conversation)
				conv = c.one(tb, conv, state.Version)
				if !c.load {
					versions[which] = inbox.State{Version: state.Version + 1, Record: conv}
				}
			}
		})
	}
	all.Wait()
}

func (c *crowd) find(tb testing.TB, n int) inbox.State {
	tb.Helper()
	want := inbox.ByAddress{Account: account, Address: c.conversation(n).Address}
	states, err := c.store.Load(context.Background(), []inbox.Want{want})
	if err != nil || len(states) != 2 {
		tb.Errorf("%d states, %v", len(states), err)
		return inbox.State{}
	}
	return states[1]
}

func (c *crowd) one(tb testing.TB, conv inbox.Conversation, version int64) inbox.Conversation {
	tb.Helper()
	now := start.Add(time.Duration(c.ids.Add(1)) * time.Millisecond)
	conv.Messages++
	conv.Unread++
	conv.LastAt = now
	conv.Window = conv.Window.Open(now)
	m := inbox.Message{
		ID: inbox.MessageID(inbox.NewID(now)), Conversation: conv.ID, Account: account, Seq: conv.Messages, At: now,
		Stored: now, Direction: inbox.In, Type: "text", Raw: rawText,
		ProviderID: whatsapp.MessageID("wamid.HBgL" + string(conv.Address.Phone) + "VAgASGBQ" + rand.Text()),
		Content:    whatsapp.Text{Body: "Does it come in another color? I would like to have it in green, if you have that in size 42."},
	}
	commit := inbox.Commit{
		Guards: []inbox.Guard{{Key: c.account.Key(), Version: 1}}, Puts: []inbox.Put{{Record: conv, Version: version}},
		Messages: []inbox.Message{m},
		Log:      []inbox.Entry{{Kind: inbox.EntryReceived, At: now, Account: account, Conversation: conv.ID, Message: m.ID}},
	}
	if err := c.store.Commit(context.Background(), []inbox.Commit{commit})[0]; err != nil {
		tb.Error(err)
	}
	return conv
}

// BenchmarkCommit compares the modes, interleaved: the machine is not equally
// fast from one moment to the next.
func BenchmarkCommit(b *testing.B) {
	for _, load := range []bool{false, true} {
		for _, callers := range []int{64, 256} {
			b.Run(fmt.Sprintf("load=%v/callers=%d", load, callers), func(b *testing.B) {
				crowds := map[Synchronous]*crowd{}
				for _, mode := range []Synchronous{Full, Normal} {
					s := opened(b, filepath.Join(b.TempDir(), "inbox.db"), &Options{Synchronous: mode})
					crowds[mode] = newCrowd(b, s, callers, 10_000)
					crowds[mode].load = load
					crowds[mode].receive(b, 2000)
				}
				before := crowds[Full].store.writer.taken.Load()
				crowds[Full].ids.Store(0)
				took := map[Synchronous]time.Duration{}
				ratios := []float64{}
				done := 0
				for b.Loop() {
					const part = 10_000
					round := map[Synchronous]time.Duration{}
					order := []Synchronous{Full, Normal}
					if done%2 == 1 {
						order = []Synchronous{Normal, Full}
					}
					for _, mode := range order {
						begin := time.Now()
						crowds[mode].receive(b, part)
						round[mode] = time.Since(begin)
						took[mode] += round[mode]
					}
					ratios = append(ratios, float64(round[Normal])/float64(round[Full]))
					done++
				}
				slices.Sort(ratios)
				b.ReportMetric(float64(done)*10_000/took[Full].Seconds(), "full/s")
				b.ReportMetric(float64(done)*10_000/took[Normal].Seconds(), "normal/s")
				b.ReportMetric(ratios[len(ratios)/2], "full/normal")
				b.ReportMetric(float64(crowds[Full].ids.Load())/float64(crowds[Full].store.writer.taken.Load()-before), "group")
				b.ReportMetric(0, "ns/op")
			})
		}
	}
}

// BenchmarkFill stores many messages and compares the rate of the last part
// with that of the second.
func BenchmarkFill(b *testing.B) {
	const callers, parts = 256, 10
	for range b.N {
		s := fresh(b, nil)
		c := newCrowd(b, s, callers, 10_240)
		part := *messages / parts
		rates := make([]float64, parts)
		for i := range rates {
			begin := time.Now()
			c.receive(b, part)
			rates[i] = float64(part) / time.Since(begin).Seconds()
			b.Logf("%d: %.0f/s", (i+1)*part, rates[i])
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(rates[1], "second/s")
		b.ReportMetric(rates[parts-1], "last/s")
		b.ReportMetric(rates[parts-1]/rates[1], "last/second")
		b.ReportMetric(float64(s.keeper.longest*pageBytes)/(1<<20), "wal-MiB")
		b.ReportMetric(0, "ns/op")
	}
}
