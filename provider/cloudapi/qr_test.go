package cloudapi_test

import (
	"strings"
	"testing"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/cloudapi"
)

const qrPath = "/" + numberID + "/message_qrdls"

func TestQR(t *testing.T) {
	t.Parallel()
	const node = `{"code":"4O4YGZEG3RIVE1","prefilled_message":"Hello","deep_link_url":"https://wa.me/message/4O4YGZEG3RIVE1"`
	plain := cloudapi.QR{Code: "4O4YGZEG3RIVE1", Text: "Hello", Link: "https://wa.me/message/4O4YGZEG3RIVE1"}
	drawn := plain
	drawn.Image = "https://scontent.whatsapp.net/qr"
	c, p := talk(t, ok(node+`,"qr_image_url":"https://scontent.whatsapp.net/qr"}`, node+`}`, node+`}`,
		`{"data":[`+node+`},`+node+`}]}`, success)...)
	ctx := t.Context()
	got, err := c.CreateQR(ctx, "Hello", cloudapi.SVG)
	wants(t, "CreateQR", got, err, drawn, provider.Other)
	got, err = c.CreateQR(ctx, strings.Repeat("ä", 140), "")
	wants(t, "CreateQR without a picture", got, err, plain, provider.Other)
	got, err = c.UpdateQR(ctx, "4O4YGZEG3RIVE1", "Hello")
	wants(t, "UpdateQR", got, err, plain, provider.Other)
	list, err := all(c.QRCodes(ctx))
	wants(t, "QRCodes", list, err, []cloudapi.QR{plain}, provider.Other)
	if err := c.DeleteQR(ctx, "4O4/"); err != nil {
		t.Error(err)
	}
	p.was(t,
		"POST "+qrPath+` {"generate_qr_image":"SVG","prefilled_message":"Hello"}`,
		"POST "+qrPath+` {"prefilled_message":"`+strings.Repeat("ä", 140)+`"}`,
		"POST "+qrPath+` {"code":"4O4YGZEG3RIVE1","prefilled_message":"Hello"}`,
		"GET "+qrPath,
		"DELETE "+qrPath+"/4O4%2F",
	)
}

// TestQRAnswers: an answer without a code leaves open whether another link was
// made; of an update nothing is open.
func TestQRAnswers(t *testing.T) {
	t.Parallel()
	c, _ := talk(t, ok(`{}`, `{}`)...)
	_, err := c.CreateQR(t.Context(), "Hello", "")
	wants(t, "CreateQR", 0, err, 0, provider.Uncertain)
	_, err = c.UpdateQR(t.Context(), "4O4YGZEG3RIVE1", "Hello")
	wants(t, "UpdateQR", 0, err, 0, provider.Unavailable)
	for name, text := range map[string]string{"empty": "", "too long": strings.Repeat("x", 141), "not UTF-8": "\xff"} {
		_, err = c.CreateQR(t.Context(), text, "")
		wants(t, name, 0, err, 0, provider.Invalid)
	}
}
