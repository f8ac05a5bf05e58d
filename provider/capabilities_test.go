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
	captions := provider.Capabilities{
		Name: "captions", MaxCaptionRunes: 4, Send: map[whatsapp.ContentKind]provider.Level{whatsapp.KindImage: provider.Full},
	}
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
		"preview": {
			plain,
			whatsapp.Outbound{To: phone, Content: whatsapp.Text{Body: "1", PreviewURL: true}},
			provider.Unsupported,
			[]string{"text.preview_url: previews are not carried by plain"},
		},
		"a lossy preview": {
			caps: provider.Capabilities{MaxTextRunes: 4, Send: able.Send, PreviewURL: provider.Lossy},
			m:    whatsapp.Outbound{To: phone, Content: whatsapp.Text{Body: "1", PreviewURL: true}},
		},
		"caption": {
			captions,
			whatsapp.Outbound{To: phone, Content: whatsapp.Media{Type: whatsapp.KindImage, ID: "1", Caption: "世界👍éx"}},
			provider.Invalid,
			[]string{"image.caption: longer than captions carries"},
		},
		"a caption that fits": {
			caps: captions, m: whatsapp.Outbound{To: phone, Content: whatsapp.Media{Type: whatsapp.KindImage, ID: "1", Caption: "世界👍é"}},
		},
		"group": {
			plain, whatsapp.Outbound{To: whatsapp.Address{Group: "g"}, Content: text}, provider.Unsupported, []string{"groups are not"},
		},
		"identity key": {
			plain,
			whatsapp.Outbound{To: phone, Content: text, IdentityKey: "k"},
			provider.Unsupported,
			[]string{"recipient_identity_key_hash"},
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

func TestCheckFile(t *testing.T) {
	t.Parallel()
	c := provider.Capabilities{Name: "small", MaxMediaBytes: 10, Send: map[whatsapp.ContentKind]provider.Level{
		whatsapp.KindImage: provider.Full, whatsapp.KindDocument: provider.Lossy,
	}}
	platform := c
	platform.MaxMediaBytes = 0
	for name, tc := range map[string]struct {
		caps provider.Capabilities
		kind whatsapp.ContentKind
		mime string
		size int64
		want provider.Kind // Other = nil
		says string
	}{
		"fits":                {c, whatsapp.KindImage, "image/png", 10, provider.Other, ""},
		"lossy is carried":    {c, whatsapp.KindDocument, "application/pdf", 10, provider.Other, ""},
		"a byte too many":     {c, whatsapp.KindImage, "image/png", 11, provider.Invalid, "image: larger than small carries"},
		"the platform's":      {platform, whatsapp.KindImage, "image/png", 5 << 20, provider.Other, ""},
		"not the platform's":  {platform, whatsapp.KindImage, "image/png", 5<<20 + 1, provider.Invalid, "image: at most"},
		"type":                {c, whatsapp.KindImage, "image/tiff", 1, provider.Invalid, "image.mime_type"},
		"kind":                {c, whatsapp.KindAudio, "audio/ogg", 1, provider.Unsupported, "audio is not carried by small"},
		"not a kind of files": {c, whatsapp.KindText, "text/plain", 1, provider.Invalid, "type: not a kind of media"},
	} {
		err := tc.caps.CheckFile(tc.kind, tc.mime, tc.size)
		if err == nil && tc.want == provider.Other {
			continue
		}
		if err == nil || provider.KindOf(err) != tc.want || !strings.Contains(err.Error(), tc.says) {
			t.Errorf("%s: %v, want %v that says %q", name, err, tc.want, tc.says)
		}
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
