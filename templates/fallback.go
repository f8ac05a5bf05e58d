package templates

// AnyLanguage is a wanted language that every other one serves.
const AnyLanguage = "*"

// nearness is how well a template's language serves a wanted one.
type nearness int

const (
	foreign      nearness = iota
	sameBase              // "pt" or "pt_PT" for "pt_BR"
	sameLanguage          // with "-" for "_" and in either case
)

// near compares two codes of the platform's form: "pt", "pt_BR".
func near(has, wanted string) nearness {
	switch {
	case sameCode(has, wanted):
		return sameLanguage
	case wanted == AnyLanguage, sameCode(base(has), base(wanted)):
		return sameBase
	default:
		return foreign
	}
}

// base is a code without its region.
func base(code string) string {
	for i := range len(code) {
		if spelled(code[i]) == '_' {
			return code[:i]
		}
	}
	return code
}

// sameCode compares codes as the platform's webhooks, browsers and hosts spell
// them: "pt_BR", "pt-BR", "pt-br".
func sameCode(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if spelled(a[i]) != spelled(b[i]) {
			return false
		}
	}
	return true
}

func spelled(c byte) byte {
	switch {
	case c == '-':
		return '_'
	case 'A' <= c && c <= 'Z':
		return c + 'a' - 'A'
	default:
		return c
	}
}

// choose returns the best of some templates for a wanted language: the nearest,
// of equally near ones the first, which by the alphabet is the one without a
// region; nil = none.
func choose(all []*Template, wanted string) *Template {
	var best *Template
	nearest := foreign
	for _, t := range all {
		if n := near(t.definition.Language, wanted); n > nearest {
			best, nearest = t, n
		}
	}
	return best
}
