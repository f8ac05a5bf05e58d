package whatsapp_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/whatsapp"
)

func TestValidateReportsEveryViolationByField(t *testing.T) {
	t.Parallel()
	to := whatsapp.Address{Phone: "491510000001"}
	link := "https://files.example/a.jpg"
	tests := map[string]struct {
		message whatsapp.Outbound
		fields  []string
	}{
		"a text":                 {whatsapp.Outbound{To: to, Content: whatsapp.Text{Body: "hi"}}, nil},
		"a text to a user id":    {whatsapp.Outbound{To: whatsapp.Address{User: "DE.1"}, Content: whatsapp.Text{Body: "hi"}}, nil},
		"4096 characters":        {whatsapp.Outbound{To: to, Content: whatsapp.Text{Body: strings.Repeat("é", 4096)}}, nil},
		"4097 characters":        {whatsapp.Outbound{To: to, Content: whatsapp.Text{Body: strings.Repeat("é", 4097)}}, []string{"text.body"}},
		"nothing at all":         {whatsapp.Outbound{}, []string{"to", "type"}},
		"a phone without digits": {whatsapp.Outbound{To: whatsapp.Address{Phone: "+"}, Content: whatsapp.Text{Body: "hi"}}, []string{"to"}},
		"empty text, long reference": {
			whatsapp.Outbound{To: to, Content: whatsapp.Text{}, Ref: whatsapp.Ref(strings.Repeat("r", 513))},
			[]string{"biz_opaque_callback_data", "text.body"},
		},
		"text that is not UTF-8": {whatsapp.Outbound{To: to, Content: whatsapp.Text{Body: "\xff"}}, []string{"text.body"}},
		"an image by link": {
			whatsapp.Outbound{To: to, Content: whatsapp.Media{Type: whatsapp.KindImage, Link: link, Caption: "c"}}, nil,
		},
		"an image by nothing": {whatsapp.Outbound{To: to, Content: whatsapp.Media{Type: whatsapp.KindImage}}, []string{"image"}},
		"an image by both": {
			whatsapp.Outbound{To: to, Content: whatsapp.Media{Type: whatsapp.KindImage, ID: "1", Link: link}}, []string{"image"},
		},
		"audio with a caption, a filename and a local link": {
			whatsapp.Outbound{To: to, Content: whatsapp.Media{
				Type: whatsapp.KindAudio, Link: "file:///etc/passwd", Caption: "c", Filename: "f",
			}},
			[]string{"audio.link", "audio.caption", "audio.filename"},
		},
		"media of no kind": {whatsapp.Outbound{To: to, Content: whatsapp.Media{ID: "1"}}, []string{"type"}},
		"a template": {
			whatsapp.Outbound{To: to, Content: whatsapp.Template{
				Name: "order_ready", Language: "en_US", Components: []whatsapp.Component{
					{Type: "body", Parameters: []whatsapp.Parameter{{Type: "text", Text: "42"}}},
				},
			}}, nil,
		},
		"a template wrong everywhere": {
			whatsapp.Outbound{To: to, Content: whatsapp.Template{
				Name: "Order Ready", Components: []whatsapp.Component{
					{Type: "side"},
					{Type: "button", Parameters: []whatsapp.Parameter{{Type: "text"}, {Type: "currency"}, {Type: "image"}, {Type: "x"}}},
				},
			}},
			[]string{
				"template.name", "template.language.code", "template.components[0].type", "template.components[1].sub_type",
				"template.components[1].parameters[0].text", "template.components[1].parameters[1].currency",
				"template.components[1].parameters[2].image", "template.components[1].parameters[3].type",
			},
		},
		"a reaction to nothing":    {whatsapp.Outbound{To: to, Content: whatsapp.Reaction{Emoji: "👍"}}, []string{"reaction.message_id"}},
		"what only customers send": {whatsapp.Outbound{To: to, Content: whatsapp.ButtonReply{}}, []string{"type"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := tt.message.Validate()
			var fields []string
			if err != nil {
				var v whatsapp.Violations
				require.ErrorAs(t, err, &v)
				for _, one := range v {
					fields = append(fields, one.Field)
					require.NotEmpty(t, one.Rule)
				}
			}
			require.Empty(t, cmp.Diff(tt.fields, fields))
		})
	}
}

func TestViolationsNeverPrintTheValue(t *testing.T) {
	t.Parallel()
	err := whatsapp.Outbound{
		To: whatsapp.Address{Phone: "491510000001"}, Content: whatsapp.Text{Body: strings.Repeat("secret", 1000)},
	}.Validate()
	require.Error(t, err)
	require.NotContains(t, err.Error(), "secret")
	require.NotContains(t, err.Error(), "491510000001")
}
