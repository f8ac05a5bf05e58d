package storetest

import (
	"slices"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/whatsapp"
)

var logCases = []testCase{
	{name: "keeps entries as they are", needs: directory, run: entriesKept},
	{name: "has ids that rise", needs: directory, run: idsRise},
	{name: "counts each conversation from 1 without a gap", needs: directory, run: seqsGapless},
	{name: "is read on from any entry", needs: directory, run: readOn},
	{name: "is read on while it grows", needs: directory, run: readWhileGrows},
}

func entriesKept(k *kit) {
	want := []inbox.Entry{
		{
			Kind: inbox.EntryDelivery, At: at(time.Microsecond), Account: accountA, WABA: "waba", Conversation: talkA1,
			Chat: "chat", Message: "m", Inbox: inboxA, Agent: "ann", Was: "bob", By: "cay", State: "read", Raw: `{"a": 1}`,
		},
		{Kind: inbox.EntryFault, At: at(-time.Hour), Account: accountB},
		{Kind: "something.new"},
	}
	c := inbox.Commit{Log: slices.Clone(want)}
	c.Log[0].ID, c.Log[0].Seq, c.Log[1].ID, c.Log[1].Seq = 77, 7, 1, 3 // are the store's to set
	k.write(c)
	got := k.log()
	if len(got) != len(want) {
		k.Fatalf("the log is %+v", got)
	}
	for i := range want {
		if want[i].ID = got[i].ID; got[i].ID <= 0 {
			k.Errorf("an entry has the id %d", got[i].ID)
		}
	}
	want[0].Seq = 1
	k.same("the log", got, want)
}

// entry is one that is known by its state.
func entry(talk inbox.ConversationID, state string) inbox.Entry {
	return inbox.Entry{Kind: inbox.EntryQueued, At: noon, Account: accountA, Conversation: talk, State: state}
}

func idsRise(k *kit) {
	k.write(
		inbox.Commit{Log: []inbox.Entry{entry(talkA1, "a"), entry("", "b"), entry(talkB1, "c")}},
		inbox.Commit{Log: []inbox.Entry{entry(talkA1, "d")}},
	)
	k.write(inbox.Commit{Log: []inbox.Entry{entry(talkA1, "e"), entry("", "f")}})
	log := k.log()
	var states []string
	for i, e := range log {
		if states = append(states, e.State); i > 0 && e.ID <= log[i-1].ID {
			k.Errorf("entry %d comes after %d", e.ID, log[i-1].ID)
		}
	}
	if !slices.Equal(states, []string{"a", "b", "c", "d", "e", "f"}) {
		k.Errorf("the order is %q", states)
	}
	k.same("the log, read again", k.log(), log)
}

func seqsGapless(k *kit) {
	k.write(insert(queued("out")))
	k.write(inbox.Commit{Log: []inbox.Entry{entry(talkA1, "a"), entry(talkA2, "b"), entry("", "c"), entry(talkA1, "d")}})
	refused := puts(9, agent("ann"))
	refused.Log = []inbox.Entry{entry(talkA1, "refused"), entry("fresh", "refused")}
	k.refuse(inbox.ErrConflict, refused)
	k.write(learn(byRef("out", whatsapp.Read, 0)))
	k.write(inbox.Commit{Log: []inbox.Entry{entry(talkA1, "e"), entry("fresh", "f"), entry("", "g")}})
	seqs := map[inbox.ConversationID][]int64{}
	for _, e := range k.log() {
		seqs[e.Conversation] = append(seqs[e.Conversation], e.Seq)
	}
	for talk, want := range map[inbox.ConversationID][]int64{talkA1: {1, 2, 3, 4}, talkA2: {1}, "fresh": {1}, "": {0, 0}} {
		if !slices.Equal(seqs[talk], want) {
			k.Errorf("the entries of %q are numbered %v, not %v", talk, seqs[talk], want)
		}
	}
}

func readOn(k *kit) {
	const all = 333
	var c inbox.Commit
	for range all {
		c.Log = append(c.Log, entry(talkA1, "x"))
	}
	k.write(c)
	whole := k.log()
	if len(whole) != all {
		k.Errorf("%d of %d entries are listed", len(whole), all)
	}
	paged := pages(k, func(last *inbox.Entry) []inbox.Entry {
		after := int64(0)
		if last != nil {
			after = last.ID
		}
		return firstOf(k, 7, k.Directory.Log(k.ctx(), after))
	})
	k.same("the pages", paged, whole)
	if rest := collect(k, k.Directory.Log(k.ctx(), whole[len(whole)-1].ID)); len(rest) > 0 {
		k.Errorf("after the last come %d", len(rest))
	}
	if rest := collect(k, k.Directory.Log(k.ctx(), 1<<40)); len(rest) > 0 {
		k.Errorf("after what was never given come %d", len(rest))
	}
	k.write(inbox.Commit{Log: []inbox.Entry{entry(talkA2, "new")}})
	rest := collect(k, k.Directory.Log(k.ctx(), whole[len(whole)-1].ID))
	if len(rest) != 1 || rest[0].State != "new" {
		k.Errorf("after the last come %+v", rest)
	}
}

// readWhileGrows is a reader who writes: no entry is listed twice or left out.
func readWhileGrows(k *kit) {
	k.write(inbox.Commit{Log: []inbox.Entry{entry(talkA1, "x"), entry(talkA1, "x")}})
	const grow = 50
	last, n := int64(0), 0
	for after, more := int64(0), true; more; after = last {
		more = false
		for e, err := range k.Directory.Log(k.ctx(), after) {
			if err != nil {
				k.Fatalf("Log: %v", err)
			}
			if n, more = n+1, true; e.ID <= last || e.Seq != int64(n) {
				k.Fatalf("after entry %d comes %+v", last, e)
			}
			if last = e.ID; n < grow {
				k.write(inbox.Commit{Log: []inbox.Entry{entry(talkA1, "x")}})
			}
		}
	}
	if n != grow+1 {
		k.Errorf("%d of %d entries were read", n, grow+1)
	}
}
