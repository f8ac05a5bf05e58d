package inbox

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"time"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

// sorter tells the events of one delivery apart by whom they concern.
type sorter struct {
	engine   *Engine
	delivery provider.Delivery
	now      time.Time

	subjects []*subject
	index    map[string]*subject
	facts    []Fact
	events   []Commit // one each: their keys may exist
	notices  []notice
	odd      []provider.Unread
	kept     []Kept
}

// notice is what an event says of an account.
type notice struct {
	account AccountID
	event   whatsapp.Event
}

// subject is one conversation's share of a delivery.
type subject struct {
	name    string
	account accountAt
	address whatsapp.Address
	moves   []whatsapp.Address // what the customer is told to be reached at from now on
	events  []whatsapp.Event
}

func (s *sorter) sort(ctx context.Context, event whatsapp.Event) error {
	o := event.Source()
	if o.Number == "" {
		return s.accountEvent(ctx, event)
	}
	a, err := s.engine.account(ctx, s.delivery.Provider, o.Number)
	if err != nil {
		return err
	}
	if a.version == 0 {
		s.orphan(o)
		return nil
	}
	switch ev := event.(type) {
	case *whatsapp.Received:
		s.message(a, ev.Peer(), ev, ev.Raw)
	case *whatsapp.Echo:
		s.message(a, ev.To, ev, ev.Raw)
	case *whatsapp.Status:
		s.status(a.Account, ev)
	case *whatsapp.Fault:
		s.logged(a.Account, ev, Entry{Kind: EntryFault, State: strconv.Itoa(ev.Failure.Code), Raw: ev.Raw})
	case *whatsapp.Call:
		s.call(a, ev)
	case *whatsapp.Past:
		s.logged(a.Account, ev, Entry{Kind: EntryNotice, State: ev.Field, Raw: ev.Raw})
	default:
		if n, ok := whatsapp.Noticed(event); ok {
			s.logged(a.Account, event, Entry{Kind: EntryNotice, State: n.Field, Raw: n.Raw})
		}
	}
	return nil
}

func (s *sorter) message(a accountAt, peer whatsapp.Address, event whatsapp.Event, raw whatsapp.Raw) {
	if peer.IsZero() {
		s.unreadable("", "a message without a sender", []byte(raw))
		return
	}
	name := string(a.ID) + "|" + AddressKeys(peer)[0]
	sub := s.index[name]
	if sub == nil {
		sub = &subject{name: name, account: a, address: peer}
		if s.index == nil {
			s.index = make(map[string]*subject, 1)
		}
		s.index[name] = sub
		s.subjects = append(s.subjects, sub)
	}
	if sub.address.Phone == "" {
		sub.address.Phone = peer.Phone
	}
	if r, ok := event.(*whatsapp.Received); ok {
		if system, ok := r.Content.(whatsapp.System); ok && !system.Now.IsZero() {
			sub.moves = append(sub.moves, system.Now)
		}
	}
	sub.events = append(sub.events, event)
}

func (s *sorter) status(a Account, st *whatsapp.Status) {
	if st.ID == "" && st.Ref == "" {
		s.unreadable("", "a status of no message", []byte(st.Raw))
		return
	}
	f := Fact{
		Kind: FactStatus, At: st.At, Told: s.now, Account: a.ID, Message: MessageID(st.Ref), ProviderID: st.ID, State: st.State,
		Pricing: st.Pricing,
	}
	if f.At.IsZero() {
		f.At = s.now
	}
	if len(st.Failures) > 0 {
		f.Failure = &st.Failures[0]
	}
	s.facts = append(s.facts, f)
}

// accountEvent files what speaks of a whole WhatsApp Business Account with each
// of our accounts in it.
func (s *sorter) accountEvent(ctx context.Context, event whatsapp.Event) error {
	o := event.Source()
	notice, ok := whatsapp.Noticed(event)
	if !ok {
		s.orphan(o)
		return nil
	}
	states, err := s.engine.store.Load(ctx, []Want{ByWABA{Provider: s.delivery.Provider, WABA: o.WABA}})
	if err != nil {
		return err
	}
	if len(states) == 0 || o.WABA == "" {
		s.orphan(o)
		return nil
	}
	for _, state := range states {
		if a, ok := state.Record.(Account); ok {
			s.logged(a, event, Entry{Kind: EntryNotice, State: notice.Field, Raw: notice.Raw})
		}
	}
	return nil
}

// logged keeps an event in the log, once.
func (s *sorter) logged(a Account, event whatsapp.Event, entry Entry) {
	s.notices = append(s.notices, notice{a.ID, event})
	entry.At, entry.Account, entry.WABA = s.now, a.ID, a.WABA
	s.events = append(s.events, Commit{
		Keys: []DedupeKey{{Key: eventKey(a.ID, event), Until: s.now.Add(HoldFacts)}},
		Log:  []Entry{entry},
	})
}

// maxOrphans bounds how often one callback is kept for numbers that nobody
// has; each is kept whole, so the first tell of the rest.
const maxOrphans = 16

func (s *sorter) orphan(o whatsapp.Origin) {
	for _, k := range s.kept {
		if k.Number == o.Number && k.WABA == o.WABA {
			return
		}
	}
	if len(s.kept) >= maxOrphans {
		return
	}
	s.keep(Kept{Reason: Orphan, Number: o.Number, WABA: o.WABA}, "")
}

func (s *sorter) unreadable(path, problem string, part []byte) {
	s.odd = append(s.odd, provider.Unread{Path: path, Reason: problem, Raw: part})
}

// keepOdd keeps the callback once, however much of it could not be read: a
// thousand odd items are no reason to keep it a thousand times.
func (s *sorter) keepOdd() {
	if len(s.odd) == 0 {
		return
	}
	first := s.odd[0]
	k := Kept{Reason: Unreadable, Path: first.Path, Problem: first.Reason, Part: append([]byte(nil), first.Raw...)}
	if more := len(s.odd) - 1; more > 0 {
		k.Problem += " (and " + strconv.Itoa(more) + " more)"
	}
	s.keep(k, string(first.Raw))
}

// keep names a kept callback by its content, so that the provider's redelivery
// does not keep it twice.
func (s *sorter) keep(k Kept, part string) {
	h := sha256.New()
	for _, field := range []string{s.delivery.Provider, string(k.Reason), string(k.Number), string(k.WABA), k.Path, part} {
		_, _ = fmt.Fprintf(h, "%d:%s", len(field), field)
	}
	h.Write(s.delivery.Body)
	k.ID = KeptID(hex.EncodeToString(h.Sum(nil)[:13]))
	k.Provider, k.At = s.delivery.Provider, s.now
	k.Body = append([]byte(nil), s.delivery.Body...)
	s.kept = append(s.kept, k)
}

// commits are what does not belong to a conversation.
func (s *sorter) commits() []Commit {
	s.keepOdd()
	commits := s.events
	if len(s.facts) > 0 || len(s.kept) > 0 {
		commits = append(commits, Commit{Facts: s.facts, Keep: s.kept})
	}
	return commits
}
