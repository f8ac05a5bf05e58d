package provider_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

func TestCheck(t *testing.T) {
	t.Parallel()
	able := provider.Capabilities{
		Name: "able", MaxTextRunes: 4, ReplyTo: provider.Lossy, UserID: provider.Full,
		Send: map[whatsapp.ContentKind]provider.Level{whatsapp.KindText: provider.Full, whatsapp.KindReaction: provider.Lossy},
	}
	plain := provider.Capabilities{Name: "plain", MaxTextRunes: 4, Send: able.Send}
	phone := whatsapp.Address{Phone: "16505550123"}
	text := whatsapp.Text{Body: "1234"}
	for name, tc := range map[string]struct {
		caps provider.Capabilities
		m    whatsapp.Outbound
		want provider.Kind // Other = nil
		says []string
	}{
		"text":             {caps: able, m: whatsapp.Outbound{To: phone, Content: text}},
		"lossy is carried": {caps: able, m: whatsapp.Outbound{To: phone, Content: whatsapp.Reaction{To: "x"}}},
		"four characters":  {caps: able, m: whatsapp.Outbound{To: phone, Content: whatsapp.Text{Body: "世界👍é"}}},
		"five characters": {
			able, whatsapp.Outbound{To: phone, Content: whatsapp.Text{Body: "世界👍éx"}}, provider.Invalid, []string{"text.body"},
		},
		"not the platform's": {
			able, whatsapp.Outbound{Content: whatsapp.Text{}}, provider.Invalid, []string{"to:", "text.body"},
		},
		"kind": {
			able,
			whatsapp.Outbound{To: phone, Content: whatsapp.Media{Type: whatsapp.KindImage, ID: "1"}},
			provider.Unsupported,
			[]string{"image is not carried by able"},
		},
		"reply and user id": {
			plain,
			whatsapp.Outbound{To: whatsapp.Address{User: "US.1"}, Content: text, ReplyTo: "x"},
			provider.Unsupported,
			[]string{"context.message_id", "a phone number is required by plain"},
		},
		"user id beside a phone": {caps: plain, m: whatsapp.Outbound{To: whatsapp.Address{Phone: "1", User: "US.1"}, Content: text}},
		"nothing at all": {
			provider.Capabilities{}, whatsapp.Outbound{To: phone, Content: text}, provider.Unsupported, []string{"text is not carried"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := tc.caps.Check(tc.m)
			if tc.want == provider.Other {
				if err != nil {
					t.Errorf("Check = %v", err)
				}
				return
			}
			var e *provider.Error
			if !errors.As(err, &e) || e.Kind != tc.want || e.Op != "send" {
				t.Fatalf("Check = %v, want %v", err, tc.want)
			}
			for _, says := range tc.says {
				if !strings.Contains(err.Error(), says) {
					t.Errorf("%q does not say %q", err, says)
				}
			}
		})
	}
}

func TestLevel(t *testing.T) {
	t.Parallel()
	for level, want := range map[provider.Level]string{provider.No: "no", provider.Lossy: "lossy", provider.Full: "full", 9: "no"} {
		if got := level.String(); got != want {
			t.Errorf("%d is %q", level, got)
		}
	}
}
