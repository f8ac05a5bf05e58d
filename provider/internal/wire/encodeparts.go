package wire

import "github.com/wainbox/wainbox/whatsapp"

// AppendTemplate appends the object of a template message, for who has no
// message around it. The template has a name and has passed
// [whatsapp.Outbound.Validate].
func AppendTemplate(dst []byte, t whatsapp.Template) []byte { return appendTemplate(dst, t) }

// AppendComponents appends the values of a template as an array of components,
// for who sends a template in a body of another shape. The message has passed
// [whatsapp.Outbound.Validate].
func AppendComponents(dst []byte, parts []whatsapp.Component) []byte {
	dst = append(dst, '[')
	for i := range parts {
		dst = append(appendComponent(appendElement(dst), &parts[i]), '}')
	}
	return append(dst, ']')
}

// AppendContacts appends an array of contact cards, likewise.
func AppendContacts(dst []byte, cards whatsapp.Contacts) []byte { return appendContacts(dst, cards) }
