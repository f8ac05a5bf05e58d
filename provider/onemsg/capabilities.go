package onemsg

import (
	"maps"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

// Capabilities says what 1msg carries. The caller may change the value.
func (c *Client) Capabilities() provider.Capabilities {
	copied := c.capabilities
	copied.Send = maps.Clone(copied.Send)
	return copied
}

// capabilities is the one table. What is lossy, and why, is said in the
// package's documentation. Source: 1msg's interface description 2.39 and its
// SDK's contract 1.0.0.
func capabilities() provider.Capabilities {
	return provider.Capabilities{
		Name: Name,
		Send: map[whatsapp.ContentKind]provider.Level{
			whatsapp.KindText:            provider.Full,
			whatsapp.KindImage:           provider.Full,
			whatsapp.KindVideo:           provider.Full,
			whatsapp.KindAudio:           provider.Full,
			whatsapp.KindDocument:        provider.Full,
			whatsapp.KindSticker:         provider.Full,
			whatsapp.KindLocation:        provider.Full,
			whatsapp.KindContacts:        provider.Full,
			whatsapp.KindTemplate:        provider.Full,
			whatsapp.KindReaction:        provider.Full, // none is taken back
			whatsapp.KindList:            provider.Full,
			whatsapp.KindLocationRequest: provider.Full,
			whatsapp.KindButtons:         provider.Lossy, // no header
			whatsapp.KindCTAURL:          provider.Lossy, // no footer, and a header of text only
			whatsapp.KindFlow:            provider.Lossy, // no header, no footer
		},
		ReplyTo:      provider.Lossy, // texts, files and templates quote
		PreviewURL:   provider.Lossy,
		Ref:          provider.No,
		UserID:       provider.Full,
		IdentityKey:  provider.No,
		Group:        provider.Full,
		MaxTextRunes: whatsapp.MaxTextRunes,
		Abilities: provider.CanMarkRead | provider.CanType |
			provider.CanFetchMedia | provider.CanUploadMedia | provider.CanDeleteMedia |
			provider.CanBlock | provider.CanUnblock | provider.CanListBlocked |
			provider.CanReadNumber | provider.CanDiagnose |
			provider.CanListTemplates | provider.CanCreateTemplate | provider.CanDeleteTemplate |
			provider.CanReadProfile | provider.CanWriteProfile | provider.CanWritePhoto,
	}
}
