// Package inbox keeps the conversations of a support inbox: what customers
// wrote, who answers, what was sent and how far it came.
//
// An [Engine] carries values from left to right and only so: a callback comes
// in ([Engine.Ingest]) or an agent acts ([Engine.Reply], [Engine.End] …), pure
// functions decide what that means and return a [Commit], the [Store] writes
// it whole or not at all, and [Engine.Run] leases the jobs that it left behind
// and talks to the provider.
//
// What a customer's word begins is a [Chat]: it waits in an [Inbox], is offered to
// agents by the inbox's rules (package routing) and is theirs once they accept it
// ([Engine.Available], [Engine.Accept], [Engine.Assign] …).
//
// The host brings the store (package memstore, the module sqlstore, or its
// own: package storetest is the contract as a test suite), the providers, the
// goroutine that Run blocks, and the screens, which read through a
// [Directory].
package inbox
