package twilio_test

import (
	"testing"

	"github.com/wainbox/wainbox/provider/twilio"
)

func BenchmarkVerify(b *testing.B) {
	w, err := twilio.NewWebhook(twilio.WebhookConfig{AuthTokens: []string{token}}, nil)
	if err != nil {
		b.Fatal(err)
	}
	body := fixture(b, "text")
	for name, c := range map[string]string{"own": hook, "status": hook + "?wainbox_ref=0197c0de-0000-7000-8000-000000000001"} {
		callback := signedAt(c, body)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := w.Verify(callback); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	forged := signedAt(hook+"?a=1", body)
	forged.URL = hook + "?a=2"
	b.Run("forged", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if w.Verify(forged) == nil {
				b.Fatal("accepted")
			}
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	body := fixture(b, "text")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := twilio.Decode(body); err != nil {
			b.Fatal(err)
		}
	}
}
