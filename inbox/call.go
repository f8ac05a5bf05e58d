package inbox

import (
	"github.com/wainbox/wainbox/whatsapp"
	"github.com/wainbox/wainbox/window"
)

// call files a word of a call. A customer's call is of the conversation, since
// it opens the window; the rest is of the account.
func (s *sorter) call(a accountAt, c *whatsapp.Call) {
	if window.CallOpens(c) && !c.From.IsZero() {
		s.message(a, c.From, c, c.Raw)
		return
	}
	s.logged(a.Account, c, Entry{Kind: EntryNotice, State: c.Field, Raw: c.Raw})
}

// called folds in a customer's call. It is logged in the conversation, and begins
// no chat.
func (d *draft) called(call *whatsapp.Call) {
	if !d.first(eventKey(d.account.ID, call), true) {
		return
	}
	d.address(call.From, call.Profile)
	at := d.at(call.At)
	d.latest(at, "[call]")
	d.log(Entry{Kind: EntryCall, Chat: d.conversation.Chat.ID, State: string(call.ID)})
	d.commit.Log = append(d.commit.Log, Entry{
		Kind: EntryNotice, At: d.now, Account: d.account.ID, WABA: d.account.WABA, State: call.Field, Raw: call.Raw,
	})
	d.open(at, false)
}
