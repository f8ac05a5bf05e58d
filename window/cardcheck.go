package window

import (
	"strconv"

	"github.com/wainbox/wainbox/whatsapp"
)

// Validate checks the card and returns nil or [whatsapp.Violations], with all
// that is wrong at once: a currency of three capitals, a first day and none
// before it as the end, and markets that have a name, rates that are not
// negative, and calling codes or countries that no other has.
func (c *Card) Validate() error {
	v := cardCheck{codes: map[string]bool{}, countries: map[string]bool{}}
	if !capitals(c.Currency, 3) {
		v.add("currency", "three capital letters, as USD")
	}
	if c.From.IsZero() {
		v.add("from", "required")
	}
	if !c.Until.IsZero() && !c.From.Before(c.Until) {
		v.add("until", "after from")
	}
	if len(c.Markets) == 0 {
		v.add("markets", "required")
	}
	for i := range c.Markets {
		v.market("markets["+strconv.Itoa(i)+"]", &c.Markets[i])
	}
	if v.found == nil {
		return nil
	}
	return v.found
}

// cardCheck collects what is wrong.
type cardCheck struct {
	found            whatsapp.Violations
	codes, countries map[string]bool // seen before
}

func (v *cardCheck) add(field, rule string) {
	v.found = append(v.found, whatsapp.Violation{Field: field, Rule: rule})
}

func (v *cardCheck) market(at string, m *Market) {
	if m.Name == "" {
		v.add(at+".name", "required")
	}
	if len(m.Codes)+len(m.Countries) == 0 {
		v.add(at+".codes", "a calling code or a country")
	}
	for i, code := range m.Codes {
		field := at + ".codes[" + strconv.Itoa(i) + "]"
		if _, ok := digits(code); !ok || code[0] == '0' {
			v.add(field, "digits of a calling code, without + and leading 0")
		}
		v.unique(field, code, v.codes)
	}
	for i, code := range m.Countries {
		field := at + ".countries[" + strconv.Itoa(i) + "]"
		if !capitals(code, 2) {
			v.add(field, "two capital letters, as BR")
		}
		v.unique(field, code, v.countries)
	}
	for _, c := range categories {
		if m.Rates.Of(c).Micros < 0 {
			v.add(at+".rates."+string(c), "not negative")
		}
	}
}

func (v *cardCheck) unique(field, code string, seen map[string]bool) {
	if seen[code] {
		v.add(field, "in no other market")
	}
	seen[code] = true
}
