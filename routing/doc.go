// Package routing decides which agent gets a chat. Everything here is a pure
// function of its arguments: a strategy is an order of keys, so that a store
// can find the best candidate by index without loading all agents.
//
// [Rules] are how an inbox gives out its chats: a [Mode], or a chain of them, and
// what goes with it. [Decide] is what a look does with one chat: it asks a [Pool]
// for agents, by a [Query] with the order, the skills and who is left out, and
// [Explain] says why it did what it did. The methods of [Chat] are what agents,
// people and deadlines do to it. [Presence] is whether an agent is there, and
// [Hours] when a business is. A [Desk] is a whole inbox of them in memory, for
// tests and simulations.
//
// The laws that every strategy obeys, also a host's own, are the suite
// routing/routingtest.
package routing
