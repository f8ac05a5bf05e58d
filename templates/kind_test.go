package templates_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/templates"
)

func TestKindIsTheFirstThatFits(t *testing.T) {
	t.Parallel()
	header := func(format string) templates.Component { return templates.Component{Type: "HEADER", Format: format} }
	part := func(kind string) templates.Component { return templates.Component{Type: kind} }
	buttons := func(kinds ...string) templates.Component {
		c := templates.Component{Type: "BUTTONS"}
		for _, kind := range kinds {
			c.Buttons = append(c.Buttons, templates.Button{Type: kind})
		}
		return c
	}
	list := func(types ...string) *templates.Content {
		c := &templates.Content{Types: map[string]json.RawMessage{}}
		for _, name := range types {
			c.Types[name] = json.RawMessage(`{}`)
		}
		return c
	}
	tests := map[string]struct {
		d    templates.Definition
		want templates.Kind
	}{
		"nothing":                    {templates.Definition{}, templates.KindText},
		"a text header":              {definedBy(header("TEXT")), templates.KindText},
		"a header without format":    {definedBy(header("")), templates.KindText},
		"an image":                   {definedBy(header("IMAGE")), templates.KindMedia},
		"lower case":                 {definedBy(templates.Component{Type: "header", Format: "video"}), templates.KindMedia},
		"a GIF":                      {definedBy(header("GIF")), templates.KindMedia},
		"a document":                 {definedBy(header("DOCUMENT")), templates.KindMedia},
		"a header that is not known": {definedBy(header("HOLOGRAM")), templates.KindText},
		"a place":                    {definedBy(header("LOCATION")), templates.KindLocation},
		"a product":                  {definedBy(header("PRODUCT")), templates.KindProduct},
		"one product's button":       {definedBy(buttons("SPM")), templates.KindProduct},
		"a product and its button":   {definedBy(header("PRODUCT"), buttons("SPM")), templates.KindProduct},
		"quick replies":              {definedBy(buttons("QUICK_REPLY", "QUICK_REPLY")), templates.KindQuickReply},
		"quick replies, image":       {definedBy(header("IMAGE"), buttons("QUICK_REPLY")), templates.KindQuickReply},
		"an address":                 {definedBy(buttons("URL")), templates.KindCallToAction},
		"a number":                   {definedBy(buttons("PHONE_NUMBER")), templates.KindCallToAction},
		"a button not known":         {definedBy(buttons("TELEPORT")), templates.KindCallToAction},
		"quick reply and address":    {definedBy(buttons("QUICK_REPLY", "URL")), templates.KindMixed},
		"address and quick reply":    {definedBy(buttons("url", "quick_reply")), templates.KindMixed},
		"a code":                     {definedBy(buttons("COPY_CODE", "URL", "QUICK_REPLY")), templates.KindCoupon},
		"a flow":                     {definedBy(header("IMAGE"), buttons("QUICK_REPLY", "FLOW")), templates.KindFlow},
		"a catalog":                  {definedBy(buttons("CATALOG")), templates.KindCatalog},
		"several products":           {definedBy(buttons("MPM")), templates.KindCatalog},
		"a call":                     {definedBy(buttons("VOICE_CALL", "URL")), templates.KindCall},
		"asks to call":               {definedBy(part("CALL_PERMISSION_REQUEST")), templates.KindCall},
		"an offer with a code":       {definedBy(part("LIMITED_TIME_OFFER"), buttons("COPY_CODE", "URL")), templates.KindLimitedTimeOffer},
		"a carousel":                 {definedBy(part("CAROUSEL")), templates.KindCarousel},
		"a carousel's cards":         {definedBy(templates.Component{Type: "CAROUSEL", Cards: []templates.Card{{Components: []templates.Component{buttons("FLOW")}}}}), templates.KindCarousel},
		"the category":               {templates.Definition{Category: templates.Authentication}, templates.KindAuthentication},
		"a one-time code":            {definedBy(buttons("OTP")), templates.KindAuthentication},
		"a list":                     {templates.Definition{Content: list("twilio/list-picker", "twilio/text")}, templates.KindList},
		"a content that is none":     {templates.Definition{Content: list("twilio/text")}, templates.KindText},
		"a list of no use here": {
			templates.Definition{Content: list("twilio/list-picker", "twilio/quick-reply"), Components: []templates.Component{buttons("QUICK_REPLY")}},
			templates.KindQuickReply,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, tt.d.Kind()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func definedBy(components ...templates.Component) templates.Definition {
	return templates.Definition{Name: "n", Language: "en", Components: components}
}
