package cloudapi

import (
	"strconv"
	"strings"

	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

const nameBytes = "abcdefghijklmnopqrstuvwxyz0123456789_"

func checkCreate(d templates.Definition) whatsapp.Violations {
	var v whatsapp.Violations
	for _, field := range [][2]string{{"name", d.Name}, {"language", d.Language}, {"category", string(d.Category)}} {
		if field[1] == "" {
			v = append(v, whatsapp.Violation{Field: field[0], Rule: "required"})
		}
	}
	if len(d.Name) > whatsapp.MaxTemplateNameBytes || strings.Trim(d.Name, nameBytes) != "" {
		rule := "at most " + strconv.Itoa(whatsapp.MaxTemplateNameBytes) + " of a-z, 0-9 and _"
		v = append(v, whatsapp.Violation{Field: "name", Rule: rule})
	}
	if len(d.Components) == 0 {
		v = append(v, whatsapp.Violation{Field: "components", Rule: "required"})
	}
	return append(v, checkHandles("components", d.Components)...)
}

func checkEdit(d templates.Definition) whatsapp.Violations {
	var v whatsapp.Violations
	if d.ID == "" {
		v = append(v, whatsapp.Violation{Field: "id", Rule: "required"})
	}
	if d.Category == "" && len(d.Components) == 0 && d.TTLSeconds == 0 {
		v = append(v, whatsapp.Violation{Field: "components", Rule: "required, or a category or a time to live"})
	}
	return append(v, checkHandles("components", d.Components)...)
}

// checkHandles finds samples that were read from the platform, which gives an
// address where it takes a handle.
func checkHandles(at string, parts []templates.Component) whatsapp.Violations {
	var v whatsapp.Violations
	for i, part := range parts {
		here := at + "[" + strconv.Itoa(i) + "]"
		if e := part.Example; e != nil {
			for _, handle := range e.HeaderHandle {
				if strings.HasPrefix(handle, "http") {
					v = append(v, whatsapp.Violation{Field: here + ".example.header_handle", Rule: "a handle, not an address"})
				}
			}
		}
		for j, card := range part.Cards {
			v = append(v, checkHandles(here+".cards["+strconv.Itoa(j)+"].components", card.Components)...)
		}
	}
	return v
}
