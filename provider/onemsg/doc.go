// Package onemsg is 1msg, which carries WhatsApp messages over an interface of
// its own, as a provider.
//
// [New] makes the client of one channel: it sends, receives, marks read, shows
// typing, fetches and keeps files, blocks customers, and manages templates, the
// profile and the channel's webhooks. [NewWebhook] makes the receiving half
// alone.
//
//	client, err := onemsg.New(onemsg.Config{
//		InstanceID:   "VAN123456",
//		Token:        os.Getenv("ONEMSG_TOKEN"),
//		CallbackKeys: []string{os.Getenv("ONEMSG_CALLBACK_KEY")},
//		Namespace:    "ca300906_cfbc_410b_99fb_dcee1f39d578",
//	}, nil)
//
// # Callbacks
//
// 1msg signs nothing and sends no token along: the channel's id in a callback
// is no proof of anything. So the proof is in the address: register it as
// "https://host/path?key=…" with one of [Config.CallbackKeys], which is checked
// in constant time. Where a proxy drops the query, [Options.SecretPath] says
// that the path itself is the secret. Keep either out of access logs.
//
// Every event has one number, [Config.Number], whether it came in 1msg's own
// shape or, with raw hooks switched on, in the platform's, which names the
// number by an id of its own. A callback of another channel keeps that
// channel's id as its number: it is nobody's message here, and not lost.
//
// Switch ackNotificationsOn on in the channel's settings, or no status comes.
// Switch rawHooks on where the ids of tapped buttons and chosen rows are needed:
// 1msg's own shape has the labels only.
//
// # What is not certain
//
// Each is marked QUIRK(onemsg) where it is relied on:
//
//   - A customer without a phone number is written to with the user id in the
//     place of the phone; the vendor documents it by an example only. One of whom
//     no more is known than a chat's id ending in "@lid" cannot be answered.
//   - Quoting is documented for texts, files and templates; elsewhere it is
//     dropped, and the receipt says so. So are a text's wish for a preview, the
//     header of buttons and what else 1msg has no field for.
//   - Contact cards go in the platform's shape, and the body of a request for a
//     location is that of its siblings.
//   - With a file by its link 1msg decides by the file's name what it is sent
//     as. A file to be kept is uploaded as a data address, which is documented
//     for files that are sent.
//   - Taking a reaction back, naming a flow, and removing one language of a
//     template are not documented; they are refused.
//   - Locations and contact cards that arrive, who is blocked, and the answers
//     to new and removed templates have no documented shape: they are read where
//     they can be, and kept as unknown else.
//   - The labels of industries are those that another vendor shows; only one of
//     them is known from 1msg.
//   - An answer without a code is understood by its words; see the table in
//     errors.go. "Queued" is [provider.Uncertain].
//   - There is no time in a status and none is made up.
//
// Source: 1msg's interface description 2.39 (December 2023), its SDK's contract
// 1.0.0 (August 2026), and callbacks recorded in July 2026.
package onemsg
