package onemsg

import (
	"strings"

	"github.com/wainbox/wainbox/profile"
)

// labels are what 1msg shows for the platform's codes of an industry.
//
// QUIRK(onemsg): of these only "Shopping and Retail" was seen at 1msg. The
// others are what other vendors show (Twilio, "Senders API", 2026), where that
// one is the same.
var labels = map[profile.Vertical]string{
	"OTHER":             "Other",
	"AUTO":              "Automotive",
	"BEAUTY":            "Beauty, Spa and Salon",
	"APPAREL":           "Clothing and Apparel",
	"EDU":               "Education",
	"ENTERTAIN":         "Entertainment",
	"EVENT_PLAN":        "Event Planning and Service",
	"FINANCE":           "Finance and Banking",
	"GROCERY":           "Food and Grocery",
	"GOVT":              "Public Service",
	"HOTEL":             "Hotel and Lodging",
	"HEALTH":            "Medical and Health",
	"NONPROFIT":         "Non-profit",
	"PROF_SERVICES":     "Professional Services",
	"RETAIL":            "Shopping and Retail",
	"TRAVEL":            "Travel and Transportation",
	"RESTAURANT":        "Restaurant",
	"ALCOHOL":           "Alcohol",
	"ONLINE_GAMBLING":   "Online Gambling",
	"PHYSICAL_GAMBLING": "Physical Gambling",
	"OTC_DRUGS":         "OTC Drugs",
}

// verticalOf is the code of a label; a label that is not known stays as it is.
func verticalOf(label string) profile.Vertical {
	for code, known := range labels {
		if strings.EqualFold(known, label) {
			return code
		}
	}
	return profile.Vertical(label)
}

// labelOf is the label of a code. None stays none.
func labelOf(code profile.Vertical) (string, bool) {
	label, ok := labels[code]
	return label, ok || code == ""
}
