package simulator_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/provider/simulator"
)

func TestRefusals(t *testing.T) {
	const messages = "/v23.0/" + simulator.DefaultNumberID + "/messages"
	to := func(kind, content string) string {
		return fmt.Sprintf(`{"messaging_product":"whatsapp","to":"%s","type":"%s","%s":%s}`, phone, kind, kind, content)
	}
	template := func(name, language, parameters string) string {
		return to("template", fmt.Sprintf(
			`{"name":"%s","language":{"code":"%s"},"components":[{"type":"BODY","parameters":[%s]}]}`,
			name, language, parameters))
	}
	buttons := func(titles ...string) string {
		var list []string
		for i, title := range titles {
			list = append(list, fmt.Sprintf(`{"type":"reply","reply":{"id":"%d","title":"%s"}}`, i, title))
		}
		return to("interactive", `{"type":"button","body":{"text":"?"},"action":{"buttons":[`+strings.Join(list, ",")+`]}}`)
	}
	bearer := func(token string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set("Authorization", token) }
	}
	tests := []struct {
		name, path, body string
		edit             func(*http.Request)
		status, code     int
		subcode          int
	}{
		{name: "wrong token", body: text("a", ""), edit: bearer("Bearer wrong"), status: 401, code: 190},
		{name: "no token", body: text("a", ""), edit: bearer(""), status: 401, code: 190},
		{name: "unknown number", path: "/v23.0/42/messages", body: text("a", ""), status: 400, code: 100, subcode: 33},
		{name: "unknown path", path: "/v23.0/42/cows", body: "{}", status: 400, code: 2500},
		{name: "no JSON", body: "{", status: 400, code: 100},
		{name: "wrong type of a field", body: `{"messaging_product":"whatsapp","to":1}`, status: 400, code: 100},
		{name: "no product", body: `{"to":"1"}`, status: 400, code: 100},
		{name: "no recipient", body: `{"messaging_product":"whatsapp","text":{"body":"a"}}`, status: 400, code: 100},
		{name: "no content", body: `{"messaging_product":"whatsapp","to":"16505550123","type":"text"}`, status: 400, code: 131008},
		{name: "null content", body: to("text", "null"), status: 400, code: 131008},
		{name: "empty text", body: to("text", `{"body":""}`), status: 400, code: 100},
		{name: "long text", body: text(strings.Repeat("é", 4097), ""), status: 400, code: 100},
		{name: "long reference", body: text("a", strings.Repeat("r", 513)), status: 400, code: 100},
		{name: "group", body: `{"messaging_product":"whatsapp","recipient_type":"group","to":"1","text":{"body":"a"}}`, status: 400, code: 100},
		{name: "unknown type", body: to("song", `{}`), status: 400, code: 131051},
		{name: "to itself", body: strings.Replace(text("a", ""), phone, simulator.DefaultDisplay, 1), status: 400, code: 131021},
		{name: "to is not a phone", body: strings.Replace(text("a", ""), "+"+phone, "nobody", 1), status: 400, code: 131009},
		{name: "recipient is not a user id", body: strings.Replace(text("a", ""), `"to":"+`, `"recipient":"`, 1), status: 400, code: 131009},
		{name: "window closed", body: strings.Replace(text("a", ""), phone, "16505550999", 1), status: 400, code: 131047},

		{name: "unknown template", body: template("nothing", "en_US", ""), status: 404, code: 132001},
		{name: "unknown language", body: template("order", "de", `{"type":"text","text":"1"},{"type":"text","text":"2"}`), status: 404, code: 132001},
		{name: "too few parameters", body: template("order", "en_US", `{"type":"text","text":"1"}`), status: 400, code: 132000},
		{name: "too many parameters", body: template("plain", "en_US", `{"type":"text","text":"1"}`), status: 400, code: 132000},
		{name: "empty parameter", body: template("order", "en_US", `{"type":"text","text":"1"},{"type":"text","text":""}`), status: 400, code: 131008},
		{name: "line break in a parameter", body: template("order", "en_US", `{"type":"text","text":"1"},{"type":"text","text":"a\nb"}`), status: 400, code: 132018},
		{name: "filled too long", body: template("order", "en_US", `{"type":"text","text":"1"},{"type":"text","text":"`+strings.Repeat("x", 1024)+`"}`), status: 400, code: 132005},
		{name: "template without name", body: to("template", `{"language":{"code":"en_US"}}`), status: 400, code: 131008},
		{name: "template without language", body: to("template", `{"name":"order"}`), status: 400, code: 131008},
		{name: "code to a user id", body: `{"messaging_product":"whatsapp","recipient":"US.1","type":"template","template":{"name":"code","language":{"code":"en_US"}}}`, status: 400, code: 131062},

		{name: "picture of nothing", body: to("image", `{}`), status: 400, code: 131008},
		{name: "unknown media", body: to("image", `{"id":"1"}`), status: 400, code: 131009},
		{name: "long caption", body: to("image", `{"link":"https://x/y","caption":"`+strings.Repeat("c", 1025)+`"}`), status: 400, code: 100},
		{name: "audio with caption", body: to("audio", `{"link":"https://x/y","caption":"c"}`), status: 400, code: 100},
		{name: "reaction to nothing", body: to("reaction", `{"emoji":"x"}`), status: 400, code: 131008},
		{name: "reaction without emoji", body: to("reaction", `{"message_id":"x"}`), status: 400, code: 131008},
		{name: "location without place", body: to("location", `{"latitude":"1"}`), status: 400, code: 131008},
		{name: "no contacts", body: to("contacts", `[]`), status: 400, code: 131008},
		{name: "interactive without type", body: to("interactive", `{}`), status: 400, code: 131008},
		{name: "interactive without action", body: to("interactive", `{"type":"flow"}`), status: 400, code: 131008},
		{name: "no buttons", body: buttons(), status: 400, code: 131009},
		{name: "four buttons", body: buttons("a", "b", "c", "d"), status: 400, code: 131009},
		{name: "long button", body: buttons(strings.Repeat("b", 21)), status: 400, code: 100},
		{name: "same buttons", body: buttons("a", "a"), status: 400, code: 131009},
		{name: "list without rows", body: to("interactive", `{"type":"list","body":{"text":"?"},"action":{"button":"b"}}`), status: 400, code: 131009},

		{name: "read nothing", body: `{"messaging_product":"whatsapp","status":"read"}`, status: 400, code: 131008},
		{name: "read something unknown", body: `{"messaging_product":"whatsapp","status":"read","message_id":"wamid.x"}`, status: 400, code: 131009},
		{name: "odd status", body: `{"messaging_product":"whatsapp","status":"eaten","message_id":"wamid.x"}`, status: 400, code: 131009},
	}
	r := start(t, &simulator.Options{Templates: []simulator.Template{
		{Name: "order", Language: "en_US", Body: "Order {{1}} is {{2}}."},
		{Name: "plain", Language: "en_US", Body: "Hello."},
		{Name: "code", Language: "en_US", Category: "AUTHENTICATION", Body: "Your code."},
	}})
	r.write("hello")
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			edit := test.edit
			if edit == nil {
				edit = func(*http.Request) {}
			}
			got, err := r.call(http.MethodPost, or(test.path, messages), test.body, edit)
			require.NoError(t, err)
			require.Equal(t, test.status, got.status, string(got.body))
			require.Equal(t, test.code, got.Error.Code, string(got.body))
			require.Equal(t, test.subcode, got.Error.Subcode)
			require.NotEmpty(t, got.Error.Message)
			require.NotEmpty(t, got.Error.Type)
			require.NotEmpty(t, got.Error.Trace)
			require.NotContains(t, string(got.body), phone)
		})
	}
	require.Empty(t, r.Sends())
}

func TestAccepted(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, kind, content, body, path string
	}{
		{name: "text", kind: "text", content: `{"body":"hé"}`, body: "hé"},
		{name: "longest text", kind: "text", content: `{"body":"` + strings.Repeat("é", 4096) + `"}`, body: strings.Repeat("é", 4096)},
		{name: "no version", path: "/", kind: "text", content: `{"body":"a"}`, body: "a"},
		{name: "other version", path: "/v9.10/", kind: "text", content: `{"body":"a"}`, body: "a"},
		{name: "image by link", kind: "image", content: `{"link":"https://x/y.png","caption":"c"}`, body: "c"},
		{name: "document by link", kind: "document", content: `{"link":"https://x/y.pdf","filename":"y.pdf"}`},
		{name: "reaction", kind: "reaction", content: `{"message_id":"wamid.x","emoji":"👍"}`, body: "👍"},
		{name: "reaction taken back", kind: "reaction", content: `{"message_id":"wamid.x","emoji":""}`},
		{name: "location", kind: "location", content: `{"latitude":1.5,"longitude":"2","name":"n"}`, body: "n"},
		{name: "contacts", kind: "contacts", content: `[{"name":{"formatted_name":"Ann"}}]`, body: "Ann"},
		{name: "buttons", kind: "interactive", content: `{"type":"button","body":{"text":"?"},"action":{"buttons":[{"type":"reply","reply":{"id":"1","title":"a"}}]}}`, body: "?"},
		{name: "list", kind: "interactive", content: `{"type":"list","body":{"text":"?"},"action":{"button":"b","sections":[{"rows":[{"id":"1","title":"a"}]}]}}`, body: "?"},
		{name: "link button", kind: "interactive", content: `{"type":"cta_url","body":{"text":"!"},"action":{"name":"cta_url","parameters":{"display_text":"d","url":"https://x"}}}`, body: "!"},
		{name: "template", kind: "template", content: `{"name":"order","language":{"code":"en-US"},"components":[{"type":"header","parameters":[]},{"type":"body","parameters":[{"type":"text","parameter_name":"name","text":"Ann"}]}]}`, body: "Hi Ann."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := start(t, &simulator.Options{Templates: []simulator.Template{
				{Name: "order", Language: "en_US", Body: "Hi {{name}}."},
			}})
			r.write("hello")
			body := fmt.Sprintf(`{"messaging_product":"whatsapp","to":"+1 (650) 555-0123","type":"%s","%s":%s,`+
				`"biz_opaque_callback_data":"ref","context":{"message_id":"wamid.c"}}`, test.kind, test.kind, test.content)
			got, err := r.call(http.MethodPost, or(test.path, "/v23.0/")+simulator.DefaultNumberID+"/messages", body)
			require.NoError(t, err)
			require.Equal(t, http.StatusOK, got.status, string(got.body))
			message := map[string]string{"id": got.Messages[0]["id"]}
			want := simulator.Send{
				ID: got.Messages[0]["id"], Number: simulator.DefaultNumberID, To: "+1 (650) 555-0123", Type: test.kind,
				Body: test.body, Content: []byte(test.content), ReplyTo: "wamid.c", Ref: "ref",
			}
			switch test.kind {
			case "reaction":
				want.ReplyTo = "wamid.x"
			case "template":
				message["message_status"] = "accepted"
			}
			require.Equal(t, []map[string]string{{"input": "+1 (650) 555-0123", "wa_id": phone}}, got.Contacts)
			require.Equal(t, []map[string]string{message}, got.Messages)
			require.Empty(t, cmp.Diff([]simulator.Send{want}, r.Sends(), cmpopts.IgnoreFields(simulator.Send{}, "At")))
		})
	}
}

func TestRepeatedReferenceIsAcceptedAndSeen(t *testing.T) {
	t.Parallel()
	r := start(t, nil)
	r.write("hello")
	for _, ref := range []string{"a", "b", "a", "", "", "a", "b"} {
		r.sendOK(text("x", ref))
	}
	require.Equal(t, []string{"a", "b"}, r.Repeated())
	require.Len(t, r.Sends(), 7)
	r.Forget()
	require.Empty(t, r.Repeated())
	require.Empty(t, r.Sends())
	r.sendOK(text("the window is still open", ""))
}

func TestThroughput(t *testing.T) {
	t.Parallel()
	c := newClock()
	r := start(t, &simulator.Options{Throughput: 2, Now: c.Now})
	r.write("hello")
	r.sendOK(text("1", ""))
	r.sendOK(text("2", ""))
	got := r.send(text("3", ""))
	require.Equal(t, http.StatusBadRequest, got.status)
	require.Equal(t, 130429, got.Error.Code)
	c.Add(500 * time.Millisecond)
	r.sendOK(text("4", ""))
	require.Equal(t, 130429, r.send(text("5", "")).Error.Code)
}

func TestPairLimit(t *testing.T) {
	t.Parallel()
	c := newClock()
	r := start(t, &simulator.Options{PairLimit: true, Now: c.Now})
	r.write("hello")
	r.writes(simulator.Inbound{From: "16505550124", Text: "hello"})
	for range 45 {
		r.sendOK(text("burst", ""))
	}
	got := r.send(text("one more", ""))
	require.Equal(t, http.StatusBadRequest, got.status)
	require.Equal(t, 131056, got.Error.Code)
	r.sendOK(strings.Replace(text("someone else", ""), phone, "16505550124", 1))
	c.Add(6 * time.Second)
	r.sendOK(text("later", ""))
	require.Equal(t, 131056, r.send(text("one more", "")).Error.Code)
}
