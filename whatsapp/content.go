package whatsapp

import "cmp"

// Content is what a message says. Its cases are the types of this package.
//
// Either way: [Text], [Media], [Location], [Contacts] and [Reaction].
// Received only: [Button], [ButtonReply], [ListReply], [FlowReply],
// [CallPermissionReply], [PaymentMethod], [Order], [System], [RequestWelcome],
// [Edit], [Revoke], [MediaPlaceholder], [Unsupported] and [UnknownContent].
// Sent only: [Template], [Pin], [Buttons], [List], [CTAURL],
// [LocationRequest], [ContactRequest], [CallButton], [CallPermissionRequest],
// [FlowMessage], [Carousel], [ProductMessage], [ProductList],
// [CatalogMessage], [AddressMessage], [OrderDetails] and [OrderStatus].
type Content interface {
	// Kind is the case's name, for tables and for storing.
	Kind() ContentKind
	content()
}

// ContentKind names a case of [Content].
type ContentKind string

// The kinds of content, in the platform's own words where it has one. Those of
// interactive messages are written after what they are a type of.
const (
	KindText     ContentKind = "text"
	KindImage    ContentKind = "image"
	KindVideo    ContentKind = "video"
	KindAudio    ContentKind = "audio"
	KindDocument ContentKind = "document"
	KindSticker  ContentKind = "sticker"
	KindLocation ContentKind = "location"
	KindContacts ContentKind = "contacts"
	KindReaction ContentKind = "reaction"

	KindButton              ContentKind = "button"
	KindButtonReply         ContentKind = "button_reply"
	KindListReply           ContentKind = "list_reply"
	KindFlowReply           ContentKind = "nfm_reply"
	KindCallPermissionReply ContentKind = "call_permission_reply"
	KindPaymentMethod       ContentKind = "payment_method"
	KindOrder               ContentKind = "order"
	KindSystem              ContentKind = "system"
	KindRequestWelcome      ContentKind = "request_welcome"
	KindEdit                ContentKind = "edit"
	KindRevoke              ContentKind = "revoke"
	KindMediaPlaceholder    ContentKind = "media_placeholder"
	KindUnsupported         ContentKind = "unsupported"
	KindUnknown             ContentKind = "unknown"

	KindTemplate              ContentKind = "template"
	KindPin                   ContentKind = "pin"
	KindButtons               ContentKind = "interactive.button"
	KindList                  ContentKind = "interactive.list"
	KindCTAURL                ContentKind = "interactive.cta_url"
	KindLocationRequest       ContentKind = "interactive.location_request_message"
	KindContactRequest        ContentKind = "interactive.request_contact_info"
	KindCallButton            ContentKind = "interactive.voice_call"
	KindCallPermissionRequest ContentKind = "interactive.call_permission_request"
	KindFlow                  ContentKind = "interactive.flow"
	KindCarousel              ContentKind = "interactive.carousel"
	KindProduct               ContentKind = "interactive.product"
	KindProductList           ContentKind = "interactive.product_list"
	KindCatalog               ContentKind = "interactive.catalog_message"
	KindAddress               ContentKind = "interactive.address_message"
	KindOrderDetails          ContentKind = "interactive.order_details"
	KindOrderStatus           ContentKind = "interactive.order_status"
)

// Text is a plain message. It may carry WhatsApp's own markup (*bold*), which
// is kept as it is.
type Text struct {
	Body string `json:"body"`
	// PreviewURL asks the customer's phone to preview the first link; outbound
	// only.
	PreviewURL bool `json:"preview_url,omitempty"`
}

// Reaction is an emoji put on an earlier message, or taken off it: an empty
// Emoji removes.
type Reaction struct {
	To    MessageID `json:"to"`
	Emoji string    `json:"emoji,omitempty"`
}

// Unsupported is a message that the platform could not hand over; the event's
// failures say why. Type is what it would have been ("edit", "poll"), if said.
type Unsupported struct {
	Type string `json:"type,omitempty"`
}

// UnknownContent is content that this package does not model yet. Its bytes
// are the Raw of the message that carries it.
type UnknownContent struct{}

// TextOf is what a reader sees of a content in words: a body, a caption, the
// label that was tapped, a place's name, the emoji; empty where there are none.
func TextOf(c Content) string {
	switch c := c.(type) {
	case Text:
		return c.Body
	case Media:
		return c.Caption
	case Location:
		return cmp.Or(c.Name, c.Address)
	case Contacts:
		if len(c) > 0 {
			return c[0].Name.Formatted
		}
		return ""
	case Reaction:
		return c.Emoji
	case Button:
		return c.Text
	case ButtonReply:
		return c.Title
	case ListReply:
		return c.Title
	case FlowReply:
		return c.Body
	case Order:
		return c.Text
	case System:
		return c.Body
	case Edit:
		return TextOf(c.Content)
	default:
		return interactiveText(c)
	}
}

// Kind returns [KindText].
func (Text) Kind() ContentKind { return KindText }

// Kind returns [KindReaction].
func (Reaction) Kind() ContentKind { return KindReaction }

// Kind returns [KindUnsupported].
func (Unsupported) Kind() ContentKind { return KindUnsupported }

// Kind returns [KindUnknown].
func (UnknownContent) Kind() ContentKind { return KindUnknown }

func (Text) content()                  {}
func (Media) content()                 {}
func (Location) content()              {}
func (Contacts) content()              {}
func (Reaction) content()              {}
func (Button) content()                {}
func (ButtonReply) content()           {}
func (ListReply) content()             {}
func (FlowReply) content()             {}
func (CallPermissionReply) content()   {}
func (PaymentMethod) content()         {}
func (Order) content()                 {}
func (System) content()                {}
func (RequestWelcome) content()        {}
func (Edit) content()                  {}
func (Revoke) content()                {}
func (MediaPlaceholder) content()      {}
func (Unsupported) content()           {}
func (UnknownContent) content()        {}
func (Template) content()              {}
func (Pin) content()                   {}
func (Buttons) content()               {}
func (List) content()                  {}
func (CTAURL) content()                {}
func (LocationRequest) content()       {}
func (ContactRequest) content()        {}
func (CallButton) content()            {}
func (CallPermissionRequest) content() {}
func (FlowMessage) content()           {}
func (Carousel) content()              {}
func (ProductMessage) content()        {}
func (ProductList) content()           {}
func (CatalogMessage) content()        {}
func (AddressMessage) content()        {}
func (OrderDetails) content()          {}
func (OrderStatus) content()           {}
