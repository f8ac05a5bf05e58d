package inbox

import "time"

// JobKind says what a job does.
type JobKind string

// The kinds of jobs.
const (
	JobSend   JobKind = "send"   // send a message; lane: the conversation
	JobFetch  JobKind = "fetch"  // fetch a message's file; no lane
	JobFollow JobKind = "follow" // decide again after a failed status; no lane
	JobWindow JobKind = "window" // tell a moment of a conversation's window; no lane

	// JobLook lapses what is due in an inbox and offers what waits; JobFresh gives
	// escalated chats a fresh start first. Lane: the inbox.
	JobLook  JobKind = "look"
	JobFresh JobKind = "fresh"
	// JobTimer ends an offer, whose number is its Guard, at the deadline, or calls
	// for a look at an inbox from when on more agents come into question. No lane.
	JobTimer JobKind = "timer"
	// JobPresence looks whether an agent's lease ran out, and takes offers back
	// from who is not there. No lane.
	JobPresence JobKind = "presence"
	// JobReturn returns chats to the queue whose agent is not there: that of a
	// conversation, whose Guard is the time since which its agent has it, or all of
	// an agent in an inbox, whose Guard is the agent's Visit. No lane.
	JobReturn JobKind = "return"

	// JobGreet answers a customer by itself, where the inbox says so. No lane.
	JobGreet JobKind = "greet"
)

// routes reports whether chats wait for what a job does.
func (k JobKind) routes() bool {
	switch k {
	case JobTimer, JobLook, JobFresh, JobPresence, JobReturn:
		return true
	default:
		return false
	}
}

// Job is durable work that leaves the process or happens later.
type Job struct {
	// ID is set by the store when the job is added; later jobs have larger ones.
	ID   JobID   `json:"id"`
	Kind JobKind `json:"kind"`
	// Lane is an order and an exclusion: only the oldest unsettled job of a lane
	// may be leased, and only when it is due. Empty = no lane.
	Lane string `json:"lane,omitempty"`
	// Unique, if set, keeps the job from being added while another with the same
	// Unique waits unleased.
	Unique string `json:"unique,omitempty"`
	// Priority: lower goes first.
	Priority     int            `json:"priority,omitempty"`
	Due          time.Time      `json:"due"`
	Account      AccountID      `json:"account,omitempty"`
	Conversation ConversationID `json:"conversation,omitempty"`
	Message      MessageID      `json:"message,omitempty"`
	Inbox        InboxID        `json:"inbox,omitempty"`
	Agent        AgentID        `json:"agent,omitempty"`
	// Guard is the number of what a timer was set for; when that is another by
	// then, there is nothing to do.
	Guard int64 `json:"guard,omitempty"`

	// The rest is set by Lease.

	// Fence must be given back to settle the job: who lost the lease has an old
	// one.
	Fence int64 `json:"fence,omitempty"`
	// Attempt counts the leases, this one included, less those released.
	Attempt int `json:"attempt,omitempty"`
	// Lapsed is set when an earlier lease ran out without being settled: what
	// the job does may have been done. A send is then never sent again.
	Lapsed bool `json:"lapsed,omitempty"`
	// Until is when this lease runs out.
	Until time.Time `json:"until,omitzero"`
}

// LeaseRequest asks for due jobs.
type LeaseRequest struct {
	Kinds []JobKind
	Now   time.Time
	// TTL is how long the leases last; more than 0.
	TTL time.Duration
	// Limit is the most jobs to return; more than 0.
	Limit int
	// Budget is the most jobs of an account; an account that is absent has no
	// bound of its own. Jobs without an account are not counted.
	Budget map[AccountID]int
}

// Settlement ends a lease.
type Settlement struct {
	Job     JobID
	Fence   int64
	Outcome Outcome
	// Due is when to try again, for OutcomeAgain and, if it is set, for
	// OutcomeReleased.
	Due time.Time
	// Reason is kept with a dead or an uncertain job.
	Reason string
}

// Outcome is how a lease ended.
type Outcome string

// The outcomes. All but Again and Released free the lane.
const (
	OutcomeDone      Outcome = "done"
	OutcomeAgain     Outcome = "again"     // lease it again at Due
	OutcomeReleased  Outcome = "released"  // not tried: as before the lease, but for a Due that is set
	OutcomeDead      Outcome = "dead"      // given up, with its reason
	OutcomeUncertain Outcome = "uncertain" // may have happened, with its reason
)
