package whatsapp_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/whatsapp"
)

// customer is an address that any content but a pin goes to.
var customer = whatsapp.Address{Phone: "491510000001"}

// broken is what should be found wrong with a content.
type broken struct {
	content whatsapp.Content
	fields  []string
}

// judge checks contents as sent to a customer.
func judge(t *testing.T, tests map[string]broken) {
	t.Helper()
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wantFields(t, whatsapp.Outbound{To: customer, Content: tt.content}, tt.fields...)
		})
	}
}

// wantFields checks which fields are found wrong, in their order.
func wantFields(t *testing.T, m whatsapp.Outbound, want ...string) {
	t.Helper()
	err := m.Validate()
	var got []string
	if err != nil {
		var v whatsapp.Violations
		require.ErrorAs(t, err, &v)
		for _, one := range v {
			got = append(got, one.Field)
			require.NotEmpty(t, one.Rule)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestValidateChecksTheEnvelope(t *testing.T) {
	t.Parallel()
	text := whatsapp.Text{Body: "hi"}
	to := func(a whatsapp.Address) whatsapp.Outbound { return whatsapp.Outbound{To: a, Content: text} }
	tests := map[string]struct {
		message whatsapp.Outbound
		fields  []string
	}{
		"a text":                        {to(customer), nil},
		"a phone with punctuation":      {to(whatsapp.Address{Phone: "+49 (151) 000-0001"}), nil},
		"a phone without digits":        {to(whatsapp.Address{Phone: "+"}), []string{"to"}},
		"no phone beside a user id":     {to(whatsapp.Address{Phone: "+", User: "DE.1"}), []string{"to"}},
		"a user id":                     {to(whatsapp.Address{User: "DE.1"}), nil},
		"an enterprise's user id":       {to(whatsapp.Address{User: "DE.ENT.1"}), nil},
		"a longer user id than today's": {to(whatsapp.Address{User: "DE." + whatsapp.UserID(strings.Repeat("a", 200))}), nil},
		"a user id without a country":   {to(whatsapp.Address{User: "13491208655302741918"}), []string{"recipient"}},
		"a user id with digits for one": {to(whatsapp.Address{User: "12.1"}), []string{"recipient"}},
		"a country without a user id":   {to(whatsapp.Address{User: "DE."}), []string{"recipient"}},
		"a user id with a blank":        {to(whatsapp.Address{User: "DE.1 2"}), []string{"recipient"}},
		"a user id with a line break":   {to(whatsapp.Address{User: "DE.1\n"}), []string{"recipient"}},
		"a bad user id beside a phone":  {to(whatsapp.Address{Phone: "1", User: "x"}), []string{"recipient"}},
		"a group":                       {to(whatsapp.Address{Group: "Y2FwaV9ncm91cA=="}), nil},
		"a group with a blank":          {to(whatsapp.Address{Group: "a b"}), []string{"to"}},
		"nothing at all":                {whatsapp.Outbound{}, []string{"to", "type"}},
		"a reference of 512 bytes": {
			whatsapp.Outbound{To: customer, Content: text, Ref: whatsapp.Ref(strings.Repeat("é", 256))}, nil,
		},
		"a reference of 513 bytes": {
			whatsapp.Outbound{To: customer, Content: text, Ref: whatsapp.Ref(strings.Repeat("é", 256) + "r")},
			[]string{"biz_opaque_callback_data"},
		},
		"a reference that is no text": {
			whatsapp.Outbound{To: customer, Content: text, Ref: "\xff"}, []string{"biz_opaque_callback_data"},
		},
		"an identity key": {whatsapp.Outbound{To: customer, Content: text, IdentityKey: "DF2lS5v2W6x="}, nil},
		"an identity key with a blank": {
			whatsapp.Outbound{To: customer, Content: text, IdentityKey: "a b"}, []string{"recipient_identity_key_hash"},
		},
		"all of it at once": {
			whatsapp.Outbound{
				To: whatsapp.Address{Phone: "+", User: "1"}, Ref: "\xff", IdentityKey: "\x00", Content: whatsapp.Text{},
			},
			[]string{"to", "recipient", "biz_opaque_callback_data", "recipient_identity_key_hash", "text.body"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wantFields(t, tt.message, tt.fields...)
		})
	}
}

func TestOnlySomeContentGoesToAGroup(t *testing.T) {
	t.Parallel()
	group := whatsapp.Address{Group: "g"}
	template := func(c ...whatsapp.Component) whatsapp.Template {
		return whatsapp.Template{Name: "n", Language: "en", Components: c}
	}
	button := whatsapp.Component{Type: "button", SubType: "catalog", Parameters: []whatsapp.Parameter{
		{Type: "action", Action: &whatsapp.TemplateAction{Thumbnail: "lamp-1"}},
	}}
	header := func(p whatsapp.Parameter) whatsapp.Component {
		return whatsapp.Component{Type: "header", Parameters: []whatsapp.Parameter{p}}
	}
	image := header(whatsapp.Parameter{Type: "image", Media: &whatsapp.Media{ID: "1"}})
	product := header(whatsapp.Parameter{Type: "product", Product: whatsapp.ProductRef{Catalog: "1", Product: "2"}})
	offer := whatsapp.Component{
		Type: "limited_time_offer", Parameters: []whatsapp.Parameter{{Type: "limited_time_offer", Number: 1}},
	}
	cards := whatsapp.Component{Type: "carousel", Cards: [][]whatsapp.Component{{image}, {image}}}
	for _, tt := range []broken{
		{whatsapp.Text{Body: "x"}, nil},
		{whatsapp.Media{Type: whatsapp.KindImage, ID: "1"}, nil},
		{template(image), nil},
		{template(button), []string{"template.components[0].sub_type"}},
		{template(image, product), []string{"template.components[1].parameters"}},
		{template(offer, cards), []string{"template.components[0].type", "template.components[1].type"}},
		{whatsapp.Reaction{To: "wamid.1", Emoji: "👍"}, []string{"recipient_type"}},
		{whatsapp.Location{}, []string{"recipient_type"}},
		{whatsapp.LocationRequest{Body: "x"}, []string{"recipient_type"}},
		{whatsapp.Pin{To: "wamid.1", Days: 1}, nil},
		{whatsapp.Pin{To: "wamid.1", Days: 30}, nil},
		{whatsapp.Pin{To: "wamid.1", Unpin: true}, nil},
		{whatsapp.Pin{To: "wamid.1"}, []string{"pin.expiration_days"}},
		{whatsapp.Pin{To: "wamid.1", Days: 31}, []string{"pin.expiration_days"}},
		{whatsapp.Pin{Days: 1, Unpin: true}, []string{"pin.message_id", "pin.expiration_days"}},
	} {
		wantFields(t, whatsapp.Outbound{To: group, Content: tt.content}, tt.fields...)
	}
	wantFields(t, whatsapp.Outbound{To: customer, Content: whatsapp.Pin{To: "wamid.1", Days: 1}}, "recipient_type")
}

func TestViolationsNeverPrintTheValue(t *testing.T) {
	t.Parallel()
	secret := strings.Repeat("secret\xff", 1000)
	fields := map[string]string{secret: secret}
	for _, c := range []whatsapp.Content{
		whatsapp.Text{Body: secret},
		whatsapp.Reaction{To: "1", Emoji: secret},
		whatsapp.Contacts{{Name: whatsapp.ContactName{Formatted: secret}, Birthday: secret}},
		whatsapp.Template{Name: secret, Language: secret, Components: []whatsapp.Component{
			{Type: secret},
			{Type: "button", SubType: secret},
			{Type: "body", Parameters: []whatsapp.Parameter{{Type: secret}}},
			{Type: "body", Parameters: []whatsapp.Parameter{{Type: "text", Text: secret, Name: secret}}},
		}},
		whatsapp.CTAURL{Body: secret, Label: secret, URL: secret},
		whatsapp.FlowMessage{Body: secret, CTA: secret, Data: whatsapp.Raw(secret)},
		whatsapp.AddressMessage{Body: secret, Country: secret, Values: fields, Errors: fields},
	} {
		err := whatsapp.Outbound{To: whatsapp.Address{User: whatsapp.UserID(secret)}, Content: c, IdentityKey: secret}.Validate()
		require.Error(t, err, "%T", c)
		require.NotContains(t, err.Error(), "secret", "%T", c)
	}
}

// Most of what is sent is a text, and it is checked for every attempt.
func TestAValidTextIsCheckedWithoutAllocating(t *testing.T) {
	m := whatsapp.Outbound{
		To: customer, Content: whatsapp.Text{Body: strings.Repeat("é", 4096)}, Ref: "ref-1", ReplyTo: "wamid.1",
	}
	require.Zero(t, testing.AllocsPerRun(100, func() {
		if m.Validate() != nil {
			t.Fatal("refused")
		}
	}))
}
