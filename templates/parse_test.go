package templates_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/templates"
)

// fixtures are the files of templates, by their names.
func fixtures(tb testing.TB) map[string][]byte {
	tb.Helper()
	names, err := filepath.Glob(filepath.Join("testdata", "parse", "*.json"))
	if err != nil || len(names) == 0 {
		tb.Fatal("no fixtures", err)
	}
	all := map[string][]byte{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		all[filepath.Base(name)] = data
	}
	return all
}

// TestParseRoundTrip reads every fixture and writes it back without loss.
func TestParseRoundTrip(t *testing.T) {
	t.Parallel()
	for name, data := range fixtures(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			roundTrip(t, data)
		})
	}
}

// TestParseProviders reads what each provider writes in its own way.
func TestParseProviders(t *testing.T) {
	t.Parallel()
	files := fixtures(t)
	type row struct {
		ID, Local, Name, Language, Reason, Score string
		Category                                 templates.Category
		Status                                   templates.Status
		Format                                   templates.Format
		Parts                                    int
	}
	for name, want := range map[string][]row{
		"cloudapi-list.json": {
			{"1700000000000001", "", "lamp_shipped", "en_US", "", "GREEN", templates.Utility, templates.Approved, templates.Named, 4},
			{"1700000000000002", "", "lamp_code", "de", "", "YELLOW", templates.Authentication, templates.Paused, "", 3},
			{"1700000000000003", "", "lamp_offer", "en", "", "", templates.Marketing, templates.Pending, "", 6},
		},
		"dialog360-list.json": {
			{"1700000000000011", "LmpAAAAAAAAAAAAAAA", "lamp_shipped", "en", "", "", templates.Utility, templates.Approved, "", 1},
			{"1700000000000012", "LmpBBBBBBBBBBBBBBB", "lamp_broken", "de", "INVALID_FORMAT", "", templates.Marketing, templates.Rejected, "", 1},
			{"LmpCCCCCCCCCCCCCCC", "", "lamp_new", "de", "", "", templates.Marketing, templates.Pending, "", 0},
		},
		"onemsg-list.json": {
			{"21", "", "lamp_shipped", "en", "", "", templates.Utility, templates.Approved, "", 1},
			{"", "", "lamp_text", "en", "TAG_CONTENT_MISMATCH", "", templates.Marketing, templates.Rejected, "", 2},
			{"", "", "lamp_bare", "en", "", "", templates.Marketing, templates.Pending, "", 0},
		},
		"twilio-list.json": {
			{"HX00000000000000000000000000000001", "", "lamp_shipped", "en", "", "", templates.Utility, templates.Pending, templates.Positional, 4},
			{"HX00000000000000000000000000000002", "", "Lamp menu", "de", "", "", "", templates.Draft, templates.Positional, 1},
			{"HX00000000000000000000000000000003", "", "Lamp carousel", "pt_BR", "", "", "", "", templates.Positional, 2},
		},
		"request.json": {{"", "", "lamp_care", "en_US", "", "", templates.Marketing, "", "", 3}},
	} {
		all, err := templates.Parse(files[name])
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		var got []row
		for _, d := range all {
			got = append(got, row{
				d.ID, d.LocalID, d.Name, d.Language, d.RejectedReason, d.Quality.Score, d.Category, d.Status, d.Format, len(d.Components),
			})
			if odd := d.Unread(); odd != nil && d.Name != "lamp_shipped" { // whose flow_id is a number
				t.Errorf("%s: %s has %v unread", name, d.Name, odd)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestParseWords puts words of other times and gateways into the platform's.
func TestParseWords(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]templates.Definition{
		`{"name":"n","status":"created"}`:                           {Name: "n", Status: templates.Pending},
		`{"name":"n","status":"submitted"}`:                         {Name: "n", Status: templates.Pending},
		`{"name":"n","status":"Pending_Deletion"}`:                  {Name: "n", Status: templates.PendingDeletion},
		`{"name":"n","category":"TRANSACTIONAL"}`:                   {Name: "n", Category: templates.Utility},
		`{"name":"n","category":"otp"}`:                             {Name: "n", Category: templates.Authentication},
		`{"name":"n","rejected_reason":"none"}`:                     {Name: "n"},
		`{"name":"n","rejected_reason":"Try again, please."}`:       {Name: "n", RejectedReason: "Try again, please."},
		`{"name":"n","id":12345678901234567890}`:                    {Name: "n", ID: "12345678901234567890"},
		`{"name":"n","external_id":"7"}`:                            {Name: "n", ID: "7"},
		`{"name":"n","quality_score":null,"components":null}`:       {Name: "n"},
		`{"name":"n","components":[],"message_send_ttl_seconds":0}`: {Name: "n"},
		`{"name":"n","types":7}`:                                    {Name: "n", Extra: templates.Members{"types": json.RawMessage("7")}},
	} {
		got, err := templates.Parse([]byte(in))
		if diff := cmp.Diff([]templates.Definition{want}, got); diff != "" || err != nil {
			t.Errorf("%s: %v %s", in, err, diff)
		}
	}
}

// TestParseExtra keeps every odd member beside what is read, and says which
// known ones are odd.
func TestParseExtra(t *testing.T) {
	t.Parallel()
	all, err := templates.Parse(fixtures(t)["hostile.json"])
	if err != nil {
		t.Fatal(err)
	}
	if got := string(all[0].Extra["big"]); got != "123456789012345678901234567890.1230" {
		t.Errorf("a number became %s", got)
	}
	var unread []string
	for _, d := range all {
		unread = append(unread, d.Name+": "+strings.Join(d.Unread(), " "))
	}
	want := []string{
		"odd_everywhere: id language category status parameter_format components message_send_ttl_seconds sub_category previous_category " +
			"correct_category rejected_reason quality_score namespace",
		"odd_parts: language components[0].type components[0].format components[0].text components[0].example components[0].buttons " +
			"components[0].cards components[0].limited_time_offer components[0].add_security_recommendation " +
			"components[0].code_expiration_minutes components[1].example.header_text components[1].example.header_text_named_params " +
			"components[1].example.header_handle components[1].example.body_text components[1].example.body_text_named_params[0].param_name " +
			"components[1].example.body_text_named_params[0].example components[2].limited_time_offer.text " +
			"components[2].limited_time_offer.has_expiration components[3].buttons[0].type components[3].buttons[0].text " +
			"components[3].buttons[0].url components[3].buttons[0].phone_number components[3].buttons[0].example " +
			"components[3].buttons[0].flow_id components[3].buttons[0].ttl_minutes components[3].buttons[0].zero_tap_terms_accepted " +
			"components[3].buttons[0].supported_apps components[3].buttons[2].supported_apps[0].package_name " +
			"components[3].buttons[2].supported_apps[0].signature_hash components[4].cards[0].components " +
			"components[4].cards[1].components[0].text quality_score.score quality_score.date",
		"odd_list: components", "odd_null: components", "odd_string: components", "odd_quality: quality_score",
		": sid friendly_name language variables approval_requests.name approval_requests.category approval_requests.status " +
			"approval_requests.rejection_reason approval_requests.content_type",
		"f: approval_requests",
	}
	if diff := cmp.Diff(want, unread); diff != "" {
		t.Error(diff)
	}
}

// TestExtraGivesWay writes a field that was set since instead of the odd value
// that stood there.
func TestExtraGivesWay(t *testing.T) {
	t.Parallel()
	var c templates.Component
	if err := json.Unmarshal([]byte(`{"type":"BODY","text":7,"b":1,"a":" <2> "}`), &c); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"":    `{"type":"BODY","text":7,"a":" <2> ","b":1}`,
		"new": `{"type":"BODY","text":"new","a":" <2> ","b":1}`,
	} {
		c.Text, c.Buttons = text, []templates.Button{} // an empty list is none
		var unread []string
		if text == "" {
			unread = []string{"components[0].text"}
		}
		if diff := cmp.Diff(unread, templates.Definition{Components: []templates.Component{c}}.Unread()); diff != "" {
			t.Errorf("unread of %q: %s", text, diff)
		}
		got, err := c.MarshalJSON()
		if err != nil || string(got) != want {
			t.Errorf("%s, %v, want %s", got, err, want)
		}
	}
}

func TestParseErrors(t *testing.T) {
	t.Parallel()
	nested := func(n int) string { return strings.Repeat("[", n) + "0" + strings.Repeat("]", n) }
	cards := strings.Repeat(`{"components":[{"type":"CAROUSEL","cards":[`, 2000) + strings.Repeat("]}]}", 2000)
	for name, tc := range map[string]struct {
		data string
		want error
		says string
		read int
	}{
		"nothing":             {data: "", want: templates.ErrNotJSON, says: "templates: not JSON, at byte 0"},
		"a page":              {data: "<html>canary</html>", want: templates.ErrNotJSON, says: "templates: not JSON, at byte 1"},
		"half":                {data: `{"name":"canary"`, want: templates.ErrNotJSON, says: "templates: not JSON, at byte 16"},
		"two":                 {data: `{"name":"a"} {"name":"b"}`, want: templates.ErrNotJSON, says: "templates: not JSON, at byte 14"},
		"null":                {data: "null", want: templates.ErrNotTemplate, says: "templates: not a template"},
		"a number":            {data: "7", want: templates.ErrNotTemplate, says: "templates: not a template"},
		"an error's answer":   {data: `{"error":{"code":190}}`, want: templates.ErrNotTemplate, says: "templates: not a template"},
		"a list that is none": {data: `{"data":{"a":1}}`, want: templates.ErrNotTemplate, says: "templates: not a template"},
		"an empty list":       {data: `{"data":[]}`},
		"an empty array":      {data: `[]`},
		"odd items": {
			data: `{"waba_templates":[7,{"name":"a"},{},{"name":"b"},null,[]]}`, want: templates.ErrNotTemplate, read: 2,
			says: "item 0: templates: not a template\nitem 2: templates: not a template\nitem 4: templates: not a template\n" +
				"item 5: templates: not a template",
		},
		"one that is deep":   {data: `{"name":"a","x":` + nested(32) + `}`, want: templates.ErrTooDeep, says: "templates: too deep"},
		"one as deep as may": {data: `{"name":"a","x":` + nested(31) + `}`, read: 1},
		"brackets in a text": {data: `{"name":"a","x":"\"` + nested(32) + `"}`, read: 1},
		"after a backslash":  {data: `{"name":"a","x":["\\",` + nested(31) + `]}`, want: templates.ErrTooDeep, says: "templates: too deep"},
		"one item deep": {
			data: `[{"name":"a"},{"name":"b","x":` + nested(32) + `},{"name":"c"}]`, want: templates.ErrTooDeep, read: 2,
			says: "item 1: templates: too deep",
		},
		"cards in cards":      {data: `[{"name":"a","components":[{"cards":[` + cards + `]}]}]`, want: templates.ErrTooDeep, says: "item 0: templates: too deep"},
		"deeper than is read": {data: nested(100_000), want: templates.ErrTooDeep, says: "templates: too deep"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			all, err := templates.Parse([]byte(tc.data))
			if !errors.Is(err, tc.want) || len(all) != tc.read || err != nil && err.Error() != tc.says {
				t.Errorf("%d templates, %v, want %d, %s", len(all), err, tc.read, tc.says)
			}
		})
	}
	_, err := templates.Parse([]byte(`[{"name":"a"},7]`))
	if item, ok := errors.AsType[*templates.ItemError](err); !ok || item.Index != 1 {
		t.Errorf("%v is of no item", err)
	}
}

// FuzzParse writes what it reads so that it is read the same again.
func FuzzParse(f *testing.F) {
	for _, data := range fixtures(f) {
		all, err := templates.Parse(data)
		if err != nil {
			f.Fatal(err)
		}
		for _, d := range all {
			one, err := json.Marshal(d)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(one)
		}
	}
	f.Add([]byte(`[{"name":"a","external_id":1,"id":""},{"types":{"twilio/media":{"media":["https://x/{{a}}"]}}}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		original := bytes.Clone(data)
		all, err := templates.Parse(data)
		if !bytes.Equal(data, original) {
			t.Fatal("the data was changed")
		}
		if err != nil && strings.Contains(err.Error(), "canary") {
			t.Fatalf("an error quotes: %v", err)
		}
		first, err := json.Marshal(all)
		if err != nil {
			t.Fatal(err)
		}
		again, err := templates.Parse(first)
		if err != nil && len(all) > 0 {
			t.Fatalf("%s is not read: %v", first, err)
		}
		if diff := cmp.Diff(all, again, sameJSON); diff != "" && len(all) > 0 {
			t.Fatalf("%s: %s", first, diff)
		}
		second, err := json.Marshal(again)
		if err != nil || len(all) > 0 && !bytes.Equal(first, second) {
			t.Fatalf("%s became %s, %v", first, second, err)
		}
	})
}

// sameJSON compares members by what they mean.
var sameJSON = cmp.Transformer("JSON", func(raw json.RawMessage) any { return decoded(raw) })

func decoded(raw []byte) any {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var v any
	if d.Decode(&v) != nil {
		return string(raw)
	}
	return v
}
