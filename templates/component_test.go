package templates_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/templates"
)

func TestExamples(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]templates.Examples{
		`"SPRING"`: {"SPRING"}, `""`: {""}, `["a","b"]`: {"a", "b"}, `[]`: {},
		`null`: nil,
	} {
		got := templates.Examples{"before"}
		if err := json.Unmarshal([]byte(in), &got); err != nil {
			t.Errorf("%s: %v", in, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", in, diff)
		}
	}
	for _, in := range []string{`7`, `[7]`, `{"a":1}`, `true`} {
		var got templates.Examples
		if err := json.Unmarshal([]byte(in), &got); !errors.Is(err, templates.ErrNotTemplate) || got != nil {
			t.Errorf("%s: %v, %v", in, got, err)
		}
	}
}

func TestButtonJSON(t *testing.T) {
	t.Parallel()
	for want, b := range map[string]templates.Button{
		`{"type":"QUICK_REPLY","text":"Yes"}`: {Type: "QUICK_REPLY", Text: "Yes"},
		`{"type":"URL","text":"Track","url":"https://example.com/{{1}}","example":["7"]}`: {
			Type: "URL", Text: "Track", URL: "https://example.com/{{1}}", Example: templates.Examples{"7"},
		},
		`{"type":"PHONE_NUMBER","text":"Call","phone_number":"15550051310"}`: {Type: "PHONE_NUMBER", Text: "Call", Phone: "15550051310"},
		`{"type":"COPY_CODE","example":"SPRING"}`:                            {Type: "COPY_CODE", Example: templates.Examples{"SPRING"}},
		`{"type":"copy_code","example":"SPRING"}`:                            {Type: "copy_code", Example: templates.Examples{"SPRING"}},
		`{"type":"COPY_CODE"}`:                                               {Type: "COPY_CODE"},
		`{"type":"FLOW","text":"Rate","flow_id":"42","flow_action":"navigate","navigate_screen":"ONE","icon":"REVIEW"}`: {
			Type: "FLOW", Text: "Rate", FlowID: "42", FlowAction: "navigate", NavigateScreen: "ONE", Icon: "REVIEW",
		},
		`{"type":"VOICE_CALL","text":"Call","ttl_minutes":15}`: {Type: "VOICE_CALL", Text: "Call", TTLMinutes: 15},
		`{"type":"OTP","otp_type":"ZERO_TAP","autofill_text":"Fill","zero_tap_terms_accepted":true,` +
			`"supported_apps":[{"package_name":"com.example","signature_hash":"K8a"}]}`: {
			Type: "OTP", OTPType: "ZERO_TAP", Autofill: "Fill", ZeroTapAccepted: true,
			Apps: []templates.App{{Package: "com.example", Signature: "K8a"}},
		},
	} {
		written, err := json.Marshal(b)
		if err != nil {
			t.Fatal(err)
		}
		var got, wanted any
		_, _ = json.Unmarshal(written, &got), json.Unmarshal([]byte(want), &wanted)
		if diff := cmp.Diff(wanted, got); diff != "" {
			t.Errorf("%s: %s", b.Type, diff)
		}
		var back templates.Button
		if err := json.Unmarshal(written, &back); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(b, back); diff != "" {
			t.Errorf("%s, read back: %s", b.Type, diff)
		}
	}
}
