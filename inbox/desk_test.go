package inbox_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

// desk is a world whose inbox gives out chats by rules of the test's. Customers
// are known by their numbers, and so are their chats.
type desk struct {
	*world

	words int // of customers
}

// atDesk runs a test at a desk: ada and bob are members, with room for two chats
// each, and there. Time is the bubble's.
func atDesk(t *testing.T, r routing.Rules, test func(*desk)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		d := &desk{world: newWorld(t, nil)}
		d.save(inbox.Inbox{ID: queue, Organization: org, Name: "Support", Rules: r})
		_ = d.run(func() {
			synctest.Wait()
			test(d)
		})
	})
}

func (d *desk) save(records ...inbox.Record) {
	d.t.Helper()
	require.NoError(d.t, d.Save(d.t.Context(), records...))
}

// arrives has customers write, one after the other, and waits for what follows.
func (d *desk) arrives(customers ...string) {
	d.t.Helper()
	for _, c := range customers {
		d.words++
		time.Sleep(time.Second) // no two at one instant, and all on the beat of the engine's poll
		d.ingest(text(fmt.Sprint("wamid.", d.words), c, "Hello", time.Now()))
		synctest.Wait()
	}
}

func (d *desk) of(customer string) inbox.Conversation {
	d.t.Helper()
	all := d.conversations()
	i := slices.IndexFunc(all, func(c inbox.Conversation) bool { return string(c.Address.Phone) == customer })
	require.GreaterOrEqual(d.t, i, 0, customer)
	return all[i]
}

// step names a customer's chat and who does something to it.
func (d *desk) step(customer string, a inbox.AgentID) inbox.ChatStep {
	d.t.Helper()
	return inbox.ChatStep{Organization: org, Conversation: d.of(customer).ID, Agent: a}
}

func (d *desk) to(customer string, a inbox.AgentID) inbox.Assignment {
	d.t.Helper()
	return inbox.Assignment{Organization: org, Conversation: d.of(customer).ID, To: a}
}

// do wants a command to be carried out, and waits for what follows.
func (d *desk) do(err error) {
	d.t.Helper()
	require.NoError(d.t, err)
	synctest.Wait()
}

func (d *desk) accept(customer string, a inbox.AgentID) {
	d.t.Helper()
	d.do(d.Accept(d.t.Context(), d.step(customer, a)))
}

func (d *desk) decline(customer string, a inbox.AgentID) {
	d.t.Helper()
	d.do(d.Decline(d.t.Context(), d.step(customer, a)))
}

func (d *desk) end(customer string) {
	d.t.Helper()
	d.do(d.End(d.t.Context(), d.step(customer, "")))
}

func (d *desk) away(a inbox.AgentID) {
	d.t.Helper()
	d.do(d.Away(d.t.Context(), there(a)))
}

func (d *desk) available(a inbox.AgentID) {
	d.t.Helper()
	d.do(d.Available(d.t.Context(), there(a)))
}

// passes lets time pass.
func (d *desk) passes(t time.Duration) {
	time.Sleep(t)
	synctest.Wait()
}

// is wants customers' chats to stand so: "1: offered ada, 2: waiting".
func (d *desk) is(want string) {
	d.t.Helper()
	var all []string
	for _, c := range d.conversations() {
		words := []string{string(c.Address.Phone) + ":", string(c.Chat.State)}
		for _, a := range c.Chat.Holders() {
			words = append(words, string(a))
		}
		all = append(all, strings.TrimRight(strings.Join(words, " "), " :"))
	}
	slices.Sort(all)
	require.Equal(d.t, want, strings.Join(all, ", "))
	d.counts()
}

// counts wants every agent to be counted what they hold.
func (d *desk) counts() {
	d.t.Helper()
	held := map[inbox.AgentID]int{}
	for _, c := range d.conversations() {
		for _, a := range c.Chat.Holders() {
			held[a]++
		}
	}
	for _, id := range []inbox.AgentID{"ada", "bob"} {
		require.Equal(d.t, held[id], d.agent(id).Load, "load of %s", id)
		require.Equal(d.t, held[id], d.seat(id).Load, "load of %s's seat", id)
	}
}

func (d *desk) seat(a inbox.AgentID) inbox.Seat {
	d.t.Helper()
	states, err := d.store.Load(d.t.Context(), []inbox.Want{inbox.SeatKey(queue, a)})
	require.NoError(d.t, err)
	require.Len(d.t, states, 1)
	return states[0].Record.(inbox.Seat)
}

// told are the entries about a customer's chats, in words.
func (d *desk) told(customer string) string {
	d.t.Helper()
	return d.toldOf(d.of(customer).ID)
}

func (d *desk) toldOf(id inbox.ConversationID) string {
	d.t.Helper()
	var all []string
	for _, e := range d.log() {
		kind, ok := strings.CutPrefix(string(e.Kind), "chat.")
		if !ok || e.Conversation != id {
			continue
		}
		if e.Kind == inbox.EntryOwner {
			kind = e.State
		}
		words := []string{kind, string(e.Was), string(e.Agent)}
		if e.By != "" {
			words = append(words, "by "+string(e.By))
		}
		all = append(all, strings.Join(strings.Fields(strings.Join(words, " ")), " "))
	}
	return strings.Join(all, ", ")
}
