package whatsapp_test

import (
	"math"
	"testing"

	"github.com/wainbox/wainbox/whatsapp"
)

func TestPlacesAreChecked(t *testing.T) {
	t.Parallel()
	judge(t, map[string]broken{
		"where the axes meet": {whatsapp.Location{}, nil},
		"the north-east end":  {whatsapp.Location{Latitude: 90, Longitude: 180, Name: "n", Address: "a"}, nil},
		"the south-west end":  {whatsapp.Location{Latitude: -90, Longitude: -180}, nil},
		"beyond the north":    {whatsapp.Location{Latitude: 90.0001}, []string{"location.latitude"}},
		"beyond both": {
			whatsapp.Location{Latitude: -90.0001, Longitude: 180.0001}, []string{"location.latitude", "location.longitude"},
		},
		"nowhere": {
			whatsapp.Location{Latitude: math.NaN(), Longitude: math.Inf(-1)}, []string{"location.latitude", "location.longitude"},
		},
		"words that are no text": {
			whatsapp.Location{Name: "\xff", Address: "\xff"}, []string{"location.name", "location.address"},
		},
	})
}

func TestCardsAreChecked(t *testing.T) {
	t.Parallel()
	ada := whatsapp.ContactName{Formatted: "Ada", First: "Ada"}
	judge(t, map[string]broken{
		"a name":      {whatsapp.Contacts{{Name: ada}}, nil},
		"a last name": {whatsapp.Contacts{{Name: whatsapp.ContactName{Formatted: "Ada", Last: "L"}}}, nil},
		"no name":     {whatsapp.Contacts{{}}, []string{"contacts[0].name.formatted_name", "contacts[0].name"}},
		"a whole name alone": {
			whatsapp.Contacts{{Name: ada}, {Name: whatsapp.ContactName{Formatted: "Ada"}}}, []string{"contacts[1].name"},
		},
		"a received card": {whatsapp.Contacts{{Name: ada, VCard: "\xff", Origin: "other"}}, nil},
		"empty parts": {
			whatsapp.Contacts{{
				Name: ada, Phones: []whatsapp.ContactPhone{{Type: "CELL"}, {Phone: "1"}, {WAID: "1"}},
				Emails: []whatsapp.ContactEmail{{}}, URLs: []whatsapp.ContactURL{{}},
				Addresses: []whatsapp.ContactAddress{{}}, Org: &whatsapp.ContactOrg{},
			}},
			[]string{"contacts[0].phones[0].phone", "contacts[0].emails[0].email", "contacts[0].urls[0].url"},
		},
		"a birthday":         {whatsapp.Contacts{{Name: ada, Birthday: "1984-02-29"}}, nil},
		"a day there is not": {whatsapp.Contacts{{Name: ada, Birthday: "1985-02-29"}}, []string{"contacts[0].birthday"}},
		"parts that are no text": {
			whatsapp.Contacts{{
				Name:      whatsapp.ContactName{Formatted: "\xff", Prefix: "\xff"},
				Phones:    []whatsapp.ContactPhone{{Phone: "\xff"}},
				Emails:    []whatsapp.ContactEmail{{Email: "\xff"}},
				Addresses: []whatsapp.ContactAddress{{Zip: "\xff"}},
				URLs:      []whatsapp.ContactURL{{URL: "\xff"}},
				Org:       &whatsapp.ContactOrg{Title: "\xff"},
			}},
			[]string{
				"contacts[0].name.formatted_name", "contacts[0].name.prefix", "contacts[0].phones[0].phone",
				"contacts[0].emails[0].email", "contacts[0].addresses[0].zip", "contacts[0].urls[0].url",
				"contacts[0].org.title",
			},
		},
	})
}
