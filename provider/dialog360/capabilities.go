package dialog360

import (
	"maps"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

// Capabilities says what 360dialog carries. The caller may change the value.
func (c *Client) Capabilities() provider.Capabilities {
	copied := c.capabilities
	copied.Send = maps.Clone(copied.Send)
	return copied
}

// capabilities is the one table: sends are the Cloud API's, passed on. Source:
// Messaging API, version 1.41.
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
			whatsapp.KindTemplate:              provider.Full,
			whatsapp.KindReaction:              provider.Full,
			whatsapp.KindLocation:              provider.Full,
			whatsapp.KindContacts:              provider.Full,
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
		ReplyTo:    provider.Full,
		PreviewURL: provider.Full,
		// QUIRK(dialog360): seen by one other implementer; a reference that is lost
		// leaves a lost answer uncertain, and nothing worse.
		Ref:    provider.Full,
		UserID: provider.Full,
		// QUIRK(dialog360): not documented here. If it were dropped on the way the
		// message would go out although the key changed.
		IdentityKey: provider.No,
		// QUIRK(dialog360): group messages are documented as received; sends are passed
		// on like any other, and one that is not taken is refused.
		Group:        provider.Full,
		MaxTextRunes: whatsapp.MaxTextRunes,
		Abilities: provider.CanMarkRead | provider.CanType |
			provider.CanFetchMedia | provider.CanUploadMedia | provider.CanDeleteMedia |
			provider.CanBlock | provider.CanUnblock | provider.CanReadNumber | provider.CanDiagnose |
			provider.CanListTemplates | provider.CanCreateTemplate | provider.CanDeleteTemplate |
			provider.CanReadProfile | provider.CanWriteProfile,
	}
}
