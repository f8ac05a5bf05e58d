package whatsapp

// The platform's limits. Texts are counted in Unicode code points ("runes");
// the platform says "characters" and documents no other unit. Source, unless
// said otherwise: Cloud API reference, "Messages", November 2025.
const (
	MaxTextRunes    = 4096 // text.body
	MaxCaptionRunes = 1024 // caption of an image, a video or a document
	MaxRefBytes     = 512  // biz_opaque_callback_data
	MaxLinkBytes    = 2000 // a link; the platform states this for URL buttons of templates, and it is kept for all

	// MaxContacts is the most cards of one message.
	// QUIRK(cloudapi): the reference says so; the published OpenAPI document says 5.
	MaxContacts = 257
)

// The limits of interactive messages. Source: Cloud API reference, "Messages"
// (one page for each type), November 2025.
const (
	MaxHeaderRunes = 60   // interactive.header.text
	MaxBodyRunes   = 1024 // interactive.body.text, but a list's
	MaxFooterRunes = 60   // interactive.footer.text
	MaxLabelRunes  = 20   // the label of a button, a list's own included

	MaxButtons       = 3   // of a Buttons
	MaxButtonIDRunes = 256 // interactive.action.buttons[].reply.id

	// MaxListBodyRunes is the longest text of a list.
	// QUIRK(cloudapi): the reference says so; the published OpenAPI document says
	// 1,024.
	MaxListBodyRunes       = 4096
	MaxSections            = 10 // of a List or a ProductList
	MaxRows                = 10 // of a List, in all of its sections together
	MaxSectionTitleRunes   = 24
	MaxRowIDRunes          = 200
	MaxRowTitleRunes       = 24
	MaxRowDescriptionRunes = 72

	MinCards          = 2 // of a Carousel, and of a template's
	MaxCards          = 10
	MaxCardBodyRunes  = 160
	MaxCardBodyBreaks = 2 // line breaks

	MaxProducts = 30 // of a ProductList, in all of its sections together
)

// MaxPinDays is the longest that a message stays pinned. Source: "Groups",
// November 2025.
const MaxPinDays = 30

// The limits of templates. Source: Cloud API, "Templates" and "Template
// components", November 2025.
const (
	MaxTemplateNameBytes = 512 // template names are [a-z0-9_]
	MaxTemplateButtons   = 10
	// MaxCouponCodeBytes is the longest code to copy, of letters and digits.
	// QUIRK(cloudapi): one page says 20, another 15.
	MaxCouponCodeBytes = 20
)
