package simulator

import (
	"errors"
	"fmt"
)

// Wire is the API through which an application reaches a business number. It decides where sends are accepted, with
// what credentials, and the shape of the webhooks. People, windows, templates and limits are the same on all.
type Wire string

// The wires. The zero value is Meta's own.
const (
	WireCloudAPI  Wire = ""          // Meta's Cloud API
	WireDialog360 Wire = "dialog360" // 360dialog's Messaging API, hosted on the Cloud API
	WireTwilio    Wire = "twilio"    // Twilio's Messages, Content and Senders APIs
	WireOneMsg    Wire = "onemsg"    // 1msg's API
)

// meta tells whether the wire's webhooks are in Meta's envelope.
func (w Wire) meta() bool { return w == WireCloudAPI || w == WireDialog360 }

// number is a business number, what it is set up with, and how fast it has been sending.
type number struct {
	Number
	rate     rate
	urls     []string          // where its webhooks go; empty = Options.WebhookURL
	account  string            // where those of its account go, when it has none of its own: 360dialog
	headers  map[string]string // sent with its webhooks: 360dialog
	settings oneMsgSettings
	sender   string // Twilio's sid of the number
	statusTo string // Twilio: where statuses go when a message does not say
	profile  profileFields
	codes    []*qrCode
	blocked  map[*person]bool
}

func newNumber(n Number, o *Options, i *ids) (*number, error) {
	if n.ID == "" || digits(n.Display) == "" {
		return nil, errors.New("simulator: a number needs an ID and a Display number")
	}
	n.Display = digits(n.Display)
	made := &number{Number: n, profile: profileFields{About: "Here to help."}, blocked: map[*person]bool{}}
	if n.WebhookURL != "" {
		made.urls = []string{n.WebhookURL}
	}
	switch n.Wire {
	case WireCloudAPI:
	case WireDialog360:
		made.Key = or(n.Key, o.Dialog360Key)
	case WireTwilio:
		made.sender = i.sid("XE")
	case WireOneMsg:
		made.Key, made.Instance = or(n.Key, o.OneMsgToken), or(n.Instance, o.OneMsgInstance)
		made.settings = oneMsgSettings{Acks: true, Raw: n.RawHooks}
	default:
		return nil, fmt.Errorf("simulator: number %s has an unknown Wire", n.ID)
	}
	return made, nil
}

// clashes tells whether two numbers cannot be told apart on their wire.
func (n *number) clashes(other *number) bool {
	if n.Wire != other.Wire {
		return false
	}
	switch n.Wire {
	case WireDialog360:
		return n.Key == other.Key
	case WireTwilio:
		return n.Display == other.Display
	case WireOneMsg:
		return n.Instance == other.Instance
	case WireCloudAPI:
	}
	return false
}

// cloud returns the number of an id when it is reached over the Cloud API, or nil.
func (s *Simulator) cloud(id string) *number {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n := s.numbers[id]; n != nil && n.Wire == WireCloudAPI {
		return n
	}
	return nil
}

// first returns the first number for which is reports true, or nil. The mutex is held while it runs.
func (s *Simulator) first(is func(*number) bool) *number {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, n := range s.o.Numbers {
		if found := s.numbers[n.ID]; is(found) {
			return found
		}
	}
	return nil
}
