//go:build unix

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/provider/simulator"
)

const kills = 3

// TestKill kills a helpdesk with real processes and a real file in the middle
// of traffic, several times, and then asks whether anything that was
// acknowledged is lost or doubled, and whether anything was sent twice.
//
// WAINBOX_KILL_SEED repeats the choices of an earlier run, as far as the
// machine's own timing lets it.
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("builds two programs and runs them for half a minute")
	}
	t.Parallel()
	choice := rand.Uint64()
	if given, err := strconv.ParseUint(os.Getenv("WAINBOX_KILL_SEED"), 10, 64); err == nil {
		choice = given
	}
	t.Logf("WAINBOX_KILL_SEED=%d", choice)
	rng := func(stream uint64) *rand.Rand { return rand.New(rand.NewPCG(choice, stream)) }

	folder := binaries(t)
	sim := launch(t, filepath.Join(folder, "simulator"), nil, "-addr", "127.0.0.1:0", "-duplicate", "7", "-lost-answer", "11")
	graph := newLine(t, sim.address)
	db := filepath.Join(t.TempDir(), "wainbox.db")
	env := []string{
		"WAINBOX_ADDR=127.0.0.1:0", "WAINBOX_DB=" + db, "WAINBOX_SEND_TIMEOUT=2s", "WAINBOX_OFFER=3s",
		"WAINBOX_SIMULATOR_URL=" + sim.address, "WAINBOX_GRAPH_URL=" + graph.URL,
	}
	var at atomic.Value
	stopped, stop := context.WithCancel(t.Context())
	defer stop()
	f := &traffic{
		t: t, sim: sim.address, stopped: stopped, desk: func() string { return at.Load().(string) },
		client:  &http.Client{Timeout: 5 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 16}},
		written: map[string]string{}, posted: map[string]bool{},
	}
	t.Cleanup(f.client.CloseIdleConnections)
	restart := func() *process {
		desk := launch(t, filepath.Join(folder, "helpdesk"), env)
		at.Store(desk.address)
		if status, body := f.do(http.MethodPost, sim.address+"/simulator/webhook", map[string]string{"url": desk.address + webhookPath}); status != http.StatusOK {
			t.Fatalf("the webhook's address: %d %s", status, body)
		}
		return desk
	}

	desk := restart()
	var talkers sync.WaitGroup
	t.Cleanup(talkers.Wait) // when the test gives up, its context ends them
	talkers.Go(func() { f.customers(rng(1)) })
	talkers.Go(func() { f.agents(rng(2)) })
	for who := range 6 {
		talkers.Go(func() { f.strangers(rng(10+uint64(who)), who) })
	}
	moments := rng(3)
	for n := range kills {
		wait(t, time.Duration(700+moments.IntN(800))*time.Millisecond)
		f.inFlight(graph, n)
		wait(t, time.Duration(moments.IntN(100))*time.Millisecond)
		desk.kill()
		desk = restart()
	}
	wait(t, 500*time.Millisecond)
	stop()
	talkers.Wait()

	f.settled(desk.address)
	desk.stop()
	checkStored(t, db, f)
}

// wait lets the traffic go on for a while: the moment of a kill is the one
// thing here that only time decides.
func wait(t *testing.T, d time.Duration) {
	t.Helper()
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-t.Context().Done():
	}
}

// inFlight sees to it that two sends are under way, each with another behind it
// in its lane, and returns when they are: one has reached WhatsApp, one has
// not, and the helpdesk knows of neither.
func (f *traffic) inFlight(graph *line, n int) {
	f.t.Helper()
	for i, word := range []string{answerHeld, requestEaten} {
		c := f.conversation(phoneOf(2*n + i))
		f.reply(c, fmt.Sprintf("%d: %s", n, word))
		f.reply(c, fmt.Sprintf("%d: behind one of which %s", n, strings.ToUpper(word)))
	}
	deadline := time.NewTimer(10 * time.Second)
	defer deadline.Stop()
	for range 2 {
		select {
		case <-graph.held:
		case <-deadline.C:
			f.t.Fatal("a reply does not leave")
		}
	}
}

// settled waits until everything that was written is there, every reply has
// come to an end, and no chat waits.
func (f *traffic) settled(address string) {
	f.t.Helper()
	deadline := time.NewTimer(50 * time.Second)
	defer deadline.Stop()
	poll := time.NewTicker(250 * time.Millisecond)
	defer poll.Stop()
	for {
		open := f.unsettled(address)
		if open == "" {
			return
		}
		select {
		case <-poll.C:
		case <-deadline.C:
			f.t.Fatal("never settled: " + open)
		}
	}
}

// unsettled says what is still to come, or nothing.
func (f *traffic) unsettled(address string) string {
	_, body := f.do(http.MethodGet, address+"/api/conversations?limit=200", "")
	var list conversations
	if err := json.Unmarshal(body, &list); err != nil {
		return "no list"
	}
	sends := f.sends()
	inbound, waiting, going := 0, 0, 0
	for _, c := range list.Conversations {
		if c.State == "waiting" {
			waiting++
		}
		_, body := f.do(http.MethodGet, address+"/api/conversations/"+string(c.ID)+"/messages?limit=200", "")
		var shown struct{ Messages []shownMessage }
		if err := json.Unmarshal(body, &shown); err != nil {
			return "no messages"
		}
		for _, m := range shown.Messages {
			switch {
			case m.Direction == inbox.In && f.written[string(m.ProviderID)] != "":
				inbound++
			case m.Direction == inbox.Out && m.State != "delivered" && (m.State != inbox.Uncertain || len(sends[m.ID]) > 0):
				going++
			}
		}
	}
	if inbound >= len(f.written) && waiting == 0 && going == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d messages, %d chats waiting, %d replies under way", inbound, len(f.written), waiting, going)
}

// sends is what WhatsApp accepted, by our reference.
func (f *traffic) sends() map[inbox.MessageID][]simulator.Send {
	f.t.Helper()
	_, body := f.do(http.MethodGet, f.sim+"/simulator/sends", "")
	var all []simulator.Send
	must(f.t, json.Unmarshal(body, &all))
	byRef := map[inbox.MessageID][]simulator.Send{}
	for _, s := range all {
		byRef[inbox.MessageID(s.Ref)] = append(byRef[inbox.MessageID(s.Ref)], s)
	}
	return byRef
}
