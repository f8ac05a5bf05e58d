package twilio_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/profile"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/twilio"
)

const ownSender = `{"sid":"` + senderID + `","status":"ONLINE","sender_id":"whatsapp:+` + from + `",` +
	`"configuration":{"waba_id":"2001","account_type":null},` +
	`"webhook":{"callback_url":"` + hook + `","callback_method":"POST","fallback_url":null,"status_callback_url":"https://inbox.example.com/s"},` +
	`"profile":{"name":"Lamps","about":"a","address":"Street 1","description":"d","logo_url":"https://example.com/l.png","vertical":"Shopping and Retail",` +
	`"emails":[{"email":"a@example.com","label":"Email"},{"email":"b@example.com","label":"Other"}],` +
	`"websites":[{"website":"https://example.com","label":"Website"}],"banner_url":null,"accent_color":"#fff"},` +
	`"properties":{"quality_rating":"HIGH","messaging_limit":"10K Customers/24hr"},` +
	`"offline_reasons":[{"code":"30008","message":"No delivery","more_info":"https://www.twilio.com/docs/api/errors/30008"}]}`

// senders is a service with one sender, on the second page of the list.
func senders(t *testing.T, own string) (*twilio.Client, *[]string) {
	t.Helper()
	asked := &[]string{}
	var s *httptest.Server
	s = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		*asked = append(*asked, strings.TrimSpace(r.Method+" "+r.URL.RequestURI()+" "+string(body)))
		switch {
		case r.Method == http.MethodPost:
			w.WriteHeader(http.StatusAccepted)
			_, _ = io.WriteString(w, own)
		case strings.HasSuffix(r.URL.Path, "/"+senderID):
			_, _ = io.WriteString(w, own)
		case r.URL.Query().Get("PageToken") != "":
			_, _ = fmt.Fprintf(w, `{"senders":[%s],"meta":{"next_page_url":null}}`, own)
		default:
			_, _ = fmt.Fprintf(w, `{"senders":[{"sid":"XE%s","sender_id":"whatsapp:+15550100018","status":7}],"meta":{"next_page_url":%q}}`,
				hex32("1"), s.URL+"/v2/Channels/Senders?Channel=whatsapp&PageToken=x")
		}
	}))
	t.Cleanup(s.Close)
	return dial(t, s.URL, complete()), asked
}

var (
	listed = []string{"GET /v2/Channels/Senders?Channel=whatsapp&PageSize=100", "GET /v2/Channels/Senders?Channel=whatsapp&PageToken=x"}
	known  = "GET /v2/Channels/Senders/" + senderID
)

// TestProfile finds the sender in the list, and by its id from then on.
func TestProfile(t *testing.T) {
	t.Parallel()
	c, asked := senders(t, ownSender)
	want := profile.Profile{
		About: "a", Address: "Street 1", Description: "d", Email: "a@example.com", Websites: []string{"https://example.com"},
		Vertical: "RETAIL", PhotoURL: "https://example.com/l.png",
	}
	for range 2 {
		got, err := c.Profile(t.Context())
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Error(err, diff)
		}
	}
	if diff := cmp.Diff(append(append([]string{}, listed...), known), *asked); diff != "" {
		t.Error(diff)
	}
}

// TestUpdateProfile writes all that was read, with what changes.
func TestUpdateProfile(t *testing.T) {
	t.Parallel()
	about, empty, mail := "new", "", "c@example.com"
	vertical, unknown, sites := profile.Vertical("AUTO"), profile.Vertical("Matrimony Service"), []string{"https://example.org"}
	const rest = `"accent_color":"#fff","name":"Lamps","logo_url":"https://example.com/l.png"`
	const was = `"address":"Street 1","description":"d","vertical":"Shopping and Retail","about":"a",` +
		`"emails":[{"email":"a@example.com","label":"Email"},{"email":"b@example.com","label":"Other"}],` +
		`"websites":[{"website":"https://example.com","label":"Website"}],` + rest
	change := func(pairs ...string) string {
		return strings.NewReplacer(pairs...).Replace(was)
	}
	for name, tc := range map[string]struct {
		patch profile.Patch
		want  string
	}{
		"about":            {profile.Patch{About: &about}, change(`"about":"a"`, `"about":"new"`)},
		"cleared":          {profile.Patch{Address: &empty, Description: &empty}, change(`"Street 1"`, `""`, `"d"`, `""`)},
		"industry":         {profile.Patch{Vertical: &vertical}, change("Shopping and Retail", "Automotive")},
		"e-mail":           {profile.Patch{Email: &mail}, change("a@example.com", mail)},
		"no e-mail":        {profile.Patch{Email: &empty}, change(`{"email":"a@example.com","label":"Email"},`, "")},
		"websites":         {profile.Patch{Websites: &sites}, change(`"https://example.com"`, `"https://example.org"`)},
		"no websites":      {profile.Patch{Websites: &[]string{}}, change(`{"website":"https://example.com","label":"Website"}`, "")},
		"nothing":          {profile.Patch{}, ""},
		"a word of no use": {profile.Patch{Vertical: &unknown}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, asked := senders(t, ownSender)
			err := c.UpdateProfile(t.Context(), tc.patch)
			if tc.want == "" {
				if (err != nil) != (tc.patch != profile.Patch{}) || len(*asked) != 0 {
					t.Errorf("%v, asked %v", err, *asked)
				}
				return
			}
			if err != nil || len(*asked) != 3 {
				t.Fatalf("%v, asked %v", err, *asked)
			}
			body, ok := strings.CutPrefix((*asked)[2], "POST /v2/Channels/Senders/"+senderID+" ")
			want := `{"profile":{` + tc.want + `},"webhook":{"callback_url":"` + hook +
				`","callback_method":"POST","status_callback_url":"https://inbox.example.com/s"}}`
			if diff := cmp.Diff(object(t, want), object(t, body)); !ok || diff != "" {
				t.Error(diff)
			}
		})
	}
}

func object(t *testing.T, text string) map[string]any {
	t.Helper()
	var o map[string]any
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return o
}

// TestVerticals has a label for each of the platform's codes, and reads what it
// writes.
func TestVerticals(t *testing.T) {
	t.Parallel()
	for _, v := range profile.Verticals() {
		c, asked := senders(t, ownSender)
		if err := c.UpdateProfile(t.Context(), profile.Patch{Vertical: &v}); err != nil {
			t.Fatal(err)
		}
		_, body, _ := strings.Cut((*asked)[2], senderID)
		label, _ := object(t, body)["profile"].(map[string]any)["vertical"].(string)
		if label == "" || label == string(v) {
			t.Errorf("%s is written %q", v, label)
		}
		c, _ = senders(t, strings.Replace(ownSender, "Shopping and Retail", label, 1))
		if got, err := c.Profile(t.Context()); err != nil || got.Vertical != v {
			t.Errorf("%q is read %q, %v", label, got.Vertical, err)
		}
	}
	for label, want := range map[string]profile.Vertical{
		"Matrimony Service":   "Matrimony Service", // it has no code
		"finance AND banking": "FINANCE", "": "",
	} {
		c, _ := senders(t, strings.Replace(ownSender, "Shopping and Retail", label, 1))
		if got, err := c.Profile(t.Context()); err != nil || got.Vertical != want {
			t.Errorf("%q is read %q, %v", label, got.Vertical, err)
		}
	}
}

// TestSenderNotFound has nothing to read the profile of.
func TestSenderNotFound(t *testing.T) {
	t.Parallel()
	c, _ := senders(t, strings.Replace(ownSender, from, "15550100019", 1))
	if _, err := c.Profile(t.Context()); provider.KindOf(err) != provider.Account {
		t.Errorf("another's number: %v", err)
	}
	withService := complete()
	withService.From, withService.MessagingService = "", service
	if _, err := dial(t, "http://127.0.0.1:1", withService).Profile(t.Context()); provider.KindOf(err) != provider.Account {
		t.Errorf("no number: %v", err)
	}
}

// TestSenderGone looks for the sender anew when its id leads nowhere, and never
// writes to an address without one.
func TestSenderGone(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		status int
		body   string
		kinds  []provider.Kind
	}{
		"deleted":       {404, `{"code":20404}`, []provider.Kind{0, provider.Invalid, 0}},
		"without an id": {200, `{}`, []provider.Kind{0, provider.Unavailable, provider.Unavailable}},
	} {
		c := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, senderID) && r.Method == http.MethodGet {
				w.WriteHeader(tc.status)
				_, _ = io.WriteString(w, tc.body)
				return
			}
			if strings.HasSuffix(r.URL.Path, "/Senders") && r.Method != http.MethodGet {
				t.Error("a sender is created")
			}
			_, _ = fmt.Fprintf(w, `{"senders":[%s]}`, ownSender)
		})
		about := "x"
		var kinds []provider.Kind
		for range 3 {
			kinds = append(kinds, provider.KindOf(c.UpdateProfile(t.Context(), profile.Patch{About: &about})))
		}
		if diff := cmp.Diff(tc.kinds, kinds); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
