package simulator_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/provider/simulator"
)

func TestStatuses(t *testing.T) {
	t.Parallel()
	price := func(category string) map[string]any {
		return map[string]any{"billable": true, "pricing_model": "PMP", "type": "regular", "category": category}
	}
	c := newClock()
	r := start(t, &simulator.Options{Now: c.Now, AutoRead: true, Workers: 1})
	r.writes(simulator.Inbound{From: phone, UserID: "US.7", Name: "Ann", Text: "hello"})
	id := r.sendOK(text("a", "ref"))
	r.idle()
	hooks := r.app.hooks(t)[1:]
	require.Len(t, hooks, 3)
	contact := []map[string]any{{"profile": map[string]any{"name": "Ann"}, "wa_id": phone, "user_id": "US.7"}}
	for i, word := range []string{"sent", "delivered", "read"} {
		want := map[string]any{
			"id": id, "status": word, "timestamp": "1795262400", "recipient_id": phone, "recipient_user_id": "US.7",
			"biz_opaque_callback_data": "ref",
		}
		if word != "read" {
			want["pricing"] = price("service")
		}
		require.Empty(t, cmp.Diff([]map[string]any{want}, hooks[i].Statuses))
		require.Empty(t, cmp.Diff(contact, hooks[i].Contacts))
	}
	r.sendOK(hello)
	r.idle()
	require.Equal(t, price("utility"), r.app.hooks(t)[4].Statuses[0]["pricing"])
}

func TestUnreachable(t *testing.T) {
	t.Parallel()
	r := start(t, &simulator.Options{Unreachable: []string{"+1 650 555 0123"}})
	r.write("hello")
	id := r.sendOK(text("a", "ref"))
	r.idle()
	h := r.app.hooks(t)[1]
	require.Empty(t, h.Contacts)
	status := h.Statuses[0]
	require.Equal(t, id, status["id"])
	require.Equal(t, "failed", status["status"])
	require.Equal(t, "ref", status["biz_opaque_callback_data"])
	require.Equal(t, phone, status["recipient_id"])
	require.NotContains(t, status, "recipient_user_id")
	failure := status["errors"].([]any)[0].(map[string]any)
	require.EqualValues(t, 131026, failure["code"])
	require.NotEmpty(t, failure["title"])
	require.NotEmpty(t, failure["error_data"].(map[string]any)["details"])
	require.Equal(t, 131026, r.Sends()[0].Failed)
	require.Len(t, r.Chat("", phone), 1, "the phone sees only its own message")
	r.SetUnreachable(phone, false)
	r.sendOK(text("b", ""))
	require.Len(t, r.Chat("", phone), 2)
}

func TestReactionIsOnlySent(t *testing.T) {
	t.Parallel()
	r := start(t, &simulator.Options{AutoRead: true})
	id := r.write("hello")
	r.sendOK(`{"messaging_product":"whatsapp","to":"` + phone + `","type":"reaction","reaction":{"message_id":"` + id + `","emoji":"👍"}}`)
	r.idle()
	require.Equal(t, []string{"text", "sent"}, r.app.words(t))
}

func TestTicks(t *testing.T) {
	t.Parallel()
	c := newClock()
	r := start(t, &simulator.Options{Now: c.Now, Pace: time.Second})
	began := c.Now()
	asked := r.write("hello")
	replied := r.sendOK(text("a", ""))
	want := []simulator.Message{
		{ID: asked, Type: "text", Body: "hello", Content: []byte(`{"body":"hello"}`), Sent: began, Delivered: began},
		{ID: replied, FromBusiness: true, Type: "text", Body: "a", Content: []byte(`{"body":"a"}`)},
	}
	require.Empty(t, cmp.Diff(want[:1], r.Chat("", phone)), "not even sent")
	require.NoError(t, r.Read(t.Context(), "", phone))
	c.Add(time.Second)
	want[1].Sent = began.Add(time.Second)
	require.Empty(t, cmp.Diff(want, r.Chat("", phone)))
	c.Add(time.Second)
	want[1].Delivered = began.Add(2 * time.Second)
	require.Empty(t, cmp.Diff(want, r.Chat(simulator.DefaultNumberID, "+"+phone)))
	require.NoError(t, r.Read(t.Context(), "", phone))
	require.NoError(t, r.Read(t.Context(), "", phone))
	want[1].Read = c.Now()
	require.Empty(t, cmp.Diff(want, r.Chat("", phone)))
	r.idle()
	require.Equal(t, []string{"text", "sent", "delivered", "read"}, r.app.words(t))
	require.ErrorIs(t, r.Read(t.Context(), "", "1"), simulator.ErrNoChat)
	require.Nil(t, r.Chat("", "1"))
	require.Nil(t, r.Chat("nothing", phone))
}

func TestReadByBusiness(t *testing.T) {
	t.Parallel()
	r := start(t, nil)
	first, second, third := r.write("1"), r.write("2"), r.write("3")
	read := func() []string {
		var ids []string
		for _, m := range r.Chat("", phone) {
			if !m.Read.IsZero() {
				ids = append(ids, m.ID)
			}
		}
		return ids
	}
	require.Empty(t, read())
	got := r.send(`{"messaging_product":"whatsapp","status":"read","message_id":"` + second + `","typing_indicator":{"type":"text"}}`)
	require.JSONEq(t, `{"success":true}`, string(got.body))
	require.Empty(t, cmp.Diff([]string{first, second}, read(), cmpopts.EquateEmpty()))
	require.True(t, r.send(`{"messaging_product":"whatsapp","status":"read","message_id":"`+first+`"}`).Success)
	require.True(t, r.send(`{"messaging_product":"whatsapp","status":"read","message_id":"`+third+`"}`).Success)
	require.Equal(t, []string{first, second, third}, read())
}
