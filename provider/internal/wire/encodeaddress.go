package wire

import (
	"maps"
	"slices"

	"github.com/wainbox/wainbox/whatsapp"
)

func appendAddressAction(dst []byte, a whatsapp.AddressMessage) []byte {
	dst = append(dst, `,"action":{"name":"address_message","parameters":{`...)
	dst = appendField(dst, "country", a.Country)
	if len(a.Values) > 0 {
		dst = appendFields(dst, "values", a.Values)
	}
	if len(a.Saved) > 0 {
		dst = appendList(dst, "saved_addresses")
		for _, s := range a.Saved {
			dst = appendElement(dst)
			dst = appendField(dst, "id", s.ID)
			dst = append(appendFields(dst, "value", s.Values), '}')
		}
		dst = append(dst, ']')
	}
	if len(a.Errors) > 0 {
		dst = appendFields(dst, "validation_errors", a.Errors)
	}
	return append(dst, "}}"...)
}

// appendFields appends a member that is an object of texts, in the order of
// their names.
func appendFields(dst []byte, name string, all map[string]string) []byte {
	dst = appendOpen(dst, name)
	for _, key := range slices.Sorted(maps.Keys(all)) {
		dst = AppendString(appendName(dst, key), all[key])
	}
	return append(dst, '}')
}
