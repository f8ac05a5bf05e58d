package whatsapp

// System is the platform's own word about a customer: they changed number or
// user id, or their phone's identity key changed.
type System struct {
	// Type is user_changed_number, user_changed_user_id or
	// customer_identity_changed.
	Type string `json:"type"`
	// Body is the sentence that a person would read. It may hold a name and both
	// numbers.
	Body string `json:"body,omitempty"`
	// Now is how the customer is reached from now on; empty where nothing of it
	// changed.
	Now       Address `json:"now,omitzero"`
	NowParent UserID  `json:"now_parent,omitempty"`
	// Previous ids are given since August 2026. Source: "Business-scoped user
	// IDs", changelog.
	Previous       UserID `json:"previous,omitempty"`
	PreviousParent UserID `json:"previous_parent,omitempty"`
	// Customer is the number before the change, in older webhooks.
	Customer Phone     `json:"customer,omitempty"`
	Identity *Identity `json:"identity,omitempty"`
}

// Identity is a customer's identity key.
type Identity struct {
	Hash         string `json:"hash,omitempty"`
	Acknowledged bool   `json:"acknowledged,omitempty"`
	Created      int64  `json:"created,omitempty"` // Unix seconds; 0 = not given
}

// RequestWelcome is sent when a customer opened the chat for the first time
// without writing. It opens the window. Source: "Conversational components",
// October 2025, which adds that it is not working as intended.
type RequestWelcome struct{}

// MediaPlaceholder stands in a history for a file that may follow.
type MediaPlaceholder struct{}

// Kind returns [KindSystem].
func (System) Kind() ContentKind { return KindSystem }

// Kind returns [KindRequestWelcome].
func (RequestWelcome) Kind() ContentKind { return KindRequestWelcome }

// Kind returns [KindMediaPlaceholder].
func (MediaPlaceholder) Kind() ContentKind { return KindMediaPlaceholder }
