package whatsapp

import "strings"

// Phone is a phone number as the provider wrote it. In events it is digits
// with a country code and no plus (a wa_id); it is never rewritten, since a
// reply must go to exactly what the provider gave: country variants (Brazil's
// ninth digit, Mexico's 1, Argentina's 9) are different strings for one
// customer and only the provider knows which works.
type Phone string

// Digits returns the number's digits alone, for comparing and for sending.
func (p Phone) Digits() string {
	clean := true
	for i := range len(p) {
		if p[i] < '0' || p[i] > '9' {
			clean = false
			break
		}
	}
	if clean {
		return string(p)
	}
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, string(p))
}

// Address is where a customer, or a group, can be reached on one business
// number. At least one field is set in a valid one; a customer who hides the
// number has a User only, an older event has a Phone only.
//
// The zero Address is nobody.
type Address struct {
	Phone Phone   `json:"phone,omitempty"`
	User  UserID  `json:"user_id,omitempty"`
	Group GroupID `json:"group_id,omitempty"`
}

// IsZero reports whether the address names nobody.
func (a Address) IsZero() bool { return a == Address{} }

// Overlaps reports whether both addresses share a name: then they are the same
// customer or the same group, as seen from one number.
func (a Address) Overlaps(b Address) bool {
	if a.Group != "" || b.Group != "" {
		return a.Group == b.Group
	}
	return a.Phone != "" && a.Phone == b.Phone || a.User != "" && a.User == b.User
}
