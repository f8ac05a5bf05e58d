package templates

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// samples are those of one text, to be held against its variables.
type samples struct {
	variables

	rows  [][]string // by number
	named []NamedExample
	limit int // of the text with its samples
}

// samples checks that each variable has one, and no other.
func (l *linter) samples(at string, s samples) {
	switch {
	case s.broken || l.content: // no telling which sample is whose; contentRow
	case l.named:
		l.namedSamples(at, s)
	default:
		l.numberedSamples(at, s)
	}
}

func (l *linter) numberedSamples(at string, s samples) {
	given := len(slices.Concat(s.rows...))
	if len(s.named) > 0 || len(s.names) == 0 && given > 0 {
		l.add("example_unused", at)
	}
	switch {
	case len(s.names) == 0:
		return
	case given == 0:
		l.noSample(at, "")
		return
	}
	for _, row := range s.rows {
		if len(row) != len(s.names) {
			l.add("example_count", at)
			continue
		}
		for i, sample := range row {
			l.sample(at, strconv.Itoa(i+1), sample)
		}
		l.filled(at, s, func(name string) string { return row[number(name)-1] })
	}
}

func (l *linter) namedSamples(at string, s samples) {
	if len(s.rows) > 0 {
		l.add("example_unused", at)
	}
	given := map[string]string{}
	for _, one := range s.named {
		if _, twice := given[one.Name]; twice || !s.has[one.Name] {
			l.about("example_unused", at, one.Name)
		}
		given[one.Name] = one.Example
		l.sample(at, one.Name, one.Example)
	}
	for _, name := range s.names {
		if _, ok := given[name]; !ok {
			l.noSample(at, name)
		}
	}
	l.filled(at, s, func(name string) string { return given[name] })
}

// noSample tells of a sample that is missing.
//
// QUIRK(onemsg): the answer to a list has no samples, which the template had.
func (l *linter) noSample(at, name string) {
	if l.answered {
		l.once("example_answer", at)
	} else {
		l.about("example_missing", at, name)
	}
}

// contentRow checks the variables of what Twilio keeps, which are one row
// through all parts, and their samples.
func (l *linter) contentRow(c *Content) {
	all := c.variables()
	var numbers []string
	for _, name := range all {
		if isDigits(name) {
			numbers = append(numbers, name)
		}
		if sample, ok := c.Variables[name]; ok {
			l.sample("variables", name, sample)
		} else {
			l.about("example_missing", "variables", name)
		}
	}
	l.sequence("variables", numbers)
}

// sample checks one sample by the rules of a value.
func (l *linter) sample(at, name, sample string) {
	switch {
	case strings.TrimSpace(sample) == "":
		l.about("example_empty", at, name)
	case strings.ContainsAny(sample, "\r\n\t") || strings.Contains(sample, "     "):
		l.about("example_value", at, name)
	}
}

// filled checks how long the text is with its samples.
func (l *linter) filled(at string, s samples, sample func(name string) string) {
	n := 0
	for _, p := range s.pieces {
		n += utf8.RuneCountInString(p.literal)
		if p.name != "" {
			n += utf8.RuneCountInString(sample(p.name))
		}
	}
	if n > s.limit && s.places > 0 {
		l.add("example_too_long", at)
	}
}
