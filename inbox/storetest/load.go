package storetest

import (
	"slices"

	"github.com/wainbox/wainbox/inbox"
)

var loadCases = []testCase{
	{name: "what matches nothing yields nothing", run: loadNothing},
	{name: "states answer their wants", run: statesAnswer},
	{name: "all kinds of records", run: loadAllKinds},
	{name: "accounts by WABA", run: loadByWABA},
	{name: "seats of an agent, by their inboxes' ids", run: seatsOfAgent},
	{name: "seats of an inbox, by their agents' ids", run: seatsOfInbox},
}

func loadNothing(k *kit) {
	if states := k.load(); len(states) != 0 {
		k.Errorf("no wants loaded %+v", states)
	}
	states := k.load(
		agent("nobody").Key(), inbox.ByMessage{Message: "none"}, inbox.ByNumber{Provider: "cloudapi", Number: "none"},
		inbox.ByWABA{Provider: "cloudapi", WABA: "none"}, inbox.ByAddress{Account: accountA},
		inbox.ByWaiting{Inbox: inboxA, Limit: 10}, inbox.Key{Kind: inbox.KindAgent}, inbox.ByEscalated{Inbox: inboxA},
		inbox.ByDeadline{Inbox: inboxA, Until: ages}, inbox.ByHolder{Agent: "ann", State: inbox.Offered},
		inbox.ByHolder{State: inbox.Active}, inbox.BySeats{Agent: "ann"}, inbox.BySeats{Inbox: inboxA}, inbox.BySeats{},
	)
	if len(states) != 0 {
		k.Errorf("loaded %+v", states)
	}
}

func statesAnswer(k *kit) {
	k.write(put(agent("ann")), puts(1, agent("ann")), insert(queued("out")))
	states := k.load(
		agent("ann").Key(), agent("nobody").Key(), inbox.ByMessage{Message: "out"}, agent("ann").Key(),
		inbox.ByNumber{Provider: "cloudapi", Number: account(accountB, "", "").Number},
	)
	var wants []int
	for _, s := range states {
		wants = append(wants, s.Want)
	}
	if !slices.Equal(wants, []int{0, 2, 3, 4}) {
		k.Fatalf("the wants %v were answered", wants)
	}
	k.same("a record", states[0].Record, inbox.Record(agent("ann")))
	k.same("a message", states[1].Message, new(queued("out")))
	k.same("the record again", states[2], inbox.State{Want: 3, Version: 2, Record: agent("ann")})
	k.same("an account", states[3], inbox.State{Want: 4, Version: 1, Record: account(accountB, orgB, inboxB)})
}

func loadAllKinds(k *kit) {
	for _, r := range wholeRecords() {
		k.write(put(r))
	}
	for _, r := range wholeRecords() {
		k.record(r.Key(), r, 1)
	}
}

func loadByWABA(k *kit) {
	other, elsewhere := account("acc-c", orgA, ""), account("acc-d", orgA, "")
	other.WABA, elsewhere.Provider = "waba-2", "dialog360"
	k.write(put(other), put(elsewhere))
	var got []string
	for _, s := range k.load(inbox.ByWABA{Provider: "cloudapi", WABA: "waba"}) {
		got = append(got, s.Record.Key().ID)
	}
	slices.Sort(got)
	if !slices.Equal(got, []string{string(accountA), string(accountB)}) {
		k.Errorf("the accounts of the WABA are %q", got)
	}
}

// seats wants exactly these seats to be loaded, in this order.
func (k *kit) seats(w inbox.BySeats, want ...inbox.Key) {
	k.Helper()
	var got []inbox.Key
	for _, s := range k.load(w) {
		if _, ok := s.Record.(inbox.Seat); !ok || s.Version == 0 {
			k.Fatalf("a seat is %+v", s)
		}
		got = append(got, s.Record.Key())
	}
	if !slices.Equal(got, want) {
		k.Errorf("the seats of %+v are %q, not %q", w, got, want)
	}
}

// seatsOfAgent has ids that come in another order when they stand before
// something else.
func seatsOfAgent(k *kit) {
	for _, i := range []inbox.InboxID{"box-b", "box", "Box", "box~"} {
		k.write(put(inbox.Inbox{ID: i, Organization: orgA}))
	}
	k.sit(agent("ann"), inbox.Seat{Inbox: "box-b"})
	k.sit(agent("bob"), inbox.Seat{Inbox: "box"})
	for _, i := range []inbox.InboxID{"box~", "box", "Box"} {
		k.write(put(inbox.Seat{Inbox: i, Agent: "ann"}))
	}
	want := []inbox.Key{
		inbox.SeatKey("Box", "ann"), inbox.SeatKey("box", "ann"), inbox.SeatKey("box-b", "ann"), inbox.SeatKey("box~", "ann"),
	}
	k.seats(inbox.BySeats{Agent: "ann"}, want...)
	k.write(puts(1, inbox.Seat{Inbox: "box", Agent: "ann", Left: true, Position: 3})) // is kept
	k.seats(inbox.BySeats{Agent: "ann"}, want...)
	k.seats(inbox.BySeats{Agent: "bob"}, inbox.SeatKey("box", "bob"))
	k.seats(inbox.BySeats{Agent: "box"})
}

func seatsOfInbox(k *kit) {
	for _, a := range []inbox.AgentID{"ann-b", "bob", "ann", "Ann", "ann~", "Zoe"} {
		k.sit(agent(a), inbox.Seat{Position: len(a)})
	}
	k.sit(agent("cay"), inbox.Seat{Inbox: inboxB})
	k.write(put(inbox.Seat{Inbox: inboxB, Agent: "bob"}), puts(1, inbox.Seat{Inbox: inboxA, Agent: "bob", Left: true}))
	var want []inbox.Key
	for _, a := range []inbox.AgentID{"Ann", "Zoe", "ann", "ann-b", "ann~", "bob"} {
		want = append(want, inbox.SeatKey(inboxA, a))
	}
	k.seats(inbox.BySeats{Inbox: inboxA}, want...)
	k.seats(inbox.BySeats{Inbox: inboxB}, inbox.SeatKey(inboxB, "bob"), inbox.SeatKey(inboxB, "cay"))
	k.seats(inbox.BySeats{Inbox: "bob"})
}
