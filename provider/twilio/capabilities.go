package twilio

import (
	"maps"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

// MaxTextRunes is the longest text that Twilio takes. Source: Messages
// resource, April 2026.
const MaxTextRunes = 1600

// MaxMediaBytes is the largest file that Twilio passes on. Source: "Send media
// messages", 2026.
const MaxMediaBytes = 16 << 20

// Capabilities says what Twilio carries. The caller may change the value.
func (c *Client) Capabilities() provider.Capabilities {
	copied := c.capabilities
	copied.Send = maps.Clone(copied.Send)
	return copied
}

// capabilities is the one table. Source: Messages resource and Content API,
// April 2026. What Twilio has no parameter for is absent: replies' context,
// reactions, contact cards, most interactive messages.
func capabilities(statuses bool) provider.Capabilities {
	c := provider.Capabilities{
		Name: Name,
		Send: map[whatsapp.ContentKind]provider.Level{
			whatsapp.KindText:     provider.Full,
			whatsapp.KindImage:    provider.Full,
			whatsapp.KindVideo:    provider.Full,
			whatsapp.KindAudio:    provider.Lossy, // a voice note is a file
			whatsapp.KindDocument: provider.Lossy, // the name is that of the link's answer
			whatsapp.KindSticker:  provider.Full,
			whatsapp.KindLocation: provider.Full,
			whatsapp.KindTemplate: provider.Lossy, // as documents, and so the two with headers
			whatsapp.KindButtons:  provider.Lossy,
			whatsapp.KindCTAURL:   provider.Lossy,
			whatsapp.KindList:     provider.Lossy, // no header, footer or titles of sections
		},
		ReplyTo:       provider.Lossy, // there is no parameter for it
		PreviewURL:    provider.Lossy, // nor for this
		UserID:        provider.Full,
		MaxTextRunes:  MaxTextRunes,
		MaxMediaBytes: MaxMediaBytes,
		Abilities: provider.CanType | provider.CanFetchMedia | provider.CanReadNumber | provider.CanDiagnose |
			provider.CanListTemplates | provider.CanCreateTemplate | provider.CanDeleteTemplate |
			provider.CanReadProfile | provider.CanWriteProfile,
	}
	if statuses {
		c.Ref = provider.Full
	}
	return c
}
