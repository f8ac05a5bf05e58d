package inbox

import (
	"cmp"
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// Store keeps everything, durably. It is the whole of what a host must
// implement to keep an inbox in its own database; package storetest is the
// contract as a test suite.
//
// A store is safe for concurrent use, by several engines and, unless it says
// otherwise, by several processes. It decides nothing: conditions, order and
// contents come from its callers. Times that it compares are whole microseconds.
type Store interface {
	// Load returns the records that match, each with its version. A want that
	// matches nothing yields no State; its version is then 0.
	Load(ctx context.Context, wants []Want) ([]State, error)

	// Commit writes each commit whole or not at all and returns one error, or
	// nil, for each. Commits of one call are judged in order, each seeing those
	// before it; a refused one leaves nothing behind and harms no sibling. When
	// Commit returns, what it accepted is durable.
	//
	// The errors of a refused commit are a [*DuplicateError], which outranks
	// [ErrConflict], and [ErrFenced]. After any other error the commit may have
	// landed: the same commit may be given again, and its keys, versions or
	// fence refuse the second.
	Commit(ctx context.Context, commits []Commit) []error

	// Lease leases due jobs: durable, fenced, counted. Among lanes the order is
	// priority, then due time, then the order in which they were added. It returns
	// what it leased also where ctx ends meanwhile: a job that is leased to nobody
	// comes back as Lapsed, and a send is then never made.
	Lease(ctx context.Context, r LeaseRequest) ([]Job, error)

	// Candidates returns the seats of an inbox that can be offered a chat and that
	// the query asks for, the best by its order first; see [Seated.Able]. It must
	// not take longer for those that cannot be, however many there are, but for
	// agents whose lease ran out a moment ago: the engine soon takes There from them.
	Candidates(ctx context.Context, q CandidateQuery) ([]Seated, error)
}

// The errors of a refused commit, beside [*DuplicateError].
var (
	ErrConflict = errors.New("inbox: a record changed since it was read")
	ErrFenced   = errors.New("inbox: the lease is no longer held")
)

// ErrBusy is a store's answer when it has more waiting than it takes. Nothing
// was written.
var ErrBusy = errors.New("inbox: the store is busy")

// DuplicateError names the keys of a commit that exist already.
type DuplicateError struct {
	Keys []string
}

// Error gives their number: keys hold addresses.
func (e *DuplicateError) Error() string {
	return "inbox: " + strconv.Itoa(len(e.Keys)) + " of the commit's keys exist already"
}

// Want names records to load. Its cases are [Key], [ByNumber], [ByWABA],
// [ByAddress], [ByMessage], [ByWaiting], [ByEscalated], [ByDeadline], [ByHolder]
// and [BySeats]. A limit of 0 is no limit.
type Want interface{ want() }

// ByNumber wants the account of a provider's number.
type ByNumber struct {
	Provider string
	Number   whatsapp.NumberID
}

// ByWABA wants all accounts of a WhatsApp Business Account.
type ByWABA struct {
	Provider string
	WABA     whatsapp.WABAID
}

// ByAddress wants the aliases of an address and the conversations that they
// lead to, each once.
type ByAddress struct {
	Account AccountID
	Address whatsapp.Address
}

// ByMessage wants a message. Messages have no version; their State has 0.
type ByMessage struct {
	Message MessageID
}

// ByWaiting wants the conversations of an inbox whose chats wait and are not
// escalated, by priority, then arrival, then id.
type ByWaiting struct {
	Inbox InboxID
	// After continues after this place; its zero value begins.
	After WaitingCursor
	Limit int
}

// WaitingCursor is a place among those that wait.
type WaitingCursor struct {
	Priority int
	Arrived  time.Time
	ID       ConversationID
}

// Waits is this conversation's place among those that wait.
func (c Conversation) Waits() WaitingCursor {
	return WaitingCursor{Priority: c.Chat.Priority, Arrived: c.Chat.Arrived, ID: c.ID}
}

// Compare orders places: negative when c comes first.
func (c WaitingCursor) Compare(d WaitingCursor) int {
	return cmp.Or(cmp.Compare(c.Priority, d.Priority), c.Arrived.Compare(d.Arrived), cmp.Compare(c.ID, d.ID))
}

// ByEscalated wants the conversations of an inbox whose chats wait and are
// escalated, in any order.
type ByEscalated struct {
	Inbox InboxID
	Limit int
}

// ByDeadline wants the conversations of an inbox whose chats are offered until a
// time or an earlier one: by deadline, then arrival, then id.
type ByDeadline struct {
	Inbox InboxID
	Until time.Time
	Limit int
}

// ByHolder wants the conversations whose chats are offered to an agent, or are
// theirs, as State says: by arrival, then id.
type ByHolder struct {
	Agent AgentID
	// State is Offered or Active.
	State ChatState
	// Inbox, if set, selects those of one inbox.
	Inbox InboxID
	Limit int
}

// BySeats wants seats: those of an agent in the order of their inboxes' ids, or
// of an inbox in the order of their agents'. One of the two is set.
type BySeats struct {
	Agent AgentID
	Inbox InboxID
}

func (Key) want()         {}
func (ByNumber) want()    {}
func (ByWABA) want()      {}
func (ByAddress) want()   {}
func (ByMessage) want()   {}
func (ByWaiting) want()   {}
func (ByEscalated) want() {}
func (ByDeadline) want()  {}
func (ByHolder) want()    {}
func (BySeats) want()     {}

// State is a record that was loaded.
type State struct {
	// Want is the index of the want that it answers.
	Want    int
	Version int64
	// Record is nil and Message is set for a ByMessage.
	Record  Record
	Message *Message
}

// Commit is what a decision returns: everything to write at once.
type Commit struct {
	// Keys must all be new.
	Keys []DedupeKey
	// Guards are records that the decision read and does not write: they must
	// still be at their versions.
	Guards []Guard
	// Puts write records whose versions must be as read; each is then one
	// higher. A second account with the same provider and number is a conflict.
	Puts []Put
	// Messages are inserted, their Delivery and File as they are. Their
	// DedupeKeys must be new, for ever.
	Messages []Message
	// Facts are joined, by Message.Learn, to the account's message that they
	// name: by its id, else by its provider's id. One whose message is not known
	// is held, once, for at least HoldFacts, and joined in the commit that makes
	// it known. What Learn returns is written with it. A provider's id that
	// another message of the account has is not taken over.
	Facts []Fact
	// Jobs are added.
	Jobs []Job
	// Settle ends a lease; its fence must be the job's latest.
	Settle *Settlement
	// Log is written in this order.
	Log []Entry
	// Keep and Forget add and remove callbacks that could not be filed. A Kept
	// whose ID exists, and a KeptID that does not, are no error.
	Keep   []Kept
	Forget []KeptID
}

// HoldFacts is how long a store holds facts of messages that it does not know:
// the platform delivers again for up to 7 days, and a day is for us. Source:
// Cloud API, "Webhooks overview", September 2026.
const HoldFacts = 8 * 24 * time.Hour

// DedupeKey keeps something from being done twice. A store may purge it after
// Until.
type DedupeKey struct {
	Key   string
	Until time.Time
}

// Guard is a condition on a record.
type Guard struct {
	Key     Key
	Version int64 // 0 = it must not exist
}

// Put writes a record.
type Put struct {
	Record Record
	// Version is the one that was read; 0 = it must not exist yet.
	Version int64
}

// DedupeKey is the message's name within its account, under which no second
// one is ever stored; empty when the provider gave it no id.
func (m Message) DedupeKey() string {
	if m.ProviderID == "" {
		return ""
	}
	return "m:" + string(m.Account) + ":" + string(m.ProviderID)
}

// Waker is an optional ability of a store: to tell when jobs were added.
type Waker interface {
	// Wait returns nil when jobs may have been added since the last call, and
	// ctx's error when it ends. Polling is the truth; this only makes it sooner.
	Wait(ctx context.Context) error
}
