package wire

import (
	"cmp"
	"encoding/json"
	"strings"

	"github.com/wainbox/wainbox/whatsapp"
)

// itemOf is an event as a callback holds it, or the rule that forbids it.
func itemOf(e whatsapp.Event) (item, string) {
	switch e := e.(type) {
	case *whatsapp.Received:
		return receivedItem(e)
	case *whatsapp.Echo:
		return echoItem(e)
	case *whatsapp.Past:
		return pastItem(e)
	case *whatsapp.Status:
		return statusItem(e)
	case *whatsapp.Unknown:
		return unknownItem(e)
	case *whatsapp.HistoryChunk:
		return chunkItem(e), ""
	case *whatsapp.Fault:
		it := listItem(&e.Notice, fieldMessages, "errors", failureObject(&e.Failure))
		it.at = e.At
		return it, ""
	case *whatsapp.Call:
		return callItem(e)
	case *whatsapp.CallStatus:
		return callStatusItem(e), ""
	case *whatsapp.GroupUpdate:
		return listItem(&e.Notice, groupField(e.Type), "groups", groupObject(e)), ""
	case *whatsapp.UserPreference, *whatsapp.UserAction, *whatsapp.AutomaticEvent, *whatsapp.StateSync:
		return userItem(e), ""
	default:
		return noticeItem(e)
	}
}

// listItem is a notice that stands in a list and has a time of its own.
func listItem(n *whatsapp.Notice, field, list string, o object) item {
	field, _, _ = strings.Cut(cmp.Or(n.Field, field), ".")
	return item{origin: n.Origin, field: field, list: list, value: o}
}

// unknownItem is what was not read, as it was.
func unknownItem(e *whatsapp.Unknown) (item, string) {
	if !json.Valid([]byte(e.Raw)) {
		return item{}, "has no JSON to be kept"
	}
	it := item{origin: e.Origin, at: e.At, field: e.Field, value: e.Raw}
	if field, key, ok := strings.Cut(e.Field, "."); ok && key != "" && hasLists(field) {
		it.field, it.list, it.alone = field, key, true
		it.sealed = key == fieldStandby // it may hold contacts of its own
	}
	return it, ""
}

// isValid reports whether JSON that an event holds, if any, is all between such
// brackets.
func isValid(r whatsapp.Raw, brackets string) bool {
	return r == "" || r[0] == brackets[0] && r[len(r)-1] == brackets[1] && json.Valid([]byte(r))
}

func failureObject(f *whatsapp.Failure) object {
	o := object{
		{"title", f.Title},
		{"message", f.Message},
		{"error_data", some(object{{"details", f.Details}})},
		{"href", f.Href},
	}
	if f.Code != 0 || f.Class != whatsapp.ClassUnknown {
		o = append(object{{"code", count(int64(f.Code))}}, o...)
	}
	return o
}

func failureObjects(list []whatsapp.Failure) []any { return each(list, failureObject) }
