// Package cloudapi is Meta's own WhatsApp Cloud API as a provider.
//
// [New] makes the client of one business number: it sends, receives, marks
// read, shows typing, and keeps and downloads files. [NewWebhook] makes the
// receiving half alone, for one endpoint that serves all numbers of an app:
// events carry the number that they belong to.
//
//	client, err := cloudapi.New(cloudapi.Config{
//		NumberID:    "106540352242922",
//		WABA:        "102290129340398",
//		Token:       os.Getenv("WHATSAPP_TOKEN"),
//		AppSecrets:  []string{os.Getenv("WHATSAPP_APP_SECRET")},
//		VerifyToken: os.Getenv("WHATSAPP_VERIFY_TOKEN"),
//	}, nil)
//
// It has every ability of package provider, of templates and of profile, and
// besides what only this platform knows: registering a number
// ([Client.Register], [Client.SetPIN]), subscribing to an account and overriding
// its callback address ([Client.Subscribe], [Client.SetWebhook]), short links and
// QR codes ([Client.CreateQR]), samples for templates ([Client.UploadSample]),
// the review of a display name ([Client.NameReview]) and what the token is good
// for ([Client.Token]). [Client.Diagnose] looks at all of it.
//
// A call makes one request, but where it says otherwise, and none when what it
// was given is wrong. An answer that was lost is [provider.Uncertain] where
// doing it twice would matter, and [provider.Unavailable] elsewhere.
//
// # Sources
//
// Platform rules are those of the Cloud API documentation of October 2025 to
// September 2026. These are not certain, since its pages disagree or say
// nothing; the code marks them with QUIRK(cloudapi):
//
//   - The bytes of a resumable upload go with "Authorization: OAuth", and the id
//     of its session is used as the end of an address, unescaped.
//   - A code for a number is asked for and handed in by a form.
//   - Websites of a profile are written as an array. Its description may have 512
//     characters; where the platform takes 256, it refuses the rest itself.
//   - The request to become an official business account has the guide's body,
//     not the specification's. Its status is an open set, as is a number's.
//   - Blocked customers are listed in one of two shapes, and the list has no mark
//     of its end but an empty page.
//   - The callback address of the app is not told to every token.
//   - A permission without ids is for everything that the token's owner has.
//   - The webhook fields messaging_handovers and standby, and a call's recording
//     and transcript, are known from third parties. The fields consumer_profile
//     and tracking_events are not known at all and stay [whatsapp.Unknown].
//   - A location's degrees are written as numbers, where the reference has
//     strings and clients have both. Order messages (India, Brazil) have the
//     actions "review_and_pay" and "review_order", known from samples and clients.
//   - Of limits that two pages give differently the reference's is kept: 257
//     contacts (or 5), 4,096 characters of a list (or 1,024), 20 of a code to copy
//     (or 15).
package cloudapi
