package cloudapi_test

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/cloudapi"
	"github.com/wainbox/wainbox/provider/providertest"
)

const numberAsked = "GET /" + numberID + "?fields=id%2Cdisplay_phone_number%2Cverified_name%2Cname_status%2Cstatus" +
	"%2Cquality_rating%2Cthroughput%2Cplatform_type%2Cwhatsapp_business_manager_messaging_limit" +
	"%2Cis_official_business_account%2Cis_on_biz_app%2Chealth_status"

func TestNumber(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		body string
		want provider.Number
		kind provider.Kind
	}{
		"whole": {
			body: `{"id":"100000000000017","display_phone_number":"+1 650-555-0123","verified_name":"Lamps","name_status":"APPROVED",
				"status":"CONNECTED","quality_rating":"GREEN","throughput":{"level":"STANDARD"},"platform_type":"CLOUD_API",
				"whatsapp_business_manager_messaging_limit":"TIER_2K","is_official_business_account":true,"is_on_biz_app":true,
				"health_status":{"can_send_message":"BLOCKED","entities":[
					{"entity_type":"PHONE_NUMBER","id":"1","can_send_message":"LIMITED","additional_info":["Not approved.","Wait."]},
					{"entity_type":"WABA","id":2,"can_send_message":"BLOCKED","errors":[
						{"error_code":141006,"error_description":"No card.","possible_solution":"Add one."}]},
					{"entity_type":"BUSINESS","id":"3","can_send_message":"AVAILABLE"},
					{"entity_type":"APP","id":"4","can_send_message":"AVAILABLE"}]}}`,
			want: provider.Number{
				ID: "100000000000017", WABA: "2", Display: "+1 650-555-0123", VerifiedName: "Lamps", NameStatus: "APPROVED",
				Status: "CONNECTED", Quality: "GREEN", Limit: "TIER_2K", Throughput: "STANDARD", Platform: "CLOUD_API",
				CanSend: "BLOCKED", Official: true, OnPhone: true,
				Problems: []provider.Problem{
					{Where: "PHONE_NUMBER", Text: "Not approved. Wait."},
					{Where: "WABA", Code: 141006, Text: "No card.", Solution: "Add one."},
				},
			},
		},
		"default fields": {
			body: `{"id":"100000000000017","verified_name":"Lamps","quality_rating":"NA"}`,
			want: provider.Number{ID: "100000000000017", VerifiedName: "Lamps", Quality: "NA"},
		},
		"odd fields": {
			body: `{"status":"NEW_ONE","quality_rating":{"score":"RED"},"throughput":"HIGH","health_status":[],"is_on_biz_app":"yes","platform_type":"CLOUD_API"}`,
			want: provider.Number{ID: numberID, Status: "NEW_ONE", Platform: "CLOUD_API"},
		},
		"no number": {body: `["x"]`, kind: provider.Unavailable},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			config := complete()
			config.WABA = ""
			c, p := talkAs(t, config, ok(tc.body)...)
			got, err := c.Number(t.Context())
			wants(t, "Number", got, err, tc.want, tc.kind)
			p.was(t, numberAsked)
		})
	}
}

func TestRegistration(t *testing.T) {
	t.Parallel()
	c, p := talk(t, ok(success, success, success, success, success, success, success)...)
	ctx := t.Context()
	for i, err := range []error{
		c.Register(ctx, cloudapi.Registration{PIN: pin}),
		c.Register(ctx, cloudapi.Registration{PIN: pin, Region: "DE", NoStorage: true}),
		c.Deregister(ctx),
		c.SetPIN(ctx, pin),
		c.RequestCode(ctx, cloudapi.BySMS, "en_US"),
		c.RequestCode(ctx, cloudapi.ByVoice, "pt_BR"),
		c.VerifyCode(ctx, "123-4 56"),
	} {
		if err != nil {
			t.Errorf("%d: %v", i, err)
		}
	}
	at := "POST /" + numberID
	p.was(t,
		at+`/register {"messaging_product":"whatsapp","pin":"246810"}`,
		at+`/register {"data_localization_region":"DE","messaging_product":"whatsapp","meta_store_retention_minutes":60,"pin":"246810"}`,
		at+"/deregister",
		at+` {"pin":"246810"}`,
		at+"/request_code code_method=SMS&language=en_US",
		at+"/request_code code_method=VOICE&language=pt_BR",
		at+"/verify_code code=123456",
	)
	if got := p.header[4].Get("Content-Type"); got != "application/x-www-form-urlencoded" {
		t.Errorf("a form is sent as %s", got)
	}
}

func TestRegistrationRules(t *testing.T) {
	t.Parallel()
	c, p := talk(t)
	ctx := t.Context()
	for name, err := range map[string]error{
		"short":       c.SetPIN(ctx, "12345"),
		"letters":     c.SetPIN(ctx, "12345a"),
		"other digit": c.SetPIN(ctx, "١٢٣"), // six bytes
		"empty":       c.Register(ctx, cloudapi.Registration{}),
		"region":      c.Register(ctx, cloudapi.Registration{PIN: pin, Region: "US"}),
		"no language": c.RequestCode(ctx, cloudapi.BySMS, ""),
		"no code":     c.VerifyCode(ctx, " - "),
	} {
		if provider.KindOf(err) != provider.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	p.was(t)
}

// TestRegistrationCodes are refusals of a registration that are its own.
func TestRegistrationCodes(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]provider.Kind{
		"133005": provider.Account, "133006": provider.Account, "133008": provider.Account, "133009": provider.Account,
		"133015": provider.Unavailable, "133016": provider.Account, "131000": provider.Unavailable, "131031": provider.Account,
	} {
		c, _ := talk(t, coded(400, code))
		if err := c.Register(t.Context(), cloudapi.Registration{PIN: pin}); provider.KindOf(err) != want {
			t.Errorf("%s: %v, want %v", code, err, want)
		}
	}
}

// TestPINNotPrinted checks that what is printed by accident shows no secret.
func TestPINNotPrinted(t *testing.T) {
	t.Parallel()
	r := cloudapi.Registration{PIN: pin}
	o := cloudapi.Override{URL: "https://example.com", VerifyToken: verify}
	log := &providertest.Log{}
	slog.New(slog.NewJSONHandler(log, nil)).Info("x", "registration", r, "override", o)
	all := fmt.Sprintf("%v %+v %#v %v %+v %#v", r, r, r, o, o, o) + log.String()
	for _, canary := range []string{pin, verify} {
		if strings.Contains(all, canary) {
			t.Errorf("%s is printed: %s", canary, all)
		}
	}
}
