package whatsapp_test

import (
	"strings"
	"testing"

	"github.com/wainbox/wainbox/whatsapp"
)

func TestTemplatesAreNamed(t *testing.T) {
	t.Parallel()
	named := func(name, id, language string) whatsapp.Template {
		return whatsapp.Template{Name: name, ID: id, Language: language}
	}
	tests := map[string]broken{
		"by name":               {named("order_ready_2", "", "en_US"), nil},
		"by id":                 {named("", "HX1", ""), nil},
		"by id, in a language":  {named("", "HX1", "pt_BR"), nil},
		"by both":               {named("n", "HX1", "en"), nil},
		"by nothing":            {named("", "", ""), []string{"template.name", "template.language.code"}},
		"in no language":        {named("n", "HX1", ""), []string{"template.language.code"}},
		"with a capital letter": {named("Order", "", "en"), []string{"template.name"}},
		"with a blank":          {named("order ready", "", "en"), []string{"template.name"}},
		"with 512 bytes":        {named(strings.Repeat("a", 512), "", "en"), nil},
		"with 513 bytes":        {named(strings.Repeat("a", 513), "", "en"), []string{"template.name"}},
	}
	for _, code := range []string{"en", "fil", "pt_BR", "prs_AF"} {
		tests["in "+code] = broken{named("n", "", code), nil}
	}
	for _, code := range []string{"e", "engl", "EN", "en-US", "en_us", "en_", "_US", "en_USA", "en_US ", "english"} {
		tests["in "+code] = broken{named("n", "", code), []string{"template.language.code"}}
	}
	judge(t, tests)
}

func TestPartsOfATemplateAreChecked(t *testing.T) {
	t.Parallel()
	text := whatsapp.Parameter{Type: "text", Text: "x"}
	image := whatsapp.Parameter{Type: "image", Media: &whatsapp.Media{ID: "1"}}
	button := func(kind string, p ...whatsapp.Parameter) whatsapp.Component {
		return whatsapp.Component{Type: "button", SubType: kind, Parameters: p}
	}
	judge(t, map[string]broken{
		"none":                       {templateOf(), nil},
		"a header, a body, a button": {templateOf(part("header", image), part("body", text, text), button("url", text)), nil},
		"a part there is not":        {templateOf(part("side"), part("footer", text)), []string{"template.components[0].type", "template.components[1].type"}},
		"a button of no kind":        {templateOf(button(""), button("phone")), []string{"template.components[0].sub_type", "template.components[1].sub_type"}},
		"cards of a body":            {templateOf(whatsapp.Component{Type: "body", Cards: make([][]whatsapp.Component, 2)}), []string{"template.components[0].cards"}},
		"values of a carousel": {
			templateOf(whatsapp.Component{Type: "carousel", Cards: make([][]whatsapp.Component, 2), Parameters: []whatsapp.Parameter{text}}),
			[]string{"template.components[0].parameters"},
		},
		"cards within cards": {
			templateOf(whatsapp.Component{Type: "carousel", Cards: [][]whatsapp.Component{
				{part("header", image), part("body", text)},
				{part("carousel"), part("limited_time_offer"), button("url", text, image), part("header", image)},
			}}),
			[]string{
				"template.components[0].cards[1].components[0].type", "template.components[0].cards[1].components[1].type",
				"template.components[0].cards[1].components[2].parameters[1].type",
			},
		},
	})
}

func TestValuesStandWhereTheyBelong(t *testing.T) {
	t.Parallel()
	const (
		link = "https://a.example/"
		code = "template.components[0].parameters[0]"
	)
	values := map[string]whatsapp.Parameter{
		"text":                     {Type: "text", Text: "x"},
		"payload":                  {Type: "payload", Text: "x"},
		"coupon_code":              {Type: "coupon_code", Text: "OFF10"},
		"date_time":                {Type: "date_time", Text: "x"},
		"group_id":                 {Type: "group_id", Text: "x"},
		"currency":                 {Type: "currency", Currency: &whatsapp.Currency{Fallback: "1 €", Code: "EUR", Amount1000: 1000}},
		"image":                    {Type: "image", Media: &whatsapp.Media{ID: "1"}},
		"video":                    {Type: "video", Media: &whatsapp.Media{Link: link}},
		"gif":                      {Type: "gif", Media: &whatsapp.Media{ID: "1"}},
		"document":                 {Type: "document", Media: &whatsapp.Media{ID: "1", Filename: "a.pdf"}},
		"location":                 {Type: "location", Location: &whatsapp.Location{Name: "n", Address: "a"}},
		"product":                  {Type: "product", Product: lamp},
		"ttl_minutes":              {Type: "ttl_minutes", Number: 1},
		"limited_time_offer":       {Type: "limited_time_offer", Number: 1},
		"tap_target_configuration": {Type: "tap_target_configuration", Targets: []whatsapp.TapTarget{{URL: link, Title: "t"}}},
		"action": {Type: "action", Action: &whatsapp.TemplateAction{
			Thumbnail: "lamp-1", Sections: lamps, OrderDetails: "{}", FlowData: "{}", FlowToken: "t",
		}},
		"hologram": {Type: "hologram", Text: "x"},
	}
	places := map[string][]string{
		"header":                   {"text", "currency", "date_time", "image", "video", "gif", "document", "location", "product"},
		"body":                     {"text", "currency", "date_time", "group_id"},
		"limited_time_offer":       {"limited_time_offer"},
		"tap_target_configuration": {"tap_target_configuration"},
		"button quick_reply":       {"payload"},
		"button url":               {"text"},
		"button copy_code":         {"coupon_code"},
		"button flow":              {"action"},
		"button catalog":           {"action"},
		"button mpm":               {"action"},
		"button voice_call":        {"ttl_minutes", "payload"},
		"button order_details":     {"action"},
	}
	tests := map[string]broken{}
	for place, takes := range places {
		kind, button, _ := strings.Cut(place, " ")
		for name, value := range values {
			one := broken{templateOf(whatsapp.Component{Type: kind, SubType: button, Parameters: []whatsapp.Parameter{value}}), []string{code + ".type"}}
			for _, taken := range takes {
				if taken == name {
					one.fields = nil
				}
			}
			tests[name+" in "+place] = one
		}
	}
	judge(t, tests)
}

func TestValuesOfATemplateAreChecked(t *testing.T) {
	t.Parallel()
	const at = "template.components[0].parameters[0]."
	tests := map[string]broken{}
	check := func(name, place string, p whatsapp.Parameter, fields ...string) {
		kind, button, _ := strings.Cut(place, " ")
		for i := range fields {
			fields[i] = at + fields[i]
		}
		tests[name] = broken{templateOf(whatsapp.Component{Type: kind, SubType: button, Parameters: []whatsapp.Parameter{p}}), fields}
	}
	check("no text", "body", whatsapp.Parameter{Type: "text"}, "text")
	check("a name that is no text", "body", whatsapp.Parameter{Type: "text", Text: "x", Name: "\xff"}, "parameter_name")
	check("no payload", "button quick_reply", whatsapp.Parameter{Type: "payload"}, "payload")
	check("no group", "body", whatsapp.Parameter{Type: "group_id"}, "group_id")
	check("no date", "body", whatsapp.Parameter{Type: "date_time"}, "date_time.fallback_value")
	check("no money", "body", whatsapp.Parameter{Type: "currency"}, "currency")
	check("money of nothing", "body", whatsapp.Parameter{Type: "currency", Currency: &whatsapp.Currency{}},
		"currency.fallback_value", "currency.code")
	check("no file", "header", whatsapp.Parameter{Type: "image"}, "image")
	check("a file from nowhere", "header", whatsapp.Parameter{Type: "gif", Media: &whatsapp.Media{}}, "gif")
	check("a file twice", "header",
		whatsapp.Parameter{Type: "video", Media: &whatsapp.Media{ID: "1", Link: "https://a.example"}}, "video")
	check("a file of a disk", "header",
		whatsapp.Parameter{Type: "document", Media: &whatsapp.Media{Link: "file:///a"}}, "document.link")
	check("an image with a name", "header",
		whatsapp.Parameter{Type: "image", Media: &whatsapp.Media{ID: "1", Filename: "a.png"}}, "image.filename")
	check("no place", "header", whatsapp.Parameter{Type: "location"}, "location")
	check("a place without words", "header", whatsapp.Parameter{Type: "location", Location: &whatsapp.Location{Latitude: 91}},
		"location.latitude", "location.name", "location.address")
	check("no product", "header", whatsapp.Parameter{Type: "product"}, "product.catalog_id", "product.product_retailer_id")
	check("a code of 20", "button copy_code", whatsapp.Parameter{Type: "coupon_code", Text: strings.Repeat("A", 20)})
	check("a code of 21", "button copy_code", whatsapp.Parameter{Type: "coupon_code", Text: strings.Repeat("A", 21)}, "coupon_code")
	check("a code with a sign", "button copy_code", whatsapp.Parameter{Type: "coupon_code", Text: "10%"}, "coupon_code")
	check("no code", "button copy_code", whatsapp.Parameter{Type: "coupon_code"}, "coupon_code")
	check("no minutes", "button voice_call", whatsapp.Parameter{Type: "ttl_minutes"}, "ttl_minutes")
	check("minutes ago", "button voice_call", whatsapp.Parameter{Type: "ttl_minutes", Number: -1}, "ttl_minutes")
	check("an offer without end", "limited_time_offer", whatsapp.Parameter{Type: "limited_time_offer"},
		"limited_time_offer.expiration_time_ms")
	check("no target", "tap_target_configuration", whatsapp.Parameter{Type: "tap_target_configuration"},
		"tap_target_configuration")
	check("an empty target", "tap_target_configuration",
		whatsapp.Parameter{Type: "tap_target_configuration", Targets: []whatsapp.TapTarget{{}}},
		"tap_target_configuration[0].url", "tap_target_configuration[0].title")

	action := func(a whatsapp.TemplateAction) whatsapp.Parameter {
		return whatsapp.Parameter{Type: "action", Action: &a}
	}
	check("no action", "button flow", whatsapp.Parameter{Type: "action"}, "action")
	check("a flow of itself", "button flow", action(whatsapp.TemplateAction{}))
	check("a flow's data", "button flow", action(whatsapp.TemplateAction{FlowToken: "t", FlowData: `{"a":1}`}))
	check("a flow's data, no object", "button flow", action(whatsapp.TemplateAction{FlowToken: "\xff", FlowData: `"a"`}),
		"action.flow_token", "action.flow_action_data")
	check("no picture of a catalog", "button catalog", action(whatsapp.TemplateAction{}), "action.thumbnail_product_retailer_id")
	check("no products", "button mpm", action(whatsapp.TemplateAction{}),
		"action.thumbnail_product_retailer_id", "action.sections")
	check("an order", "button order_details", action(whatsapp.TemplateAction{OrderDetails: `{}`}))
	check("no order", "button order_details", action(whatsapp.TemplateAction{}), "action.order_details")
	judge(t, tests)
}
