package storetest

import (
	"slices"
	"time"

	"github.com/wainbox/wainbox/inbox"
)

var keptCases = []testCase{
	{name: "are listed, the oldest first", needs: directory, run: keptOldestFirst},
	{name: "are kept byte for byte", needs: directory, run: keptBytes},
	{name: "are kept once", needs: directory, run: keptOnce},
	{name: "are selected", needs: directory, run: keptSelected},
	{name: "can be paged through", needs: directory, run: keptPaged},
	{name: "are forgotten", needs: directory, run: keptForgotten},
}

func unread(id inbox.KeptID, when time.Duration) inbox.Kept {
	return inbox.Kept{
		ID: id, Reason: inbox.Unreadable, Provider: "cloudapi", At: at(when), Path: "entry[0]", Problem: "odd",
		Part: []byte(`{"odd":1}`), Body: []byte(`{"entry":[{"odd":1}]}`),
	}
}

func orphan(id inbox.KeptID, when time.Duration) inbox.Kept {
	return inbox.Kept{
		ID: id, Reason: inbox.Orphan, Provider: "cloudapi", At: at(when), Number: "number-x", WABA: "waba-x",
		Body: []byte(`{}`),
	}
}

// keeps wants exactly these to be kept, in this order.
func (k *kit) keeps(want ...inbox.KeptID) {
	k.Helper()
	k.selects(inbox.KeptQuery{}, want...)
}

func (k *kit) selects(q inbox.KeptQuery, want ...inbox.KeptID) {
	k.Helper()
	var got []inbox.KeptID
	for _, one := range collect(k, k.Directory.Kept(k.ctx(), q)) {
		got = append(got, one.ID)
	}
	if !slices.Equal(got, want) {
		k.Errorf("kept with %+v are %q, not %q", q, got, want)
	}
}

func keptOldestFirst(k *kit) {
	k.write(
		inbox.Commit{Keep: []inbox.Kept{unread("b", time.Hour), orphan("d", 3*time.Hour)}},
		inbox.Commit{Keep: []inbox.Kept{unread("c", 2*time.Hour), orphan("e", 0)}},
	)
	k.keeps("e", "b", "c", "d")
}

func keptBytes(k *kit) {
	want := []inbox.Kept{unread("a", time.Microsecond), orphan("b", time.Hour)}
	want[0].Part, want[0].Body = []byte("\x00\xff\xfe{\"a\": \xf0\x9f"), []byte(" {\r\n\t\"a\":1.0, \"a\":2 }\n")
	k.write(inbox.Commit{Keep: want})
	k.same("kept", collect(k, k.Directory.Kept(k.ctx(), inbox.KeptQuery{})), want)
}

func keptOnce(k *kit) {
	first, second := unread("a", 0), unread("a", time.Hour)
	second.Problem = "other"
	k.write(inbox.Commit{Keep: []inbox.Kept{first}})
	c := put(agent("ann"))
	c.Keep = []inbox.Kept{second, unread("b", time.Minute)}
	k.write(c)
	k.same("kept", collect(k, k.Directory.Kept(k.ctx(), inbox.KeptQuery{})), []inbox.Kept{first, unread("b", time.Minute)})
	k.record(agent("ann").Key(), agent("ann"), 1)
}

func keptSelected(k *kit) {
	other := orphan("c", 2*time.Hour)
	other.Number = "number-y"
	k.write(inbox.Commit{Keep: []inbox.Kept{unread("a", 0), orphan("b", time.Hour), other}})
	k.selects(inbox.KeptQuery{ID: "b"}, "b")
	k.selects(inbox.KeptQuery{ID: "x"})
	k.selects(inbox.KeptQuery{Reason: inbox.Unreadable}, "a")
	k.selects(inbox.KeptQuery{Reason: inbox.Orphan}, "b", "c")
	k.selects(inbox.KeptQuery{Number: "number-y"}, "c")
	k.selects(inbox.KeptQuery{Number: "number-y", Reason: inbox.Unreadable})
	k.selects(inbox.KeptQuery{ID: "b", Reason: inbox.Orphan, Number: "number-x"}, "b")
}

func keptPaged(k *kit) {
	var want []inbox.KeptID
	for i := range 11 {
		one := unread(inbox.KeptID(rune('a'+i)), time.Duration(i/2)*time.Hour) // two of an instant
		want = append(want, one.ID)
		k.write(inbox.Commit{Keep: []inbox.Kept{one}})
	}
	q := inbox.KeptQuery{Reason: inbox.Unreadable}
	var got []inbox.KeptID
	for range want {
		for one, err := range k.Directory.Kept(k.ctx(), q) {
			if err != nil {
				k.Fatalf("Kept: %v", err)
			}
			got, q.After = append(got, one.ID), one.Cursor()
			break
		}
	}
	if !slices.Equal(got, want) {
		k.Errorf("paging one by one gives %q, not %q", got, want)
	}
	k.selects(q)
}

func keptForgotten(k *kit) {
	k.write(inbox.Commit{Keep: []inbox.Kept{unread("a", 0), unread("b", time.Hour)}})
	c := put(agent("ann"))
	c.Forget = []inbox.KeptID{"a", "unknown"}
	k.write(c)
	k.keeps("b")
	k.record(agent("ann").Key(), agent("ann"), 1)
	k.write(inbox.Commit{Forget: []inbox.KeptID{"a"}})
	k.keeps("b")
}
