// Package routing decides which agent gets a chat. Everything here is a pure
// function of its arguments: a strategy is an order of keys, so that a store
// can find the best candidate by index without loading all agents.
//
// [Decide] is what a look does with one chat, and [Explain] says why; the methods
// of [Chat] are what agents and deadlines do to it. [Presence] is whether an agent
// is there, and [Hours] when a business is. A [Desk] is a whole inbox of them in
// memory, for tests and simulations.
package routing
