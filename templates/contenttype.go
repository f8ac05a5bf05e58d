package templates

// The types of contents. Source: Content API, April 2026.
const (
	contentAuthentication = "whatsapp/authentication"
	contentCard           = "whatsapp/card"
	contentCallToAction   = "twilio/call-to-action"
	contentQuickReply     = "twilio/quick-reply"
	contentMedia          = "twilio/media"
	contentText           = "twilio/text"
	contentLocation       = "twilio/location"
	contentCatalog        = "twilio/catalog"
)

// contentTypes are those that are known, the one first that says most.
var contentTypes = []string{
	contentAuthentication, "twilio/carousel", "whatsapp/flows", "twilio/flows", contentCatalog, contentCard, "twilio/card",
	contentCallToAction, contentQuickReply, "twilio/list-picker", contentMedia, contentText, contentLocation,
}

// contentType is the object of a type; the types share their names for what they
// have in common.
type contentType struct {
	Body       string          `json:"body,omitempty"`
	Title      string          `json:"title,omitempty"`
	Subtitle   string          `json:"subtitle,omitempty"`
	HeaderText string          `json:"header_text,omitempty"`
	Footer     string          `json:"footer,omitempty"`
	Media      contentURLs     `json:"media,omitempty"`
	Actions    []contentAction `json:"actions,omitempty"`
	Cards      []contentType   `json:"cards,omitempty"`
	// Of a flow.
	MediaURL   string `json:"media_url,omitempty"`
	ButtonText string `json:"button_text,omitempty"`
	FlowID     string `json:"flow_id,omitempty"`
	FlowPage   string `json:"flow_first_page_id,omitempty"`
	// Of an authentication.
	Recommendation bool `json:"add_security_recommendation,omitempty"`
	Minutes        int  `json:"code_expiration_minutes,omitempty"`
}

// contentAction is a button.
type contentAction struct {
	Type     string `json:"type,omitempty"`
	Title    string `json:"title,omitempty"`
	ID       string `json:"id,omitempty"`
	URL      string `json:"url,omitempty"`
	Phone    string `json:"phone,omitempty"`
	Code     string `json:"code,omitempty"`
	CopyText string `json:"copy_code_text,omitempty"`
}

// contentURLs are addresses; a card of a carousel has one as a string. What is
// neither is none, so that it does not hide the rest.
type contentURLs []string

func (u *contentURLs) UnmarshalJSON(data []byte) error {
	var all Examples
	_ = all.UnmarshalJSON(data)
	*u = contentURLs(all)
	return nil
}
