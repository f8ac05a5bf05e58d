package whatsapp_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/whatsapp"
)

// FuzzValidate puts any text in many places. What is found valid can be written
// as JSON and read again without a loss, so that a store and a provider have
// the same message.
func FuzzValidate(f *testing.F) {
	f.Add("a", "b", "👍🏽", 1.0, int64(1))
	f.Add("\xff", "{}", "🏴‍☠️", -181.0, int64(-1))
	f.Add("https://a.example", `{"a":"b"}`, "1️⃣", 90.0, int64(time.Minute))
	f.Fuzz(func(t *testing.T, a, b, c string, degrees float64, n int64) {
		media := &whatsapp.Media{Type: whatsapp.KindImage, Link: a}
		for _, content := range []whatsapp.Content{
			whatsapp.Text{Body: a},
			whatsapp.Reaction{To: "wamid.1", Emoji: c},
			whatsapp.Media{Type: whatsapp.KindDocument, ID: whatsapp.MediaID(a), Caption: b, Filename: c},
			whatsapp.Location{Latitude: degrees, Longitude: degrees, Name: a, Address: b},
			whatsapp.Contacts{{
				Name:   whatsapp.ContactName{Formatted: a, First: b},
				Phones: []whatsapp.ContactPhone{{Phone: c}}, Birthday: b,
			}},
			whatsapp.Template{Name: "n", Language: "en", Components: []whatsapp.Component{
				{Type: "body", Parameters: []whatsapp.Parameter{{Type: "text", Name: b, Text: a}}},
				{Type: "button", SubType: "copy_code", Index: int(n), Parameters: []whatsapp.Parameter{
					{Type: "coupon_code", Text: c},
				}},
			}},
			whatsapp.Template{Name: a, Language: b},
			whatsapp.Buttons{
				Header: &whatsapp.Header{Text: c}, Body: a, Footer: b, Buttons: []whatsapp.ReplyButton{{ID: a, Title: b}, {ID: c, Title: a}},
			},
			whatsapp.CTAURL{Header: &whatsapp.Header{Media: media}, Body: a, Label: b, URL: c},
			whatsapp.CallButton{Body: a, Label: b, TTL: time.Duration(n), Payload: c},
			whatsapp.FlowMessage{Body: a, CTA: b, ID: c, Screen: a, Data: whatsapp.Raw(b)},
			whatsapp.AddressMessage{Body: a, Country: "IN", Values: map[string]string{b: c}},
			whatsapp.OrderDetails{Body: a, Parameters: whatsapp.Raw(b)},
		} {
			if (whatsapp.Outbound{To: customer, Content: content}).Validate() != nil {
				continue
			}
			data, err := json.Marshal(content)
			if err != nil {
				t.Fatalf("%#v: %v", content, err)
			}
			again, err := whatsapp.DecodeContent(content.Kind(), data)
			if err != nil || !cmp.Equal(content, again) {
				t.Fatalf("%v\n%s", err, cmp.Diff(content, again))
			}
		}
	})
}
