package twilio

import "github.com/wainbox/wainbox/profile"

// labels are Twilio's words for the platform's industries. Source: Senders API,
// April 2026. "Matrimony Service" has no code and is kept as it is.
var labels = map[profile.Vertical]string{
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

// labelOf is Twilio's word for an industry.
func labelOf(v profile.Vertical) string {
	if label, ok := labels[v]; ok {
		return label
	}
	return string(v)
}

// verticalOf is the platform's word for an industry.
func verticalOf(label string) profile.Vertical {
	for v, l := range labels {
		if l == label {
			return v
		}
	}
	return profile.Vertical(label)
}
