package inbox

import (
	"time"
	"unicode/utf8"

	"github.com/wainbox/wainbox/routing"
	"github.com/wainbox/wainbox/whatsapp"
	"github.com/wainbox/wainbox/window"
)

// draft is a decision in the making: the events of one conversation, folded
// one after the other into one Commit. It is pure: time and fresh ids are
// given to it.
type draft struct {
	now     time.Time
	ahead   time.Duration // see Options.ClosingLead
	fresh   func() string
	account Account
	guard   int64 // the account's version

	conversation Conversation
	version      int64
	known        *found // what the store knows of the addresses
	commit       Commit
	seen         map[string]bool // dedupe keys of this commit
	watch        bool            // a job must wait for the window's next moment
}

// meet begins with who the address turned out to be.
func (d *draft) meet(address whatsapp.Address) {
	d.commit.Guards = []Guard{{Key: d.account.Key(), Version: d.guard}}
	id := identify(d.account.ID, address, d.known)
	d.conversation, d.version = id.conversation.Conversation, id.conversation.version
	if d.version == 0 {
		d.begin()
	}
	if id.conflict {
		d.log(Entry{Kind: EntryConflict})
	}
	if id.merged != nil {
		d.merge(*id.merged)
	}
	for _, a := range id.attach {
		d.lead(a)
	}
}

// begin makes a conversation, and a contact, for somebody new.
func (d *draft) begin() {
	contact := Contact{ID: ContactID(d.fresh()), Organization: d.account.Organization}
	d.conversation = Conversation{
		ID: ConversationID(d.fresh()), Organization: d.account.Organization, Account: d.account.ID,
		Inbox: d.account.Inbox, Contact: contact.ID,
	}
	d.commit.Puts = append(d.commit.Puts, Put{Record: contact})
}

// received folds in a customer's message.
func (d *draft) received(r *whatsapp.Received) {
	m, ok := d.message(In, r.Message, eventKey(d.account.ID, r))
	if !ok {
		return
	}
	if r.Group != "" {
		m.From = r.From
	}
	c := &d.conversation
	if c.Chat.ID == "" { // else seats of its inbox are counted it
		enter(c, d.account.Inbox)
	}
	d.address(r.Peer(), r.Profile)
	if s, ok := r.Content.(whatsapp.System); ok {
		d.moved(s.Now)
	}
	c.Unread++
	opens := window.Opens(r.Message)
	begins := opens && c.Chat.ID == "" && c.Inbox != ""
	arrival := EntryArrived
	if begins {
		arrival = d.arrive()
	}
	if opens {
		m.Chat = c.Chat.ID
	}
	d.fetch(&m, r.Content)
	d.add(m, EntryReceived)
	if m.ProviderID != "" && !m.At.Before(c.ReceivedAt) {
		c.LastReceived, c.ReceivedAt = m.ProviderID, m.At
	}
	if opens {
		d.open(m.At, window.Entry(r.Message))
	}
	switch {
	case begins:
		d.log(Entry{Kind: arrival, Chat: c.Chat.ID, Inbox: c.Inbox})
		d.commit.Jobs = append(d.commit.Jobs, look(c.Inbox, d.now))
	case opens && c.Chat.Returns:
		d.commit.Jobs = append(d.commit.Jobs, comeBack(*c, d.now))
	}
	if opens && c.Inbox != "" && c.Chat.State != Active {
		d.commit.Jobs = append(d.commit.Jobs, greet(*c, m, d.now))
	}
}

// arrive begins a chat, or goes on with the one that ended a short while ago.
func (d *draft) arrive() EntryKind {
	c := &d.conversation
	chat := routing.Chat{State: Waiting, Arrived: d.now}
	closed := c.Closed
	c.Closed = ClosedChat{}
	if closed.ID != "" && d.now.Before(closed.Until) {
		c.Chat = Chat{ID: closed.ID, Chat: chat}
		return EntryReopened
	}
	c.Chat = Chat{ID: ChatID(d.fresh()), Chat: chat}
	return EntryArrived
}

// echo folds in what the business wrote by other means.
func (d *draft) echo(e *whatsapp.Echo) {
	m, ok := d.message(Out, e.Message, eventKey(d.account.ID, e))
	if !ok {
		return
	}
	m.Elsewhere = true
	m.Delivery.Accepted = m.At
	d.address(e.To, e.Profile)
	d.conversation.Unread = 0
	d.conversation.Window = answered(d.conversation.Window, m.At)
	d.fetch(&m, e.Content)
	d.add(m, EntryElsewhere)
}

// message makes the row, and reports false for one that the draft has already:
// a callback may hold the same message twice.
func (d *draft) message(dir Direction, w whatsapp.Message, key string) (Message, bool) {
	m := Message{
		ID: MessageID(d.fresh()), Conversation: d.conversation.ID, Account: d.account.ID,
		At: d.at(w.At), Stored: d.now, Direction: dir, ProviderID: w.ID, Type: w.Type, Content: w.Content,
		Context: w.Context, Failures: w.Failures, Raw: w.Raw,
	}
	return m, d.first(key, m.ProviderID == "")
}

// at is the provider's time as it is kept; ours where it gave none, or one that
// no clock is ahead by: it would be the latest for ever.
func (d *draft) at(t time.Time) time.Time {
	if t.IsZero() || t.After(d.now.Add(window.Service)) {
		return d.now
	}
	return t.UTC().Truncate(time.Microsecond)
}

// first reports false for what the draft has already. What has no row of its
// own to be unique by is remembered by its key.
func (d *draft) first(key string, remember bool) bool {
	if d.seen[key] {
		return false
	}
	if d.seen == nil {
		d.seen = make(map[string]bool, 1)
	}
	d.seen[key] = true
	if remember {
		d.commit.Keys = append(d.commit.Keys, DedupeKey{Key: key, Until: d.now.Add(HoldFacts)})
	}
	return true
}

// address keeps where answers go as the provider gave it last. What it left out
// this time it gave before.
func (d *draft) address(a whatsapp.Address, p whatsapp.Profile) {
	c := &d.conversation
	if a.Group != "" {
		c.Address = a
		return
	}
	if a.Phone != "" {
		c.Address.Phone = a.Phone
	}
	if a.User != "" {
		c.Address.User = a.User
	}
	switch {
	case p.Name != "":
		c.Name = p.Name
	case c.Name == "" && p.Username != "":
		c.Name = p.Username
	}
}

// fetch has the message's file fetched.
func (d *draft) fetch(m *Message, c whatsapp.Content) {
	media, ok := c.(whatsapp.Media)
	if !ok || media.ID == "" && media.Link == "" {
		return
	}
	m.File = File{State: FilePending, MIME: media.MIME}
	d.commit.Jobs = append(d.commit.Jobs, Job{
		Kind: JobFetch, Account: d.account.ID, Conversation: d.conversation.ID, Message: m.ID, Due: d.now,
	})
}

// add gives the message its place.
func (d *draft) add(m Message, kind EntryKind) {
	c := &d.conversation
	c.Messages++
	m.Seq = c.Messages
	m.Late = !d.latest(m.At, preview(m.Content))
	d.commit.Messages = append(d.commit.Messages, m)
	d.log(Entry{Kind: kind, Chat: m.Chat, Message: m.ID, Agent: m.Agent})
}

// latest gives the list its new head, and reports false for what is late.
func (d *draft) latest(at time.Time, preview string) bool {
	c := &d.conversation
	// Providers tell whole seconds, and our own answers have finer times: of the
	// same second the one that comes later is not late.
	if at.Before(c.LastAt.Truncate(time.Second)) {
		return false
	}
	c.LastAt, c.Preview = later(c.LastAt, at), preview
	return true
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// log fills in what the entries of a conversation have in common.
func (d *draft) log(e Entry) {
	e.At, e.Account = d.now, d.account.ID
	if e.Conversation == "" {
		e.Conversation = d.conversation.ID
	}
	d.commit.Log = append(d.commit.Log, e)
}

// done returns the commit.
func (d *draft) done() Commit {
	if d.watch {
		d.commit.Jobs = append(d.commit.Jobs, wait(d.conversation, d.ahead)...)
	}
	d.commit.Puts = append(d.commit.Puts, Put{Record: d.conversation, Version: d.version})
	return d.commit
}

// maxPreviewBytes keeps lists light; it is ours, not the platform's.
const maxPreviewBytes = 120

// preview is the beginning of what a message says.
func preview(c whatsapp.Content) string {
	if c == nil {
		return ""
	}
	s := whatsapp.TextOf(c)
	if t, ok := c.(whatsapp.Template); ok {
		s = t.Name
	}
	if s == "" {
		return "[" + string(c.Kind()) + "]"
	}
	if len(s) <= maxPreviewBytes {
		return s
	}
	cut := maxPreviewBytes
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}
