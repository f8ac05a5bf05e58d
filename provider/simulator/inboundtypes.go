package simulator

import "encoding/json"

// File is a picture, a recording or a document that a phone sends.
type File struct {
	Kind     string `json:"kind,omitempty"` // image, video, audio, document, sticker; empty = document
	MIME     string `json:"mime,omitempty"` // empty = the usual one of the kind
	Data     []byte `json:"data"`           // in JSON: base64
	Caption  string `json:"caption,omitempty"`
	Filename string `json:"filename,omitempty"` // of a document
	Voice    bool   `json:"voice,omitempty"`    // of audio: a voice note
}

// Tap is a tap on a button or a list row. Without ReplyTo it is on the latest message of the chat that has any.
// On a template it arrives as a button, on a list as a list_reply, on anything else as a button_reply.
type Tap struct {
	ID          string `json:"id"` // of a template's button: its payload
	Title       string `json:"title"`
	Description string `json:"description,omitempty"` // of a list row
}

// Reaction is an emoji on a message. It does not open the window.
type Reaction struct {
	MessageID string `json:"message_id"`
	Emoji     string `json:"emoji,omitempty"` // empty = the reaction is taken back
}

// Location is a place on the map.
type Location struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
	Name      string  `json:"name,omitempty"`
	Address   string  `json:"address,omitempty"`
	URL       string  `json:"url,omitempty"`
}

// Contact is a card from the address book.
type Contact struct {
	Name   string   `json:"name"`
	Phones []string `json:"phones,omitempty"` // as the card has them
	Emails []string `json:"emails,omitempty"`
	// Shared marks the answer to a request for the person's own contact.
	Shared bool `json:"shared,omitempty"`
}

// Order is a cart sent from the catalog.
type Order struct {
	Catalog string      `json:"catalog"`
	Text    string      `json:"text,omitempty"`
	Items   []OrderItem `json:"items"`
}

// OrderItem is one line of an order.
type OrderItem struct {
	SKU      string  `json:"sku"` // the product's retailer id
	Quantity int     `json:"quantity"`
	Price    float64 `json:"price"` // of one
	Currency string  `json:"currency"`
}

// Flow is a filled form.
type Flow struct {
	Body     string          `json:"body,omitempty"` // empty = "Sent"
	Response json.RawMessage `json:"response"`       // what was filled in, JSON
}

// Product is an item of the catalog.
type Product struct {
	Catalog string `json:"catalog"`
	SKU     string `json:"sku"` // its retailer id
}

// Referral is an ad or a post that leads to the chat.
type Referral struct {
	SourceURL    string `json:"source_url"`
	SourceID     string `json:"source_id,omitempty"`
	SourceType   string `json:"source_type,omitempty"` // ad or post; empty = ad
	Headline     string `json:"headline,omitempty"`
	Body         string `json:"body,omitempty"`
	MediaType    string `json:"media_type,omitempty"` // image or video
	ImageURL     string `json:"image_url,omitempty"`
	VideoURL     string `json:"video_url,omitempty"`
	ThumbnailURL string `json:"thumbnail_url,omitempty"`
	Click        string `json:"ctwa_clid,omitempty"` // the click's id
}
