package whatsapp

import (
	"encoding/json"
	"time"
)

// Header stands above an interactive message: a text, or an image, a video or
// a document without a caption.
type Header struct {
	Text  string `json:"text,omitempty"`
	Media *Media `json:"media,omitempty"`
}

// Buttons is a text with up to three buttons to answer with; the tap comes as
// a [ButtonReply].
type Buttons struct {
	Header  *Header       `json:"header,omitempty"`
	Body    string        `json:"body"`
	Footer  string        `json:"footer,omitempty"`
	Buttons []ReplyButton `json:"buttons"`
}

// ReplyButton is one button of [Buttons]. Titles differ within a message.
type ReplyButton struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// List is a text with a button that opens up to ten rows to choose from; the
// choice comes as a [ListReply].
type List struct {
	Header   *Header   `json:"header,omitempty"` // text only
	Body     string    `json:"body"`
	Footer   string    `json:"footer,omitempty"`
	Button   string    `json:"button"` // label
	Sections []Section `json:"sections"`
}

// Section is a part of a [List]. Its title is required when there are several.
type Section struct {
	Title string `json:"title,omitempty"`
	Rows  []Row  `json:"rows"`
}

// Row is one choice of a [List].
type Row struct {
	ID          string `json:"id"`
	Title       string `json:"title"`
	Description string `json:"description,omitempty"`
}

// CTAURL is a text with a button that opens a web page.
type CTAURL struct {
	Header *Header `json:"header,omitempty"`
	Body   string  `json:"body"`
	Footer string  `json:"footer,omitempty"`
	Label  string  `json:"label"`
	URL    string  `json:"url"`
}

// LocationRequest asks the customer where they are; the answer is a
// [Location] in reply to it.
type LocationRequest struct {
	Body string `json:"body"`
}

// ContactRequest asks a customer who hides it for their phone number; the
// answer is [Contacts]. Source: "Business-scoped user IDs", June 2026.
type ContactRequest struct {
	Body string `json:"body"`
}

// CallButton is a text with a button that calls the business.
type CallButton struct {
	Body  string `json:"body"`
	Label string `json:"label,omitempty"` // empty = the platform's own
	// TTL is how long the button works, in whole minutes; 0 = the platform's own.
	TTL     time.Duration `json:"ttl,omitempty"`
	Payload string        `json:"payload,omitempty"` // comes back with the call
}

// CallPermissionRequest asks whether the business may call; the answer is a
// [CallPermissionReply].
type CallPermissionRequest struct {
	Body string `json:"body,omitempty"`
}

// FlowMessage is a text with a button that opens a flow, a form of the
// business's own; the answer is a [FlowReply].
type FlowMessage struct {
	Header *Header `json:"header,omitempty"`
	Body   string  `json:"body"`
	Footer string  `json:"footer,omitempty"`
	CTA    string  `json:"cta"`            // label; at most 30 characters and no emoji are advised
	ID     string  `json:"id,omitempty"`   // or Name, not both
	Name   string  `json:"name,omitempty"` // or ID
	Token  string  `json:"token,omitempty"`
	// Draft opens the flow as it is while it is not published.
	Draft bool `json:"draft,omitempty"`
	// Exchange asks the business's endpoint for the first screen; else Screen is
	// the first, with Data.
	Exchange bool   `json:"exchange,omitempty"`
	Screen   string `json:"screen,omitempty"`
	// Data is a JSON object for the first screen; empty = none.
	Data Raw `json:"data,omitempty"`
}

// Carousel is a text with two to ten cards to swipe through: all with a file
// and a link, or all with a product.
type Carousel struct {
	Body  string `json:"body"`
	Cards []Card `json:"cards"`
}

// Card is one card of a [Carousel]: Media, Label and URL, perhaps with a Body;
// or a Product alone.
type Card struct {
	Media   *Media     `json:"media,omitempty"` // image or video, the same kind on all cards
	Body    string     `json:"body,omitempty"`
	Label   string     `json:"label,omitempty"`
	URL     string     `json:"url,omitempty"`
	Product ProductRef `json:"product,omitzero"`
}

// ProductMessage shows one product of a catalog.
type ProductMessage struct {
	Body    string     `json:"body,omitempty"`
	Footer  string     `json:"footer,omitempty"`
	Product ProductRef `json:"product"`
}

// ProductList shows up to thirty products of a catalog.
type ProductList struct {
	Header   string           `json:"header"`
	Body     string           `json:"body"`
	Footer   string           `json:"footer,omitempty"`
	Catalog  string           `json:"catalog"`
	Sections []ProductSection `json:"sections"`
}

// ProductSection is a part of a [ProductList] or of a template's button.
type ProductSection struct {
	Title    string   `json:"title,omitempty"`
	Products []string `json:"products"` // the retailer's ids
}

// CatalogMessage shows the business's catalog.
type CatalogMessage struct {
	Body      string `json:"body"`
	Footer    string `json:"footer,omitempty"`
	Thumbnail string `json:"thumbnail,omitempty"` // the retailer's id of a product
}

// AddressMessage asks for a postal address; in India only. The answer is a
// [FlowReply] with the name "address_message".
type AddressMessage struct {
	Body    string `json:"body"`
	Footer  string `json:"footer,omitempty"`
	Country string `json:"country"` // ISO 3166, "IN"
	// Values fills the form, Saved offers addresses and Errors says by field what
	// was wrong the last time. The fields are the platform's, as "in_pin_code".
	Values map[string]string `json:"values,omitempty"`
	Saved  []SavedAddress    `json:"saved,omitempty"`
	Errors map[string]string `json:"errors,omitempty"`
}

// SavedAddress is one address to choose in an [AddressMessage].
type SavedAddress struct {
	ID     string            `json:"id"`
	Values map[string]string `json:"values"`
}

// OrderDetails asks for a payment, in India and Brazil; the answer may be a
// [PaymentMethod]. Parameters is the JSON object of the platform's payments
// documentation, checked for being one.
type OrderDetails struct {
	Header     *Header `json:"header,omitempty"`
	Body       string  `json:"body"`
	Footer     string  `json:"footer,omitempty"`
	Parameters Raw     `json:"parameters"`
}

// OrderStatus tells how an order of [OrderDetails] stands. Parameters is as
// there.
type OrderStatus struct {
	Body       string `json:"body"`
	Footer     string `json:"footer,omitempty"`
	Parameters Raw    `json:"parameters"`
}

// Pin pins a message to the top of a group, or takes it off; up to three at a
// time. Groups only.
type Pin struct {
	To    MessageID `json:"to"`
	Unpin bool      `json:"unpin,omitempty"`
	Days  int       `json:"days,omitempty"` // 1 to 30; 0 with Unpin
}

// interactiveText is the body of an interactive message.
func interactiveText(c Content) string {
	switch c := c.(type) {
	case Buttons:
		return c.Body
	case List:
		return c.Body
	case CTAURL:
		return c.Body
	case LocationRequest:
		return c.Body
	case ContactRequest:
		return c.Body
	case CallButton:
		return c.Body
	case CallPermissionRequest:
		return c.Body
	case FlowMessage:
		return c.Body
	case Carousel:
		return c.Body
	case ProductMessage:
		return c.Body
	case ProductList:
		return c.Body
	case CatalogMessage:
		return c.Body
	case AddressMessage:
		return c.Body
	case OrderDetails:
		return c.Body
	case OrderStatus:
		return c.Body
	default:
		return ""
	}
}

// IsObject reports whether the bytes are one JSON object.
func (r Raw) IsObject() bool {
	if !json.Valid([]byte(r)) {
		return false
	}
	for i := range len(r) {
		switch r[i] {
		case ' ', '\t', '\n', '\r':
		default:
			return r[i] == '{'
		}
	}
	return false
}

// Kind returns [KindPin].
func (Pin) Kind() ContentKind { return KindPin }

// Kind returns [KindButtons].
func (Buttons) Kind() ContentKind { return KindButtons }

// Kind returns [KindList].
func (List) Kind() ContentKind { return KindList }

// Kind returns [KindCTAURL].
func (CTAURL) Kind() ContentKind { return KindCTAURL }

// Kind returns [KindLocationRequest].
func (LocationRequest) Kind() ContentKind { return KindLocationRequest }

// Kind returns [KindContactRequest].
func (ContactRequest) Kind() ContentKind { return KindContactRequest }

// Kind returns [KindCallButton].
func (CallButton) Kind() ContentKind { return KindCallButton }

// Kind returns [KindCallPermissionRequest].
func (CallPermissionRequest) Kind() ContentKind { return KindCallPermissionRequest }

// Kind returns [KindFlow].
func (FlowMessage) Kind() ContentKind { return KindFlow }

// Kind returns [KindCarousel].
func (Carousel) Kind() ContentKind { return KindCarousel }

// Kind returns [KindProduct].
func (ProductMessage) Kind() ContentKind { return KindProduct }

// Kind returns [KindProductList].
func (ProductList) Kind() ContentKind { return KindProductList }

// Kind returns [KindCatalog].
func (CatalogMessage) Kind() ContentKind { return KindCatalog }

// Kind returns [KindAddress].
func (AddressMessage) Kind() ContentKind { return KindAddress }

// Kind returns [KindOrderDetails].
func (OrderDetails) Kind() ContentKind { return KindOrderDetails }

// Kind returns [KindOrderStatus].
func (OrderStatus) Kind() ContentKind { return KindOrderStatus }
