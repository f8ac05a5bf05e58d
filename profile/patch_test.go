package profile_test

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/wainbox/wainbox/profile"
)

// seeded is a generator whose seed is told when the test fails.
func seeded(t *testing.T) *rand.Rand {
	t.Helper()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	return rand.New(rand.NewPCG(seed, 0))
}

// randomProfile has values of so few that two profiles often share some.
func randomProfile(r *rand.Rand) profile.Profile {
	word := func() string { return []string{"", "a", "Ä b"}[r.IntN(3)] }
	return profile.Profile{
		About: word(), Address: word(), Description: word(), PhotoURL: word(),
		Email:    []string{"", "a@b", "c@d"}[r.IntN(3)],
		Websites: [][]string{nil, {}, {"https://a"}, {"https://a", "https://b"}, {"https://b", "https://a"}}[r.IntN(5)],
		Vertical: []profile.Vertical{"", "AUTO", "EDU", "NOT_A_BIZ"}[r.IntN(4)],
	}
}

func TestDiffIsTheSmallestPatch(t *testing.T) {
	t.Parallel()
	r := seeded(t)
	alike := cmpopts.EquateEmpty()
	for range 2000 {
		a, b := randomProfile(r), randomProfile(r)
		p := profile.Diff(a, b)
		got, want := p.Apply(a), b
		want.PhotoURL = a.PhotoURL
		if diff := cmp.Diff(want, got, alike); diff != "" {
			t.Fatalf("%+v to %+v: %s", a, b, diff)
		}
		if !profile.Diff(a, a).IsZero() || !profile.Diff(got, b).IsZero() {
			t.Fatalf("%+v: changes to itself", a)
		}
		// Leaving out any field of the patch would not make b of a.
		fields := reflect.ValueOf(&p).Elem()
		for i := range fields.NumField() {
			if fields.Field(i).IsNil() {
				continue
			}
			less := p
			reflect.ValueOf(&less).Elem().Field(i).SetZero()
			if cmp.Equal(want, less.Apply(a), alike) {
				t.Fatalf("%+v to %+v: %s is not needed", a, b, fields.Type().Field(i).Name)
			}
		}
		fits := (a.About == "" || b.About != "") && (b.Vertical != "NOT_A_BIZ" || a.Vertical == b.Vertical)
		if (p.Validate() == nil) != fits {
			t.Fatalf("%+v to %+v: %v", a, b, p.Validate())
		}
	}
}

// TestPatchesShareNothing changes what went in and came out.
func TestPatchesShareNothing(t *testing.T) {
	t.Parallel()
	from, to := profile.Profile{}, profile.Profile{Websites: []string{"https://a"}}
	p := profile.Diff(from, to)
	to.Websites[0] = "changed"
	got := p.Apply(from)
	got.Websites[0] = "changed"
	if (*p.Websites)[0] != "https://a" {
		t.Error("the patch shares the websites")
	}
	was := profile.Profile{Websites: []string{"https://a"}}
	next := profile.Patch{}.Apply(was)
	next.Websites[0] = "changed"
	if was.Websites[0] != "https://a" {
		t.Error("the profiles share the websites")
	}
}

func TestJSON(t *testing.T) {
	t.Parallel()
	whole := profile.Profile{
		About: "a", Address: "b", Description: "c", Email: "d@e", Websites: []string{"https://f"}, Vertical: "AUTO", PhotoURL: "https://g",
	}
	empty := profile.Profile{}
	for want, v := range map[string]any{
		`{}`: empty,
		`{"about":"a","address":"b","description":"c","email":"d@e","websites":["https://f"],"vertical":"AUTO","profile_picture_url":"https://g"}`: whole,
		`{"about":"","address":"","description":"","email":"","websites":[],"vertical":""}`:                                                        profile.Diff(whole, empty),
		`{"about":"a","address":"b","description":"c","email":"d@e","websites":["https://f"],"vertical":"AUTO"}`:                                   profile.Diff(empty, whole),
		`{"is_official_business_account":true,"oba_status":"APPROVED"}`:                                                                            profile.Official{Is: true, Status: "APPROVED"},
		`{"business_website_url":"https://a","primary_country_of_operation":"DE","primary_language":"de","supporting_links":["https://b"],` +
			`"parent_business_or_brand":"c","additional_supporting_information":"d"}`: profile.OfficialRequest{
			Website: "https://a", Country: "DE", Language: "de", Links: []string{"https://b"}, Brand: "c", More: "d",
		},
	} {
		got, err := json.Marshal(v)
		if err != nil || string(got) != want {
			t.Errorf("%v: %s, want %s", err, got, want)
		}
		back := reflect.New(reflect.TypeOf(v))
		if err := json.Unmarshal(got, back.Interface()); err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff(v, back.Elem().Interface()); diff != "" {
			t.Errorf("%s: %s", want, diff)
		}
	}
	var p profile.Patch
	if err := json.Unmarshal([]byte(`{"about":null,"websites":null,"messaging_product":"whatsapp"}`), &p); err != nil || !p.IsZero() {
		t.Errorf("%v: %+v", err, p)
	}
}

// FuzzJSON reads any JSON as a profile and as a change: what is read is written
// and read again the same, and checking and showing it never panics.
func FuzzJSON(f *testing.F) {
	f.Add([]byte(`{"about":"a","websites":["https://f"],"vertical":"AUTO"}`))
	f.Add([]byte(`{"about":"","websites":[],"email":"a@b"}`))
	f.Add([]byte(`{"websites":["javascript:x","http://[::1"]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var p profile.Profile
		if json.Unmarshal(data, &p) == nil {
			text, err := json.Marshal(p)
			var again profile.Profile
			if err != nil || json.Unmarshal(text, &again) != nil || !cmp.Equal(p, again, cmpopts.EquateEmpty()) {
				t.Fatalf("%v: %+v became %+v", err, p, again)
			}
			_ = p.Validate()
			for _, row := range profile.PreviewOf(p, profile.Name{}, false).Rows {
				if row.Kind == profile.RowWebsite && row.Link != "" && !slices.Contains(p.Websites, row.Link) {
					t.Fatal(row)
				}
			}
		}
		var patch profile.Patch
		if json.Unmarshal(data, &patch) == nil {
			before := profile.Profile{About: "a", Websites: []string{"https://a"}}
			after := patch.Apply(before)
			if less := profile.Diff(before, after); !cmp.Equal(less.Apply(before), after, cmpopts.EquateEmpty()) {
				t.Fatalf("%+v became %+v", patch, less)
			}
			_ = patch.Validate()
		}
	})
}
