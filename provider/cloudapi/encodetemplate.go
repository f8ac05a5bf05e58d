package cloudapi

import (
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/whatsapp"
)

// anybody stands in for the customer, whom the object does not name.
const anybody whatsapp.Phone = "15550100000"

// EncodeTemplate makes the object of a template message, the "template" of what
// [Client.Send] posts, byte for byte: to look at what would be sent, and for who
// posts it in another way. 360dialog takes the same object.
//
// What the platform does not take is refused as by Send, with a
// [*provider.Error] that holds [whatsapp.Violations]. Source: Cloud API,
// "Template messages", November 2025.
func EncodeTemplate(t whatsapp.Template) ([]byte, error) {
	m := whatsapp.Outbound{To: whatsapp.Address{Phone: anybody}, Content: t}
	err := m.Validate()
	if err == nil && t.Name == "" { // others send by an id alone
		err = whatsapp.Violations{{Field: "template.name", Rule: "required"}}
	}
	if err != nil {
		return nil, &provider.Error{Op: sending.Op, Kind: provider.Invalid, Err: err}
	}
	return wire.AppendTemplate(nil, t), nil
}
