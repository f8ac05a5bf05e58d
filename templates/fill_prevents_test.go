package templates_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

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
	const many = "{{1}}{{2}}{{3}}{{4}}{{5}}{{6}}{{7}}{{8}}{{9}}{{10}}{{11}}{{12}}{{13}}{{14}}{{15}}{{16}}{{17}}"
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
			"no file":                      {made(header("DOCUMENT", ""), body("x")), templates.Values{}, []string{"header missing"}},
			"two files":                    {made(header("IMAGE", ""), body("x")), head(photo(), photo()), []string{"header extra"}},
			"no address":                   {made(body("x"), buttons(track)), templates.Values{}, []string{"buttons[0] missing"}},
			"two addresses":                {made(body("x"), buttons(track)), press(templates.Suffix("a"), templates.Suffix("b")), []string{"buttons[0] extra"}},
			"an address not taken":         {made(body("x"), buttons(templates.Button{Type: "URL", Text: "T", URL: "https://example.com"})), press(templates.Suffix("a")), []string{"buttons[0] extra"}},
			"no such button":               {two, templates.Values{Body: templates.Texts("a", "b"), Buttons: byButton{3: templates.Texts("x")}}, []string{"buttons[3] extra"}},
			"the last button there may be": {two, templates.Values{Body: templates.Texts("a", "b"), Buttons: byButton{9: templates.Texts("x")}}, []string{"buttons[9] extra"}},
			"one button more than may be":  {two, templates.Values{Body: templates.Texts("a", "b"), Buttons: byButton{10: templates.Texts("x")}}, []string{"buttons extra"}},
			"no address at all":            {made(body("x"), buttons(templates.Button{Type: "URL", URL: "{{1}}"})), templates.Values{}, []string{"buttons[0] missing"}},
			"a button out of all":          {two, templates.Values{Body: templates.Texts("a", "b"), Buttons: byButton{-1: templates.Texts("x")}}, []string{"buttons extra"}},
			"no coupon":                    {made(body("x"), buttons(coupon)), templates.Values{}, []string{"buttons[0] missing"}},
			"no products":                  {made(body("x"), buttons(templates.Button{Type: "MPM"})), templates.Values{}, []string{"buttons[0] missing"}},
			"no end of the offer":          {made(offer, body("x")), templates.Values{}, []string{"limited_time_offer missing"}},
			"an end of no offer":           {made(body("x")), templates.Values{OfferEnds: endOfOffer}, []string{"limited_time_offer extra"}},
			"no cards":                     {made(body("x"), twoShot), templates.Values{}, []string{"cards[0] missing"}},
			"a card too few":               {made(body("x"), twoShot), templates.Values{Cards: make([]templates.Values, 1)}, []string{"cards[1] missing"}},
			"a card too many":              {made(body("x"), twoShot), templates.Values{Cards: make([]templates.Values, 3)}, []string{"cards[2] extra"}},
			"cards of no carousel":         {made(body("x")), templates.Values{Cards: make([]templates.Values, 2)}, []string{"cards extra"}},
			"cards without values": {made(body("x"), twoShot), templates.Values{Cards: make([]templates.Values, 2)}, []string{
				"cards[0].header missing", "cards[0].body.1 missing", "cards[0].buttons[1] missing",
				"cards[1].header missing", "cards[1].body.1 missing", "cards[1].buttons[1] missing",
			}},
			"a card within a card": {
				made(body("x"), carousel(card(body("a")), card(body("b")))),
				templates.Values{Cards: []templates.Values{{}, {Cards: make([]templates.Values, 1)}}},
				[]string{"cards[1] extra"},
			},
			"an offer and targets in a card": {
				made(body("x"), carousel(card(body("a")), card(body("b")))),
				templates.Values{Cards: []templates.Values{{OfferEnds: endOfOffer}, {Targets: []whatsapp.TapTarget{{URL: "https://example.com", Title: "t"}}}}},
				[]string{"cards[0] extra", "cards[1] extra"},
			},
			"products of cards that were not defined": {
				made(body("x"), carousel(card(header("PRODUCT", "")), card(header("PRODUCT", "")))),
				templates.Values{Cards: []templates.Values{{Header: parameters{product("1")}}, {}, {}}},
				[]string{"cards[1].header missing", "cards[2].header missing"},
			},
			"a value of a long text": {
				made(header("TEXT", "{{1}}"), body(strings.Repeat("a", 1000)+"{{1}}")), head(templates.Text(strings.Repeat("a", 60))), []string{"body.1 missing"},
			},
			"one of many values of a long text": {
				made(header("TEXT", many), body(strings.Repeat("a", 1008)+many)),
				templates.Values{Header: templates.Texts(slices.Repeat([]string{"abc"}, 17)...), Body: templates.Texts(slices.Repeat([]string{"a"}, 16)...)},
				[]string{"body.17 missing"},
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
			"a body":                        {made(body("Hi {{1}}")), text(strings.Repeat("a", 1022)), []string{"body too_long_filled"}},
			"two halves":                    {two, text(strings.Repeat("ä", 512), strings.Repeat("ö", 507)), []string{"body too_long_filled"}},
			"one variable twice":            {made(body("{{1}} {{1}}")), text(strings.Repeat("a", 512)), []string{"body too_long_filled"}},
			"a header":                      {made(header("TEXT", "For {{1}}"), body("x")), head(templates.Text(strings.Repeat("a", 57))), []string{"header too_long_filled"}},
			"a body of an offer":            {made(templates.Component{Type: "LIMITED_TIME_OFFER", Offer: &templates.Offer{Text: "x"}}, body("Hi {{1}}")), text(strings.Repeat("a", 598)), []string{"body too_long_filled"}},
			"a card":                        {made(body("x"), carousel(card(body("Hi {{1}}")), card(body("Hi {{1}}")))), templates.Values{Cards: []templates.Values{text("a"), text(strings.Repeat("a", 158))}}, []string{"cards[1].body too_long_filled"}},
			"an address":                    {made(body("x"), buttons(track)), press(templates.Suffix(strings.Repeat("a", 1979))), []string{"buttons[0].url too_long_filled"}},
			"an address by its value alone": {made(body("x"), buttons(track)), press(templates.Suffix(strings.Repeat("a", 2001))), []string{"buttons[0].url too_long_filled"}},
			"what money is shown":           {made(body("Hi {{1}}")), templates.Values{Body: parameters{templates.Currency("EUR", 1, strings.Repeat("9", 1022))}}, []string{"body too_long_filled"}},
		},
		132012: {
			"empty":                               {two, text("", "b"), []string{"body.1 empty"}},
			"only spaces":                         {two, text("a", "  "), []string{"body.2 empty"}},
			"only another space":                  {two, text("a", "\u00a0"), []string{"body.2 empty"}},
			"no name":                             {named, text("a", "b"), []string{"body unnamed", "body unnamed", "body.first_name missing", "body.order missing"}},
			"another name":                        {named, templates.Values{Body: parameters{templates.ByName("x", templates.Text("a"))}}, []string{"body.x extra", "body.first_name missing", "body.order missing"}},
			"money by name":                       {named, templates.Values{Body: parameters{templates.ByName("order", templates.Currency("EUR", 1, "1")), templates.ByName("first_name", templates.Text("a"))}}, []string{"body.order wrong_kind"}},
			"a file in a text":                    {two, templates.Values{Body: parameters{photo(), templates.Text("b")}}, []string{"body.1 wrong_kind"}},
			"a text for a file":                   {made(header("IMAGE", ""), body("x")), head(templates.Text("x")), []string{"header wrong_kind"}},
			"a text without a type":               {made(header("IMAGE", ""), body("x")), head(whatsapp.Parameter{Text: "x"}), []string{"header bad_value"}},
			"a video for an image":                {made(header("IMAGE", ""), body("x")), head(templates.File(whatsapp.Media{Type: whatsapp.KindVideo, ID: "1"})), []string{"header wrong_kind"}},
			"a file of nothing":                   {made(header("IMAGE", ""), body("x")), head(templates.File(whatsapp.Media{Type: whatsapp.KindImage})), []string{"header bad_value"}},
			"a link to nowhere":                   {made(header("IMAGE", ""), body("x")), head(templates.File(whatsapp.Media{Type: whatsapp.KindImage, Link: "p.jpg"})), []string{"header bad_value"}},
			"a place without a name":              {made(header("LOCATION", ""), body("x")), head(templates.Place(whatsapp.Location{Latitude: 1, Address: "a"})), []string{"header bad_value"}},
			"a place off the earth":               {made(header("LOCATION", ""), body("x")), head(templates.Place(whatsapp.Location{Latitude: 91, Name: "n", Address: "a"})), []string{"header bad_value"}},
			"no money":                            {made(body("a {{1}} b")), templates.Values{Body: parameters{{Type: "currency"}}}, []string{"body.1 empty"}},
			"money of no currency":                {made(body("a {{1}} b")), templates.Values{Body: parameters{templates.Currency("euro", 1, "1 €")}}, []string{"body.1 bad_value"}},
			"money of a longer code":              {made(body("a {{1}} b")), templates.Values{Body: parameters{templates.Currency("EURO", 1, "1 €")}}, []string{"body.1 bad_value"}},
			"money of a code in small letters":    {made(body("a {{1}} b")), templates.Values{Body: parameters{templates.Currency("eur", 1, "1 €")}}, []string{"body.1 bad_value"}},
			"money that is not said":              {made(body("a {{1}} b")), templates.Values{Body: parameters{templates.Currency("EUR", 1, "")}}, []string{"body.1 empty"}},
			"an address with spaces":              {made(body("x"), buttons(track)), press(templates.Suffix("a b")), []string{"buttons[0].url bad_url"}},
			"an address with a control character": {made(body("x"), buttons(track)), press(templates.Suffix("a\x01b")), []string{"buttons[0].url bad_url"}},
			"a whole address":                     {made(body("x"), buttons(track)), press(templates.Suffix("https://example.com/t/7")), []string{"buttons[0].url bad_url"}},
			"half an escape":                      {made(body("x"), buttons(track)), press(templates.Suffix("a%2")), []string{"buttons[0].url bad_url"}},
			"an address of a value":               {made(body("x"), buttons(templates.Button{Type: "URL", URL: "{{1}}"})), press(templates.Suffix("example.com")), []string{"buttons[0].url bad_url"}},
			"a payload of nothing":                {made(body("x"), buttons(quick)), press(templates.Payload("")), []string{"buttons[0] empty"}},
			"a coupon with a dash":                {made(body("x"), buttons(coupon)), press(templates.Coupon("A-1")), []string{"buttons[0] bad_value"}},
			"a coupon too long":                   {made(body("x"), buttons(coupon)), press(templates.Coupon(strings.Repeat("A", 21))), []string{"buttons[0] bad_value"}},
			"products of no section":              {made(body("x"), buttons(templates.Button{Type: "MPM"})), press(templates.Action(whatsapp.TemplateAction{Thumbnail: "1"})), []string{"buttons[0] bad_value"}},
			"an offer long over":                  {made(offer, body("x")), templates.Values{OfferEnds: time.Unix(-1, 0)}, []string{"limited_time_offer bad_value"}},
			"an offer over at the epoch":          {made(offer, body("x")), templates.Values{OfferEnds: time.Unix(0, 0)}, []string{"limited_time_offer bad_value"}},
			"a call of no minutes":                {made(body("x"), buttons(templates.Button{Type: "VOICE_CALL"})), press(templates.CallMinutes(0)), []string{"buttons[0] bad_value"}},
			"flow data of no object":              {made(body("x"), buttons(templates.Button{Type: "FLOW"})), press(templates.Flow("t", "[]")), []string{"buttons[0] bad_value"}},
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
			"an unknown part":     {made(body("x"), templates.Component{Type: "HOLOGRAM"}), templates.Values{}, []string{"components unfillable"}},
			"an unknown header":   {made(header("SCENT", ""), body("x")), templates.Values{}, []string{"header unfillable"}},
			"a header of nothing": {made(header("", ""), body("x")), templates.Values{}, []string{"header unfillable"}},
			"an unknown button":   {made(body("x"), buttons(templates.Button{Type: "LEVER"})), templates.Values{}, []string{"buttons[0] unfillable"}},
			"no name":             {templates.New(templates.Definition{Language: "en", Components: components{body("x")}}), templates.Values{}, []string{"name unfillable"}},
			"no language":         {templates.New(templates.Definition{Name: "one", Components: components{body("x")}}), templates.Values{}, []string{"language.code unfillable"}},
			"one card":            {made(body("x"), carousel(card(body("a")))), templates.Values{Cards: make([]templates.Values, 1)}, []string{"cards unfillable"}},
			"no cards at all":     {made(body("x"), carousel()), templates.Values{}, []string{"cards unfillable"}},
			"eleven buttons":      {made(body("x"), buttons(slices.Repeat([]templates.Button{quick}, 11)...)), templates.Values{}, []string{"buttons unfillable"}},
			"a footer that asks":  {made(body("x"), templates.Component{Type: "FOOTER", Text: "a {{1}} b"}), templates.Values{}, []string{"footer unfillable"}},
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
