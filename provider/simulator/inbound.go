package simulator

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
)

// Inbound is what a simulated phone writes. Exactly one of Text, File, Tap, Reaction, Location, Contacts, Order, Flow,
// ChangeNumber and Type says what.
type Inbound struct {
	Number string `json:"number,omitempty"` // phone-number id written to; empty = the first

	// From is the writer's phone, in any spelling. It may be empty when UserID is given: someone whose phone is
	// not known to the business, and is in no webhook.
	From string `json:"from,omitempty"`
	// UserID is the writer's business-scoped user id (US.123…); empty = the one the phone already has, or a made-up
	// one that is always the same for the phone.
	UserID string `json:"user_id,omitempty"`
	// HideNumber leaves the phone out of this person's webhooks from now on, though From is given.
	HideNumber bool `json:"hide_number,omitempty"`
	// Name and Username are the profile; empty = as before, at first "Customer".
	Name     string `json:"name,omitempty"`
	Username string `json:"username,omitempty"`

	Text     string    `json:"text,omitempty"`
	File     *File     `json:"file,omitempty"`
	Tap      *Tap      `json:"tap,omitempty"`
	Reaction *Reaction `json:"reaction,omitempty"`
	Location *Location `json:"location,omitempty"`
	Contacts []Contact `json:"contacts,omitempty"`
	Order    *Order    `json:"order,omitempty"`
	Flow     *Flow     `json:"flow,omitempty"`
	// ChangeNumber is the phone that From has moved to: the platform tells, and from now on the person has that phone
	// and a new user id. It does not open the window.
	ChangeNumber string `json:"change_number,omitempty"`
	// Type and Content are any other message as the platform would word it: Type "location", Content
	// {"latitude":…}. With a Type that has no object (unsupported), Content is empty.
	Type    string          `json:"type,omitempty"`
	Content json.RawMessage `json:"content,omitempty"`

	// ReplyTo is the id of the message replied to.
	ReplyTo string `json:"reply_to,omitempty"`
	// Product is the catalog item that the message is about.
	Product *Product `json:"product,omitempty"`
	// Referral is the ad that the person came from.
	Referral *Referral `json:"referral,omitempty"`
	// Forwarded marks a forwarded message, FrequentlyForwarded one that was forwarded more than five times.
	Forwarded           bool `json:"forwarded,omitempty"`
	FrequentlyForwarded bool `json:"frequently_forwarded,omitempty"`
}

// Write lets a phone write to a business number and returns the message's id: a wamid, or on Twilio's wire a sid. The
// webhook is queued, and the 24-hour window opens, unless it is a reaction or one of the platform's own notes (system,
// edit, revoke, unsupported), of which the documentation says nothing.
//
// It fails when the number is unknown, when neither or both a phone and a user id of different people are given,
// when nothing or more than one thing is written, with [ErrBlocked], and with ctx's error when ctx has ended.
//
// Twilio has no reactions, edits, orders and notes of the platform: on its wire these make no webhook.
func (s *Simulator) Write(ctx context.Context, in Inbound) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	if err := in.check(); err != nil {
		return "", err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	n := s.number(in.Number)
	if n == nil {
		return "", fmt.Errorf("simulator: no number with id %q", in.Number)
	}
	if digits(in.From) == n.Display {
		return "", errors.New("simulator: a business number cannot write to itself")
	}
	p, err := s.people.meet(digits(in.From), in.UserID)
	if err != nil {
		return "", err
	}
	if n.blocked[p] {
		return "", ErrBlocked
	}
	p.introduce(in)
	c := s.chat(n, p)
	if in.ChangeNumber == "" {
		return s.receive(c, in, s.written(c, in)), nil
	}
	w, err := s.moved(p, digits(in.ChangeNumber))
	if err != nil {
		return "", err
	}
	return s.receive(c, in, w), nil
}

// ErrBlocked means that the business has blocked who writes.
var ErrBlocked = errors.New("simulator: the business has blocked this person")

func (p *person) introduce(in Inbound) {
	p.met = true
	p.hidden = p.hidden || in.HideNumber
	p.name = or(in.Name, or(p.name, "Customer"))
	p.username = or(in.Username, p.username)
}

// check tells what is wrong with an Inbound before anything is changed.
func (in *Inbound) check() error {
	things := 0
	for _, given := range []bool{
		in.Text != "", in.File != nil, in.Tap != nil, in.Reaction != nil, in.Location != nil, len(in.Contacts) > 0,
		in.Order != nil, in.Flow != nil, in.ChangeNumber != "", in.Type != "" || len(in.Content) > 0,
	} {
		if given {
			things++
		}
	}
	switch {
	case things != 1:
		return errors.New("simulator: an Inbound says exactly one thing: Text, File, Tap, …, or Type with Content")
	case digits(in.From) == "" && in.UserID == "":
		return errors.New("simulator: an Inbound needs From or UserID")
	case in.UserID != "" && !isUserID(in.UserID):
		return errors.New("simulator: a user id is two capital letters, a dot and more")
	case len(in.Content) > 0 && (in.Type == "" || !json.Valid(in.Content)):
		return errors.New("simulator: Content needs a Type and must be JSON")
	case in.Reaction != nil && in.Reaction.MessageID == "":
		return errors.New("simulator: a Reaction needs a MessageID")
	case in.Tap != nil && in.Tap.Title == "":
		return errors.New("simulator: a Tap needs a Title")
	case in.File != nil && usualMIME(in.File.Kind) == "":
		return errors.New("simulator: a File's Kind is image, video, audio, document or sticker")
	case in.Flow != nil && !json.Valid(in.Flow.Response):
		return errors.New("simulator: a Flow's Response must be JSON")
	case in.ChangeNumber != "" && (digits(in.ChangeNumber) == "" || digits(in.From) == ""):
		return errors.New("simulator: ChangeNumber is a phone, and From is the phone before")
	}
	return nil
}
