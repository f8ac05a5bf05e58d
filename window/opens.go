package window

import (
	"slices"
	"strings"

	"github.com/wainbox/wainbox/whatsapp"
)

// Opener says of one kind of received content whether it opens the window.
type Opener struct {
	Kind   whatsapp.ContentKind `json:"kind"`
	Opens  bool                 `json:"opens"`
	Source string               `json:"source"`
}

// What the rows of the table rest on.
const (
	wrote      = `the customer's message: Cloud API, "Send messages", November 2025`
	opensSaid  = `Cloud API, "Conversational components", October 2025`
	takenTo    = "not documented; taken to, since the customer wrote"
	takenNot   = "not documented; taken not to"
	notWritten = "not documented; taken not to: the platform's word, not the customer's"
	pastOnly   = `of a history only, and that opens nothing: "Onboarding WhatsApp Business app users", November 2025`
)

// openers has a row for every kind that is received.
// QUIRK(cloudapi): the platform says "messages you or calls you" and no more.
var openers = [...]Opener{
	{whatsapp.KindText, true, wrote},
	{whatsapp.KindImage, true, wrote},
	{whatsapp.KindVideo, true, wrote},
	{whatsapp.KindAudio, true, wrote},
	{whatsapp.KindDocument, true, wrote},
	{whatsapp.KindSticker, true, wrote},
	{whatsapp.KindLocation, true, wrote},
	{whatsapp.KindContacts, true, wrote},
	{whatsapp.KindButton, true, wrote},
	{whatsapp.KindButtonReply, true, wrote},
	{whatsapp.KindListReply, true, wrote},
	{whatsapp.KindFlowReply, true, wrote},
	{whatsapp.KindCallPermissionReply, true, wrote},
	{whatsapp.KindPaymentMethod, true, wrote},
	{whatsapp.KindOrder, true, wrote},
	{whatsapp.KindRequestWelcome, true, opensSaid},
	{whatsapp.KindUnsupported, true, takenTo},
	{whatsapp.KindUnknown, true, takenTo},
	{whatsapp.KindReaction, false, takenNot},
	{whatsapp.KindEdit, false, takenNot},
	{whatsapp.KindRevoke, false, takenNot},
	{whatsapp.KindSystem, false, notWritten},
	{whatsapp.KindMediaPlaceholder, false, pastOnly},
}

// Openers is the table of received kinds: which open the window, and by what
// source. A kind that is not in it counts as [whatsapp.KindUnknown].
func Openers() []Opener { return slices.Clone(openers[:]) }

// Opens reports whether receiving this opens the window, by the table of
// [Openers] and the message's kind and type. Two look further: an unsupported
// message counts as what it would have been, if that was said, and a
// permission to call that was given automatically is none of the customer's
// doing.
func Opens(m whatsapp.Message) bool {
	if !opens(whatsapp.ContentKind(m.Type)) {
		return false
	}
	switch c := m.Content.(type) {
	case nil:
		return true
	case whatsapp.Unsupported:
		return opens(whatsapp.ContentKind(c.Type))
	case whatsapp.CallPermissionReply:
		return c.Source != "automatic"
	default:
		return opens(c.Kind())
	}
}

// opens looks the kind up; what is not known was written by the customer.
func opens(kind whatsapp.ContentKind) bool {
	for i := range openers {
		if openers[i].Kind == kind {
			return openers[i].Opens
		}
	}
	return true
}

// CallOpens reports whether this word of a call opens the window: the
// beginning of one that the customer made, answered or not. Source: "Calling",
// November 2025.
//
// QUIRK(cloudapi): no page says whether the 24 hours run from the call's
// beginning or its end; from the beginning they end first.
func CallOpens(c *whatsapp.Call) bool {
	return c != nil && strings.EqualFold(c.Direction, "USER_INITIATED") && strings.EqualFold(c.Event, "connect")
}

// Entry reports whether the customer came with this message by an
// advertisement, a post or a page's button: it opens the window and carries a
// referral. Source: Cloud API reference, "Messages webhook", November 2025.
//
// QUIRK(cloudapi): the free entry point is of advertisements and of a page's
// button; what a referral of the latter says is not documented, so that one of a
// post counts too.
func Entry(m whatsapp.Message) bool { return m.Referral != nil && Opens(m) }
