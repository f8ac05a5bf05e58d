package simulator_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/provider/simulator"
)

const hello = `{"messaging_product":"whatsapp","to":"+` + phone +
	`","type":"template","template":{"name":"hello_world","language":{"code":"en_US"}}}`

func TestWindow(t *testing.T) {
	t.Parallel()
	c := newClock()
	r := start(t, &simulator.Options{Now: c.Now})
	require.Equal(t, 131047, r.send(text("too early", "")).Error.Code)
	r.sendOK(hello)
	require.Equal(t, 131047, r.send(text("a template opens nothing", "")).Error.Code)
	r.write("hello")
	r.sendOK(text("open", ""))
	c.Add(24*time.Hour - time.Second)
	r.sendOK(text("still open", ""))
	c.Add(time.Second)
	got := r.send(text("closed", ""))
	require.Equal(t, http.StatusBadRequest, got.status)
	require.Equal(t, 131047, got.Error.Code)
	r.sendOK(hello)
	r.writes(simulator.Inbound{From: phone, Reaction: &simulator.Reaction{MessageID: "wamid.x", Emoji: "👍"}})
	require.Equal(t, 131047, r.send(text("a reaction opens nothing", "")).Error.Code)
	r.write("again")
	r.sendOK(text("open again", ""))
}

func TestWindowIsOfTheNumber(t *testing.T) {
	t.Parallel()
	r := start(t, &simulator.Options{Numbers: []simulator.Number{
		{ID: "1", WABA: "10", Display: "15550100001"}, {ID: "2", WABA: "20", Display: "15550100002"},
	}})
	r.writes(simulator.Inbound{Number: "2", From: phone, Text: "hello"})
	one, err := r.call(http.MethodPost, "/1/messages", text("a", ""))
	require.NoError(t, err)
	require.Equal(t, 131047, one.Error.Code)
	two, err := r.call(http.MethodPost, "/2/messages", text("a", ""))
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, two.status)
	r.idle()
	for _, h := range r.app.hooks(t) {
		require.Equal(t, "20", h.WABA)
		require.Equal(t, "2", h.Metadata.ID)
		require.Equal(t, "15550100002", h.Metadata.Display)
	}
}

func TestWindowByStatus(t *testing.T) {
	t.Parallel()
	r := start(t, &simulator.Options{WindowByStatus: true})
	r.sendOK(text("closed", "ref"))
	r.idle()
	require.Equal(t, []string{"failed"}, r.app.words(t))
	require.Equal(t, 131047, r.Sends()[0].Failed)
	require.Empty(t, r.Chat("", phone))
}
