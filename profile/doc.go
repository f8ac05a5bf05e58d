// Package profile is what customers see of a business: its profile, its display
// name, and whether it is an official business account.
//
// A [Profile] is validated by field, [Diff] is the smallest [Patch] from one to
// another, [PreviewOf] is what a customer sees, and a [Spelling] translates a
// provider's words for an industry. [Name] and [Badge] hold how the platform's
// reviews of a display name and of an official business account stand, whatever
// the order in which their events come; [Eligibility] says what a business
// lacks before it may ask for the latter.
//
// Everything here is a pure function of its arguments, and every value is plain
// data with a JSON form. Times are arguments and may be of any zone.
//
// # What is not certain
//
// Each is marked QUIRK where it is relied on:
//
//   - The platform's pages allow a description of 512 characters and its
//     specification 256: 512 pass here. A provider may allow less, and says so
//     itself, as onemsg.MaxDescriptionRunes.
//   - That a photo is square, and how large, is common knowledge of the platform
//     and not in the pages that were consulted.
//   - How the 30 days of the official business account are counted, and in which
//     zone, is not said: they are taken as 30 times 24 hours.
//   - What becomes of a requested name when another is requested meanwhile is
//     not said: one is asked for at a time.
//   - In which order a phone shows the parts of a profile is not documented.
package profile
