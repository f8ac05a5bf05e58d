package twilio

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/wainbox/wainbox/whatsapp"
)

// Variables are the values of a template, which Twilio sends by its id alone, by
// their numbers or names: what [Client.Send] posts as ContentVariables, to look at
// it or to post it in another way. It is not nil.
//
// The error is the [*provider.Error] of Send: [provider.Invalid] for a template
// without a content's id and for a name that is there twice,
// [provider.Unsupported] for what Twilio does not carry. The platform's own
// limits are not looked at; see [whatsapp.Outbound.Validate]. Source: Content
// API, April 2026.
//
// QUIRK(twilio): a content has one row of variables, counted through all its
// parts, where the platform counts in each part from 1. A value without a name
// is given the number of its place: the header's first, then the body's, then
// the buttons' in their order. A name is taken as it is, also if it is a number,
// for contents whose variables stand in another order.
func Variables(t whatsapp.Template) (map[string]string, error) {
	if !sid("HX", t.ID) {
		return nil, invalid(whatsapp.Violations{{Field: "template.id", Rule: `"HX" and 32 hexadecimal digits`}})
	}
	var all []placed
	for i, c := range t.Components {
		place, ok := places[c.Type]
		if !ok {
			return nil, unsupported("template.components["+strconv.Itoa(i)+"].type", `"header", "body" or "button"`)
		}
		for j, p := range c.Parameters {
			all = append(all, placed{parameter: p, field: parameterField(i, j), place: place, index: c.Index})
		}
	}
	slices.SortStableFunc(all, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.place, b.place), cmp.Compare(a.index, b.index))
	})
	variables := make(map[string]string, len(all))
	for i, p := range all {
		key := cmp.Or(p.parameter.Name, strconv.Itoa(i+1))
		if _, twice := variables[key]; twice {
			return nil, invalid(whatsapp.Violations{{Field: p.field + ".parameter_name", Rule: "different from the others"}})
		}
		value, err := p.value()
		if err != nil {
			return nil, err
		}
		variables[key] = value
	}
	return variables, nil
}

func parameterField(component, parameter int) string {
	return "template.components[" + strconv.Itoa(component) + "].parameters[" + strconv.Itoa(parameter) + "]"
}

// places is the order of a template's parts.
var places = map[string]int{"header": 0, "body": 1, "button": 2}

// placed is a parameter and where it belongs.
type placed struct {
	parameter    whatsapp.Parameter
	field        string
	place, index int
}

// value is a parameter as a string, which all of Twilio's are.
func (p placed) value() (string, error) {
	switch one := p.parameter; one.Type {
	case "text", "payload", "coupon_code", "date_time":
		return one.Text, nil
	case "currency":
		return one.Currency.Fallback, nil
	case "image", "video", "document":
		if one.Media.Link == "" {
			return "", unsupported(p.field+"."+one.Type+".id", linkOnly)
		}
		return one.Media.Link, nil
	default:
		return "", unsupported(p.field+".type", "not carried by "+Name)
	}
}
