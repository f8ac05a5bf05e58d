package main

import (
	"context"
	"errors"
	"io"
	"iter"
	"log/slog"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/inbox/memstore"
	"github.com/wainbox/wainbox/provider/simulator"
	"github.com/wainbox/wainbox/templates"
)

// bodyPart is a body with a text.
func bodyPart(text string) templates.Component { return templates.Component{Type: "BODY", Text: text} }

func definition(name string, status templates.Status, parts ...templates.Component) templates.Definition {
	return templates.Definition{
		ID: "id-" + name, Name: name, Language: "en_US", Category: templates.Utility, Status: status, Components: parts,
	}
}

// account is the templates of these tests.
func account() []templates.Definition {
	named := definition("still_there", templates.Approved,
		templates.Component{Type: "HEADER", Format: "TEXT", Text: "Hello {{first_name}}"}, bodyPart("Shall we go on, {{first_name}}?"),
		templates.Component{Type: "BUTTONS", Buttons: []templates.Button{
			{Type: "QUICK_REPLY", Text: "Yes"}, {Type: "URL", Text: "Look", URL: "https://shop.example/{{1}}"},
		}})
	named.Format = templates.Named
	return []templates.Definition{
		definition("order_ready", templates.Approved, bodyPart("Hello {{1}}, your order {{2}} is ready.")),
		named,
		definition("paused", templates.Paused, bodyPart("We are closed.")),
		definition("picture", templates.Approved, templates.Component{Type: "HEADER", Format: "IMAGE"}, bodyPart("Look!")),
	}
}

func listed(all ...templates.Definition) iter.Seq2[templates.Definition, error] {
	return func(yield func(templates.Definition, error) bool) {
		for _, d := range all {
			if !yield(d, nil) {
				return
			}
		}
	}
}

// lateConversation is one whose window is closed, at a site that knows the
// account's templates.
func lateConversation(t *testing.T) (s *site, id string) {
	t.Helper()
	s = open(t, nil)
	must(t, s.templates.Sync(time.Now(), listed(account()...)))
	c := s.writes(inboundMessage{id: "wamid.1", from: "16505550123", text: "hello", at: time.Now().Add(-25 * time.Hour)})
	return s, string(c.ID)
}

// The request that the page's form makes for a template of each place.
const stillThere = `{"template":{"name":"still_there","language":"en_US","values":{
	"header":{"text":"Ana","name":"first_name"},"body":{"first_name":"Ana"},"buttons":{"0":"go-on","1":"4711"}}},"agent":"bea"}`

func TestTemplateOutsideTheWindow(t *testing.T) {
	t.Parallel()
	s, id := lateConversation(t)
	replies := "/api/conversations/" + id + "/replies"
	s.refused(s.call(http.MethodPost, replies, `{"text":"hi"}`), 409, "window_closed")
	if w := s.call(http.MethodPost, replies, stillThere); w.Code != http.StatusOK {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	var got struct{ Messages []shownMessage }
	s.get("/api/conversations/"+id+"/messages", &got)
	if len(got.Messages) != 2 || got.Messages[0].Text != "Hello Ana\n\nShall we go on, Ana?" || got.Messages[0].Agent.Name != "Bea" {
		t.Errorf("messages: %+v", got.Messages)
	}
}

func TestTemplateRefused(t *testing.T) {
	t.Parallel()
	s, id := lateConversation(t)
	before := len(entries(t, s.store))
	for _, test := range []struct {
		name, template string
		status         int
		kind           string
		fields         map[string]string
	}{
		{
			"wrong values", `{"name":"order_ready","language":"en_US","values":{"body":["A\nna"]}}`, 422, "invalid",
			map[string]string{"body.1": "line break", "body.2": "missing"},
		},
		{
			"values of another form", `{"name":"order_ready","language":"en_US","values":{"body":[7]}}`, 422, "invalid",
			map[string]string{"body[0]": "a text, or an object of a type and what it needs"},
		},
		{
			"not approved", `{"name":"paused","language":"en_US"}`, 422, "template",
			map[string]string{"status": "not approved, PAUSED"},
		},
		{
			"not there", `{"name":"order_ready","language":"de"}`, 422, "template",
			map[string]string{"name": "not approved, not in the catalog"},
		},
		{"another member", `{"name":"order_ready","colour":"red"}`, 400, "request", nil},
	} {
		w := s.call(http.MethodPost, "/api/conversations/"+id+"/replies", `{"template":`+test.template+`}`)
		if diff := cmp.Diff(test.fields, s.refused(w, test.status, test.kind).Fields); diff != "" {
			t.Errorf("%s: fields (-want +got):\n%s", test.name, diff)
		}
	}
	if after := len(entries(t, s.store)); after != before {
		t.Errorf("%d entries were logged: something was queued", after-before)
	}
}

func TestTemplatesOffered(t *testing.T) {
	t.Parallel()
	s, id := lateConversation(t)
	var list offer
	s.get("/api/templates", &list)
	var names, inputs []string
	for _, one := range list.Templates {
		names = append(names, one.Key())
		for _, slot := range one.Slots {
			inputs = append(inputs, input(slot))
		}
	}
	if diff := cmp.Diff([]string{"order_ready/en_US", "still_there/en_US"}, names); diff != "" || list.LeftOut != 1 {
		t.Errorf("%d left out; offered (-want +got):\n%s", list.LeftOut, diff)
	}
	if diff := cmp.Diff([]string{
		"template.values.body.1", "template.values.body.2", "template.values.header.text", "template.values.body.first_name",
		"template.values.buttons.0", "template.values.buttons.1",
	}, inputs); diff != "" {
		t.Errorf("inputs (-want +got):\n%s", diff)
	}
	for path, want := range map[string][]string{
		"/c/" + id: {"order_ready (en_US)", "Hello {{1}}, your order {{2}} is ready.", `name="template.values.body.2"`, "1 more approved"},
		"/c/" + id + "?template=still_there/en_US": {"Hello {{first_name}}", `name="template.values.header.name" value="first_name"`},
		"/c/" + id + "?template=paused/en_US":      {"cannot be sent now"},
	} {
		page := s.call(http.MethodGet, path, "").Body.String()
		for _, text := range want {
			if !strings.Contains(page, text) {
				t.Errorf("%s: no %q", path, text)
			}
		}
		if strings.Contains(page, "We are closed") || strings.Contains(page, "paused (en_US)") || strings.Contains(page, "picture (en_US)") {
			t.Errorf("%s offers what cannot be sent from it", path)
		}
	}
}

func TestTemplatePreview(t *testing.T) {
	t.Parallel()
	s, _ := lateConversation(t)
	const path = "/api/templates/preview"
	w := s.call(http.MethodPost, path, `{"template":{"name":"order_ready","language":"en_US","values":{"body":{"2":"4711"}}},"agent":"bea"}`)
	if want := `{"preview":"Hello {{1}}, your order 4711 is ready."}`; strings.TrimSpace(w.Body.String()) != want {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	s.refused(s.call(http.MethodPost, path, `{"template":{"name":"cow","language":"en_US"}}`), 404, "not_found")
	s.refused(s.call(http.MethodPost, path, `{"template":`), 400, "request")
}

func TestTemplatesUnknown(t *testing.T) {
	t.Parallel()
	const reply, preview = `{"template":{"name":"order_ready","language":"en_US"}}`, "/api/templates/preview"
	for name, test := range map[string]struct {
		waba   string
		status int
		kind   string
	}{
		"before the first sync": {simulator.DefaultWABA, 503, "templates"},
		"of an account unnamed": {"", 404, "not_found"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := configured(t)
			c.account.WABA, c.graphURL, c.files = test.waba, "http://127.0.0.1:9", t.TempDir()
			store := memstore.New(nil)
			h, err := newHelpdesk(c, store, nil, slog.New(slog.DiscardHandler))
			must(t, err)
			must(t, seed(t.Context(), store, h.engine, configured(t)))
			s := siteOf(t, h)
			one := s.writes(inboundMessage{id: "wamid.1", from: "16505550123", text: "hello"})
			s.refused(s.call(http.MethodPost, "/api/conversations/"+string(one.ID)+"/replies", reply), test.status, test.kind)
			s.refused(s.call(http.MethodPost, preview, reply), 404, "not_found")
			page := s.call(http.MethodGet, "/c/"+string(one.ID), "").Body.String()
			if !strings.Contains(page, "No approved template") || strings.Contains(page, "Send template") {
				t.Error("a template is offered")
			}
		})
	}
}

// lister answers each list with the next of its answers, and then with none.
type lister struct {
	answers chan iter.Seq2[templates.Definition, error]
}

func (l lister) Templates(context.Context, templates.Query) iter.Seq2[templates.Definition, error] {
	return <-l.answers
}

func TestKeepTemplates(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		l := lister{make(chan iter.Seq2[templates.Definition, error], 2)}
		l.answers <- func(yield func(templates.Definition, error) bool) {
			yield(templates.Definition{}, errors.New("no answer"))
		}
		l.answers <- listed(account()...)
		var log strings.Builder
		var catalog templates.Catalog
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			keepTemplates(ctx, &catalog, l, slog.New(slog.NewTextHandler(&log, nil)))
		}()
		synctest.Wait()
		if !catalog.Synced().IsZero() || !strings.Contains(log.String(), "templates were not read") {
			t.Errorf("synced %v, logged %q", catalog.Synced(), log.String())
		}
		<-time.After(syncEvery) // of the bubble's clock
		synctest.Wait()
		if _, ok := catalog.Find("order_ready", "en"); !ok {
			t.Error("what failed is not tried again")
		}
		stop()
		<-ended
	})
}

// From the simulator's samples to the customer's phone.
func TestTemplateReachesThePhone(t *testing.T) {
	t.Parallel()
	c, err := configure(nil, environment("WAINBOX_ADDR", "127.0.0.1:0", "WAINBOX_DB", filepath.Join(t.TempDir(), "wainbox.db"),
		"WAINBOX_FILES", t.TempDir()), io.Discard)
	must(t, err)
	at, stop := served(t, c)
	late := callback(inboundMessage{id: "wamid.1", from: "16505550123", text: "hello", at: time.Now().Add(-25 * time.Hour)})
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, at+webhookPath, strings.NewReader(late))
	must(t, err)
	signed(late, simulator.DefaultAppSecret)(r)
	a, err := http.DefaultClient.Do(r)
	must(t, err)
	must(t, a.Body.Close())
	var offered offer
	eventually(t, "the samples are offered", func() bool {
		ask(t, "GET", at+"/api/templates", "", &offered)
		return len(offered.Templates) == len(samples())
	})
	var list conversations
	ask(t, "GET", at+"/api/conversations", "", &list)
	if len(list.Conversations) != 1 || list.Conversations[0].Window.Open {
		t.Fatalf("conversations: %+v", list.Conversations)
	}
	replies := at + "/api/conversations/" + string(list.Conversations[0].ID) + "/replies"
	if status := ask(t, "POST", replies, `{"text":"hi"}`, nil); status != 409 {
		t.Errorf("a text: %d", status)
	}
	for _, template := range []string{
		`{"name":"order_ready","language":"en_US","values":{"body":{"1":"Ana","2":"4711"}}}`,
		`{"name":"still_there","language":"en_US","values":{"body":{"first_name":"Ana"}}}`,
	} {
		if status := ask(t, "POST", replies, `{"template":`+template+`}`, nil); status != 200 {
			t.Fatalf("a template: %d", status)
		}
	}
	var phone struct{ Messages []simulator.Message }
	eventually(t, "the phone has both", func() bool {
		ask(t, "GET", at+"/api/phone?phone=16505550123", "", &phone)
		return len(phone.Messages) == 2
	})
	for i, want := range []string{"Hello Ana, your order 4711 is ready.", "Hello Ana, we were not done yet."} {
		if m := phone.Messages[i]; m.Type != "template" || !strings.Contains(m.Body, want) {
			t.Errorf("the phone shows %q, want %q", m.Body, want)
		}
	}
	must(t, stop())
}
