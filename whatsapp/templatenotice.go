package whatsapp

import "time"

// TemplateRef is the template that a notice speaks of.
type TemplateRef struct {
	// ID is a number in webhooks and a string in the API; here always a string.
	ID   string
	Name string
	// Language is the platform's code with "_", also where the webhook has "-".
	Language string
}

// TemplateStatus is emitted when a template was approved, rejected, paused or
// otherwise changed. Source: "message_template_status_update" webhook,
// September 2026.
type TemplateStatus struct {
	Notice
	TemplateRef

	// Event is in capitals, whatever the webhook has: APPROVED, ARCHIVED,
	// UNARCHIVED, DELETED, DISABLED, FLAGGED, IN_APPEAL, LIMIT_EXCEEDED, LOCKED,
	// PAUSED, PENDING, REINSTATED, PENDING_DELETION or REJECTED.
	Event string
	// Reason of a rejection, as "INVALID_FORMAT"; "NONE" and empty are none.
	Reason   string
	Category string
	// DisableDate is when it will be disabled, as the webhook writes it.
	DisableDate string
	// Title and Description are of other_info: "FIRST_PAUSE", "UNPAUSE" and what
	// it means.
	Title       string
	Description string
	// RejectionReason and Recommendation explain an INVALID_FORMAT.
	RejectionReason string
	Recommendation  string
}

// TemplateQuality is emitted when a template's quality changed: GREEN, YELLOW,
// RED or UNKNOWN. Source: "message_template_quality_update" webhook, November
// 2025.
type TemplateQuality struct {
	Notice
	TemplateRef

	Previous string
	New      string
}

// TemplateComponents is emitted when a template's text changed. Source:
// "message_template_components_update" webhook, November 2025.
type TemplateComponents struct {
	Notice
	TemplateRef

	Header  string
	Body    string
	Footer  string
	Buttons []TemplateButton
}

// TemplateButton is a button of a changed template.
type TemplateButton struct {
	Type  string
	Text  string
	URL   string
	Phone string
}

// TemplateCategory is emitted 24 hours before the platform changes a template's
// category, and when it did. Source: "template_category_update" webhook,
// November 2025.
type TemplateCategory struct {
	Notice
	TemplateRef

	// Correct is what the category will become; empty once it has.
	Correct string
	// New is the category as it is now.
	New string
	// Previous is what it was before the change; empty in the warning.
	Previous string
	// ChangesAt is when the change will be; zero once it has.
	ChangesAt time.Time
}
