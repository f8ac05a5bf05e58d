package main

import (
	"context"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

// step is one thing that happens, on every line the same.
type step struct {
	name    string
	foresee func(provider.Capabilities) provider.Level // how well it will go
	do      func(context.Context, *talk) (said, error)
}

// today is the conversation while the customer service window is open.
var today = []step{
	{"a customer asks", always, ask},
	{"typing is shown", able(provider.CanType), sees(true)},
	{"an answer quotes it", quoting, func(ctx context.Context, t *talk) (said, error) {
		return t.say(ctx, whatsapp.Text{Body: "On its way: https://example.com/track/7", PreviewURL: true}, t.heard.ID)
	}},
	{"a photo comes", able(provider.CanFetchMedia), photo},
	{"it is marked read", able(provider.CanMarkRead), sees(false)},
	{"a reaction to it", carries(whatsapp.KindReaction), func(ctx context.Context, t *talk) (said, error) {
		return t.say(ctx, whatsapp.Reaction{To: t.heard.ProviderID, Emoji: "👍"}, "")
	}},
	{"a document", carries(whatsapp.KindDocument), says(whatsapp.Media{
		Type: whatsapp.KindDocument, Link: "https://example.com/7.pdf", Filename: "Invoice 7.pdf", Caption: "Your invoice",
	})},
	{"a place", carries(whatsapp.KindLocation), says(whatsapp.Location{
		Latitude: 52.52, Longitude: 13.405, Name: "Our shop", Address: "Street 1, Berlin",
	})},
	{"a question with buttons", carries(whatsapp.KindButtons), says(whatsapp.Buttons{
		Header: &whatsapp.Header{Text: "Order 7"}, Body: "Shall we call you when it is there?",
		Buttons: []whatsapp.ReplyButton{{ID: "call", Title: "Yes, please"}, {ID: "none", Title: "No"}},
	})},
	{"a button is tapped", always, tap},
}

// tomorrow is the rest, when the window is closed.
var tomorrow = []step{
	{"next day, free text is refused", always, tooLate},
	{"next day, a template goes", carries(whatsapp.KindTemplate), template},
	{"templates are listed", able(provider.CanListTemplates), list},
	{"the doctor looks", able(provider.CanDiagnose), diagnose},
	{"a forged callback is refused", always, forge},
}

// always is for what is ours to do.
func always(provider.Capabilities) provider.Level { return provider.Full }

// able foresees an action.
func able(a provider.Ability) func(provider.Capabilities) provider.Level {
	return func(c provider.Capabilities) provider.Level {
		if c.Abilities.Has(a) {
			return provider.Full
		}
		return provider.No
	}
}

// carries foresees an answer.
func carries(k whatsapp.ContentKind) func(provider.Capabilities) provider.Level {
	return func(c provider.Capabilities) provider.Level { return c.Send[k] }
}

// quoting foresees a text that quotes.
func quoting(c provider.Capabilities) provider.Level {
	return min(c.Send[whatsapp.KindText], c.ReplyTo)
}

// says answers with the same whatever came before.
func says(c whatsapp.Content) func(context.Context, *talk) (said, error) {
	return func(ctx context.Context, t *talk) (said, error) { return t.say(ctx, c, "") }
}

// sees shows the customer that the agent is there.
func sees(typing bool) func(context.Context, *talk) (said, error) {
	return func(ctx context.Context, t *talk) (said, error) { return t.see(ctx, typing) }
}
