package routing_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/routing"
)

// A step that a chat's state does not allow is refused, and leaves the chat as
// it was; one that it allows changes what it should and no more.
func TestChatSteps(t *testing.T) {
	t.Parallel()
	const ana, bob = routing.AgentID("ana"), routing.AgentID("bob")
	round := routing.Chat{State: routing.Waiting, Tried: []routing.AgentID{bob}, Rounds: 1, Dialed: 1, Settled: true}
	with := func(s routing.State, a routing.AgentID, until int64, tried ...routing.AgentID) routing.Chat {
		c := round
		if c.State, c.Agent, c.Tried = s, a, append([]routing.AgentID{bob}, tried...); until > 0 {
			c.Until = second(until)
		}
		return c
	}
	offered, taken := with(routing.Offered, ana, 30), with(routing.Active, ana, 0)
	ended := with(routing.Ended, ana, 0)
	accept := func(a routing.AgentID, at int64) func(routing.Chat) (routing.Chat, error) {
		return func(c routing.Chat) (routing.Chat, error) { return c.Accept(a, second(at)) }
	}
	decline := func(a routing.AgentID, at int64) func(routing.Chat) (routing.Chat, error) {
		return func(c routing.Chat) (routing.Chat, error) { return c.Decline(a, second(at)) }
	}
	assign := func(a routing.AgentID) func(routing.Chat) (routing.Chat, error) {
		return func(c routing.Chat) (routing.Chat, error) { return c.Assign(a) }
	}
	both, left := offered, with(routing.Offered, bob, 30)
	both.Others = []routing.AgentID{bob}
	transfer := func(a routing.AgentID) func(routing.Chat) (routing.Chat, error) {
		return func(c routing.Chat) (routing.Chat, error) { return c.Transfer(a) }
	}
	tests := []struct {
		name       string
		from, want routing.Chat
		step       func(routing.Chat) (routing.Chat, error)
		err        error
	}{
		{"accepted", offered, taken, accept(ana, 29), nil},
		{"accepted at the deadline", offered, offered, accept(ana, 30), routing.ErrNotOffered},
		{"accepted by another", offered, offered, accept(bob, 1), routing.ErrNotOffered},
		{"accepted though it waits", round, round, accept(ana, 1), routing.ErrNotOffered},
		{"accepted twice", taken, taken, accept(ana, 1), routing.ErrNotOffered},
		{"accepted by nobody, as the zero value", routing.Chat{}, routing.Chat{}, accept("", 1), routing.ErrNotOffered},
		{"declined", offered, with(routing.Waiting, "", 0, ana), decline(ana, 29), nil},
		{"declined at the deadline", offered, offered, decline(ana, 30), routing.ErrNotOffered},
		{"declined by another", offered, offered, decline(bob, 1), routing.ErrNotOffered},
		{"declined when active", taken, taken, decline(ana, 1), routing.ErrNotOffered},
		{"declined by one who is tried", with(routing.Offered, bob, 30), round, decline(bob, 1), nil},
		{"assigned", round, taken, assign(ana), nil},
		{"assigned, as the zero value", routing.Chat{}, routing.Chat{State: routing.Active, Agent: ana}, assign(ana), nil},
		{"assigned to another than it is offered", offered, with(routing.Active, bob, 0), assign(bob), nil},
		{"assigned to whom it is offered", offered, taken, assign(ana), nil},
		{"assigned when active", taken, taken, assign(bob), routing.ErrTaken},
		{"assigned when ended", ended, ended, assign(bob), routing.ErrTaken},
		{"accepted by the first of several", both, taken, accept(ana, 29), nil},
		{"accepted by another of several", both, with(routing.Active, bob, 0), accept(bob, 29), nil},
		{"accepted by one of several at the deadline", both, both, accept(bob, 30), routing.ErrNotOffered},
		{"declined by the first of several", both, with(routing.Offered, bob, 30, ana), decline(ana, 29), nil},
		{"declined by another of several", both, offered, decline(bob, 29), nil},
		{"declined by the last of several", left, round, decline(bob, 29), nil},
		{"assigned to one of several", both, with(routing.Active, bob, 0), assign(bob), nil},
		{"transferred", taken, with(routing.Active, bob, 0), transfer(bob), nil},
		{"transferred to whose it is", taken, taken, transfer(ana), routing.ErrSameAgent},
		{"transferred when offered", offered, offered, transfer(bob), routing.ErrNotActive},
		{"transferred when ended", ended, ended, transfer(bob), routing.ErrNotActive},
		{"returned", taken, routing.Chat{State: routing.Waiting, Dialed: 1, Settled: true}, routing.Chat.Return, nil},
		{"returned when waiting", round, round, routing.Chat.Return, routing.ErrNotActive},
		{"returned when offered", both, both, routing.Chat.Return, routing.ErrNotActive},
		{"returned when ended", ended, ended, routing.Chat.Return, routing.ErrNotActive},
		{"ended", taken, ended, routing.Chat.End, nil},
		{"ended when waiting", round, round, routing.Chat.End, routing.ErrNotActive},
		{"ended when offered", offered, offered, routing.Chat.End, routing.ErrNotActive},
		{"ended twice", ended, ended, routing.Chat.End, routing.ErrNotActive},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := tt.step(tt.from)
			if !errors.Is(err, tt.err) {
				t.Errorf("error %v, want %v", err, tt.err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestLapse(t *testing.T) {
	t.Parallel()
	offered := routing.Chat{State: routing.Offered, Agent: "ana", Until: second(30)}
	if c, ok := offered.Lapse(second(29)); ok || !cmp.Equal(c, offered) {
		t.Error("before the deadline", c)
	}
	want := routing.Chat{State: routing.Waiting, Tried: []routing.AgentID{"ana"}}
	if c, ok := offered.Lapse(second(30)); !ok || !cmp.Equal(c, want) {
		t.Error("at the deadline", c)
	}
	if _, ok := want.Lapse(second(99)); ok {
		t.Error("without an offer")
	}
	offered.Others, want.Tried = []routing.AgentID{"bob", "eve"}, []routing.AgentID{"ana", "bob", "eve"}
	if c, ok := offered.Lapse(second(30)); !ok || !cmp.Equal(c, want) {
		t.Error("of several", c)
	}
}

func TestWithdraw(t *testing.T) {
	t.Parallel()
	offered := routing.Chat{State: routing.Offered, Agent: "ana", Until: second(30)}
	if c, ok := offered.Withdraw("bob"); ok || !cmp.Equal(c, offered) {
		t.Error("of another", c)
	}
	if c, ok := offered.Withdraw("ana"); !ok || !cmp.Equal(c, routing.Chat{State: routing.Waiting}) {
		t.Error("not tried, and without an offer", c)
	}
	both := offered
	both.Others = []routing.AgentID{"bob", "eve"}
	for who, want := range map[routing.AgentID][]routing.AgentID{"ana": {"bob", "eve"}, "bob": {"ana", "eve"}, "eve": {"ana", "bob"}} {
		if c, ok := both.Withdraw(who); !ok || c.State != routing.Offered || !cmp.Equal(c.Holders(), want) || c.OfferedTo(who, second(1)) {
			t.Error("of several", c)
		}
	}
	active := routing.Chat{State: routing.Active, Agent: "ana"}
	if c, ok := active.Withdraw("ana"); ok || !cmp.Equal(c, active) {
		t.Error("an active chat stays", c)
	}
}

func TestRefresh(t *testing.T) {
	t.Parallel()
	c := routing.Chat{Tried: []routing.AgentID{"ana"}, Rounds: 2, Dialed: 1, Settled: true}
	if diff := cmp.Diff(c, c.Refresh()); diff != "" {
		t.Error("not escalated", diff)
	}
	c.Escalated = true
	if diff := cmp.Diff(routing.Chat{Dialed: 1, Settled: true}, c.Refresh()); diff != "" {
		t.Error("escalated", diff)
	}
}

// Two futures of one chat do not write into each other.
func TestStepsLeaveTheirChatAlone(t *testing.T) {
	t.Parallel()
	tried := append(make([]routing.AgentID, 0, 8), "ana")
	offer := func(a routing.AgentID) routing.Chat {
		return routing.Chat{State: routing.Offered, Agent: a, Until: second(30), Tried: tried}
	}
	one, _ := offer("bob").Lapse(second(30))
	other, _ := offer("eve").Decline("eve", second(1))
	if diff := cmp.Diff([][]routing.AgentID{{"ana"}, {"ana", "bob"}, {"ana", "eve"}},
		[][]routing.AgentID{tried, one.Tried, other.Tried}); diff != "" {
		t.Error(diff)
	}
}

// Holders are who has the chat or is offered it; who had it is not.
func TestHolders(t *testing.T) {
	t.Parallel()
	for state, want := range map[routing.State][]routing.AgentID{
		"": nil, routing.Waiting: nil, routing.Ended: nil, routing.Active: {"ana", "bob"}, routing.Offered: {"ana", "bob"},
	} {
		c := routing.Chat{State: state, Agent: "ana", Others: []routing.AgentID{"bob"}}
		if diff := cmp.Diff(want, c.Holders()); diff != "" {
			t.Error(state, diff)
		}
	}
	if got := (routing.Chat{State: routing.Offered}).Holders(); got != nil {
		t.Error("nobody", got)
	}
}
