package wire

import (
	"cmp"
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// noticeItem is a notice that is all of a change's value.
func noticeItem(e whatsapp.Event) (item, string) {
	n, ok := whatsapp.Noticed(e)
	if !ok {
		return item{}, "is of no type that comes in a callback"
	}
	it := item{origin: n.Origin, at: n.At}
	// What the value says of the number by other members is not said twice.
	rest := n.Origin
	var (
		field string
		value object
	)
	switch e := e.(type) {
	case *whatsapp.TemplateStatus, *whatsapp.TemplateQuality, *whatsapp.TemplateComponents, *whatsapp.TemplateCategory:
		field, value = templateObject(e)
	case *whatsapp.NumberQuality, *whatsapp.NumberName, *whatsapp.UsernameUpdate, *whatsapp.Security:
		field, value = numberObject(e)
		value = append(object{{"display_phone_number", n.Display}}, value...)
		rest.Display = ""
	case *whatsapp.AccountSettings:
		field, value = fieldAccountSettings, settingsObject(e)
		rest.Number, it.at = "", time.Time{}
		if !isValid(e.Calling, "{}") {
			return it, "holds settings with JSON that is none"
		}
	case *whatsapp.Handover:
		field, value = fieldHandovers, handoverObject(e)
		rest, it.at = whatsapp.Origin{}, time.Time{}
	case *whatsapp.AccountUpdate:
		field, value = fieldAccountUpdate, accountUpdateObject(e)
	case *whatsapp.FlowUpdate:
		field, value = fieldFlows, flowObject(e)
	default:
		field, value = accountObject(e)
	}
	it.field = cmp.Or(n.Field, field)
	value = append(value, member{"metadata", metadata(rest)})
	it.value = value
	return it, ""
}
