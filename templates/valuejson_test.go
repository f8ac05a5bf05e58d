package templates_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

func TestValuesJSON(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]templates.Values{
		`{}`: {}, `{"body":null}`: {},
		`{"header":"a","body":["b",{"type":"currency","currency":{"code":"EUR","amount_1000":1,"fallback":"1"}}]}`: {
			Header: parameters{{Text: "a"}}, Body: parameters{{Text: "b"}, templates.Currency("EUR", 1, "1")},
		},
		`{"body":{"who":"Ann","order":{"type":"text","text":"7"}}}`: {
			Body: parameters{templates.ByName("order", templates.Text("7")), {Name: "who", Text: "Ann"}},
		},
		`{"header":{"type":"image","media":{"type":"image","link":"https://example.com/p.jpg"}}}`: {Header: parameters{photo()}},
		`{"buttons":{"1":"x","0":[{"type":"ttl_minutes","number":5},"p"]}}`: {
			Buttons: byButton{1: {{Text: "x"}}, 0: {templates.CallMinutes(5), {Text: "p"}}},
		},
		`{"offer_ends":"2026-11-22T12:00:00Z","cards":[{},{"body":["x"]}],"targets":[{"url":"u","title":"t"}]}`: {
			OfferEnds: endOfOffer, Cards: []templates.Values{{}, {Body: parameters{{Text: "x"}}}}, Targets: []whatsapp.TapTarget{{URL: "u", Title: "t"}},
		},
	} {
		var got, back templates.Values
		if err := json.Unmarshal([]byte(in), &got); err != nil {
			t.Errorf("%s: %v", in, err)
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: %s", in, diff)
		}
		written, err := json.Marshal(got)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(written, &back); err != nil {
			t.Errorf("%s: %v", written, err)
		}
		if diff := cmp.Diff(got, back, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: %s", written, diff)
		}
	}
}

func TestValuesJSONNamesWhatIsWrong(t *testing.T) {
	t.Parallel()
	for in, want := range map[string][]string{
		`{"boddy":[]}`:                         {"boddy"},
		`{"body":7}`:                           {"body"},
		`{"body":["a",7,null]}`:                {"body[1]", "body[2]"},
		`{"body":{"a":[]}}`:                    {"body.a"},
		`{"header":{"type":"text","txt":"x"}}`: {"header"},
		`{"buttons":["x"]}`:                    {"buttons"},
		`{"buttons":{"a":"x"}}`:                {"buttons"},
		`{"buttons":{"00":"x","0":"y","-1":"z","+1":"w"}}`: {"buttons", "buttons", "buttons"},
		`{"buttons":{"1":[7]}}`:                            {"buttons[1][0]"},
		`{"cards":[{},{"body":[7]}]}`:                      {"cards[1].body[0]"},
		`{"cards":7,"offer_ends":"soon"}`:                  {"cards", "offer_ends"},
		`{"targets":[7]}`:                                  {"targets"},
	} {
		got := templates.Values{Body: templates.Texts("before")}
		err := json.Unmarshal([]byte(in), &got)
		var v whatsapp.Violations
		if !errors.As(err, &v) {
			t.Errorf("%s: %v", in, err)
			continue
		}
		var fields []string
		for _, one := range v {
			fields = append(fields, one.Field)
		}
		if diff := cmp.Diff(want, fields); diff != "" {
			t.Errorf("%s: %s", in, diff)
		}
		if diff := cmp.Diff(templates.Values{Body: templates.Texts("before")}, got); diff != "" {
			t.Errorf("%s changed the values: %s", in, diff)
		}
	}
	var v templates.Values
	if err := json.Unmarshal([]byte(strings.Repeat(`{"cards":[`, 30)+strings.Repeat(`]}`, 30)), &v); !errors.Is(err, templates.ErrTooDeep) {
		t.Error(err)
	}
	if json.Unmarshal([]byte(`7`), &v) == nil || json.Unmarshal([]byte(`[]`), &v) == nil {
		t.Error("no object")
	}
}
