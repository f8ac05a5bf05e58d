package whatsapp

// Referral is the advertisement or post that a customer came from. A message
// with one may open a free entry point. Source: Cloud API reference,
// "Messages webhook", November 2025.
type Referral struct {
	SourceURL  string `json:"source_url,omitempty"`
	SourceID   string `json:"source_id,omitempty"`
	SourceType string `json:"source_type,omitempty"` // "ad" or "post"
	Headline   string `json:"headline,omitempty"`
	Body       string `json:"body,omitempty"`
	MediaType  string `json:"media_type,omitempty"` // "image" or "video"
	ImageURL   string `json:"image_url,omitempty"`
	VideoURL   string `json:"video_url,omitempty"`
	Thumbnail  string `json:"thumbnail_url,omitempty"`
	// ClickID is the click-to-WhatsApp click; absent for status advertisements.
	ClickID string `json:"ctwa_clid,omitempty"`
	// Welcome is the greeting that the advertisement showed.
	Welcome string `json:"welcome,omitempty"`
	Ref     string `json:"ref,omitempty"`
}
