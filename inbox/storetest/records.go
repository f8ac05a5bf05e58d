package storetest

import (
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

// wholeRecords are a record of each kind, with all that one can have.
func wholeRecords() []inbox.Record {
	acc, ann := account("acc", orgA, "box"), agent("ann")
	acc.Refused = at(time.Microsecond)
	ann.Capacity, ann.Skills, ann.Visit, ann.Load, ann.Ended = 5, []routing.Skill{"fr", "billing"}, 1<<40, 4, at(1e3)
	return []inbox.Record{
		inbox.Inbox{
			ID: "box", Organization: orgA, Name: "Box", Rules: wholeRules(), Capacity: 3, Reopen: time.Hour,
			AutoReplies: []inbox.AutoReply{{When: inbox.WhenClosed, Text: "closed", Every: time.Hour}}, Turn: 1 << 40,
		},
		acc, ann,
		inbox.Seat{
			Inbox: "box", Agent: "ann", Position: 2, Level: 7, Capacity: new(0), Barred: true, Left: true, Turn: 1 << 40, Load: 3,
		},
		inbox.Seat{Inbox: inboxA, Agent: "ann", Capacity: new(9)},
		contact("cust", orgA), wholeConversation(),
		inbox.Alias{Account: "acc", Address: "phone:1", Conversation: "talk"},
	}
}

// wholeRules has hours without a Location, as all that is stored.
func wholeRules() routing.Rules {
	day := []routing.Interval{{From: "09:00", Until: "12:30"}, {From: "22:00", Until: "06:00"}}
	hours := &routing.Hours{
		Zone: "Europe/Berlin",
		Days: routing.Week{
			Monday: day, Tuesday: day[:1], Wednesday: day[1:], Thursday: day, Friday: day, Saturday: day[:1], Sunday: day[:1],
		},
		Holidays: routing.Holidays{"2026-12-25": nil, "2026-12-24": day[:1]},
	}
	return routing.Rules{
		Mode: routing.ModeChain, Chain: []routing.Strategy{{Mode: routing.ModeSticky}, {Mode: routing.ModeLongestIdle, Hours: hours}},
		Hours: hours, ReassignAfter: time.Second, AutoAccept: true, Dials: 2, Broadcast: 3, RelaxAfter: time.Minute, MaxRounds: 4,
		Away: routing.AwayRequeue, Grace: time.Hour,
	}
}

func wholeConversation() inbox.Conversation {
	talk := conversation("talk", "cust")
	talk.Successor = talkA1
	talk.Window.Opened, talk.Window.Refused = at(time.Hour), at(time.Minute)
	talk.Window.Entered, talk.Window.Answered = at(time.Second), at(2*time.Second)
	talk.Watch.Opened, talk.Watch.Closing, talk.Watch.Closed = at(3*time.Second), at(4*time.Second), at(5*time.Second)
	talk.Chat = inbox.Chat{
		ID: "chat",
		Chat: routing.Chat{
			State: inbox.Offered, Agent: "ann", Others: []inbox.AgentID{"bob", "cay"}, Until: at(1e3), Arrived: at(2e3),
			Priority: -2, Needs: []routing.Skill{"fr", "billing"}, Tried: []inbox.AgentID{"dan"}, Rounds: 3, Escalated: true,
			Dialed: 4, Settled: true,
		},
		Assigned: at(3e3), Returns: true,
	}
	talk.Offers, talk.LastAgent, talk.Closed = 1<<40, "eve", inbox.ClosedChat{ID: "closed", Until: at(4e3)}
	talk.Auto = inbox.AutoReplied{Arrived: at(6e3), Closed: at(7e3), Row: 2}
	talk.Messages, talk.Unread, talk.Preview = 12, 3, "hello"
	talk.LastReceived, talk.ReceivedAt = "wamid.last", at(5e3)
	talk.Address.User, talk.Address.Group = "US.1", "group"
	return talk
}

// scribbleRecord changes all that a record refers to.
func scribbleRecord(r inbox.Record) {
	switch r := r.(type) {
	case inbox.Inbox:
		r.Rules.Chain[0].Mode = "scribble"
		r.Rules.Hours.Days.Monday[0].From = "scribble"
		r.Rules.Hours.Holidays["2026-12-24"][0].From = "scribble"
		r.Rules.Hours.Holidays["scribble"] = nil
		r.Rules.Hours.Zone = "scribble"
		r.AutoReplies[0].Text = "scribble"
	case inbox.Agent:
		r.Skills[0] = "scribble"
	case inbox.Seat:
		*r.Capacity = 77
	case inbox.Conversation:
		r.Chat.Others[0], r.Chat.Tried[0], r.Chat.Needs[0] = "scribble", "scribble", "scribble"
	default: // the others refer to nothing
	}
}

func recordsNotSharedIn(k *kit) {
	for _, r := range wholeRecords() {
		k.write(put(r))
		scribbleRecord(r)
	}
	for _, r := range wholeRecords() {
		k.record(r.Key(), r, 1)
	}
}

func recordsNotSharedOut(k *kit) {
	for _, r := range wholeRecords() {
		k.write(put(r))
		got, _ := k.find(r.Key())
		scribbleRecord(got)
		k.record(r.Key(), r, 1)
	}
	talk := wholeConversation()
	for _, w := range []inbox.Want{
		inbox.ByHolder{Agent: "bob", State: inbox.Offered}, inbox.ByDeadline{Inbox: inboxA, Until: ages},
	} {
		for _, got := range k.talks(w) {
			scribbleRecord(got)
		}
		k.record(talk.Key(), talk, 1)
	}
	a, seat := able("bob", "fr"), inbox.Seat{Inbox: inboxB, Agent: "bob", Capacity: new(5)}
	k.sit(a, seat)
	want := []inbox.Seated{{Seat: seat, SeatVersion: 1, Agent: a, AgentVersion: 1, Capacity: 5}}
	q := turns()
	q.Inbox = inboxB
	for _, got := range k.candidates(q) {
		scribbleRecord(got.Agent)
		scribbleRecord(got.Seat)
	}
	want[0].Agent.Skills, want[0].Seat.Capacity = []routing.Skill{"fr"}, new(5)
	k.same("the candidates", k.candidates(q), want)
}
