package cloudapi

import (
	"maps"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

// Capabilities says what the Cloud API carries. The caller may change the
// value.
func (c *Client) Capabilities() provider.Capabilities {
	copied := c.capabilities
	copied.Send = maps.Clone(copied.Send)
	return copied
}

// capabilities is the one table. Source: Cloud API reference, "Messages"
// (November 2025) and "Business-scoped user IDs" (June 2026).
func capabilities() provider.Capabilities {
	return provider.Capabilities{
		Name: Name,
		Send: map[whatsapp.ContentKind]provider.Level{
			whatsapp.KindText:                  provider.Full,
			whatsapp.KindImage:                 provider.Full,
			whatsapp.KindVideo:                 provider.Full,
			whatsapp.KindAudio:                 provider.Full,
			whatsapp.KindDocument:              provider.Full,
			whatsapp.KindSticker:               provider.Full,
			whatsapp.KindLocation:              provider.Full,
			whatsapp.KindContacts:              provider.Full,
			whatsapp.KindReaction:              provider.Full,
			whatsapp.KindTemplate:              provider.Full,
			whatsapp.KindPin:                   provider.Full,
			whatsapp.KindButtons:               provider.Full,
			whatsapp.KindList:                  provider.Full,
			whatsapp.KindCTAURL:                provider.Full,
			whatsapp.KindLocationRequest:       provider.Full,
			whatsapp.KindContactRequest:        provider.Full,
			whatsapp.KindCallButton:            provider.Full,
			whatsapp.KindCallPermissionRequest: provider.Full,
			whatsapp.KindFlow:                  provider.Full,
			whatsapp.KindCarousel:              provider.Full,
			whatsapp.KindProduct:               provider.Full,
			whatsapp.KindProductList:           provider.Full,
			whatsapp.KindCatalog:               provider.Full,
			whatsapp.KindAddress:               provider.Full,
			whatsapp.KindOrderDetails:          provider.Full,
			whatsapp.KindOrderStatus:           provider.Full,
		},
		ReplyTo:      provider.Full,
		PreviewURL:   provider.Full,
		Ref:          provider.Full,
		UserID:       provider.Full,
		MaxTextRunes: whatsapp.MaxTextRunes,
		IdentityKey:  provider.Full,
		Group:        provider.Full,
		Abilities:    provider.AllAbilities,
	}
}
