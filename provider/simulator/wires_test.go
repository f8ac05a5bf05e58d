package simulator_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/provider/simulator"
)

func TestFourWires(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	body := `{"messaging_product":"whatsapp","to":"+` + phone + `","type":"text","text":{"body":"hi"}}`
	sends := map[string]func() reply{
		"1": func() reply { return r.graph(http.MethodPost, "/v23.0/1/messages", body) },
		"2": func() reply { return r.dialog(http.MethodPost, "/messages", body) },
		"3": func() reply { return r.twilio(url.Values{"Body": {"hi"}}) },
		"4": func() reply { return r.one(http.MethodPost, "sendMessage", `{"phone":`+phone+`,"body":"hi"}`) },
	}
	for number, send := range sends {
		r.wrote(number, simulator.Inbound{Text: "hello"})
		got := send()
		require.Less(t, got.status, 300, string(got.raw))
		r.idle()
		require.NoError(t, r.Read(t.Context(), number, phone))
		r.idle()
		chat := r.Chat(number, phone)
		require.Len(t, chat, 2)
		require.Equal(t, "hi", chat[1].Body)
		require.False(t, chat[1].Read.IsZero())
	}
	require.Len(t, r.desk.at("/cloudapi"), 4)  // text sent delivered read
	require.Len(t, r.desk.at("/dialog360"), 4) // text sent delivered read
	require.Len(t, r.desk.at("/twilio"), 5)    // text queued sent delivered read
	require.Len(t, r.desk.at("/onemsg"), 5)    // text echo sent delivered read
	require.Len(t, r.Sends(), 4)
	require.Equal(t, 100, r.graph(http.MethodPost, "/2/messages", body).at("error", "code"), "not over its wire")
}

func TestNumbersOfAWireMustDiffer(t *testing.T) {
	t.Parallel()
	for name, second := range map[string]simulator.Number{
		"360dialog key":  {ID: "2", Display: "2", Wire: simulator.WireDialog360},
		"Twilio number":  {ID: "2", Display: "1", Wire: simulator.WireTwilio},
		"1msg instance":  {ID: "2", Display: "2", Wire: simulator.WireOneMsg},
		"no known wire":  {ID: "2", Display: "2", Wire: "pigeon"},
		"the same again": {ID: "1", Display: "3", Wire: simulator.WireOneMsg, Instance: "VAN9"},
	} {
		first := second
		first.ID, first.Wire = "1", or(second.Wire, simulator.WireDialog360)
		if second.Wire == "pigeon" {
			first.Wire = simulator.WireCloudAPI
		}
		_, err := simulator.New(&simulator.Options{Numbers: []simulator.Number{first, second}})
		require.Error(t, err, name)
	}
	_, err := simulator.New(&simulator.Options{Numbers: []simulator.Number{
		{ID: "1", Display: "1", Wire: simulator.WireDialog360},
		{ID: "2", Display: "2", Wire: simulator.WireDialog360, Key: "b"},
		{ID: "3", Display: "3", Wire: simulator.WireOneMsg},
		{ID: "4", Display: "4", Wire: simulator.WireOneMsg, Instance: "VAN9"},
	}})
	require.NoError(t, err)
}

func TestWindowOnEveryWire(t *testing.T) {
	t.Parallel()
	c := newClock()
	r := startWires(t, &simulator.Options{Now: c.Now})
	text := `{"messaging_product":"whatsapp","to":"` + phone + `","text":{"body":"hi"}}`
	for _, number := range []string{"1", "2", "3", "4"} {
		r.wrote(number, simulator.Inbound{Text: "hello"})
	}
	c.Add(24 * time.Hour)
	require.Equal(t, 131047, r.graph(http.MethodPost, "/1/messages", text).at("error", "code"))
	require.Equal(t, 131047, r.dialog(http.MethodPost, "/v1/messages", text).at("error", "code"))
	got := r.one(http.MethodPost, "sendMessage", `{"phone":"`+phone+`","body":"hi"}`)
	require.Equal(t, http.StatusOK, got.status)
	require.JSONEq(t, `{"sent":false,"message":"Dialog window is closed"}`, string(got.raw))
	require.Equal(t, http.StatusCreated, r.twilio(url.Values{"Body": {"hi"}}).status)
	r.idle()
	hooks := r.desk.at("/twilio")
	failed := hooks[len(hooks)-1].form(t)
	require.Equal(t, "failed", failed.Get("MessageStatus"))
	require.Equal(t, "63016", failed.Get("ErrorCode"))
	require.Contains(t, failed.Get("ErrorMessage"), "outside the allowed window")
	require.Len(t, r.Sends(), 1)
}

func TestWrongCredentials(t *testing.T) {
	t.Parallel()
	r := startWires(t, nil)
	form := basic("application/x-www-form-urlencoded")
	form.Set("Authorization", "Basic eDp5")
	for name, test := range map[string]struct {
		method, path string
		header       http.Header
		code         any
		at           []any
	}{
		"Cloud API":         {http.MethodPost, "/1/messages", http.Header{"Authorization": {"Bearer x"}}, 190, []any{"error", "code"}},
		"360dialog":         {http.MethodPost, "/messages", http.Header{"D360-Api-Key": {"x"}}, "Invalid api_key", []any{"meta", "developer_message"}},
		"360dialog, no key": {http.MethodPost, "/messages", http.Header{}, 401, []any{"meta", "http_code"}},
		"Twilio":            {http.MethodPost, account + "/Messages.json", form, 20003, []any{"code"}},
		"Twilio, none":      {http.MethodGet, "/v1/Content", http.Header{}, 20003, []any{"code"}},
		"another account":   {http.MethodGet, "/2010-04-01/Accounts/AC1/Messages.json", basic(""), 20003, []any{"code"}},
		"1msg": {
			http.MethodPost, instance + "sendMessage?token=x",
			http.Header{},
			`Wrong token "x" for channel "VAN510001"`,
			[]any{"error"},
		},
		"another instance": {
			http.MethodPost, "/VAN7/sendMessage?token=" + simulator.DefaultOneMsgToken,
			http.Header{},
			`Wrong token "simulator-1msg-token" for channel "VAN7"`,
			[]any{"error"},
		},
	} {
		got := r.must(test.method, test.path, test.header, "{}")
		require.Equal(t, http.StatusUnauthorized, got.status, name)
		require.Equal(t, test.code, got.at(test.at...), name)
	}
	require.Empty(t, r.Sends())
}

func TestFaultsOnEveryWire(t *testing.T) {
	t.Parallel()
	form := url.Values{"To": {"whatsapp:+" + phone}, "From": {"whatsapp:+" + twilioNumber}, "Body": {"hi"}}.Encode()
	text := `{"messaging_product":"whatsapp","to":"` + phone + `","text":{"body":"hi"}}`
	for name, test := range map[string]struct {
		number, path string
		header       http.Header
		body         string
		refused      int // the status of Faults.Unavailable
	}{
		"360dialog": {"2", "/messages", keyed(), text, 500},
		"Twilio":    {"3", account + "/Messages.json", basic("application/x-www-form-urlencoded"), form, 500},
		"1msg": {
			"4", instance + "sendMessage?token=" + simulator.DefaultOneMsgToken,
			http.Header{"Content-Type": {"application/json"}},
			`{"phone":"` + phone + `","body":"hi"}`, 500,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := startWires(t, nil)
			r.wrote(test.number, simulator.Inbound{Text: "hello"})
			r.SetFaults(simulator.Faults{LostAnswer: 1})
			_, err := r.do(http.MethodPost, test.path, test.header, test.body)
			require.Error(t, err)
			require.Len(t, r.Sends(), 1, "it was sent")
			r.SetFaults(simulator.Faults{LostRequest: 1})
			_, err = r.do(http.MethodPost, test.path, test.header, test.body)
			require.Error(t, err)
			r.SetFaults(simulator.Faults{Unavailable: 1})
			require.Equal(t, test.refused, r.must(http.MethodPost, test.path, test.header, test.body).status)
			require.Len(t, r.Sends(), 1)
			r.SetFaults(simulator.Faults{Duplicate: 1})
			r.idle()
			before := len(r.desk.at("/"))
			r.wrote(test.number, simulator.Inbound{Text: "twice"})
			hooks := r.desk.at("/")[before:]
			require.Len(t, hooks, 2)
			require.Equal(t, string(hooks[0].body), string(hooks[1].body))
			require.Equal(t, hooks[0].header.Get("I-Twilio-Idempotency-Token"), hooks[1].header.Get("I-Twilio-Idempotency-Token"))
		})
	}
}

func TestLimitsOnEveryWire(t *testing.T) {
	t.Parallel()
	c := newClock()
	r := startWires(t, &simulator.Options{Now: c.Now, Throughput: 1})
	for _, number := range []string{"2", "3", "4"} {
		r.wrote(number, simulator.Inbound{Text: "hello"})
	}
	text := `{"messaging_product":"whatsapp","to":"` + phone + `","text":{"body":"hi"}}`
	require.Equal(t, http.StatusOK, r.dialog(http.MethodPost, "/messages", text).status)
	require.Equal(t, 130429, r.dialog(http.MethodPost, "/messages", text).at("error", "code"))
	require.Equal(t, http.StatusCreated, r.twilio(url.Values{"Body": {"hi"}}).status)
	limited := r.twilio(url.Values{"Body": {"hi"}})
	require.Equal(t, http.StatusTooManyRequests, limited.status)
	require.Equal(t, 20429, limited.at("code"))
	require.Equal(t, true, r.one(http.MethodPost, "sendMessage", `{"phone":"`+phone+`","body":"hi"}`).at("sent"))
	require.Equal(t, http.StatusTooManyRequests, r.one(http.MethodPost, "sendMessage", `{"phone":"`+phone+`","body":"hi"}`).status)
}

func TestPairLimitOnTwilioComesLater(t *testing.T) {
	t.Parallel()
	c := newClock()
	r := startWires(t, &simulator.Options{Now: c.Now, PairLimit: true})
	r.wrote("3", simulator.Inbound{Text: "hello"})
	for range 46 {
		require.Equal(t, http.StatusCreated, r.twilio(url.Values{"Body": {"hi"}}).status)
	}
	r.idle()
	hooks := r.desk.at("/twilio")
	require.Equal(t, "63018", hooks[len(hooks)-1].form(t).Get("ErrorCode"))
}
