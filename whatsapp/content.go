package whatsapp

// Content is what a message says. Its cases are the types of this package:
// [Text], [Media], [Template], [Reaction], [Button], [ButtonReply],
// [ListReply], [FlowReply], [CallPermissionReply], [Unsupported] and
// [UnknownContent].
type Content interface {
	// Kind is the case's name, for tables and for storing.
	Kind() ContentKind
	content()
}

// ContentKind names a case of [Content].
type ContentKind string

// The kinds of content.
const (
	KindText                ContentKind = "text"
	KindImage               ContentKind = "image"
	KindVideo               ContentKind = "video"
	KindAudio               ContentKind = "audio"
	KindDocument            ContentKind = "document"
	KindSticker             ContentKind = "sticker"
	KindTemplate            ContentKind = "template"
	KindReaction            ContentKind = "reaction"
	KindButton              ContentKind = "button"
	KindButtonReply         ContentKind = "button_reply"
	KindListReply           ContentKind = "list_reply"
	KindFlowReply           ContentKind = "nfm_reply"
	KindCallPermissionReply ContentKind = "call_permission_reply"
	KindUnsupported         ContentKind = "unsupported"
	KindUnknown             ContentKind = "unknown"
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

// Button is a tap on a quick reply of a template. Payload is the label unless
// the send set one.
type Button struct {
	Text    string `json:"text"`
	Payload string `json:"payload,omitempty"`
}

// ButtonReply is a tap on a reply button of an interactive message.
type ButtonReply struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// ListReply is a row chosen from a list.
type ListReply struct {
	ID          string `json:"id"`
	Title       string `json:"title"`
	Description string `json:"description,omitempty"`
}

// FlowReply is a form that the customer filled: a Flow or an address message.
// Response is the JSON text that the form produced.
type FlowReply struct {
	Name     string `json:"name,omitempty"`
	Body     string `json:"body,omitempty"`
	Response string `json:"response,omitempty"`
}

// CallPermissionReply answers a request to be allowed to call.
type CallPermissionReply struct {
	Response  string `json:"response"`         // "accept" or "reject"
	Source    string `json:"source,omitempty"` // "user_action" or "automatic"
	Permanent bool   `json:"permanent,omitempty"`
	// Expires is in Unix seconds; 0 = not given.
	Expires int64 `json:"expires,omitempty"`
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
// label that was tapped, the emoji; empty where there are none.
func TextOf(c Content) string {
	switch c := c.(type) {
	case Text:
		return c.Body
	case Media:
		return c.Caption
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
	default:
		return ""
	}
}

// Kind returns [KindText].
func (Text) Kind() ContentKind { return KindText }

// Kind returns [KindReaction].
func (Reaction) Kind() ContentKind { return KindReaction }

// Kind returns [KindButton].
func (Button) Kind() ContentKind { return KindButton }

// Kind returns [KindButtonReply].
func (ButtonReply) Kind() ContentKind { return KindButtonReply }

// Kind returns [KindListReply].
func (ListReply) Kind() ContentKind { return KindListReply }

// Kind returns [KindFlowReply].
func (FlowReply) Kind() ContentKind { return KindFlowReply }

// Kind returns [KindCallPermissionReply].
func (CallPermissionReply) Kind() ContentKind { return KindCallPermissionReply }

// Kind returns [KindUnsupported].
func (Unsupported) Kind() ContentKind { return KindUnsupported }

// Kind returns [KindUnknown].
func (UnknownContent) Kind() ContentKind { return KindUnknown }

func (Text) content()                {}
func (Media) content()               {}
func (Template) content()            {}
func (Reaction) content()            {}
func (Button) content()              {}
func (ButtonReply) content()         {}
func (ListReply) content()           {}
func (FlowReply) content()           {}
func (CallPermissionReply) content() {}
func (Unsupported) content()         {}
func (UnknownContent) content()      {}
