package simulator

import "fmt"

// textPart is a text of a template with its variables.
type textPart struct {
	name  string
	text  string
	want  int
	names map[string]bool // nil = they are not compared
	most  int             // characters, filled
	named bool
	kinds []string // of parameters; nil = those of bodies
}

// check compares the parameters of a text with its variables: as many, each by name in a template with named ones and
// none by name in another, and not too long once filled.
func (p textPart) check(given []templateParameter) *failure {
	if len(given) != p.want {
		return mismatch(p.name, len(given), p.want)
	}
	kinds := p.kinds
	switch {
	case kinds != nil:
	case p.named:
		kinds = []string{"text"} // what has a parameter_name
	default:
		kinds = []string{"text", "currency", "date_time", "group_id"}
	}
	met := map[string]bool{}
	for i := range given {
		one := &given[i]
		at := fmt.Sprintf("%s: parameters[%d]", p.name, i)
		switch {
		case p.named && one.Name == "":
			return otherFormat(at, "a parameter_name")
		case !p.named && one.Name != "":
			return otherFormat(at, "no parameter_name")
		case p.named && p.names != nil && !p.names[one.Name], met[one.Name] && one.Name != "":
			return mismatch(p.name, len(met), p.want)
		}
		met[one.Name] = true
		if f := one.check(at, kinds...); f != nil {
			return f
		}
	}
	if long(fillText(p.text, given), p.most) {
		return refuse(132005, fmt.Sprintf("The filled %s has more than %d characters", p.name, p.most))
	}
	return nil
}
