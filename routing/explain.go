package routing

import (
	"slices"
	"strconv"
	"time"
)

// Explanation is why [Decide] does what it does with a chat.
type Explanation struct {
	Step Step `json:"step"`
	Why  Why  `json:"why"`
	// Mode is the strategy that decided, or was asked last, of a [ModeChain].
	Mode Mode `json:"mode,omitempty"`
	// Skills are those of the chat's needs that were asked for: who has more of them
	// goes first, whether the chat still insists on them or not.
	Skills []Skill `json:"skills,omitempty"`
	// Winner is who is offered the chat, Others who else is, in [ModeBroadcast],
	// and RunnerUp who would be if none of these were able: by the same question, or
	// by the one that would be asked then, of another strategy, for fewer skills or in
	// a new round. Empty without an offer, or without a second.
	Winner   AgentID   `json:"winner,omitempty"`
	Others   []AgentID `json:"others,omitempty"`
	RunnerUp AgentID   `json:"runner_up,omitempty"`
	// Until is the offer's deadline.
	Until time.Time `json:"until,omitzero"`
	// Again is when the chat is looked at again although nothing happened.
	Again time.Time `json:"again,omitzero"`
	// Settled: the contact's last agent is not asked, or not again; see
	// [ModeSticky].
	Settled bool `json:"settled,omitempty"`
	// Candidates are who comes into question, the winner first and the others by
	// their keys; Removed are all the others, in the order of the standings.
	Candidates []Ranked  `json:"candidates"`
	Removed    []Removed `json:"removed"`
}

// Why says what led to a step.
type Why string

// The reasons: the first three of an [Offer], one of an [Escalate], the others of
// a [Wait].
const (
	WhyFirst      Why = "first"       // the winner comes first by the keys
	WhyNewRound   Why = "new_round"   // all who are able were tried: the same, among all of them
	WhyLastAgent  Why = "last_agent"  // the winner had the contact's last chat; see [ModeSticky]
	WhyLastRound  Why = "last_round"  // all who are able were tried, in the last round
	WhyNobodyAble Why = "nobody_able" // all are removed, nobody as tried only
	WhyClosed     Why = "closed"      // it is outside the inbox's hours, or those of a whole chain
	WhyManual     Why = "manual"      // the mode offers to nobody
	WhyEscalated  Why = "escalated"   // it waits for a person, or for a fresh start
	WhyNotWaiting Why = "not_waiting" // it is offered, active or ended
)

// Ranked is a candidate and what the mode's order compares of them, the key that
// counts most first.
type Ranked struct {
	Agent AgentID `json:"agent"`
	Keys  []Value `json:"keys,omitempty"`
}

// Value is a candidate's value of a key: a number, or a time as in RFC 3339 in
// UTC, empty for none.
type Value struct {
	Key   Key    `json:"key"`
	Value string `json:"value"`
}

// Explain says why [Decide] does what it does with a chat, among these agents.
// It decides by the same steps, with them as the pool, and so always agrees with
// it.
func Explain(r Rules, c Chat, last AgentID, agents []Standing, at time.Time) Explanation {
	d, asked := decide(&r, c, last, standings(agents), at)
	e := Explanation{
		Step: d.Step, Why: asked.why, Skills: asked.skills, Again: d.Again,
		Settled:    d.Chat.Settled && (r.Mode == ModeSticky || r.Mode == ModeChain),
		Candidates: []Ranked{}, Removed: []Removed{},
	}
	if r.Mode == ModeChain && asked.mode != ModeChain {
		e.Mode = asked.mode
	}
	if d.Step == Offer {
		e.Winner, e.Others, e.Until = d.Chat.Agent, d.Chat.Others, d.Chat.Until
		e.RunnerUp = runnerUp(&r, c, last, agents, d.Chat.Holders(), at)
	}
	q := asked.mode.query(nil, asked.skills)
	var left []*Candidate
	for i := range agents {
		a := &agents[i]
		by := removal(&q, a)
		switch {
		case by != "":
		case e.Mode == ModeSticky && a.Agent != e.Winner:
			by = NotLast
		case slices.Contains(c.Tried, a.Agent) && e.counts(a.Agent):
			by = WasTried
		}
		if by != "" {
			e.Removed = append(e.Removed, Removed{a.Agent, by})
		} else {
			left = append(left, &a.Candidate)
		}
	}
	e.rank(q.Order, left)
	return e
}

// counts reports whether it counts that an agent was tried: not in a new round,
// and not for the last agent, who may be asked several times.
func (e *Explanation) counts(tried AgentID) bool {
	return e.Why != WhyNewRound && (e.Why != WhyLastAgent || tried != e.Winner)
}

// rank brings the candidates into their order.
func (e *Explanation) rank(o Order, left []*Candidate) {
	slices.SortFunc(left, o.compare)
	if e.Why == WhyLastAgent { // who comes first, whatever the keys say
		i := slices.IndexFunc(left, func(c *Candidate) bool { return c.Agent == e.Winner })
		winner := left[i]
		copy(left[1:], left[:i])
		left[0] = winner
	}
	for _, c := range left {
		e.Candidates = append(e.Candidates, Ranked{c.Agent, o.values(c)})
	}
}

// runnerUp is who is offered the chat where some agents are not there.
func runnerUp(r *Rules, c Chat, last AgentID, agents []Standing, gone []AgentID, at time.Time) AgentID {
	left := slices.Clone(agents)
	for i := range left {
		if slices.Contains(gone, left[i].Agent) {
			left[i].Available = false
		}
	}
	d, _ := decide(r, c, last, standings(left), at)
	if d.Step != Offer {
		return ""
	}
	return d.Chat.Agent
}

// values are what the order compares of a candidate.
func (o Order) values(c *Candidate) []Value {
	var all []Value
	for _, k := range o {
		v := Value{Key: k}
		switch k {
		case ByTurn:
			v.Value = strconv.FormatInt(c.Turn, 10)
		case ByPosition:
			v.Value = strconv.Itoa(c.Position)
		case ByLevel:
			v.Value = strconv.Itoa(max(c.Level, 1))
		case ByEnded:
			if !c.Ended.IsZero() {
				v.Value = c.Ended.UTC().Format(time.RFC3339Nano)
			}
		case ByLoad:
			v.Value = strconv.Itoa(c.Load)
		}
		all = append(all, v)
	}
	return all
}
