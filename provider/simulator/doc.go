// Package simulator is a local WhatsApp: a Cloud API that runs inside a test or on a developer's machine.
//
// An unmodified Cloud API client sends to it, and it calls a webhook back, signed and shaped as the platform does.
// It keeps the platform's rules (the 24-hour window, templates, lengths, rates, identity) by its own reading of
// the public documentation, so that a mistake in a client shows here and not in production. Faults that
// production has now and then (a webhook twice, late or out of order, an answer that never arrives) are
// switched on in [Faults] and happen at a fixed count, so a failing test fails again.
//
// A test holds both ends:
//
//	sim, _ := simulator.New(nil)
//	api := httptest.NewServer(sim.Handler())   // the base URL of the client under test
//	sim.SetWebhook(app.URL)                    // where the application under test listens
//	go sim.Run(ctx)
//	sim.Write(ctx, simulator.Inbound{From: "16505550123", Text: "hello"})
//	sim.Idle(ctx)                              // every webhook has been answered with 200
//
// From another process the same is done through the endpoints under /simulator/, see [Simulator.Handler].
//
// Nothing here leaves the process but the webhooks: links in sends are never fetched. All state is in memory.
package simulator
