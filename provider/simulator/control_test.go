package simulator_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/provider/simulator"
)

// control calls a control endpoint without a token.
func (r *rig) control(method, path, body string, edit ...func(*http.Request)) answered {
	r.t.Helper()
	got, err := r.call(method, "/simulator/"+path, body, append(edit, func(q *http.Request) { q.Header.Del("Authorization") })...)
	require.NoError(r.t, err)
	return got
}

func TestControl(t *testing.T) {
	t.Parallel()
	r := start(t, &simulator.Options{Workers: 1})
	for _, path := range []string{"sends", "repeated", "chat?phone=" + phone} {
		require.JSONEq(t, "[]", string(r.control(http.MethodGet, path, "").body))
	}
	wrote := r.control(http.MethodPost, "messages", `{"from":"`+phone+`","name":"Ann","text":"hello"}`)
	require.Equal(t, http.StatusOK, wrote.status)
	require.NotEmpty(t, wrote.ID)
	require.Equal(t, http.StatusOK, r.control(http.MethodPost, "messages",
		`{"from":"`+phone+`","file":{"kind":"image","data":"/9j/"},"reply_to":"`+wrote.ID+`"}`).status)
	r.sendOK(text("a", "ref"))
	r.sendOK(text("b", "ref"))
	require.JSONEq(t, `["ref"]`, string(r.control(http.MethodGet, "repeated", "").body))
	require.True(t, r.control(http.MethodPost, "read", `{"phone":"`+phone+`"}`).Success)
	require.Equal(t, http.StatusNotFound, r.control(http.MethodPost, "read", `{"phone":"1"}`).status)

	var sends []simulator.Send
	require.NoError(t, json.Unmarshal(r.control(http.MethodGet, "sends", "").body, &sends))
	require.Len(t, sends, 2)
	require.Equal(t, "ref", sends[0].Ref)
	var chat []simulator.Message
	require.NoError(t, json.Unmarshal(r.control(http.MethodGet, "chat?phone=%2B"+phone, "").body, &chat))
	require.Len(t, chat, 4)
	require.Equal(t, wrote.ID, chat[0].ID)
	require.Equal(t, wrote.ID, chat[1].ReplyTo)
	require.False(t, chat[3].Read.IsZero())
	r.idle()
	require.Equal(t, []string{"text", "image", "sent", "delivered", "sent", "delivered", "read", "read"}, r.app.words(t))

	require.Equal(t, http.StatusBadRequest, r.control(http.MethodPost, "messages", `{"from":"1","text":"a","colour":"red"}`).status)
	require.Equal(t, http.StatusBadRequest, r.control(http.MethodPost, "messages", `{"from":"1"}`).status)
	require.Equal(t, http.StatusMethodNotAllowed, r.control(http.MethodGet, "messages", "").status)
	require.Equal(t, http.StatusNotFound, r.control(http.MethodGet, "cows", "").status)

	require.True(t, r.control(http.MethodPost, "faults", `{"unavailable":1}`).Success)
	require.Equal(t, 131016, r.send(text("c", "")).Error.Code)

	other := &app{}
	receiver := httptest.NewServer(other)
	t.Cleanup(receiver.Close)
	require.Equal(t, http.StatusBadRequest, r.control(http.MethodPost, "webhook", `{"url":"file:///etc"}`).status)
	require.True(t, r.control(http.MethodPost, "webhook", `{"url":"`+receiver.URL+`"}`).Success)
	r.write("elsewhere")
	r.idle()
	require.Equal(t, []string{"text"}, other.words(t))
}

func TestControlIsForThisMachine(t *testing.T) {
	r := start(t, nil)
	host := func(name string) func(*http.Request) { return func(q *http.Request) { q.Host = name } }
	header := func(name, value string) func(*http.Request) {
		return func(q *http.Request) { q.Header.Set(name, value) }
	}
	tests := []struct {
		name   string
		edit   func(*http.Request)
		method string
		status int
	}{
		{name: "this machine", edit: host("127.0.0.1:8090"), status: 200},
		{name: "another of its addresses", edit: host("127.8.8.8"), status: 200},
		{name: "by name", edit: host("localhost:1"), status: 200},
		{name: "IPv6", edit: host("[::1]:1"), status: 200},
		{name: "IPv6 without port", edit: host("[::1]"), status: 200},
		{name: "a foreign name", edit: host("rebound.example:8090"), status: 403},
		{name: "a foreign name that begins well", edit: host("127.0.0.1.example"), status: 403},
		{name: "an address of the network", edit: host("192.168.1.1:8090"), status: 403},
		{name: "same origin", edit: header("Sec-Fetch-Site", "same-origin"), status: 200},
		{name: "cross site", edit: header("Sec-Fetch-Site", "cross-site"), status: 403},
		{name: "same site", edit: header("Sec-Fetch-Site", "same-site"), status: 403},
		{name: "foreign origin", edit: header("Origin", "https://rebound.example"), status: 403},
		{name: "reading from a foreign name", edit: host("rebound.example"), method: http.MethodGet, status: 403},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if test.method == http.MethodGet {
				require.Equal(t, test.status, r.control(test.method, "sends", "", test.edit).status)
				return
			}
			got := r.control(http.MethodPost, "messages", `{"from":"`+phone+`","text":"a"}`, test.edit)
			require.Equal(t, test.status, got.status, string(got.body))
		})
	}
}

func TestNumberNode(t *testing.T) {
	t.Parallel()
	r := start(t, nil)
	got, err := r.call(http.MethodGet, "/v23.0/"+simulator.DefaultNumberID+"?fields=id", "")
	require.NoError(t, err)
	require.Equal(t, simulator.DefaultNumberID, got.ID)
}

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]simulator.Options{
		"number without id":     {Numbers: []simulator.Number{{Display: "1"}}},
		"number without digits": {Numbers: []simulator.Number{{ID: "1"}}},
		"number twice":          {Numbers: []simulator.Number{{ID: "1", Display: "1"}, {ID: "1", Display: "2"}}},
		"template without name": {Templates: []simulator.Template{{Language: "en"}}},
		"template in nothing":   {Templates: []simulator.Template{{Name: "a"}}},
	} {
		_, err := simulator.New(&o)
		require.Error(t, err, name)
	}
}
