package profile_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/profile"
	"github.com/wainbox/wainbox/whatsapp"
)

// broken are the fields that an error of a Validate names.
func broken(t *testing.T, err error) []string {
	t.Helper()
	if err == nil {
		return nil
	}
	v, ok := err.(whatsapp.Violations) //nolint:errorlint // the type is the contract
	if !ok {
		t.Fatalf("the error is %T", err)
	}
	var fields []string
	for _, one := range v {
		fields = append(fields, one.Field)
	}
	return fields
}

func TestPatchValidate(t *testing.T) {
	t.Parallel()
	text := func(n int) *string {
		s := strings.Repeat("ä", n)
		return &s
	}
	sites := func(s ...string) *[]string { return &s }
	vertical := func(v profile.Vertical) *profile.Vertical { return &v }
	invalid := "\xff"
	for name, tc := range map[string]struct {
		patch profile.Patch
		want  []string
	}{
		"nothing": {},
		"longest": {patch: profile.Patch{
			About: text(139), Address: text(256), Description: text(512), Email: text(128),
			Websites: sites("https://example.com", "http://example.org"), Vertical: vertical("RETAIL"),
		}},
		"longer": {
			patch: profile.Patch{About: text(140), Address: text(257), Description: text(513), Email: text(129)},
			want:  []string{"about", "address", "description", "email"},
		},
		"cleared":     {patch: profile.Patch{Address: text(0), Description: text(0), Email: text(0), Websites: sites(), Vertical: vertical("")}},
		"no about":    {patch: profile.Patch{About: text(0)}, want: []string{"about"}},
		"not UTF-8":   {patch: profile.Patch{About: &invalid}, want: []string{"about"}},
		"three sites": {patch: profile.Patch{Websites: sites("https://a.example", "https://b.example", "https://c.example")}, want: []string{"websites"}},
		"no sites": {
			patch: profile.Patch{Websites: sites("example.com", "ftp://example.com")},
			want:  []string{"websites[0]", "websites[1]"},
		},
		"long site": {patch: profile.Patch{Websites: sites("https://example.com/" + strings.Repeat("x", 237))}, want: []string{"websites[0]"}},
		"vertical":  {patch: profile.Patch{Vertical: vertical("retail")}, want: []string{"vertical"}},
	} {
		if diff := cmp.Diff(tc.want, broken(t, tc.patch.Validate())); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestPhotoValidate(t *testing.T) {
	t.Parallel()
	body := strings.NewReader("x")
	for name, tc := range map[string]struct {
		photo profile.Photo
		want  []string
	}{
		"JPEG":      {photo: profile.Photo{MIME: "image/jpeg", Bytes: 1, Body: body}},
		"PNG":       {photo: profile.Photo{MIME: "image/png", Bytes: profile.MaxPhotoBytes, Body: body}},
		"nothing":   {want: []string{"photo.mime_type", "photo"}},
		"GIF":       {photo: profile.Photo{MIME: "image/gif", Bytes: 1, Body: body}, want: []string{"photo.mime_type"}},
		"empty":     {photo: profile.Photo{MIME: "image/png", Body: body}, want: []string{"photo"}},
		"no body":   {photo: profile.Photo{MIME: "image/png", Bytes: 1}, want: []string{"photo"}},
		"too large": {photo: profile.Photo{MIME: "image/png", Bytes: profile.MaxPhotoBytes + 1, Body: body}, want: []string{"photo"}},
	} {
		if diff := cmp.Diff(tc.want, broken(t, tc.photo.Validate())); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestOfficialRequestValidate(t *testing.T) {
	t.Parallel()
	least := profile.OfficialRequest{Website: "https://example.com", Country: "DE", Language: "de"}
	most := least
	most.Links = []string{"https://a.example", "https://b.example", "https://c.example", "https://d.example", "https://e.example"}
	more := least
	more.Links = append([]string{"e.example"}, most.Links...)
	for name, tc := range map[string]struct {
		request profile.OfficialRequest
		want    []string
	}{
		"least":   {request: least},
		"most":    {request: most},
		"more":    {request: more, want: []string{"supporting_links", "supporting_links[0]"}},
		"nothing": {want: []string{"business_website_url", "primary_country_of_operation", "primary_language"}},
	} {
		if diff := cmp.Diff(tc.want, broken(t, tc.request.Validate())); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestCheckName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{
		"Lamps": true, strings.Repeat("ä", 75): true, "": false, strings.Repeat("ä", 76): false, "\xff": false,
	} {
		if got := profile.CheckName(name) == nil; got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
}
