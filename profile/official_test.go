package profile_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/profile"
)

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
