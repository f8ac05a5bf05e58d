// Package twilio is Twilio's WhatsApp channel as a provider.
//
// [New] makes the client of one sender: it sends, receives, shows typing,
// downloads files, and looks after templates and the profile. [NewWebhook] makes
// the receiving half alone, for one endpoint that serves all senders of an
// account. Messages and statuses may come to the same address, which is that of
// provider.HandlerOptions: Twilio signs it.
//
//	client, err := twilio.New(twilio.Config{
//		AccountSID: "AC…",
//		From:       "whatsapp:+14155238886",
//		AuthTokens: []string{os.Getenv("TWILIO_AUTH_TOKEN")},
//	}, &twilio.Options{StatusCallback: "https://inbox.example.com/twilio"})
//
// The number's id in events is its digits, "14155238886". Events have no time of
// their own, and their Raw is a form and no JSON.
//
// # What is different
//
// A message needs a link for each file, a content's id (whatsapp.Template.ID)
// for each template, and no reply, reaction or contact card can be sent. What a
// lossy send leaves out is in its receipt: "context.message_id", the
// "text.preview_url", a document's "filename" wherever it stands, "audio.voice",
// and of lists "interactive.header", "interactive.footer" and
// "interactive.action.sections.title".
//
// Twilio delivers a callback that was not taken again only if the address asks
// for it, in its fragment: "https://inbox.example.com/twilio#rc=5&rp=all". That
// goes for Options.StatusCallback and for the address that is set at Twilio.
//
// Buttons, lists and links are sent through the Content API: a content without
// texts is made for each shape of message at its first use, named "wainbox_…",
// and remembered while the client lives. It is safe to delete those.
//
// # What is not certain
//
// Twilio's documentation is silent on some points; the code says QUIRK(twilio)
// where it had to choose:
//
//   - variables are numbered through all parts of a content, and values without
//     a name are numbered so: header, body, buttons;
//   - a variable fills the end of an address only, so that each host of a link
//     makes a shape of its own; whether line breaks in a variable are kept by all
//     types is not established;
//   - a document's body is its name, and whether audio is a voice note is not
//     told;
//   - taps on a template's buttons are recorded like those on others;
//   - of answers to a request to call only a rejection is known;
//   - the form that a flow produced is kept as it came;
//   - a message may be delivered after it was called undelivered;
//   - an update of the profile writes all that was read, callback addresses
//     among it;
//   - the hosts that files are kept on are not documented.
//
// Rules are those of Twilio's OpenAPI documents (April 2026), its helper
// libraries and its documentation of 2026.
package twilio
