package templates

// Definition is a template in one language. Its JSON is the platform's; see
// [Definition.UnmarshalJSON] for what else is read.
type Definition struct {
	// ID is the platform's, which events name the template by, or where that is
	// not known the provider's own; empty before it was created.
	ID string `json:"id,omitempty"`
	// LocalID is the id that a gateway gave besides: 360dialog's own.
	LocalID string `json:"-"`
	// Name is at most 512 of a-z, 0-9 and _, unique for each language.
	Name     string   `json:"name"`
	Language string   `json:"language"` // "en_US"
	Category Category `json:"category,omitempty"`
	// Status is given by the provider; see [Status].
	Status Status `json:"status,omitempty"`
	// Format is how variables are written: [Positional] (also when empty) or
	// [Named].
	Format     Format      `json:"parameter_format,omitempty"`
	Components []Component `json:"components,omitempty"`
	// TTLSeconds is how long an undelivered message is tried, -1 for 30 days; 0 =
	// the platform's own: 10 minutes for authentication, else 30 days.
	TTLSeconds int64 `json:"message_send_ttl_seconds,omitempty"`

	// What follows is given by the provider.

	SubCategory      string   `json:"sub_category,omitempty"`
	PreviousCategory Category `json:"previous_category,omitempty"`
	// CorrectCategory is what the category is going to be changed to.
	CorrectCategory Category `json:"correct_category,omitempty"`
	RejectedReason  string   `json:"rejected_reason,omitempty"` // as "INVALID_FORMAT"
	Quality         Quality  `json:"quality_score,omitzero"`
	// Namespace is of providers that send by it.
	Namespace string `json:"namespace,omitempty"`

	// Content is the template in Twilio's own words, for one that Twilio keeps:
	// the fields above say the same as far as they can. It is what is written.
	Content *Content `json:"-"`
	// Extra is what the provider says besides.
	Extra Members `json:"-"`
}

// Category is what a template is for, in capitals; it decides the price.
type Category string

// The categories.
const (
	Authentication Category = "AUTHENTICATION"
	Marketing      Category = "MARKETING"
	Utility        Category = "UTILITY"
)

// Status is how a template stands, in capitals whatever the provider writes.
// Only an approved one can be sent. The set is open.
type Status string

// The statuses that are known. Source: "Template management", November 2025.
const (
	Approved        Status = "APPROVED"
	Pending         Status = "PENDING"
	Rejected        Status = "REJECTED"
	Paused          Status = "PAUSED"
	Disabled        Status = "DISABLED"
	InAppeal        Status = "IN_APPEAL"
	PendingDeletion Status = "PENDING_DELETION"
	Deleted         Status = "DELETED"
	LimitExceeded   Status = "LIMIT_EXCEEDED"
	Archived        Status = "ARCHIVED"
	// Draft was never submitted: Twilio's "unsubmitted".
	Draft Status = "DRAFT"
)

// Format is how variables are written.
type Format string

// The formats.
const (
	Positional Format = "POSITIONAL" // {{1}}, {{2}} …
	Named      Format = "NAMED"      // {{first_name}}
)

// Quality is what customers made of a template.
type Quality struct {
	Score string `json:"score,omitempty"` // GREEN, YELLOW, RED or UNKNOWN
	Date  int64  `json:"date,omitempty"`  // Unix seconds; 0 = not given

	Extra Members `json:"-"`
}
