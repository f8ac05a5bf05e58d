package templates

// The limits of a definition that package whatsapp has not, which messages share
// the others with. Texts are counted in Unicode code points ("runes"), a variable
// as it is written: the platform documents no other unit and not how it counts a
// variable that has no value yet. Source: "Template components", November 2025.
const (
	MaxHeaderVariables = 1 // of a header's text
	MaxButtonTextRunes = 25
	MaxURLRunes        = 2000 // of a URL button, its variable included
	MaxPhoneRunes      = 20   // of a PHONE_NUMBER button
	MaxURLButtons      = 2
	MaxPhoneButtons    = 1
	MaxCodeButtons     = 1 // COPY_CODE
	MaxCardButtons     = 2
	// MaxUnfoldedButtons are shown at once; more stand behind "See all options".
	MaxUnfoldedButtons = 3
	// MaxCodeMinutes is how long a one-time code can be said to be good for.
	MaxCodeMinutes = 90
	// ProductCards is how many cards of products a definition has; a message of it
	// has 2 to 10.
	ProductCards = 2

	// MaxSafeCodeRunes is the longest code to copy that all pages allow.
	// QUIRK(cloudapi): one page says 20, which is [whatsapp.MaxCouponCodeBytes],
	// another 15.
	MaxSafeCodeRunes = 15
)

// The limits of a limited-time offer. Source: "Limited-time offer templates",
// September 2026.
const (
	MaxOfferTextRunes = 16
	MaxOfferBodyRunes = 600
	MaxOfferCodeRunes = 15
)

// The bounds of [Definition.TTLSeconds]. Source: "Templates", November 2025.
const (
	// TTLForever is 30 days; marketing cannot ask for it.
	TTLForever           = -1
	MinTTLSeconds        = 30 // of authentication and utility
	MaxAuthenticationTTL = 900
	MaxUtilityTTL        = 43_200
	// MinMarketingTTL and MaxMarketingTTL bound what the Marketing Messages API
	// takes; elsewhere marketing has no such time.
	MinMarketingTTL = 43_200
	MaxMarketingTTL = 2_592_000
)
