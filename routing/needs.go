package routing

import (
	"strconv"
	"time"
	"unicode/utf8"
)

// A chat may need skills, the most important first. Only who has them all is
// offered it, and, as it goes on waiting, who has all but the last, and so on.

// needed is how many of its needs a chat still insists on at a time.
func (r *Rules) needed(c *Chat, at time.Time) int {
	if len(c.Needs) == 0 || at.Before(c.Arrived) {
		return len(c.Needs)
	}
	return len(c.Needs) - int(min(at.Sub(c.Arrived)/r.relaxes(), time.Duration(len(c.Needs))))
}

// relaxed is when a chat will insist on one less; zero = never.
func (r *Rules) relaxed(c *Chat, at time.Time) time.Time {
	n := r.needed(c, at)
	if n == 0 {
		return time.Time{}
	}
	return c.Arrived.Add(time.Duration(len(c.Needs)-n+1) * r.relaxes())
}

// CheckSkills returns nil or a [*FieldError] for a field of skills: at most 16,
// none empty, none twice.
func CheckSkills(field string, skills []Skill) error {
	if len(skills) > MaxNeeds {
		return &FieldError{field, "at most " + strconv.Itoa(MaxNeeds)}
	}
	seen := make(map[Skill]bool, len(skills))
	for i, s := range skills {
		if s == "" || seen[s] || !utf8.ValidString(string(s)) {
			return &FieldError{field + "[" + strconv.Itoa(i) + "]", "text in UTF-8, not empty, and not twice"}
		}
		seen[s] = true
	}
	return nil
}
