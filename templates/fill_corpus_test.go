package templates_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

// valuesFor fills every slot with what it usually takes, as a form would.
func valuesFor(t *testing.T, slots []templates.Slot) templates.Values {
	t.Helper()
	v := templates.Values{Buttons: byButton{}}
	for _, s := range slots {
		at := &v
		if s.Card >= 0 {
			for len(v.Cards) <= s.Card {
				v.Cards = append(v.Cards, templates.Values{Buttons: byButton{}})
			}
			at = &v.Cards[s.Card]
		}
		switch s.Part {
		case "header":
			at.Header = append(at.Header, templates.ByName(s.Name, valueOf(t, s)))
		case "body":
			at.Body = append(at.Body, templates.ByName(s.Name, valueOf(t, s)))
		case "button":
			at.Buttons[s.Button] = append(at.Buttons[s.Button], valueOf(t, s))
		case "limited_time_offer":
			at.OfferEnds = endOfOffer
		default:
			t.Fatalf("a slot of %q", s.Part)
		}
	}
	if len(v.Cards) == 1 { // which stands for all, as of products
		v.Cards = append(v.Cards, v.Cards[0])
	}
	return v
}

func valueOf(t *testing.T, s templates.Slot) templates.Value {
	t.Helper()
	switch kind := s.Kinds[0]; kind {
	case "text", "payload":
		return templates.Value{Text: "a1"}
	case "coupon_code":
		return templates.Coupon("SAVE10")
	case "image", "video", "document":
		return templates.File(whatsapp.Media{Type: whatsapp.ContentKind(kind), Link: "https://example.com/file"})
	case "location":
		return templates.Place(whatsapp.Location{Latitude: 1, Longitude: 2, Name: "n", Address: "a"})
	case "product":
		return product("p1")
	case "action":
		return templates.Action(whatsapp.TemplateAction{
			Thumbnail: "p1", Sections: []whatsapp.ProductSection{{Title: "t", Products: []string{"p1"}}},
		})
	default:
		t.Fatalf("a slot for %q", kind)
		return templates.Value{}
	}
}

// corpus is the recorded templates, by their files' names.
func corpus(t *testing.T) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	for _, pattern := range []string{
		"cloudapi/outbound/pywa__template-*", "dialog360/outbound/*template-create*", "dialog360/outbound/*template-list*",
		"onemsg/outbound/*addTemplate*", "onemsg/outbound/*response-templates*", "twilio/outbound/*-content-*",
	} {
		names, err := filepath.Glob(filepath.Join("..", "..", "shared", "corpus", filepath.FromSlash(pattern)))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if all[filepath.Base(name)], err = os.ReadFile(name); err != nil {
				t.Fatal(err)
			}
		}
	}
	if len(all) == 0 {
		t.Skip("no folder of recordings")
	}
	return all
}

// TestFillCorpus fills every template of the corpus by its slots alone, and the
// platform takes what comes out.
func TestFillCorpus(t *testing.T) {
	t.Parallel()
	filled := 0
	for file, data := range corpus(t) {
		found, err := templates.Parse(data)
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		for _, d := range found {
			d.Status = templates.Approved // as if it had been
			if d.Name == "" && d.ID == "" {
				d.ID = contentID
			}
			one := templates.New(d)
			m, err := one.Fill(valuesFor(t, one.Slots()))
			if err != nil {
				t.Errorf("%s: %v", file, err)
				continue
			}
			if m.ID != "" && d.Content != nil {
				m.ID = contentID // the samples' are shorter
			}
			if err := (whatsapp.Outbound{To: whatsapp.Address{Phone: "15550001"}, Content: m}).Validate(); err != nil {
				t.Errorf("%s: %v", file, err)
			}
			filled++
		}
	}
	t.Logf("%d templates filled", filled)
}
