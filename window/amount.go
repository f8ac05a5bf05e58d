package window

import (
	"strconv"
	"strings"

	"github.com/wainbox/wainbox/whatsapp"
)

const (
	micros        = 1_000_000 // in a unit of the currency
	maxDecimals   = 6
	maxWholeUnits = 1_000_000_000_000 // so that the micros fit
)

// Amount is a price in millionths of the currency's unit, so that no rate is
// rounded: 0.0068 is 6800. The zero value is "not given", which is not the same
// as nothing to pay. In JSON it is a decimal in quotes, empty if not given.
type Amount struct {
	Micros int64
	Known  bool
}

// ParseAmount reads a decimal without sign and exponent, as "0.0068", of at
// most six places and less than a million million, exactly. Otherwise it
// returns [whatsapp.Violations].
func ParseAmount(s string) (Amount, error) {
	whole, places, dot := strings.Cut(s, ".")
	units, ok := digits(whole)
	if !ok || units >= maxWholeUnits {
		return Amount{}, badAmount()
	}
	if len(places) > maxDecimals {
		return Amount{}, badAmount()
	}
	parts := int64(0)
	if dot {
		if parts, ok = digits(places); !ok {
			return Amount{}, badAmount()
		}
	}
	for range maxDecimals - len(places) {
		parts *= 10
	}
	return Amount{Micros: units*micros + parts, Known: true}, nil
}

func badAmount() error {
	return whatsapp.Violations{{Field: "amount", Rule: "a decimal below 1000000000000 with at most six places, as 0.0068"}}
}

// digits reads a number of ASCII digits only.
func digits(s string) (int64, bool) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
	}
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil
}

// String is the decimal without zeros at its end; empty if not given.
func (a Amount) String() string {
	if !a.Known {
		return ""
	}
	sign, n := "", uint64(a.Micros) //nolint:gosec // a negative one is turned below
	if a.Micros < 0 {
		sign, n = "-", -n
	}
	s := sign + strconv.FormatUint(n/micros, 10)
	if n %= micros; n != 0 {
		places := strconv.FormatUint(micros+n, 10)[1:]
		s += "." + strings.TrimRight(places, "0")
	}
	return s
}

// MarshalText is String.
func (a Amount) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText reads what [ParseAmount] reads; an empty text is "not given".
func (a *Amount) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*a = Amount{}
		return nil
	}
	read, err := ParseAmount(string(text))
	if err == nil {
		*a = read
	}
	return err
}

// Price is an amount of money.
type Price struct {
	Amount Amount `json:"amount,omitzero"`
	// Currency is ISO 4217; empty if it is not known, as of what is free without
	// a card.
	Currency string `json:"currency,omitempty"`
}

// IsKnown reports whether there is a price; nothing to pay is one.
func (p Price) IsKnown() bool { return p.Amount.Known }
