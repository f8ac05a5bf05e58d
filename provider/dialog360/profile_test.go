package dialog360_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/profile"
	"github.com/wainbox/wainbox/provider"
)

func TestProfile(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]profile.Profile{
		`{"data":[{"about":"Lamps","address":"Street 1","description":"Shop","email":"hello@example.com","messaging_product":"whatsapp",
			"profile_picture_url":"https://pps.whatsapp.net/x.jpg","websites":["https://example.com"],"vertical":"RETAIL"}]}`: {
			About: "Lamps", Address: "Street 1", Description: "Shop", Email: "hello@example.com", Vertical: "RETAIL",
			PhotoURL: "https://pps.whatsapp.net/x.jpg", Websites: []string{"https://example.com"},
		},
		`{"data":[{"about":"Lamps","websites":"https://example.com"}]}`: {About: "Lamps"},
		`{"data":[]}`: {},
	} {
		s := &script{answers: map[string]string{"GET /whatsapp_business_profile": answer}}
		got, err := s.serve(t).Profile(t.Context())
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Error(diff, err)
		}
		if len(s.asked) != 1 || !strings.Contains(s.asked[0], "?fields=about,address,description,email,profile_picture_url,websites,vertical") {
			t.Errorf("asked %q", s.asked)
		}
	}
}

func TestUpdateProfile(t *testing.T) {
	t.Parallel()
	s := &script{answers: map[string]string{"POST /whatsapp_business_profile": `{"success":true}`}}
	c := s.serve(t)
	about, empty, long := "Lamps", "", strings.Repeat("x", profile.MaxAddressRunes+1)
	retail := profile.Vertical("RETAIL")
	for _, p := range []profile.Patch{
		{About: &about, Address: &empty, Vertical: &retail}, {Websites: new([]string)}, {},
	} {
		if err := c.UpdateProfile(t.Context(), p); err != nil {
			t.Error(err)
		}
	}
	if err := c.UpdateProfile(t.Context(), profile.Patch{Address: &long}); provider.KindOf(err) != provider.Invalid {
		t.Errorf("UpdateProfile = %v", err)
	}
	want := []string{
		`POST /whatsapp_business_profile {"messaging_product":"whatsapp","about":"Lamps","address":"","vertical":"RETAIL"}`,
		`POST /whatsapp_business_profile {"messaging_product":"whatsapp","websites":[]}`,
	}
	if diff := cmp.Diff(want, s.asked); diff != "" {
		t.Error(diff)
	}
}
