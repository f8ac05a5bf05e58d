package profile

import "slices"

// Vertical is a code of an industry. Source: Cloud API, "Business profiles",
// November 2025.
type Vertical string

// Verticals are the codes that can be written, in the platform's order. Older
// lists have two more, UNDEFINED and NOT_A_BIZ: a profile may still be read with
// one of them, and "" in their place clears the industry.
func Verticals() []Vertical {
	return []Vertical{
		"OTHER", "AUTO", "BEAUTY", "APPAREL", "EDU", "ENTERTAIN", "EVENT_PLAN", "FINANCE", "GROCERY", "GOVT", "HOTEL",
		"HEALTH", "NONPROFIT", "PROF_SERVICES", "RETAIL", "TRAVEL", "RESTAURANT", "ALCOHOL", "ONLINE_GAMBLING",
		"PHYSICAL_GAMBLING", "OTC_DRUGS",
	}
}

// isOld reports whether only older lists have the code. Both mean that the
// business has no industry.
func (v Vertical) isOld() bool { return v == "UNDEFINED" || v == "NOT_A_BIZ" }

// canWrite reports whether a profile may be given the code; "" clears it.
func (v Vertical) canWrite() bool { return v == "" || slices.Contains(Verticals(), v) }
