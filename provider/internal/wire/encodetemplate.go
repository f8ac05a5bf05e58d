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
	dst = append(dst, `,"language":{`...)
	dst = appendField(dst, "code", t.Language)
	dst = append(dst, '}')
	if len(t.Components) > 0 {
		dst = append(dst, `,"components":[`...)
		for i, c := range t.Components {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = appendComponent(dst, c)
		}
		dst = append(dst, ']')
	}
	return append(dst, '}')
}

func appendComponent(dst []byte, c whatsapp.Component) []byte {
	dst = append(dst, '{')
	dst = appendField(dst, "type", c.Type)
	if c.Type == "button" {
		dst = append(dst, ',')
		dst = appendField(dst, "sub_type", c.SubType)
		// A string in the platform's own samples; it takes a number too.
		dst = append(dst, ',')
		dst = appendField(dst, "index", strconv.Itoa(c.Index))
	}
	if len(c.Parameters) > 0 {
		dst = append(dst, `,"parameters":[`...)
		for i, p := range c.Parameters {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = appendParameter(dst, p)
		}
		dst = append(dst, ']')
	}
	return append(dst, '}')
}

func appendParameter(dst []byte, p whatsapp.Parameter) []byte {
	dst = append(dst, '{')
	dst = appendField(dst, "type", p.Type)
	if p.Name != "" {
		dst = append(dst, ',')
		dst = appendField(dst, "parameter_name", p.Name)
	}
	dst = append(dst, ',')
	switch {
	case p.Type == "currency" && p.Currency != nil:
		dst = append(dst, `"currency":{`...)
		dst = appendField(dst, "fallback_value", p.Currency.Fallback)
		dst = append(dst, ',')
		dst = appendField(dst, "code", p.Currency.Code)
		dst = append(dst, ',')
		dst = appendNumber(dst, "amount_1000", p.Currency.Amount1000)
		dst = append(dst, '}')
	case p.Type == "date_time":
		dst = append(dst, `"date_time":{`...)
		dst = appendField(dst, "fallback_value", p.Text)
		dst = append(dst, '}')
	case p.Media != nil:
		dst = AppendString(dst, p.Type)
		dst = append(dst, ':')
		// Only an id or a link, and a document's name, belong to a parameter.
		dst = appendMedia(dst, whatsapp.Media{ID: p.Media.ID, Link: p.Media.Link, Filename: documentName(p)})
	default:
		dst = AppendString(dst, p.Type)
		dst = append(dst, ':')
		dst = AppendString(dst, p.Text)
	}
	return append(dst, '}')
}

func documentName(p whatsapp.Parameter) string {
	if p.Type == "document" {
		return p.Media.Filename
	}
	return ""
}
