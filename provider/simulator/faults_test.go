package simulator_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/provider/simulator"
)

func TestWebhookFaults(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		faults simulator.Faults
		now    []string // the texts that arrive at once, in order
		later  []string // and what a minute adds
	}{
		{name: "none", now: []string{"1", "2", "3", "4"}},
		{name: "second twice", faults: simulator.Faults{Duplicate: 2}, now: []string{"1", "2", "2", "3", "4", "4"}},
		{
			name:   "second twice, much later",
			faults: simulator.Faults{Duplicate: 2, DuplicateAfter: time.Second},
			now:    []string{"1", "2", "3", "4"}, later: []string{"2", "4"},
		},
		{name: "third late", faults: simulator.Faults{Late: 3}, now: []string{"1", "2", "4"}, later: []string{"3"}},
		{name: "second overtaken", faults: simulator.Faults{Reorder: 2}, now: []string{"1", "3", "2"}, later: []string{"4"}},
		{name: "pairs swapped", faults: simulator.Faults{Reorder: 1}, now: []string{"2", "1", "4", "3"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c := newClock()
			r := start(t, &simulator.Options{Now: c.Now, Faults: test.faults, Workers: 1})
			for _, text := range []string{"1", "2", "3", "4"} {
				r.write(text)
			}
			r.idle()
			require.ElementsMatch(t, test.now, r.app.texts(t))
			if test.faults.Duplicate == 0 {
				require.Equal(t, test.now, r.app.texts(t))
			}
			c.Add(time.Minute)
			r.idle()
			require.ElementsMatch(t, append(test.now, test.later...), r.app.texts(t))
			require.NoError(t, r.Drain(t.Context()))
		})
	}
}

func (a *app) texts(t *testing.T) []string {
	t.Helper()
	texts := []string{}
	for _, h := range a.hooks(t) {
		for _, m := range h.Messages {
			texts = append(texts, m["text"].(map[string]any)["body"].(string))
		}
	}
	return texts
}

func TestDuplicateHasTheSameBytes(t *testing.T) {
	t.Parallel()
	r := start(t, &simulator.Options{Faults: simulator.Faults{Duplicate: 1}})
	r.write("hello")
	r.idle()
	require.Len(t, r.app.bodies, 2)
	require.Equal(t, string(r.app.bodies[0]), string(r.app.bodies[1]))
}

func TestLostAnswer(t *testing.T) {
	t.Parallel()
	r := start(t, &simulator.Options{Faults: simulator.Faults{LostAnswer: 2}})
	r.write("hello")
	r.sendOK(text("1", "a"))
	_, err := r.call(http.MethodPost, "/"+simulator.DefaultNumberID+"/messages", text("2", "b"))
	require.Error(t, err)
	r.sendOK(text("3", "c"))
	sends := r.Sends()
	require.Len(t, sends, 3)
	require.Equal(t, "b", sends[1].Ref)
	r.idle()
	require.Equal(t, []string{"text", "sent", "delivered", "sent", "delivered", "sent", "delivered"}, r.app.words(t))
}

func TestLostRequestAndUnavailable(t *testing.T) {
	t.Parallel()
	r := start(t, nil)
	r.write("hello")
	r.SetFaults(simulator.Faults{LostRequest: 1})
	_, err := r.call(http.MethodPost, "/"+simulator.DefaultNumberID+"/messages", text("1", ""))
	require.Error(t, err)
	r.SetFaults(simulator.Faults{Unavailable: 1})
	got := r.send(text("2", ""))
	require.Equal(t, http.StatusInternalServerError, got.status)
	require.Equal(t, 131016, got.Error.Code)
	require.Empty(t, r.Sends())
	r.SetFaults(simulator.Faults{})
	r.sendOK(text("3", ""))
}
