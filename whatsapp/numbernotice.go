package whatsapp

// NumberQuality is emitted when a number's throughput or messaging limit
// changed. The number is known by [Origin.Display] alone. Source:
// "phone_number_quality_update" webhook, September 2026.
type NumberQuality struct {
	Notice

	// Event is ONBOARDING or THROUGHPUT_UPGRADE; older webhooks have UPGRADE,
	// DOWNGRADE, FLAGGED and UNFLAGGED.
	Event string
	// OldLimit, CurrentLimit and MaxDaily are tiers, as "TIER_2K"; empty where
	// not given.
	OldLimit     MessagingLimit
	CurrentLimit MessagingLimit
	MaxDaily     MessagingLimit
}

// NumberName is emitted when a display name was reviewed. Source:
// "phone_number_name_update" webhook, November 2025.
type NumberName struct {
	Notice

	Decision string // APPROVED, DEFERRED, PENDING or REJECTED
	Name     string // the one requested
	// Reason of a rejection, as "NAME_FORMAT_UNACCEPTABLE".
	Reason string
}

// UsernameUpdate is emitted when the business's own user name changed. Source:
// "Business-scoped user IDs", June 2026.
type UsernameUpdate struct {
	Notice

	Username string
	Status   string // approved, deleted or reserved
}

// Security is emitted when a number's two-step PIN was changed or asked to be
// reset. Source: "security" webhook, November 2025.
type Security struct {
	Notice

	Event     string // PIN_CHANGED, PIN_RESET_REQUEST or PIN_REQUEST_SUCCESS
	Requester string
}

// AccountSettings is emitted when a number's settings changed, also by
// ourselves; today those of calls. Its origin is the number whose settings they
// are. Source: "Call settings", November 2025.
type AccountSettings struct {
	Notice

	Type string // "phone_number_settings", in any case
	// Calling is the JSON object of the call settings; empty = none.
	Calling Raw
}
