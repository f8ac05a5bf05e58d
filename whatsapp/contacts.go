package whatsapp

// Contacts are contact cards, as from a phone's address book.
type Contacts []ContactCard

// ContactCard is one person or company. Only the formatted name is required,
// with at least one other part of the name beside it.
type ContactCard struct {
	Name      ContactName      `json:"name"`
	Phones    []ContactPhone   `json:"phones,omitempty"`
	Emails    []ContactEmail   `json:"emails,omitempty"`
	Addresses []ContactAddress `json:"addresses,omitempty"`
	URLs      []ContactURL     `json:"urls,omitempty"`
	Org       *ContactOrg      `json:"org,omitempty"`
	Birthday  string           `json:"birthday,omitempty"` // "1985-02-28"
	// VCard and Origin are inbound only; Origin is "contact_request" for the
	// answer to a [ContactRequest], else "other".
	VCard  string `json:"vcard,omitempty"`
	Origin string `json:"origin,omitempty"`
}

// ContactName is the name on a card and its parts.
type ContactName struct {
	Formatted string `json:"formatted_name"`
	First     string `json:"first_name,omitempty"`
	Last      string `json:"last_name,omitempty"`
	Middle    string `json:"middle_name,omitempty"`
	Suffix    string `json:"suffix,omitempty"`
	Prefix    string `json:"prefix,omitempty"`
}

// ContactPhone is a phone number on a card. With a WAID the card shows buttons
// to write and to save; without one, to invite.
type ContactPhone struct {
	Phone string `json:"phone"`
	WAID  Phone  `json:"wa_id,omitempty"`
	User  UserID `json:"user_id,omitempty"` // inbound only
	Type  string `json:"type,omitempty"`    // "CELL", "HOME", "WORK" …
}

// ContactEmail is an e-mail address on a card.
type ContactEmail struct {
	Email string `json:"email"`
	Type  string `json:"type,omitempty"`
}

// ContactAddress is a postal address on a card.
type ContactAddress struct {
	Street      string `json:"street,omitempty"`
	City        string `json:"city,omitempty"`
	State       string `json:"state,omitempty"`
	Zip         string `json:"zip,omitempty"`
	Country     string `json:"country,omitempty"`
	CountryCode string `json:"country_code,omitempty"`
	Type        string `json:"type,omitempty"`
}

// ContactURL is a web address on a card.
type ContactURL struct {
	URL  string `json:"url"`
	Type string `json:"type,omitempty"`
}

// ContactOrg is where somebody works.
type ContactOrg struct {
	Company    string `json:"company,omitempty"`
	Department string `json:"department,omitempty"`
	Title      string `json:"title,omitempty"`
}

// Kind returns [KindContacts].
func (Contacts) Kind() ContentKind { return KindContacts }
