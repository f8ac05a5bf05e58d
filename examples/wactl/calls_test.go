package main

import (
	"bytes"
	"go/build"
	"os"
	"path/filepath"
	"slices"
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
		coloured = `{"name":"Red\u001b[31m","language":"en","category":"UTILITY","components":[{"type":"BODY","text":"Open."}]}`
		edited   = "--- Template order_ready (en): only the gaps may be changed ---\n" +
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
		{"flags ended before the last", "template lint -- testdata/templates/shop.json -json", "", 1, "", "-json"},
		{"flags ended after a flag", fillContent + " -- -provider", "", 2, "", "usage: wactl template fill"},
		{"the standard input twice", "template fill -values - -", "{}", 2, "", "standard input"},
		{"twice for an editor", insertShop + " -values - -read -", "{}", 2, "", "standard input"},
		{"twice to lint", "template lint - -", good, 2, "", "standard input"},
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
		{"which one there is", fillShop + " -name greeting", "", 1, "", "language: greeting (en_US), greeting (pt_BR)\n"},
		{"which ones there are", fillShop + " -name gone", "", 1, "", "order_ready (en_US)"},
		{"no template there is", "template fill -", "[]", 1, "", "wactl: -: no templates\n"},
		{"the form of the values", "template fill -h", "", 0, "", `"amount_1000": 1500`},
		{"values that are none", fillContent + " -values -", "null", 1, "", "wactl: -: not a JSON object"},
		{"a name that would colour the terminal", "template lint -", coloured, 1, "-: Red [31m (en): refused name_characters", ""},
		{"none of that name", insertShop + " -name gone", "", 1, "", "0 of 3 templates"},
		{"one that is paused", fillShop + " -language pt_BR", "", 1, `"rule": "not_approved"`, ""},
		{"values of no form", fillContent + " -values -", `{"bdoy":1}`, 1, `"field": "bdoy"`, ""},
		{"values that are no JSON", insertContent + " -values -", `hello`, 1, "", "wactl: -: not one JSON object, at byte 1"},
		{"missing values", fillContent + " -values testdata/missing", "", 1, "", "missing"},
		{"a content by another", fillContent + " -provider cloudapi", "", 1, "", "sent by twilio"},
		{"the platform's by Twilio", fillShop + " -name=order_ready -provider twilio", "", 1, "", "this is none"},
		{"a name of the wrong form", "template fill -", upper, 1, "lower-case letters, digits and underscores", ""},
		{"the same for 1msg", "template fill - -provider=onemsg", upper, 1, "lower-case letters, digits and underscores", ""},
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
		card   = `{"currency":"USD","from":"2026-10-01","markets":[{"name":"F","codes":["999"]}]}`
	)
	for _, c := range []call{
		{"no events", "window -at 2026-11-05T12:00:00Z", "", 2, "", "-events"},
		{"no time", "window -events testdata/windows/events.jsonl", "", 2, "", "-at"},
		{"an argument", judged + " more", "", 2, "", "usage"},
		{"no zone", judged + " -zone Mars", "", 2, "", "-zone"},
		{"no category of templates", judged + " -template service", "", 2, "", "-template"},
		{"missing events", "window -events testdata/missing -at 2026-11-05T12:00:00Z", "", 1, "", "missing"},
		{"odd events", never, `{"at":1}`, 1, "", "events[0]"},
		{"an odd card", judged + " -card -", `{"currency":"$"}`, 1, "", "wactl: -: whatsapp: currency"},
		{"a card with a word that is none", judged + " -card -", `{"curency":"USD"}`, 1, "", "curency"},
		{"a card and more", judged + " -card -", card + "}", 1, "", "at byte"},
		{"no card at all", judged + " -card -", "null", 1, "", "not a JSON object"},
		{"the standard input twice", never + " -card -", "[]", 2, "", "standard input"},
		{"three letters", judged + " -country ZZZ", "", 2, "", "-country"},
		{"digits for a country", judged + " -country 55", "", 2, "", "-country"},
		{"no phone number", judged + " -to garbage", "", 2, "", "-to"},
		{"a number without its country", judged + " -to 011987654321", "", 2, "", "-to"},
		{"a number too long", judged + " -to 5511987654321000", "", 2, "", "-to"},
		{"fewer than none", judged + " -used -5", "", 2, "", "-used"},
		{"a margin of before", judged + " -margin -5h", "", 2, "", "-margin"},
		{"a lead of after", judged + " -lead -1s", "", 2, "", "-lead"},
		{"a time that cannot be written", "window -events - -at 9999-12-31T23:59:59-01:00", "[]", 2, "", "-at"},
		{"nor what follows from it", "window -events - -at 9999-06-01T00:00:00Z", "[]", 2, "", "-at"},
		{"a time before all", "window -events - -at 0000-01-01T00:00:00+01:00", "[]", 2, "", "-at"},
		{"the machine's zone", judged + " -zone Local", "", 2, "", "-zone"},
		{"by another name", judged + " -zone localtime", "", 2, "", "-zone"},
		{"a price that is not known", never, "[]", 0, "\"price\": {\n        \"known\": false\n", ""},
		{
			"the price of the international rate", never + " -template authentication_international -to 999123456 -card testdata/windows/card.json",
			"[]", 0, "\"price\": {\n        \"known\": true,\n        \"amount\": \"0.0304\",\n        \"currency\": \"USD\"\n", "",
		},
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
		{"two profiles", "profile check -", `{} {}`, 1, "", "not one JSON object, at byte 4"},
		{"more behind it", "profile check -", `{"about":"x"} }`, 1, "", "at byte 15"},
		{"nothing", "profile check -", "null", 1, "", "wactl: -: not a JSON object"},
		{"a field of another type", "profile check -", `{"about":["Maria"]}`, 1, "", "wactl: -: about: a value of another type"},
		{"a fact of another type", "profile check -", `{"facts":{"others":{"x":{"Maria":1}}}}`, 1, "", "facts.others: a value"},
		{"the platform's answer", "profile check -", `{"data":[{"about":"Lamps","messaging_product":"whatsapp"}]}`, 0, `"subtitle": "Lamps"`, ""},
		{"two in an answer", "profile check -", `{"data":[{},{}]}`, 1, "", "data: one profile"},
		{"none in an answer", "profile check -", `{"data":[null]}`, 1, "", "not a JSON object"},
		{"a word beside the data", "profile check -", `{"data":[{}],"dada":[]}`, 1, "", "dada"},
		{"noon", "profile check - -at noon", "{}", 2, "", "-at"},
		{"a fact that cannot be written", "profile check -", `{"facts":{"since":"9999-12-31T00:00:00Z"}}`, 1, "", "facts.since: a time"},
		{"facts of no time", "profile check testdata/profiles/good.json", "", 2, "", "-at"},
		{"a missing profile", "profile check testdata/missing", "", 1, "", "missing"},
	} {
		t.Run(c.name, c.run)
	}
}

// TestValuesAreNotPrinted: what is said of a file quotes none of its values.
func TestValuesAreNotPrinted(t *testing.T) {
	t.Parallel()
	for args, in := range map[string]string{
		"profile check -": `{"facts":{"since":"Maria 5511987654321"}}`,
		"window -events testdata/windows/events.jsonl -at 2026-11-05T12:00:00Z -card -": `{"currency":"USD","from":"Maria 5511987654321"}`,
		"template fill testdata/templates/content.json -values -":                       `{"body":[{"type":5511987654321,"text":"Maria"}]}`,
	} {
		code, out, errs := wactl(strings.NewReader(in), strings.Fields(args)...)
		if code != 1 || strings.Contains(out+errs, "Maria") || strings.Contains(out+errs, "5511") {
			t.Errorf("%s: exit code %d, %s%s", args, code, out, errs)
		}
	}
	_, _, errs := wactl(strings.NewReader(`{"facts":{"since":"x"}}`), "profile", "check", "-")
	if !strings.Contains(errs, "facts.since: a time") {
		t.Errorf("%q does not name the field", errs)
	}
}

// TestWhatCannotBeReadIsSaidOnce, and nothing of a choice of templates.
func TestWhatCannotBeReadIsSaidOnce(t *testing.T) {
	t.Parallel()
	for _, in := range []string{"hello", "7", "[7]"} {
		code, out, errs := wactl(strings.NewReader(in), "template", "fill", "-")
		if code != 1 || out != "" || strings.Count(errs, "\n") != 1 || strings.Contains(errs, "meant") {
			t.Errorf("%s: exit code %d, %s%s", in, code, out, errs)
		}
	}
}

// TestNamesAreMadePlain: neither the name of a file nor one in it moves the
// cursor, but in the text for an editor, which is read back byte by byte.
func TestNamesAreMadePlain(t *testing.T) {
	t.Parallel()
	const text = `{"name":"a","language":"en","category":"UTILITY","components":[{"type":"BODY","text":"Now \u001b[31m{{1}}"}]}`
	file := filepath.Join(t.TempDir(), "a\x1b[31m\u009b.json")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"template", "lint", file},
		{"template", "lint", file + "x"},
		{"template", "fill", file, "-name", "b"},
		{"template", "fill", file, "-\x1b[31m"},
	} {
		_, out, errs := wactl(nil, args...)
		if out+errs == "" || strings.ContainsAny(out+errs, "\x1b\u009b") {
			t.Errorf("%s: %q%q", args[1], out, errs)
		}
	}
	if _, out, _ := wactl(nil, "template", "insert", file); !strings.Contains(out, "Now \x1b[31m{{1}}") {
		t.Errorf("%q is not the template's text", out)
	}
}

// TestZonesComeWithTheProgram, whatever the machine has.
func TestZonesComeWithTheProgram(t *testing.T) {
	t.Parallel()
	p, err := build.ImportDir(".", 0)
	if err != nil || !slices.Contains(p.Imports, "time/tzdata") {
		t.Error(p.Imports, err)
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
