package profile

import "strings"

// Spelling is how a provider writes industries. The zero value is [Platform].
type Spelling uint8

// The spellings of the providers.
const (
	Platform Spelling = iota // the platform's codes: Cloud API, 360dialog
	Labels                   // words for people: Twilio, 1msg
)

// labels are words for the platform's codes. Source: Twilio, "Senders API",
// April 2026. Its "Matrimony Service" has no code.
//
// QUIRK(onemsg): of these only "Shopping and Retail" was seen at 1msg.
var labels = map[Vertical]string{
	"ALCOHOL":           "Alcohol",
	"APPAREL":           "Clothing and Apparel",
	"AUTO":              "Automotive",
	"BEAUTY":            "Beauty, Spa and Salon",
	"EDU":               "Education",
	"ENTERTAIN":         "Entertainment",
	"EVENT_PLAN":        "Event Planning and Service",
	"FINANCE":           "Finance and Banking",
	"GOVT":              "Public Service",
	"GROCERY":           "Food and Grocery",
	"HEALTH":            "Medical and Health",
	"HOTEL":             "Hotel and Lodging",
	"NONPROFIT":         "Non-profit",
	"ONLINE_GAMBLING":   "Online Gambling",
	"OTC_DRUGS":         "OTC Drugs",
	"OTHER":             "Other",
	"PHYSICAL_GAMBLING": "Physical Gambling",
	"PROF_SERVICES":     "Professional Services",
	"RESTAURANT":        "Restaurant",
	"RETAIL":            "Shopping and Retail",
	"TRAVEL":            "Travel and Transportation",
}

// Label is how a code is written; false when it cannot be, as those that only
// older lists have. No industry is written "".
func (s Spelling) Label(v Vertical) (string, bool) {
	if s == Platform || v == "" {
		return string(v), v.canWrite()
	}
	label, ok := labels[v]
	return label, ok
}

// Vertical is the code of a label, in whatever case it is written. A label that
// is not known is kept as it is, and false.
func (s Spelling) Vertical(label string) (Vertical, bool) {
	if s == Platform || label == "" {
		v := Vertical(strings.ToUpper(label))
		if v.canWrite() || v.isOld() {
			return v, true
		}
		return Vertical(label), false
	}
	for code, known := range labels {
		if strings.EqualFold(known, label) {
			return code, true
		}
	}
	return Vertical(label), false
}
