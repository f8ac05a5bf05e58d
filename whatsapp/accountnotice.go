package whatsapp

import "time"

// AccountUpdate is emitted when something happened to a WhatsApp Business
// Account: a violation, a restriction, a partner, a price tier. Source:
// "account_update" webhook, November 2025.
type AccountUpdate struct {
	Notice

	// Event is the platform's word, as "ACCOUNT_RESTRICTION".
	Event   string
	Country string
	// Phone is a number that the event speaks of.
	Phone Phone
	// Violation is the type of a violation, Remedy what is advised against it.
	Violation    string
	Remedy       string
	Restrictions []Restriction
	Ban          *Ban
	WABA         *WABAInfo
	// Rate is of AUTH_INTL_PRICE_ELIGIBILITY_UPDATE.
	Rate *RateEligibility
	// Certification is of PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE.
	Certification *Certification
	// Tier is of VOLUME_BASED_PRICING_TIER_UPDATE.
	Tier *VolumeTier
	// Disconnection says why a phone app left the number.
	Disconnection *Disconnection
}

// Restriction is something that an account may not do for a time.
type Restriction struct {
	Type    string // as "RESTRICTED_BIZ_INITIATED_MESSAGING"
	Expires time.Time
	Remedy  string // what is advised against it
}

// Ban is an account switched off, to be switched off or back on.
type Ban struct {
	State string // DISABLE, REINSTATE or SCHEDULE_FOR_DISABLE
	Date  string // in words: "April 17, 2025"
}

// WABAInfo is the account that an update speaks of, and who shares it.
type WABAInfo struct {
	ID               WABAID
	Owner            string // business portfolio
	AdAccount        string
	PartnerApp       string
	Solution         string
	SolutionPartners []string
}

// RateEligibility is from when, and where from when else, the international
// authentication price applies.
type RateEligibility struct {
	Starts     time.Time
	Exceptions []RateException
}

// RateException is one country of a [RateEligibility].
type RateException struct {
	Country string
	Starts  time.Time
}

// Certification is how far a partner's client is certified.
type Certification struct {
	Client  string // business portfolio
	Status  string
	Reasons []string
}

// VolumeTier is the price tier that was reached.
type VolumeTier struct {
	Updated  time.Time
	Category string
	Tier     string // "lower:upper", in messages
	Month    string // "2025-11"
	Region   string
}

// Disconnection is why a number's phone app was disconnected.
type Disconnection struct {
	Reason string
	By     string
}

// AccountReview is emitted when an account was reviewed. Source:
// "account_review_update" webhook, November 2025.
type AccountReview struct {
	Notice

	Decision string // APPROVED, REJECTED, PENDING or DEFERRED
}

// AccountAlert is emitted when the platform warns of, or tells, something: a
// limit, the official business account. Source: "account_alerts" webhook,
// November 2025.
type AccountAlert struct {
	Notice

	EntityType  string // BUSINESS, PHONE_NUMBER or CURRENT_STATUS_ID
	EntityID    string
	Severity    string // CRITICAL, INFORMATIONAL or WARNING
	Status      string // ACTIVE or NONE
	Type        string // as "OBA_APPROVED"
	Description string
}

// Capability is emitted when what an account may do changed. Source:
// "business_capability_update" webhook, November 2025.
type Capability struct {
	Notice

	// MaxDaily is the customers who may be written to in a day outside windows:
	// a number, "-1" for no limit, or a tier as "TIER_2K".
	MaxDaily MessagingLimit
	// MaxDailyPerPhone is the same in older webhooks.
	MaxDailyPerPhone MessagingLimit
	// MaxPhonesPerBusiness and MaxPhonesPerWABA count numbers; 0 = not given.
	MaxPhonesPerBusiness int64
	MaxPhonesPerWABA     int64
}

// PaymentConfiguration is emitted when a payment provider's set-up changed.
// Source: "payment_configuration_update" webhook, November 2025.
type PaymentConfiguration struct {
	Notice

	Name       string
	Provider   string // billdesk, payu, razorpay or zaakpay
	MerchantID string
	Status     string // "Active", "Needs Connecting" or "Needs Testing"
	Created    time.Time
	Updated    time.Time
}

// PartnerSolution is emitted when a multi-partner solution changed. Its origin
// holds a business portfolio's id in the place of an account's. Source:
// "partner_solutions" webhook, November 2025.
type PartnerSolution struct {
	Notice

	Event  string // SOLUTION_CREATED or SOLUTION_UPDATED
	ID     string
	Status string
}
