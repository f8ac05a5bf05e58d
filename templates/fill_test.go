package templates_test

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

func itoa(i int) string { return strconv.Itoa(i) }

type (
	components = []templates.Component
	parameters = []whatsapp.Parameter
	byButton   = map[int][]whatsapp.Parameter
)

func body(text string) templates.Component { return templates.Component{Type: "BODY", Text: text} }

func header(format, text string) templates.Component {
	return templates.Component{Type: "HEADER", Format: format, Text: text}
}

func buttons(all ...templates.Button) templates.Component {
	return templates.Component{Type: "BUTTONS", Buttons: all}
}

func card(all ...templates.Component) templates.Card { return templates.Card{Components: all} }

func carousel(all ...templates.Card) templates.Component {
	return templates.Component{Type: "CAROUSEL", Cards: all}
}

// made is an approved template of these parts; names are told by its texts.
func made(all ...templates.Component) *templates.Template {
	return templates.New(templates.Definition{
		Name: "one", Language: "en_US", Category: templates.Marketing, Status: templates.Approved, Components: all,
	})
}

func authentication(all ...templates.Component) *templates.Template {
	return templates.New(templates.Definition{
		Name: "one", Language: "en_US", Category: templates.Authentication, Status: templates.Approved, Components: all,
	})
}

func photo() whatsapp.Parameter {
	return templates.File(whatsapp.Media{Type: whatsapp.KindImage, Link: "https://example.com/p.jpg"})
}

func product(id string) whatsapp.Parameter {
	return templates.Product(whatsapp.ProductRef{Catalog: "7", Product: id})
}

var (
	quick      = templates.Button{Type: "QUICK_REPLY", Text: "Yes"}
	track      = templates.Button{Type: "URL", Text: "Track", URL: "https://example.com/t/{{1}}"}
	offer      = templates.Component{Type: "LIMITED_TIME_OFFER", Offer: &templates.Offer{Text: "Ends soon", HasExpiration: true}}
	coupon     = templates.Button{Type: "COPY_CODE", Example: templates.Examples{"SAVE10"}}
	otp        = templates.Button{Type: "OTP", OTPType: "COPY_CODE", Text: "Copy"}
	endOfOffer = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	twoShot    = carousel(
		card(header("IMAGE", ""), body("Only {{1}}"), buttons(quick, track)), card(header("IMAGE", ""), body("Now {{1}}"), buttons(quick, track)),
	)
)

// complete is a template of each kind of part, with values that fill it and what
// is then sent.
func complete() map[string]struct {
	template *templates.Template
	values   templates.Values
	want     []whatsapp.Component
} {
	section := whatsapp.ProductSection{Title: "All", Products: []string{"p1"}}
	order := whatsapp.TemplateAction{OrderDetails: `{"reference_id":"r"}`}
	place := whatsapp.Location{Latitude: 1, Longitude: 2, Name: "Shop", Address: "Main St 1"}
	one := func(kind string, p ...whatsapp.Parameter) []whatsapp.Component {
		return []whatsapp.Component{{Type: kind, Parameters: p}}
	}
	press := func(sub string, p ...whatsapp.Parameter) []whatsapp.Component {
		return []whatsapp.Component{{Type: "button", SubType: sub, Parameters: p}}
	}
	shot := func(words, payload, suffix string) []whatsapp.Component {
		return []whatsapp.Component{
			{Type: "header", Parameters: parameters{photo()}},
			{Type: "body", Parameters: templates.Texts(words)},
			{Type: "button", SubType: "quick_reply", Parameters: parameters{templates.Payload(payload)}},
			{Type: "button", SubType: "url", Index: 1, Parameters: templates.Texts(suffix)},
		}
	}
	item := func(id string) []whatsapp.Component {
		return one("header", product(id))
	}
	return map[string]struct {
		template *templates.Template
		values   templates.Values
		want     []whatsapp.Component
	}{
		"no variables": {made(header("TEXT", "Hi"), body("Hello"), templates.Component{Type: "FOOTER", Text: "Bye"}, buttons(quick)), templates.Values{}, nil},
		"numbers": {
			made(body("Hi {{1}}, {{2}}!")), templates.Values{Body: templates.Texts("Ann", "7")}, one("body", templates.Text("Ann"), templates.Text("7")),
		},
		"numbers given by name, in any order": {
			made(body("Hi {{1}}, {{2}}!")),
			templates.Values{Body: parameters{templates.ByName("2", templates.Text("7")), templates.ByName("1", templates.Text("Ann"))}},
			one("body", templates.Text("Ann"), templates.Text("7")),
		},
		"one number twice": {made(body("{{1}}, {{1}} and {{2}} x")), templates.Values{Body: templates.Texts("a", "b")}, one("body", templates.Text("a"), templates.Text("b"))},
		"names": {
			made(header("TEXT", "For {{who}}"), body("Hi {{first_name}}, {{order}}!")),
			templates.Values{
				Header: parameters{templates.ByName("who", templates.Text("you"))},
				Body:   parameters{templates.ByName("order", templates.Text("7")), templates.ByName("first_name", templates.Text("Ann"))},
			},
			append(one("header", templates.ByName("who", templates.Text("you"))),
				one("body", templates.ByName("first_name", templates.Text("Ann")), templates.ByName("order", templates.Text("7")))...),
		},
		"currency and time": {
			made(body("{{1}} until {{2}}.")),
			templates.Values{Body: parameters{templates.Currency("EUR", 7500, "7,50 €"), templates.DateTime("1 May")}},
			one("body", templates.Currency("EUR", 7500, "7,50 €"), templates.DateTime("1 May")),
		},
		"a group":    {made(body("Join {{1}} now")), templates.Values{Body: parameters{templates.GroupID("g1")}}, one("body", templates.GroupID("g1"))},
		"an image":   {made(header("IMAGE", ""), body("x")), templates.Values{Header: parameters{photo()}}, one("header", photo())},
		"a location": {made(header("LOCATION", ""), body("x")), templates.Values{Header: parameters{templates.Place(place)}}, one("header", templates.Place(place))},
		"a product": {
			made(header("PRODUCT", ""), body("x"), buttons(templates.Button{Type: "SPM", Text: "View"})),
			templates.Values{Header: parameters{product("p1")}},
			one("header", product("p1")),
		},
		"a GIF": {
			made(header("GIF", ""), body("x")),
			templates.Values{Header: parameters{templates.GIF(whatsapp.Media{Type: whatsapp.KindVideo, ID: "9"})}},
			one("header", templates.GIF(whatsapp.Media{Type: whatsapp.KindVideo, ID: "9"})),
		},
		"a payload": {
			made(body("x"), buttons(quick)),
			templates.Values{Buttons: byButton{0: {templates.Payload("yes\nplease")}}},
			press("quick_reply", templates.Payload("yes\nplease")),
		},
		"an address": {made(body("x"), buttons(track)), templates.Values{Buttons: byButton{0: {templates.Suffix("a?b=c%20d")}}}, press("url", templates.Text("a?b=c%20d"))},
		"a code":     {made(body("x"), buttons(coupon)), templates.Values{Buttons: byButton{0: {templates.Coupon("SAVE20")}}}, press("copy_code", templates.Coupon("SAVE20"))},
		"texts without a type": {
			made(body("Hi {{1}}!"), buttons(quick, track, coupon)),
			templates.Values{Body: parameters{{Text: "Ann"}}, Buttons: byButton{0: {{Text: "p"}}, 1: {{Text: "s"}}, 2: {{Text: "C0DE"}}}},
			[]whatsapp.Component{
				{Type: "body", Parameters: templates.Texts("Ann")},
				{Type: "button", SubType: "quick_reply", Parameters: parameters{templates.Payload("p")}},
				{Type: "button", SubType: "url", Index: 1, Parameters: templates.Texts("s")},
				{Type: "button", SubType: "copy_code", Index: 2, Parameters: parameters{templates.Coupon("C0DE")}},
			},
		},
		"a flow": {
			made(body("x"), buttons(templates.Button{Type: "FLOW", Text: "Go", FlowID: "1"})),
			templates.Values{Buttons: byButton{0: {templates.Flow("t", `{"a":1}`)}}},
			press("flow", templates.Flow("t", `{"a":1}`)),
		},
		"a flow without values": {
			made(body("x"), buttons(templates.Button{Type: "FLOW", Text: "Go", FlowID: "1"})), templates.Values{}, press("flow", templates.Flow("", "")),
		},
		"a catalog": {
			made(body("x"), buttons(templates.Button{Type: "CATALOG", Text: "View catalog"})),
			templates.Values{Buttons: byButton{0: {templates.Action(whatsapp.TemplateAction{Thumbnail: "p1"})}}},
			press("catalog", templates.Action(whatsapp.TemplateAction{Thumbnail: "p1"})),
		},
		"products": {
			made(body("x"), buttons(templates.Button{Type: "MPM", Text: "View items"})),
			templates.Values{Buttons: byButton{0: {templates.Action(whatsapp.TemplateAction{Thumbnail: "p1", Sections: []whatsapp.ProductSection{section}})}}},
			press("mpm", templates.Action(whatsapp.TemplateAction{Thumbnail: "p1", Sections: []whatsapp.ProductSection{section}})),
		},
		"an order": {
			made(body("x"), buttons(templates.Button{Type: "ORDER_DETAILS", Text: "Pay"})),
			templates.Values{Buttons: byButton{0: {templates.Action(order)}}},
			press("order_details", templates.Action(order)),
		},
		"a call, with its payload only": {
			made(body("x"), buttons(templates.Button{Type: "VOICE_CALL", Text: "Call"})),
			templates.Values{Buttons: byButton{0: {templates.Payload("p")}}},
			press("voice_call", templates.Payload("p")),
		},
		"a call, either way round": {
			made(body("x"), buttons(templates.Button{Type: "VOICE_CALL", Text: "Call"})),
			templates.Values{Buttons: byButton{0: {templates.Payload("p"), templates.CallMinutes(15)}}},
			press("voice_call", templates.CallMinutes(15), templates.Payload("p")),
		},
		"an offer": {
			made(header("IMAGE", ""), offer, body("x"), buttons(coupon)),
			templates.Values{Header: parameters{photo()}, OfferEnds: endOfOffer, Buttons: byButton{0: {templates.Coupon("A1")}}},
			[]whatsapp.Component{
				{Type: "header", Parameters: parameters{photo()}},
				{Type: "button", SubType: "copy_code", Parameters: parameters{templates.Coupon("A1")}},
				{Type: "limited_time_offer", Parameters: parameters{{Type: "limited_time_offer", Number: endOfOffer.UnixMilli()}}},
			},
		},
		"a carousel": {
			made(body("Look, {{1}}:"), twoShot),
			templates.Values{Body: templates.Texts("Ann"), Cards: []templates.Values{
				{Header: parameters{photo()}, Body: templates.Texts("7"), Buttons: byButton{0: {templates.Payload("p")}, 1: {templates.Suffix("s")}}},
				{Header: parameters{photo()}, Body: templates.Texts("8"), Buttons: byButton{0: {templates.Payload("q")}, 1: {templates.Suffix("t")}}},
			}},
			append(one("body", templates.Text("Ann")), whatsapp.Component{
				Type: "carousel", Cards: [][]whatsapp.Component{shot("7", "p", "s"), shot("8", "q", "t")},
			}),
		},
		"a carousel of products, more than were defined": {
			made(body("Look"), carousel(card(header("PRODUCT", ""), buttons(templates.Button{Type: "SPM", Text: "View"})), card(header("PRODUCT", "")))),
			templates.Values{Cards: []templates.Values{{Header: parameters{product("1")}}, {Header: parameters{product("2")}}, {Header: parameters{product("3")}}}},
			[]whatsapp.Component{{Type: "carousel", Cards: [][]whatsapp.Component{item("1"), item("2"), item("3")}}},
		},
		"a one-time code": {
			authentication(templates.Component{Type: "BODY", SecurityRecommendation: true}, buttons(otp)),
			templates.Values{Body: templates.Texts("123456")},
			append(one("body", templates.Text("123456")), press("url", templates.Text("123456"))...),
		},
		"a one-time code of another category": {
			made(body("{{1}} is your code."), buttons(otp)),
			templates.Values{Body: templates.Texts("123456")},
			append(one("body", templates.Text("123456")), press("url", templates.Text("123456"))...),
		},
		"a one-time code by its name": {
			authentication(body("{{code}} is good for {{minutes}} minutes."), buttons(otp)),
			templates.Values{Body: parameters{templates.ByName("minutes", templates.Text("5")), templates.ByName("code", templates.Text("123456"))}},
			append(one("body", templates.ByName("code", templates.Text("123456")), templates.ByName("minutes", templates.Text("5"))),
				press("url", templates.Text("123456"))...),
		},
		"a tap on the picture": {
			made(header("IMAGE", ""), body("x")),
			templates.Values{Header: parameters{photo()}, Targets: []whatsapp.TapTarget{{URL: "https://example.com", Title: "More"}}},
			append(one("header", photo()), whatsapp.Component{Type: "tap_target_configuration", Parameters: parameters{
				{Type: "tap_target_configuration", Targets: []whatsapp.TapTarget{{URL: "https://example.com", Title: "More"}}},
			}}),
		},
		"the most that fits": {
			made(header("TEXT", "{{1}}"), body("Hi {{1}}")),
			templates.Values{Header: templates.Texts(strings.Repeat("ä", 60)), Body: templates.Texts(strings.Repeat("ö", 1021))},
			append(one("header", templates.Text(strings.Repeat("ä", 60))), one("body", templates.Text(strings.Repeat("ö", 1021)))...),
		},
		"four spaces and every script": {
			made(body("Hi {{1}}!")), templates.Values{Body: templates.Texts("a    b 👋🏽 שלום नमस्ते")}, one("body", templates.Text("a    b 👋🏽 שלום नमस्ते")),
		},
		"sixteen and more": {
			made(body("a {{1}}{{2}}{{3}}{{4}}{{5}}{{6}}{{7}}{{8}}{{9}}{{10}}{{11}}{{12}}{{13}}{{14}}{{15}}{{16}}{{17}} z")),
			templates.Values{Body: templates.Texts(strings.Split("abcdefghijklmnopq", "")...)},
			one("body", templates.Texts(strings.Split("abcdefghijklmnopq", "")...)...),
		},
	}
}

// TestFill fills every kind of part, and what is sent is what the platform
// accepts.
func TestFill(t *testing.T) {
	t.Parallel()
	for name, tt := range complete() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := tt.template.Fill(tt.values)
			if err != nil {
				t.Fatal(err)
			}
			want := whatsapp.Template{Name: "one", Language: "en_US", Components: tt.want}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			if err := (whatsapp.Outbound{To: whatsapp.Address{Phone: "15550001"}, Content: got}).Validate(); err != nil {
				t.Errorf("not what the platform takes: %v", err)
			}
			if err := tt.template.Check(got); err != nil {
				t.Errorf("filled, and then refused: %v", err)
			}
			again, err := tt.template.Fill(templates.ValuesOf(got))
			if diff := cmp.Diff(got, again); err != nil || diff != "" {
				t.Errorf("of its own values: %v %s", err, diff)
			}
		})
	}
}

// wrong is values that a template must refuse, by the platform's error that a
// send would end with.
type wrong struct {
	template *templates.Template
	values   templates.Values
	want     []string // fields and rules
}

// TestFillPrevents refuses beforehand each cause of the platform's errors that
// facts are known of.
func TestFillPrevents(t *testing.T) {
	t.Parallel()
	two := made(body("Hi {{1}}, {{2}}!"))
	named := made(body("Hi {{first_name}}, {{order}}!"))
	text := func(s ...string) templates.Values { return templates.Values{Body: templates.Texts(s...)} }
	head := func(p ...whatsapp.Parameter) templates.Values { return templates.Values{Header: p} }
	press := func(p ...whatsapp.Parameter) templates.Values {
		return templates.Values{Buttons: byButton{0: p}}
	}
	for code, cases := range map[int]map[string]wrong{
		132000: {
			"no values":          {two, templates.Values{}, []string{"body.1 missing", "body.2 missing"}},
			"one too few":        {two, text("a"), []string{"body.2 missing"}},
			"one too many":       {two, text("a", "b", "c"), []string{"body extra"}},
			"none wanted":        {made(body("Hi")), text("a"), []string{"body extra"}},
			"a name too few":     {named, templates.Values{Body: parameters{templates.ByName("order", templates.Text("7"))}}, []string{"body.first_name missing"}},
			"a header not there": {two, templates.Values{Header: templates.Texts("x"), Body: templates.Texts("a", "b")}, []string{"header extra"}},
			"no header": {
				made(header("TEXT", "For {{1}}"), body("x")), templates.Values{}, []string{"header.1 missing"},
			},
			"no file":              {made(header("DOCUMENT", ""), body("x")), templates.Values{}, []string{"header missing"}},
			"two files":            {made(header("IMAGE", ""), body("x")), head(photo(), photo()), []string{"header extra"}},
			"no address":           {made(body("x"), buttons(track)), templates.Values{}, []string{"buttons[0] missing"}},
			"two addresses":        {made(body("x"), buttons(track)), press(templates.Suffix("a"), templates.Suffix("b")), []string{"buttons[0] extra"}},
			"an address not taken": {made(body("x"), buttons(templates.Button{Type: "URL", Text: "T", URL: "https://example.com"})), press(templates.Suffix("a")), []string{"buttons[0] extra"}},
			"no such button":       {two, templates.Values{Body: templates.Texts("a", "b"), Buttons: byButton{3: templates.Texts("x")}}, []string{"buttons[3] extra"}},
			"a button out of all":  {two, templates.Values{Body: templates.Texts("a", "b"), Buttons: byButton{-1: templates.Texts("x")}}, []string{"buttons extra"}},
			"no coupon":            {made(body("x"), buttons(coupon)), templates.Values{}, []string{"buttons[0] missing"}},
			"no products":          {made(body("x"), buttons(templates.Button{Type: "MPM"})), templates.Values{}, []string{"buttons[0] missing"}},
			"no end of the offer":  {made(offer, body("x")), templates.Values{}, []string{"limited_time_offer missing"}},
			"an end of no offer":   {made(body("x")), templates.Values{OfferEnds: endOfOffer}, []string{"limited_time_offer extra"}},
			"no cards":             {made(body("x"), twoShot), templates.Values{}, []string{"cards[0] missing"}},
			"a card too few":       {made(body("x"), twoShot), templates.Values{Cards: make([]templates.Values, 1)}, []string{"cards[1] missing"}},
			"a card too many":      {made(body("x"), twoShot), templates.Values{Cards: make([]templates.Values, 3)}, []string{"cards[2] extra"}},
			"cards of no carousel": {made(body("x")), templates.Values{Cards: make([]templates.Values, 2)}, []string{"cards extra"}},
			"cards without values": {made(body("x"), twoShot), templates.Values{Cards: make([]templates.Values, 2)}, []string{
				"cards[0].header missing", "cards[0].body.1 missing", "cards[0].buttons[1] missing",
				"cards[1].header missing", "cards[1].body.1 missing", "cards[1].buttons[1] missing",
			}},
			"a card within a card": {
				made(body("x"), carousel(card(body("a")), card(body("b")))),
				templates.Values{Cards: []templates.Values{{}, {Cards: make([]templates.Values, 1)}}},
				[]string{"cards[1] extra"},
			},
			"a code twice": {
				authentication(templates.Component{Type: "BODY"}, buttons(otp)),
				templates.Values{Body: templates.Texts("1"), Buttons: byButton{0: templates.Texts("1", "1")}},
				[]string{"buttons[0] extra"},
			},
			"one name twice": {
				named, templates.Values{Body: parameters{
					templates.ByName("order", templates.Text("7")), templates.ByName("order", templates.Text("7")), templates.ByName("first_name", templates.Text("A")),
				}}, []string{"body.order repeated"},
			},
		},
		132005: {
			"a body":              {made(body("Hi {{1}}")), text(strings.Repeat("a", 1022)), []string{"body too_long_filled"}},
			"two halves":          {two, text(strings.Repeat("ä", 512), strings.Repeat("ö", 507)), []string{"body too_long_filled"}},
			"one variable twice":  {made(body("{{1}} {{1}}")), text(strings.Repeat("a", 512)), []string{"body too_long_filled"}},
			"a header":            {made(header("TEXT", "For {{1}}"), body("x")), head(templates.Text(strings.Repeat("a", 57))), []string{"header too_long_filled"}},
			"a body of an offer":  {made(templates.Component{Type: "LIMITED_TIME_OFFER", Offer: &templates.Offer{Text: "x"}}, body("Hi {{1}}")), text(strings.Repeat("a", 598)), []string{"body too_long_filled"}},
			"a card":              {made(body("x"), carousel(card(body("Hi {{1}}")), card(body("Hi {{1}}")))), templates.Values{Cards: []templates.Values{text("a"), text(strings.Repeat("a", 158))}}, []string{"cards[1].body too_long_filled"}},
			"an address":          {made(body("x"), buttons(track)), press(templates.Suffix(strings.Repeat("a", 1979))), []string{"buttons[0].url too_long_filled"}},
			"what money is shown": {made(body("Hi {{1}}")), templates.Values{Body: parameters{templates.Currency("EUR", 1, strings.Repeat("9", 1022))}}, []string{"body too_long_filled"}},
		},
		132012: {
			"empty":                  {two, text("", "b"), []string{"body.1 empty"}},
			"only spaces":            {two, text("a", "  "), []string{"body.2 empty"}},
			"only another space":     {two, text("a", "\u00a0"), []string{"body.2 empty"}},
			"no name":                {named, text("a", "b"), []string{"body unnamed", "body unnamed", "body.first_name missing", "body.order missing"}},
			"another name":           {named, templates.Values{Body: parameters{templates.ByName("x", templates.Text("a"))}}, []string{"body.x extra", "body.first_name missing", "body.order missing"}},
			"money by name":          {named, templates.Values{Body: parameters{templates.ByName("order", templates.Currency("EUR", 1, "1")), templates.ByName("first_name", templates.Text("a"))}}, []string{"body.order wrong_kind"}},
			"a file in a text":       {two, templates.Values{Body: parameters{photo(), templates.Text("b")}}, []string{"body.1 wrong_kind"}},
			"a text for a file":      {made(header("IMAGE", ""), body("x")), head(templates.Text("x")), []string{"header wrong_kind"}},
			"a text without a type":  {made(header("IMAGE", ""), body("x")), head(whatsapp.Parameter{Text: "x"}), []string{"header bad_value"}},
			"a video for an image":   {made(header("IMAGE", ""), body("x")), head(templates.File(whatsapp.Media{Type: whatsapp.KindVideo, ID: "1"})), []string{"header wrong_kind"}},
			"a file of nothing":      {made(header("IMAGE", ""), body("x")), head(templates.File(whatsapp.Media{Type: whatsapp.KindImage})), []string{"header bad_value"}},
			"a link to nowhere":      {made(header("IMAGE", ""), body("x")), head(templates.File(whatsapp.Media{Type: whatsapp.KindImage, Link: "p.jpg"})), []string{"header bad_value"}},
			"a place without a name": {made(header("LOCATION", ""), body("x")), head(templates.Place(whatsapp.Location{Latitude: 1, Address: "a"})), []string{"header bad_value"}},
			"a place off the earth":  {made(header("LOCATION", ""), body("x")), head(templates.Place(whatsapp.Location{Latitude: 91, Name: "n", Address: "a"})), []string{"header bad_value"}},
			"no money":               {made(body("a {{1}} b")), templates.Values{Body: parameters{{Type: "currency"}}}, []string{"body.1 empty"}},
			"money of no currency":   {made(body("a {{1}} b")), templates.Values{Body: parameters{templates.Currency("euro", 1, "1 €")}}, []string{"body.1 bad_value"}},
			"money that is not said": {made(body("a {{1}} b")), templates.Values{Body: parameters{templates.Currency("EUR", 1, "")}}, []string{"body.1 empty"}},
			"an address with spaces": {made(body("x"), buttons(track)), press(templates.Suffix("a b")), []string{"buttons[0].url bad_url"}},
			"a whole address":        {made(body("x"), buttons(track)), press(templates.Suffix("https://example.com/t/7")), []string{"buttons[0].url bad_url"}},
			"half an escape":         {made(body("x"), buttons(track)), press(templates.Suffix("a%2")), []string{"buttons[0].url bad_url"}},
			"an address of a value":  {made(body("x"), buttons(templates.Button{Type: "URL", URL: "{{1}}"})), press(templates.Suffix("example.com")), []string{"buttons[0].url bad_url"}},
			"a payload of nothing":   {made(body("x"), buttons(quick)), press(templates.Payload("")), []string{"buttons[0] empty"}},
			"a coupon with a dash":   {made(body("x"), buttons(coupon)), press(templates.Coupon("A-1")), []string{"buttons[0] bad_value"}},
			"a coupon too long":      {made(body("x"), buttons(coupon)), press(templates.Coupon(strings.Repeat("A", 21))), []string{"buttons[0] bad_value"}},
			"products of no section": {made(body("x"), buttons(templates.Button{Type: "MPM"})), press(templates.Action(whatsapp.TemplateAction{Thumbnail: "1"})), []string{"buttons[0] bad_value"}},
			"an offer long over":     {made(offer, body("x")), templates.Values{OfferEnds: time.Unix(-1, 0)}, []string{"limited_time_offer bad_value"}},
			"a call of no minutes":   {made(body("x"), buttons(templates.Button{Type: "VOICE_CALL"})), press(templates.CallMinutes(0)), []string{"buttons[0] bad_value"}},
			"flow data of no object": {made(body("x"), buttons(templates.Button{Type: "FLOW"})), press(templates.Flow("t", "[]")), []string{"buttons[0] bad_value"}},
			"another code": {
				authentication(templates.Component{Type: "BODY"}, buttons(otp)),
				templates.Values{Body: templates.Texts("1"), Buttons: byButton{0: templates.Texts("2")}},
				[]string{"buttons[0] bad_value"},
			},
			"a target of nothing": {made(body("x")), templates.Values{Targets: []whatsapp.TapTarget{{URL: "x", Title: "t"}}}, []string{"tap_target_configuration bad_value"}},
		},
		132018: {
			"a line break":       {two, text("a\nb", "c"), []string{"body.1 line_break"}},
			"a return":           {two, text("a\rb", "c"), []string{"body.1 line_break"}},
			"another line break": {two, text("a\u2028b", "c"), []string{"body.1 line_break"}},
			"a tab":              {two, text("a\tb", "c"), []string{"body.1 tab"}},
			"five spaces":        {two, text("a     b", "c"), []string{"body.1 spaces"}},
			"five at the end":    {two, text("a     ", "c"), []string{"body.1 spaces"}},
			"in a header":        {made(header("TEXT", "{{1}}"), body("x")), head(templates.Text("a\nb")), []string{"header.1 line_break"}},
			"in a card":          {made(body("x"), carousel(card(body("a {{1}}")), card(body("b {{1}}")))), templates.Values{Cards: []templates.Values{text("a"), text("a\tb")}}, []string{"cards[1].body.1 tab"}},
			"not UTF-8":          {two, text("a\xff", "c"), []string{"body.1 not_utf8"}},
			"too long by itself": {two, text(strings.Repeat("a", 1025), "c"), []string{"body.1 too_long"}},
			"a code too long":    {authentication(templates.Component{Type: "BODY"}, buttons(otp)), text("1234567890123456"), []string{"body.1 too_long"}},
			"a coupon of an offer": {
				made(templates.Component{Type: "LIMITED_TIME_OFFER", Offer: &templates.Offer{Text: "x"}}, body("x"), buttons(coupon)),
				press(templates.Coupon(strings.Repeat("A", 16))),
				[]string{"buttons[0] too_long"},
			},
			"a code of a picture":  {authentication(templates.Component{Type: "BODY"}, buttons(otp)), text("12🍰"), []string{"body.1 bad_value"}},
			"a code of an address": {authentication(templates.Component{Type: "BODY"}, buttons(otp)), text("www.x.example"), []string{"body.1 bad_value"}},
			"in what money shows":  {made(body("a {{1}} b")), templates.Values{Body: parameters{templates.Currency("EUR", 1, "1\n€")}}, []string{"body.1 line_break"}},
		},
		132001: {
			"a template under review": {templates.New(templates.Definition{Name: "one", Language: "en", Status: templates.Pending, Components: components{body("x")}}), templates.Values{}, []string{"status not_approved"}},
			"a paused template":       {templates.New(templates.Definition{Name: "one", Language: "en", Status: templates.Paused, Components: components{body("x")}}), templates.Values{}, []string{"status not_approved"}},
			"a draft":                 {templates.New(templates.Definition{Name: "one", Language: "en", Status: templates.Draft, Components: components{body("x")}}), templates.Values{}, []string{"status not_approved"}},
		},
		0: {
			"an unknown part":    {made(body("x"), templates.Component{Type: "HOLOGRAM"}), templates.Values{}, []string{"components unfillable"}},
			"an unknown header":  {made(header("SCENT", ""), body("x")), templates.Values{}, []string{"header unfillable"}},
			"an unknown button":  {made(body("x"), buttons(templates.Button{Type: "LEVER"})), templates.Values{}, []string{"buttons[0] unfillable"}},
			"no name":            {templates.New(templates.Definition{Language: "en", Components: components{body("x")}}), templates.Values{}, []string{"name unfillable"}},
			"no language":        {templates.New(templates.Definition{Name: "one", Components: components{body("x")}}), templates.Values{}, []string{"language.code unfillable"}},
			"one card":           {made(body("x"), carousel(card(body("a")))), templates.Values{Cards: make([]templates.Values, 1)}, []string{"cards unfillable"}},
			"no cards at all":    {made(body("x"), carousel()), templates.Values{}, []string{"cards unfillable"}},
			"eleven buttons":     {made(body("x"), buttons(slices.Repeat([]templates.Button{quick}, 11)...)), templates.Values{}, []string{"buttons unfillable"}},
			"a footer that asks": {made(body("x"), templates.Component{Type: "FOOTER", Text: "a {{1}} b"}), templates.Values{}, []string{"footer unfillable"}},
			"cards in a card": {
				made(body("x"), carousel(card(body("a"), carousel(card(body("b")), card(body("c")))), card(body("d")))),
				templates.Values{Cards: make([]templates.Values, 2)},
				[]string{"cards[0].carousel unfillable"},
			},
			"a code without a text": {made(buttons(otp)), templates.Values{}, []string{"body unfillable"}},
			"two bodies":            {made(body("x"), body("y")), templates.Values{}, []string{"body unfillable"}},
			"a gap":                 {made(body("a {{1}} b {{3}} c")), text("a", "b"), []string{"body unfillable"}},
			"numbers and names":     {made(body("a {{1}} b {{who}} c")), templates.Values{Body: parameters{templates.ByName("1", templates.Text("a")), templates.ByName("who", templates.Text("a"))}}, []string{"body unfillable"}},
			"a longer address":      {made(body("x"), buttons(templates.Button{Type: "URL", URL: "https://example.com/{{1}}/{{2}}"})), press(templates.Suffix("a"), templates.Suffix("b")), []string{"buttons[0] unfillable"}},
		},
	} {
		for name, tt := range cases {
			t.Run(itoa(code)+" "+name, func(t *testing.T) {
				t.Parallel()
				got, err := tt.template.Fill(tt.values)
				if diff := cmp.Diff(tt.want, told(t, err)); diff != "" {
					t.Error(diff)
				}
				if diff := cmp.Diff(whatsapp.Template{}, got); diff != "" {
					t.Errorf("a template beside the error: %s", diff)
				}
			})
		}
	}
}

// told are the fields and rules of an error's problems.
func told(t *testing.T, err error) []string {
	t.Helper()
	var all []string
	var problems templates.Problems
	if err == nil {
		return nil
	}
	if !errors.As(err, &problems) {
		t.Fatalf("the error is %T", err)
	}
	for _, p := range problems {
		all = append(all, p.Field+" "+string(p.Rule))
	}
	return all
}

// TestProblemsAreAllToldAtOnce and name no value.
func TestProblemsAreAllToldAtOnce(t *testing.T) {
	t.Parallel()
	one := made(header("TEXT", "For {{1}}"), body("Hi {{1}}, {{2}} and {{3}}!"), buttons(track))
	_, err := one.Fill(templates.Values{
		Header:  templates.Texts("secret\tname"),
		Body:    parameters{templates.Text("secret\nword"), templates.Text(strings.Repeat("s", 1025))},
		Buttons: byButton{0: {templates.Suffix("secret place")}, 4: {templates.Suffix("x")}},
	})
	want := "templates: header.1: tab; body.1: line break; body.2: too long, at most 1024; body.3: missing; " +
		"buttons[0].url: bad url; buttons[4]: extra"
	if err == nil || err.Error() != want {
		t.Errorf("%v", err)
	}
	var problems templates.Problems
	if !errors.As(err, &problems) || len(problems.Of(templates.TooLong)) != 1 || problems.Of(templates.TooLong)[0].Limit != 1024 {
		t.Errorf("%+v", problems)
	}
}

// TestFillChangesNothing of what it was given.
func TestFillChangesNothing(t *testing.T) {
	t.Parallel()
	for name, tt := range complete() {
		before := cloned(tt.values)
		if _, err := tt.template.Fill(tt.values); err != nil {
			t.Fatal(name, err)
		}
		if diff := cmp.Diff(before, tt.values, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func cloned(v templates.Values) templates.Values {
	out := v
	out.Header, out.Body = append(parameters(nil), v.Header...), append(parameters(nil), v.Body...)
	if v.Buttons != nil {
		out.Buttons = byButton{}
	}
	for i, given := range v.Buttons {
		out.Buttons[i] = append(parameters(nil), given...)
	}
	out.Cards = append([]templates.Values(nil), v.Cards...)
	return out
}
