package storetest

import (
	"strings"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
	"github.com/wainbox/wainbox/whatsapp"
)

var valueCases = []testCase{
	{name: "of a message are all kept", run: wholeMessage},
	{name: "of every content are kept", run: everyContent},
	{name: "of times are kept to the microsecond", run: microseconds},
	{name: "of texts are kept byte for byte", run: byteForByte},
	{name: "of raw bytes are kept though they are no text", run: rawBytes},
	{name: "as long as the platform allows are kept", run: longText},
	{name: "written are not shared with the writer", run: notSharedIn},
	{name: "read are not shared with the reader", run: notSharedOut},
	{name: "held are not shared with the writer", run: notSharedHeld},
	{name: "of records are not shared with the writer", run: recordsNotSharedIn},
	{name: "of records are not shared with the reader", run: recordsNotSharedOut},
}

// full is a message with all that one can have.
func full(id inbox.MessageID) inbox.Message {
	failure := func(code int) *whatsapp.Failure {
		return &whatsapp.Failure{Code: code, Title: "T", Message: "M", Details: "D", Class: whatsapp.RetryLater}
	}
	return inbox.Message{
		ID: id, Conversation: talkA1, Account: accountA, Chat: "chat", Seq: 1 << 40, At: at(time.Microsecond),
		Stored: at(2 * time.Microsecond), Late: true, Direction: inbox.Out, Elsewhere: true, Agent: "ann",
		ProviderID: provided(id), From: whatsapp.Address{Phone: "1", User: "US.1", Group: "g"}, Type: "template",
		Content: whatsapp.Template{Name: "t", Language: "en_US", Components: []whatsapp.Component{{
			Type: "button", SubType: "url", Index: 1, Parameters: []whatsapp.Parameter{
				{Type: "currency", Name: "n", Text: "x", Currency: &whatsapp.Currency{Fallback: "€1", Code: "EUR", Amount1000: 1}},
				{Type: "image", Media: &whatsapp.Media{Type: whatsapp.KindImage, ID: "media", Link: "l", SHA256: "h"}},
			},
		}}},
		Context:  whatsapp.Context{ReplyTo: "wamid.0", Forwarded: true, Frequently: true},
		Failures: []whatsapp.Failure{*failure(1), *failure(2)}, Raw: `{ "a":1, "a": 2 }`,
		Delivery: inbox.Delivery{
			Accepted: at(3e3), Uncertain: at(4e3), Refused: at(5e3), Refusal: failure(3),
			Progress: whatsapp.Progress{
				Sent: at(6e3), Delivered: at(7e3), Read: at(8e3), Played: at(9e3), Failed: at(10e3), Failure: failure(4),
			},
			Pricing: &whatsapp.Pricing{Model: "PMP", Type: "regular", Category: "utility", Billable: true},
		},
		File: inbox.File{
			State: inbox.FileLost, Name: "f", MIME: "image/png", Bytes: 1 << 40, SHA256: "00ff", Reason: "expired",
		},
	}
}

func wholeMessage(k *kit) {
	want := full("m")
	k.write(insert(want))
	k.same("the message", k.message("m"), want)
}

func microseconds(k *kit) {
	zone := time.FixedZone("", -3*60*60-30*60)
	for i, when := range []time.Time{
		noon, at(time.Microsecond), at(999 * time.Microsecond),
		{},
		time.Unix(0, 0), time.Unix(0, 1000),
		time.Date(1969, time.December, 31, 23, 59, 59, 999999000, time.UTC), ages.Add(time.Microsecond),
		time.Date(2026, time.October, 25, 1, 30, 0, 1000, zone),
	} {
		m := queued(id(inbox.MessageID("m"), i))
		m.At, m.Stored, m.Delivery.Accepted = when, when, when
		talk := conversation(id(inbox.ConversationID("talk"), i), "cust-a1")
		talk.LastAt, talk.Window.Opened, talk.Chat.Arrived, talk.Chat.Until = when, when, when, when
		a := agent(id(inbox.AgentID("agent"), i))
		a.Presence.Until, a.Ended = when, when
		j := send(m.ID, "", 0)
		j.Due = when
		k.write(insert(m), put(talk), put(a), add(j))
		k.same("the message", k.message(m.ID), m)
		k.record(talk.Key(), talk, 1)
		k.record(a.Key(), a, 1)
		jobs := k.leaseAs(inbox.LeaseRequest{Kinds: allKinds, Now: when, TTL: time.Microsecond, Limit: 1})
		if len(jobs) != 1 || !jobs[0].Due.Equal(when) || !jobs[0].Until.Equal(when.Add(time.Microsecond)) {
			k.Fatalf("a job due at %v was leased as %+v", when, jobs)
		}
		k.write(settle(jobs[0], inbox.OutcomeDone))
	}
}

// texts are what is easily lost on the way to a database and back.
var texts = []string{
	"", " ", " a ", "a\n", "\r\n\t", "'; DROP TABLE message; --", `"\`, "%s%d_", "<a href=\"x\">&amp;</a>", "\u2028\u2029",
	"👩🏽‍🚀👨‍👩‍👧‍👦🇧🇷", "e\u0301 \u00e9", "\u202eabc\u202c", "שלום مرحبا नमस्ते 你好", "\ufeffbom", "\U0010FFFF", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A",
	"a\u200db\u200cc", "NULL", "null", "0x00", "1e400",
}

func byteForByte(k *kit) {
	for i, text := range texts {
		m := queued(id(inbox.MessageID("m"), i))
		m.Content, m.Raw, m.Type = whatsapp.Text{Body: text}, whatsapp.Raw(text), text
		m.Failures = []whatsapp.Failure{{Title: text}}
		m.ProviderID = whatsapp.MessageID("wamid." + text)
		talk := conversation(id(inbox.ConversationID("talk"), i), "cust-a1")
		talk.Name, talk.Preview, talk.Address.Phone = text, text, whatsapp.Phone(text)
		talk.Chat.Needs = []routing.Skill{routing.Skill(text)}
		a := able(id(inbox.AgentID("agent"), i), routing.Skill(text), "")
		a.Name, a.Presence.Status = text, routing.Status(text)
		k.write(insert(m), put(talk), put(a), keys("key "+text))
		k.same("the message", k.message(m.ID), m)
		k.record(talk.Key(), talk, 1)
		k.record(a.Key(), a, 1)
		k.duplicate(keys("key "+text), "key "+text)
		k.write(learn(status(m.ProviderID, whatsapp.Read, 0)))
		k.state(m.ID, "read")
	}
}

func rawBytes(k *kit) {
	for i, raw := range []whatsapp.Raw{
		"\xff\xfe", "{\"text\":\"\xf0\x9f\"}", "\xed\xa0\x80", "a\xc3", "\xc0\xaf", "{ \"a\" : 1.00 ,\n\"a\":2}\n", "\u2028<&>",
	} {
		m := received(id(inbox.MessageID("m"), i), accountA, talkA1)
		m.Raw = raw
		c := insert(m)
		c.Log = []inbox.Entry{{Kind: inbox.EntryNotice, At: noon, Account: accountA, Raw: raw}}
		k.write(c)
		if got := k.message(m.ID).Raw; got != raw {
			k.Errorf("the bytes %q came back as %q", raw, got)
		}
		if log := k.log(); k.Directory != nil && log[len(log)-1].Raw != raw {
			k.Errorf("the entry's bytes %q came back as %q", raw, log[len(log)-1].Raw)
		}
	}
}

func longText(k *kit) {
	const bytes = 64 << 10
	m := received("m", accountA, talkA1)
	m.Content = whatsapp.Text{Body: strings.Repeat("界", bytes/3)}
	m.Raw = whatsapp.Raw(strings.Repeat("{\"a\":\"é\"}", 3<<20/10)) // a whole callback is at most 3 MB
	k.write(insert(m))
	k.same("the message", k.message("m"), m)
}

// scribble changes all that a message, and what was made of it, refers to.
func scribble(m *inbox.Message) {
	m.Failures[0].Title = "scribble"
	m.Delivery.Refusal.Title = "scribble"
	m.Delivery.Progress.Failure.Title = "scribble"
	m.Delivery.Pricing.Category = "scribble"
	parts := m.Content.(whatsapp.Template).Components
	parts[0].Type = "scribble"
	parts[0].Parameters[0].Currency.Code = "scribble"
	parts[0].Parameters[1].Media.ID = "scribble"
}

func notSharedIn(k *kit) {
	m, want := full("m"), full("m")
	kept := unread("kept", 0)
	c := insert(m)
	c.Keys, c.Keep = keys("key").Keys, []inbox.Kept{kept}
	c.Puts, c.Jobs = put(agent("ann")).Puts, add(send("job", "", 0)).Jobs
	c.Log = []inbox.Entry{{Kind: inbox.EntryFault, At: noon}}
	k.write(c)
	scribble(&m)
	kept.Body[0], kept.Part[0] = 'X', 'X'
	c.Messages[0], c.Puts[0].Record, c.Jobs[0], c.Log[0] = inbox.Message{}, agent("bob"), inbox.Job{}, inbox.Entry{}
	k.same("the message", k.message("m"), want)
	k.record(agent("ann").Key(), agent("ann"), 1)
	k.leaseOne(0, "job")
	if k.Directory == nil {
		return
	}
	k.same("the kept", collect(k, k.Directory.Kept(k.ctx(), inbox.KeptQuery{})), []inbox.Kept{unread("kept", 0)})
	if log := k.log(); len(log) != 1 || log[0].Kind != inbox.EntryFault {
		k.Errorf("the log is %+v", log)
	}
}

func notSharedOut(k *kit) {
	want := full("m")
	k.write(insert(want), inbox.Commit{Keep: []inbox.Kept{unread("kept", 0)}})
	want = k.message("m")
	got := k.message("m")
	scribble(&got)
	k.same("the message", k.message("m"), want)
	if k.Directory == nil {
		return
	}
	all := inbox.MessageQuery{Organization: orgA, Conversation: talkA1}
	listed := collect(k, k.Directory.Messages(k.ctx(), all))
	if len(listed) != 1 {
		k.Fatalf("%d messages are listed", len(listed))
	}
	scribble(&listed[0])
	k.same("the listed message", collect(k, k.Directory.Messages(k.ctx(), all)), []inbox.Message{want})
	kept := collect(k, k.Directory.Kept(k.ctx(), inbox.KeptQuery{}))
	kept[0].Body[0], kept[0].Part[0] = 'X', 'X'
	k.same("the kept", collect(k, k.Directory.Kept(k.ctx(), inbox.KeptQuery{})), []inbox.Kept{unread("kept", 0)})
}

func notSharedHeld(k *kit) {
	f, g := byRef("out", whatsapp.Failed, 0), byRef("known", whatsapp.Failed, 0)
	f.Failure, g.Failure = &whatsapp.Failure{Code: 1}, &whatsapp.Failure{Code: 1}
	f.Pricing = &whatsapp.Pricing{Type: "regular"}
	k.write(insert(queued("known")), learn(f, g))
	f.Failure.Code, g.Failure.Code, f.Pricing.Type = 2, 2, "scribble"
	k.write(insert(queued("out")))
	for _, m := range []inbox.MessageID{"out", "known"} {
		if got := k.message(m).Delivery.Progress.Failure; got == nil || got.Code != 1 {
			k.Errorf("the failure of %s is %v", m, got)
		}
	}
	if got := k.message("out").Delivery.Pricing; got == nil || got.Type != "regular" {
		k.Errorf("the pricing is %v", got)
	}
}
