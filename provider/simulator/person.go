package simulator

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
)

// person is someone with a phone, known by digits, by a business-scoped user id (BSUID), or by both.
type person struct {
	phone    string // digits; empty = known by user id only
	userID   string
	name     string
	username string
	hidden   bool // webhooks do not say the phone
	met      bool // has written to a business
}

// address is what the person is called where one name is enough.
func (p *person) address() string { return or(p.phone, p.userID) }

// people are all persons by each of their addresses.
type people struct{ byPhone, byUser map[string]*person }

var errIdentity = errors.New("simulator: the phone and the user id belong to two different people")

// find returns who has the address (a phone in any spelling or a user id), or nil.
func (p *people) find(address string) *person {
	if isUserID(address) {
		return p.byUser[address]
	}
	return p.byPhone[digits(address)]
}

// meet returns who has the phone and the user id, either of which may be empty, and adds them when new.
// A person first known by one address keeps it when the other becomes known. A phone without a user id gets one.
func (p *people) meet(phone, userID string) (*person, error) {
	known, other := p.byPhone[phone], p.byUser[userID]
	switch {
	case known == nil && other == nil:
		known = &person{}
	case known == nil:
		known = other
	case other != nil && other != known:
		return nil, errIdentity
	}
	if phone != "" && known.phone != phone {
		if known.phone != "" {
			return nil, errIdentity
		}
		known.phone = phone
		p.byPhone[phone] = known
	}
	if userID == "" && known.userID == "" {
		userID = mintUserID(phone)
	}
	if userID != "" && known.userID != userID {
		delete(p.byUser, known.userID)
		known.userID = userID
		p.byUser[userID] = known
	}
	return known, nil
}

// move gives a person another phone, and the user id that belongs to it.
func (p *people) move(who *person, phone string) error {
	if p.byPhone[phone] != nil {
		return errIdentity
	}
	delete(p.byPhone, who.phone)
	delete(p.byUser, who.userID)
	who.phone, who.userID = phone, mintUserID(phone)
	p.byPhone[phone], p.byUser[who.userID] = who, who
	return nil
}

// mintUserID derives a BSUID: a country, a dot, and up to 128 letters or digits (Cloud API documentation,
// "Business-scoped user IDs"). The same phone has the same one in every simulator.
func mintUserID(phone string) string {
	sum := sha256.Sum256([]byte("simulator user id of " + phone))
	return fmt.Sprintf("US.%020d", binary.BigEndian.Uint64(sum[:]))
}

// isUserID tells a BSUID from a phone by its shape.
func isUserID(address string) bool {
	return len(address) > 3 && address[2] == '.' && letters(address[:2])
}

func letters(s string) bool {
	return strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// digits strips everything but digits, as the platform does with `to`.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// canonical is the one spelling of an address.
func canonical(address string) string {
	if isUserID(address) {
		return address
	}
	return digits(address)
}
