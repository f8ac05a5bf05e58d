package simulator

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// textRule is what a text of a template may be.
type textRule struct {
	name    string // as a failure calls it
	most    int    // characters
	subcode int    // of a failure of its format
	single  bool   // it has one variable at most, which may stand at its ends
}

// checkText checks a text, its variables and their samples (Cloud API documentation, "Templates: parameters").
func (t *template) checkText(r textRule, text string, given samples) *failure {
	if blank(text) {
		return malformed(r.subcode, "The "+r.name+" is empty")
	}
	if long(text, r.most) {
		return malformed(tooMuch, fmt.Sprintf("The %s has more than %d characters", r.name, r.most))
	}
	places, ok := t.places(text)
	trimmed := strings.TrimSpace(text)
	switch {
	case !ok:
		return malformed(r.subcode, "The "+r.name+" has a variable that is not written as the format says")
	case len(places) == 0:
		return nil
	case r.single && len(places) > 1:
		return malformed(r.subcode, "The "+r.name+" has more than one variable")
	case !r.single && (strings.HasPrefix(trimmed, "{{") || strings.HasSuffix(trimmed, "}}")):
		return malformed(atEdge, "Variables cannot be at the start or end of the template")
	case !t.counted(places):
		return malformed(r.subcode, "The variables of the "+r.name+" are not numbered from 1, or named twice")
	case !t.sampled(places, given):
		return malformed(2388043, "The "+r.name+" has variables without examples")
	}
	return nil
}

var (
	numberVariable = regexp.MustCompile(`^[1-9][0-9]*$`)
	nameVariable   = regexp.MustCompile(`^[a-z_]+$`)
)

// places are the variables of a text, one for each place. It is false for a text in which double braces are opened
// around anything else.
func (t *template) places(text string) ([]string, bool) {
	well := numberVariable
	if t.named {
		well = nameVariable
	}
	var all []string
	for _, after := range strings.Split(text, "{{")[1:] {
		name, _, closed := strings.Cut(after, "}}")
		if !closed || !well.MatchString(name) {
			return nil, false
		}
		all = append(all, name)
	}
	return all, true
}

// counted tells whether numbers are 1 to as many as there are, or names are each there once.
func (t *template) counted(places []string) bool {
	different := map[string]bool{}
	for _, name := range places {
		different[name] = true
	}
	if t.named {
		return len(different) == len(places)
	}
	for n := range different {
		if at, _ := strconv.Atoi(n); at > len(different) {
			return false
		}
	}
	return true
}

// sampled tells whether each variable has its example: in the order of the numbers, or by name.
func (t *template) sampled(places []string, given samples) bool {
	if t.named {
		for _, name := range places {
			if blank(given.named[name]) {
				return false
			}
		}
		return true
	}
	different := map[string]bool{}
	for _, n := range places {
		different[n] = true
	}
	return len(given.row) == len(different) && !slices.ContainsFunc(given.row, blank)
}

// samples are the examples of a component.
type samples struct {
	row   []string // by place
	named map[string]string
}

// samples reads the examples under a key, those of a body being in one more list, and those by name under its own key.
func (c *component) samples(key string) samples {
	var all map[string]json.RawMessage
	_ = json.Unmarshal(c.Example, &all) // none of them are there then
	found := samples{named: map[string]string{}}
	var rows [][]string
	if json.Unmarshal(all[key], &rows) == nil && len(rows) > 0 {
		found.row = rows[0]
	} else if json.Unmarshal(all[key], &found.row) != nil {
		found.row = nil
	}
	var named []struct {
		Name    string `json:"param_name"`
		Example string `json:"example"`
	}
	_ = json.Unmarshal(all[key+"_named_params"], &named)
	for _, one := range named {
		found.named[one.Name] = one.Example
	}
	return found
}

// markup is something between two signs of it, as *bold*.
var markup = regexp.MustCompile(`(^|\W)(\*\S(.*\S)?\*|_\S(.*\S)?_|~\S(.*\S)?~|` + "`\\S(.*\\S)?`" + `)(\W|$)`)

// marked tells whether a text has markup, its variables aside.
func marked(text string) bool {
	return markup.MatchString(replaced(text, func(string) string { return "x" }))
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

func long(s string, most int) bool { return utf8.RuneCountInString(s) > most }
