// Package simulator is a local WhatsApp that runs inside a test or on a developer's machine, and is reached over four
// wires: Meta's Cloud API, 360dialog, Twilio and 1msg.
//
// An unmodified client sends to it, and it calls a webhook back, signed and shaped as the platform or the vendor does.
// There is one set of people, windows, templates and limits behind all of them, kept by the simulator's own reading of
// the public documentation, so that a mistake in a client shows here and not in production. Faults that production has
// now and then (a webhook twice, late or out of order, an answer that never arrives) are switched on in [Faults] and
// happen at a fixed count, so a failing test fails again.
//
// A test holds both ends:
//
//	sim, _ := simulator.New(nil)
//	api := httptest.NewServer(sim.Handler())   // the base URL of the client under test
//	sim.SetWebhook(app.URL)                    // where the application under test listens
//	go sim.Run(ctx)
//	sim.Write(ctx, simulator.Inbound{From: "16505550123", Text: "hello"})
//	sim.Idle(ctx)                              // every webhook has been answered
//
// [Number.Wire] says how a number is reached, and [Number.WebhookURL] where its own webhooks go:
//
//	simulator.New(&simulator.Options{Numbers: []simulator.Number{
//		{ID: "1", WABA: "10", Display: "15550100001", WebhookURL: app + "/cloudapi"},
//		{ID: "2", WABA: "20", Display: "15550100002", Wire: simulator.WireDialog360, WebhookURL: app + "/dialog360"},
//		{ID: "3", Display: "15550100003", Wire: simulator.WireTwilio, WebhookURL: app + "/twilio"},
//		{ID: "4", Display: "15550100004", Wire: simulator.WireOneMsg, WebhookURL: app + "/onemsg"},
//	}})
//
// From another process the same is done through the endpoints under /simulator/, see [Simulator.Handler].
//
// Where a vendor's documentation is silent, the simulator does what its code marks as a QUIRK. Templates: parts and
// buttons of other types than the documented ones are refused; a button's missing parameter is 131008, one for a button
// that there is not 132018; flows, catalogs and calls need none. 360dialog: every number
// with a secret signs. Twilio: samples do not stand in for content variables, a sender's profile is replaced as a
// whole, a flow's answer is Meta's; there are no webhooks for reactions, edits, orders and the platform's notes. 1msg:
// retries are Meta's, raw webhooks replace the usual ones, a contact is a vcard, a tap has only its title, and a chat
// of a hidden number is refused.
//
// Nothing here leaves the process but the webhooks: links in sends are never fetched. All state is in memory.
package simulator
