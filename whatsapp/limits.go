package whatsapp

// The platform's limits. Texts are counted in Unicode code points ("runes");
// the platform says "characters" and documents no other unit. Source, unless
// said otherwise: Cloud API reference, "Messages", November 2025.
const (
	MaxTextRunes         = 4096 // text.body
	MaxCaptionRunes      = 1024 // caption of an image, a video or a document
	MaxRefBytes          = 512  // biz_opaque_callback_data
	MaxTemplateNameBytes = 512  // template names are [a-z0-9_]; "Templates", November 2025
	MaxLinkBytes         = 2000 // a link; the platform states this for URL buttons, and it is kept for all
)
