package wire

import (
	"strconv"

	"github.com/wainbox/wainbox/whatsapp"
)

// appendTemplate appends the object of a template message. Source: Cloud API,
// "Template messages", November 2025.
func appendTemplate(dst []byte, t whatsapp.Template) []byte {
	dst = append(dst, '{')
	dst = appendField(dst, "name", t.Name)
	dst = appendOpen(dst, "language")
	dst = append(appendField(dst, "code", t.Language), '}')
	if len(t.Components) > 0 {
		dst = appendComponents(dst, t.Components)
	}
	return append(dst, '}')
}

func appendComponents(dst []byte, parts []whatsapp.Component) []byte {
	dst = appendList(dst, "components")
	for i := range parts {
		dst = append(appendComponent(appendElement(dst), &parts[i]), '}')
	}
	return append(dst, ']')
}

func appendComponent(dst []byte, c *whatsapp.Component) []byte {
	dst = appendField(dst, "type", c.Type)
	if c.Type == "button" {
		dst = appendField(dst, "sub_type", c.SubType)
		// A string in the platform's own samples; it takes a number too.
		// QUIRK(cloudapi): samples have none for a button that calls.
		if c.Index > 0 || c.SubType != "voice_call" {
			dst = appendField(dst, "index", strconv.Itoa(c.Index))
		}
	}
	if len(c.Parameters) > 0 {
		dst = appendList(dst, "parameters")
		for i := range c.Parameters {
			dst = append(appendParameter(appendElement(dst), &c.Parameters[i]), '}')
		}
		dst = append(dst, ']')
	}
	if len(c.Cards) > 0 {
		dst = appendList(dst, "cards")
		for i, card := range c.Cards {
			dst = appendNumber(appendElement(dst), "card_index", int64(i))
			dst = append(appendComponents(dst, card), '}')
		}
		dst = append(dst, ']')
	}
	return dst
}
