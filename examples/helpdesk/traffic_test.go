//go:build unix

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/provider/simulator"
)

// traffic is everybody who talks to the helpdesk while it is killed, and what
// each of them was told.
type traffic struct {
	t       *testing.T
	client  *http.Client
	sim     string
	desk    func() string // the helpdesk's address of the moment
	stopped context.Context

	mu      sync.Mutex
	written map[string]string // what phones wrote: message id → phone
	posted  map[string]bool   // what we posted ourselves: message id → whether it was answered with 200
	replies []string          // the texts of replies that were acknowledged
}

const phones = 40

func phoneOf(i int) string { return fmt.Sprintf("165055501%02d", i) }

// do makes a request, which may fail at any moment, and reads its answer.
func (f *traffic) do(method, url string, in any, edit ...func(*http.Request)) (int, []byte) {
	body, ok := in.(string)
	if !ok {
		data, err := json.Marshal(in)
		if err != nil {
			f.t.Error(err)
		}
		body = string(data)
	}
	r, err := http.NewRequestWithContext(f.t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		f.t.Error(err)
		return 0, nil
	}
	for _, e := range edit {
		e(r)
	}
	a, err := f.client.Do(r)
	if err != nil {
		return 0, nil
	}
	defer func() { _ = a.Body.Close() }()
	got, err := io.ReadAll(a.Body)
	if err != nil {
		return 0, nil
	}
	return a.StatusCode, got
}

// every calls do at an interval until the traffic stops.
func (f *traffic) every(interval time.Duration, do func(n int)) {
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for n := 0; ; n++ {
		select {
		case <-tick.C:
			do(n)
		case <-f.stopped.Done():
			return
		}
	}
}

// customers write through the simulator, which delivers until it hears 200.
func (f *traffic) customers(rng *rand.Rand) {
	f.every(8*time.Millisecond, func(n int) {
		phone := phoneOf(n % phones)
		if n >= phones {
			phone = phoneOf(rng.IntN(phones))
		}
		status, body := f.do(http.MethodPost, f.sim+"/simulator/messages",
			simulator.Inbound{From: phone, Text: fmt.Sprintf("message %d 🫖", n)})
		var got struct{ ID string }
		if err := json.Unmarshal(body, &got); status != http.StatusOK || err != nil {
			f.t.Errorf("the simulator: %d %s", status, body)
			return
		}
		f.mu.Lock()
		f.written[got.ID] = phone
		f.mu.Unlock()
	})
}

// strangers post callbacks without the simulator, so that nothing but the
// answer's 200 says what must be stored. What fails they post again, or not.
func (f *traffic) strangers(rng *rand.Rand, who int) {
	var again string
	f.every(10*time.Millisecond, func(n int) {
		id := fmt.Sprintf("wamid.stranger-%d-%d", who, n)
		if again != "" {
			id = again
		}
		again = ""
		message := callback(inboundMessage{id: id, from: fmt.Sprintf("16505559%d%02d", who, rng.IntN(3)), text: id})
		status, _ := f.do(http.MethodPost, f.desk()+webhookPath, message, signed(message, simulator.DefaultAppSecret))
		f.mu.Lock()
		f.posted[id] = f.posted[id] || status == http.StatusOK
		f.mu.Unlock()
		if status != http.StatusOK && rng.IntN(2) == 0 {
			again = id
		}
	})
}

// agents answer whoever wrote to the simulator.
func (f *traffic) agents(rng *rand.Rand) {
	f.every(40*time.Millisecond, func(n int) {
		// The first phones' lanes belong to the sends that the kills interrupt.
		phone := phoneOf(2*kills + rng.IntN(phones-2*kills))
		if c := f.ours()[phone]; c != "" {
			f.reply(c, fmt.Sprintf("reply %d", n))
		}
	})
}

// ours are the conversations of the simulated phones, by their numbers.
func (f *traffic) ours() map[string]inbox.ConversationID {
	_, body := f.do(http.MethodGet, f.desk()+"/api/conversations?limit=200", "")
	var list conversations
	ours := map[string]inbox.ConversationID{}
	if json.Unmarshal(body, &list) == nil {
		for _, c := range list.Conversations {
			ours[c.Phone] = c.ID
		}
	}
	return ours
}

// conversation waits for a phone's.
func (f *traffic) conversation(phone string) (id inbox.ConversationID) {
	f.t.Helper()
	eventually(f.t, "a conversation", func() bool { id = f.ours()[phone]; return id != "" })
	return id
}

// reply posts one reply until it is acknowledged, always with the same key: a
// duplicate says that it was stored though the answer did not come.
func (f *traffic) reply(c inbox.ConversationID, text string) {
	for {
		status, body := f.do(http.MethodPost, f.desk()+"/api/conversations/"+string(c)+"/replies",
			map[string]string{"text": text, "key": text, "agent": "amal"})
		switch {
		case status == http.StatusOK, status == http.StatusConflict && bytes.Contains(body, []byte(`"duplicate"`)):
			f.mu.Lock()
			f.replies = append(f.replies, text)
			f.mu.Unlock()
			return
		case status != 0 && status != http.StatusServiceUnavailable:
			f.t.Errorf("%s: %d %s", text, status, body)
			return
		}
		pause := time.NewTimer(10 * time.Millisecond)
		select {
		case <-pause.C:
		case <-f.t.Context().Done():
			return
		}
	}
}
