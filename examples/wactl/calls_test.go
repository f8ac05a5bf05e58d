package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// call is one call of wactl. Of what it prints, parts are given; an empty one is
// that nothing is printed.
type call struct {
	name, args, in string
	code           int
	out, err       string
}

func (c call) run(t *testing.T) {
	t.Parallel()
	code, out, errs := wactl(strings.NewReader(c.in), strings.Fields(c.args)...)
	if code != c.code || !holds(out, c.out) || !holds(errs, c.err) {
		t.Errorf("exit code %d, want %d\n%s\nwant %s\nerrors %q, want %q", code, c.code, out, c.out, errs, c.err)
	}
}

func holds(text, part string) bool {
	if part == "" {
		return text == ""
	}
	return strings.Contains(text, part)
}

func TestTemplate(t *testing.T) {
	t.Parallel()
	const (
		fillShop      = "template fill testdata/templates/shop.json"
		insertShop    = "template insert testdata/templates/shop.json"
		fillContent   = "template fill testdata/templates/content.json"
		insertContent = "template insert testdata/templates/content.json"

		good    = `{"name":"a","language":"en","category":"UTILITY","components":[{"type":"BODY","text":"It is open."}]}`
		odd     = `[` + good + `,7]`
		upper   = `{"name":"A b","language":"en","components":[{"type":"BODY","text":"Open."}]}`
		advised = `{"name":"a","language":"en","category":"UTILITY","components":[{"type":"BODY","text":"It is open."},` +
			`{"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"Good"},{"type":"URL","text":"Map","url":"https://example.com"}]}]}`
		edited = "--- Template order_ready (en): only the gaps may be changed ---\n" +
			"Hello Ben, your order is ready.\n--- End of template ---\n"
	)
	for _, c := range []call{
		{"no command of a group", "template", "", 2, "", "usage: wactl template"},
		{"an unknown one", "template send", "", 2, "", `"send"`},
		{"help of a group", "profile help", "", 0, "check", ""},
		{"help of one", "template fill -h", "", 0, "", "usage: wactl template fill"},
		{"an unknown flag", "template lint testdata/templates/shop.json -x", "", 2, "", "-x"},
		{"no file", "template lint", "", 2, "", "usage"},
		{"two files", fillShop + " testdata/templates/content.json", "", 2, "", "usage"},
		{"flags ended", "template lint -- -json", "", 1, "", "-json"},
		{"nothing found", "template lint -", good, 0, "", ""},
		{"no JSON", "template lint -", "hello", 1, "", "wactl: -: templates: not JSON"},
		{"an odd item", "template lint -", odd, 1, "", "wactl: -: item 1: templates: not a template"},
		{"advice is no failure", "template lint -json -", advised, 0, `"severity":"advice"`, ""},
		{"a missing file", "template lint testdata/missing", "", 1, "", "missing"},
		{
			"without variables", fillShop + " -name=greeting -language=en-US",
			"", 0, `"preview": "The shop is open again."`, "",
		},
		{"beside an odd item", "template fill -", odd, 0, `"name": "a"`, "item 1"},
		{"which one", fillShop + " -name greeting", "", 1, "", "2 of 3 templates"},
		{"none of that name", insertShop + " -name gone", "", 1, "", "0 of 3 templates"},
		{"one that is paused", fillShop + " -language pt_BR", "", 1, `"rule": "not_approved"`, ""},
		{"values of no form", fillContent + " -values -", `{"bdoy":1}`, 1, `"field": "bdoy"`, ""},
		{"values that are no JSON", insertContent + " -values -", `hello`, 1, "", "wactl: -: invalid"},
		{"missing values", fillContent + " -values testdata/missing", "", 1, "", "missing"},
		{"a content by another", fillContent + " -provider cloudapi", "", 1, "", "sent by twilio"},
		{"the platform's by Twilio", fillShop + " -name=order_ready -provider twilio", "", 1, "", "this is none"},
		{"a name of the wrong form", "template fill -", upper, 1, `"field": "template.name"`, ""},
		{"the same for 1msg", "template fill - -provider=onemsg", upper, 1, `"field": "template.name"`, ""},
		{"no such provider", fillShop + " -provider pigeon", "", 2, "", "pigeon"},
		{"nor for an editor", insertShop + " -provider pigeon", "", 2, "", "pigeon"},
		{"no notes", insertContent + " -read -", "hello", 1, `"reason": "no_opening_note"`, ""},
		{"no text", insertContent + " -read testdata/missing", "", 1, "", "missing"},
		{"a value beside the text is missing", insertContent + " -read -", edited, 1, `"field": "body.2"`, ""},
	} {
		t.Run(c.name, c.run)
	}
}

func TestWindow(t *testing.T) {
	t.Parallel()
	const (
		judged = "window -events testdata/windows/events.jsonl -at 2026-11-05T12:00:00Z"
		never  = "window -events - -at 2026-11-05T12:00:00Z"
	)
	for _, c := range []call{
		{"no events", "window -at 2026-11-05T12:00:00Z", "", 2, "", "-events"},
		{"no time", "window -events testdata/windows/events.jsonl", "", 2, "", "-at"},
		{"an argument", judged + " more", "", 2, "", "usage"},
		{"no zone", judged + " -zone Mars", "", 2, "", "-zone"},
		{"no category of templates", judged + " -template service", "", 2, "", "-template"},
		{"missing events", "window -events testdata/missing -at 2026-11-05T12:00:00Z", "", 1, "", "missing"},
		{"odd events", never, `{"at":1}`, 1, "", "events[0]"},
		{"an odd card", judged + " -card -", `{"currency":"$"}`, 1, "", "currency"},
		{"a window that never opened", never, "[]", 0, `"reason": "never_opened"`, ""},
		{
			"the international rate", never + " -template authentication-international",
			"[]", 0, `"category": "authentication_international"`, "",
		},
		{
			"none free are left", never + " -used 1000",
			`{"at":"2026-11-05T11:00:00Z","event":"message"}`, 0, `"free_left": 0`, "",
		},
		{
			"still September in the account's zone", "window -events - -at 2026-10-01T01:00:00Z -zone America/Sao_Paulo",
			`{"at":"2026-09-30T20:00:00Z","event":"message"}`, 0, `"free_left": 0`, "",
		},
	} {
		t.Run(c.name, c.run)
	}
}

func TestProfile(t *testing.T) {
	t.Parallel()
	for _, c := range []call{
		{"a field that is misspelt", "profile check -", `{"abuot":"Lamps"}`, 1, "", "abuot"},
		{"two profiles", "profile check -", `{} {}`, 1, "", "more than one"},
		{"facts of no time", "profile check testdata/profiles/good.json", "", 2, "", "-at"},
		{"a missing profile", "profile check testdata/missing", "", 1, "", "missing"},
	} {
		t.Run(c.name, c.run)
	}
}

// TestNothingIsWrittenByHalves: what could not be printed is an error, of each of
// the commands.
func TestNothingIsWrittenByHalves(t *testing.T) {
	t.Parallel()
	for _, args := range []string{
		"template lint testdata/lint",
		"template lint -json testdata/lint",
		"template fill testdata/templates/shop.json -name greeting -language en_US",
		"template insert testdata/templates/content.json",
		"window -events testdata/windows/events.jsonl -at 2026-11-05T12:00:00Z",
		"profile check testdata/profiles/bad.json",
	} {
		var errs bytes.Buffer
		code := run(strings.Fields(args), os.Getenv, nil, full{}, &errs)
		if code != 1 || !strings.Contains(errs.String(), "full") {
			t.Errorf("%s: exit code %d, %s", args, code, errs.String())
		}
	}
}
