package whatsapp

// Media is a file: an image, a video, an audio, a document or a sticker. One
// type serves them all, since fetching, storing and showing a file is the same
// work whatever it shows.
//
// Inbound it has an ID, a MIME type and a hash. Outbound it has an ID or a
// Link, never both.
type Media struct {
	// Type is one of KindImage, KindVideo, KindAudio, KindDocument,
	// KindSticker.
	Type ContentKind `json:"type"`
	ID   MediaID     `json:"id,omitempty"`
	// Link is an https address the platform fetches (outbound), or where the
	// provider keeps the file (inbound): on the Cloud API for 5 minutes and with
	// the token, at 1msg for about as long, at Twilio until it is deleted.
	Link string `json:"link,omitempty"`
	MIME string `json:"mime,omitempty"`
	// SHA256 is the content's hash as the provider wrote it: base64 in webhooks,
	// hexadecimal in the media endpoint's answers.
	SHA256   string `json:"sha256,omitempty"`
	Caption  string `json:"caption,omitempty"`  // image, video, document
	Filename string `json:"filename,omitempty"` // document
	Voice    bool   `json:"voice,omitempty"`    // audio: recorded as a voice note
	Animated bool   `json:"animated,omitempty"` // sticker
}

// Kind returns the media's own type.
func (m Media) Kind() ContentKind { return m.Type }

// IsMedia reports whether the kind is one of the file kinds.
func (k ContentKind) IsMedia() bool {
	switch k {
	case KindImage, KindVideo, KindAudio, KindDocument, KindSticker:
		return true
	default:
		return false
	}
}
