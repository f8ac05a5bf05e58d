package cloudapi_test

import (
	"strings"
	"testing"

	"github.com/wainbox/wainbox/profile"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/cloudapi"
)

const profilePath = "/" + numberID + "/whatsapp_business_profile"

func TestProfile(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		body string
		want profile.Profile
		kind provider.Kind
	}{
		"whole": {
			body: `{"data":[{"about":"Lamps","address":"1 Main St","description":"All lamps","email":"a@example.com",
				"profile_picture_url":"https://pps.whatsapp.net/x","websites":["https://example.com/"],"vertical":"RETAIL","messaging_product":"whatsapp"}]}`,
			want: profile.Profile{
				About: "Lamps", Address: "1 Main St", Description: "All lamps", Email: "a@example.com",
				PhotoURL: "https://pps.whatsapp.net/x", Websites: []string{"https://example.com/"}, Vertical: "RETAIL",
			},
		},
		"nothing set":         {body: `{"data":[{"messaging_product":"whatsapp"}]}`},
		"no profile":          {body: `{"data":[]}`},
		"one field is odd":    {body: `{"data":[{"about":"Lamps","websites":"https://example.com"}]}`, want: profile.Profile{About: "Lamps"}},
		"not a list":          {body: `{"data":{"about":"Lamps"}}`, kind: provider.Unavailable},
		"a list of something": {body: `{"data":["Lamps"]}`, kind: provider.Unavailable},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, p := talk(t, ok(tc.body)...)
			got, err := c.Profile(t.Context())
			wants(t, "Profile", got, err, tc.want, tc.kind)
			p.was(t, "GET "+profilePath+"?fields=about%2Caddress%2Cdescription%2Cemail%2Cprofile_picture_url%2Cwebsites%2Cvertical")
		})
	}
}

func TestUpdateProfile(t *testing.T) {
	t.Parallel()
	empty, about, vertical := "", "Lamps & more", profile.Vertical("")
	var none []string
	two := []string{"https://example.com", "http://example.org/shop"}
	for name, tc := range map[string]struct {
		patch profile.Patch
		want  []string
	}{
		"nothing":   {},
		"one field": {profile.Patch{About: &about}, []string{`{"about":"Lamps & more","messaging_product":"whatsapp"}`}},
		"cleared": {
			profile.Patch{Address: &empty, Description: &empty, Email: &empty, Websites: &none, Vertical: &vertical},
			[]string{`{"address":"","description":"","email":"","messaging_product":"whatsapp","vertical":"","websites":[]}`},
		},
		"websites": {
			profile.Patch{Websites: &two},
			[]string{`{"messaging_product":"whatsapp","websites":["https://example.com","http://example.org/shop"]}`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, p := talk(t, ok(success)...)
			if err := c.UpdateProfile(t.Context(), tc.patch); err != nil {
				t.Error(err)
			}
			for i := range tc.want {
				tc.want[i] = "POST " + profilePath + " " + tc.want[i]
			}
			p.was(t, tc.want...)
		})
	}
}

func TestSetPhoto(t *testing.T) {
	t.Parallel()
	c, p := talk(t, ok(`{"id":"upload:abc"}`, `{"h":"4::aW1hZ2U="}`, success)...)
	if err := c.SetPhoto(t.Context(), profile.Photo{MIME: "image/jpeg", Bytes: int64(len(file)), Body: photo()}); err != nil {
		t.Error(err)
	}
	p.was(t,
		"POST /"+appID+"/uploads?file_length=11&file_name=profile.jpeg&file_type=image%2Fjpeg",
		"POST /upload:abc "+file,
		"POST "+profilePath+` {"messaging_product":"whatsapp","profile_picture_handle":"4::aW1hZ2U="}`,
	)
}

func TestRequestName(t *testing.T) {
	t.Parallel()
	c, p := talk(t, ok(success)...)
	if err := c.RequestName(t.Context(), "Lamps & More"); err != nil {
		t.Error(err)
	}
	p.was(t, "POST /"+numberID+"?new_display_name=Lamps+%26+More")
}

func TestNameReview(t *testing.T) {
	t.Parallel()
	c, p := talk(t, ok(`{"new_display_name":"Lamps & More","new_name_status":"PENDING_REVIEW","id":"1"}`, `{"id":"1"}`)...)
	got, err := c.NameReview(t.Context())
	wants(t, "NameReview", got, err, cloudapi.NameReview{Name: "Lamps & More", Status: "PENDING_REVIEW"}, provider.Other)
	got, err = c.NameReview(t.Context())
	wants(t, "no request", got, err, cloudapi.NameReview{}, provider.Other)
	asked := "GET /" + numberID + "?fields=new_display_name%2Cnew_name_status"
	p.was(t, asked, asked)
}

func TestOfficial(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]profile.Official{
		`{"is_official_business_account":true,"official_business_account":{"oba_status":"APPROVED"},"id":"1"}`: {Is: true, Status: "APPROVED"},
		`{"is_official_business_account":false,"official_business_account":{"oba_status":"NOT_STARTED"}}`:      {Status: "NOT_STARTED"},
		`{"id":"1"}`: {},
	} {
		c, p := talk(t, ok(body)...)
		got, err := c.Official(t.Context())
		wants(t, "Official", got, err, want, provider.Other)
		p.was(t, "GET /"+numberID+"?fields=is_official_business_account%2Cofficial_business_account")
	}
}

func TestRequestOfficial(t *testing.T) {
	t.Parallel()
	c, p := talk(t, ok(success, success)...)
	whole := profile.OfficialRequest{
		Website: "https://example.com", Country: "DE", Language: "de", Brand: "Light Group", More: "Since 1950",
		Links: []string{"https://news.example.org/1"},
	}
	least := profile.OfficialRequest{Website: "https://example.com", Country: "DE", Language: "de"}
	for _, r := range []profile.OfficialRequest{whole, least} {
		if err := c.RequestOfficial(t.Context(), r); err != nil {
			t.Error(err)
		}
	}
	start := "POST /" + numberID + "/official_business_account "
	p.was(t,
		start+`{"additional_supporting_information":"Since 1950","business_website_url":"https://example.com",`+
			`"parent_business_or_brand":"Light Group","primary_country_of_operation":"DE","primary_language":"de",`+
			`"supporting_links":["https://news.example.org/1"]}`,
		start+`{"business_website_url":"https://example.com","primary_country_of_operation":"DE","primary_language":"de","supporting_links":[]}`,
	)
	whole.Links = strings.Split(strings.Repeat("https://example.org ", 6), " ")[:6]
	if err := c.RequestOfficial(t.Context(), whole); provider.KindOf(err) != provider.Invalid {
		t.Errorf("six links: %v", err)
	}
}
