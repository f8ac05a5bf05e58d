package profile

// Profile is a number's business profile. A field that is not set is empty.
type Profile struct {
	About       string
	Address     string
	Description string
	Email       string
	Websites    []string
	// Vertical is the platform's code of an industry, as "RETAIL", whatever label
	// the provider has for it.
	Vertical Vertical
	// PhotoURL is where the photo can be seen for a while; read only.
	PhotoURL string
}

// Patch is a change of a profile: only fields that are not nil are changed, and
// one that is empty is cleared where the provider lets it.
type Patch struct {
	About       *string
	Address     *string
	Description *string
	Email       *string
	Websites    *[]string
	Vertical    *Vertical
}

// IsZero reports whether nothing is to be changed.
func (p Patch) IsZero() bool { return p == Patch{} }

// Vertical is a code of an industry. Source: Cloud API, "Business profiles",
// November 2025.
type Vertical string

// The limits of a profile, in characters. Source: Cloud API, "Business
// profiles", November 2025; for the description the platform's pages say 512
// and its specification 256.
const (
	MaxAboutRunes       = 139
	MaxAddressRunes     = 256
	MaxDescriptionRunes = 512
	MaxEmailRunes       = 128
	MaxWebsites         = 2
	MaxWebsiteRunes     = 256
	MaxPhotoBytes       = 5 << 20
	MaxNameRunes        = 75
	MaxOfficialLinks    = 5
)

// Verticals are the codes, in the platform's order.
func Verticals() []Vertical {
	return []Vertical{
		"OTHER", "AUTO", "BEAUTY", "APPAREL", "EDU", "ENTERTAIN", "EVENT_PLAN", "FINANCE", "GROCERY", "GOVT", "HOTEL",
		"HEALTH", "NONPROFIT", "PROF_SERVICES", "RETAIL", "TRAVEL", "RESTAURANT", "ALCOHOL", "ONLINE_GAMBLING",
		"PHYSICAL_GAMBLING", "OTC_DRUGS",
	}
}
