// Package templates is message templates: reading a provider's, filling and
// checking them, showing what the customer will read, finding what a review
// would refuse, and keeping the list of those that can be sent.
//
// [Parse] reads the JSON of the Cloud API, 360dialog, Twilio or 1msg into a
// [Definition], which is written back without loss; a [Lister] fetches them. [New]
// makes a [Template] of one: its [Template.Slots] are what a form asks for,
// [Template.Fill] turns [Values] into the [whatsapp.Template] that is sent, or
// into [Problems], and [Template.AppendPreview] is what the customer reads. A
// [Catalog] keeps all of an account's. [Lint] looks at a definition before it is
// submitted.
//
// What is sent is held against the definition and the platform's rules, so that
// the errors 132000, 132005, 132012 and 132018 do not come back: they are
// [Problems] before anything leaves.
//
// Nothing here does I/O or reads a clock.
package templates
