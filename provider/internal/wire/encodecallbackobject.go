package wire

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// object is a JSON object in the making, its members in order. A member whose
// value is empty is left out, as the platform does: nil, "", 0, false, or a list
// of nothing.
type object []member

type member struct {
	key   string
	value any
}

// spliced is a JSON object whose members are written in its place.
type spliced whatsapp.Raw

// some is the object, or nil if there is nothing in it.
func some(o object) object {
	for _, m := range o {
		if !isEmpty(m.value) {
			return o
		}
	}
	return nil
}

// whole is a list that is written even if it is empty.
func whole(list []any) any {
	if len(list) == 0 {
		return whatsapp.Raw("[]")
	}
	return list
}

// quoted is a text that is written even if it is empty.
func quoted(s string) whatsapp.Raw { return whatsapp.Raw(AppendString(nil, s)) }

// count is a number that is written even if it is 0.
func count(n int64) json.Number { return json.Number(strconv.FormatInt(n, 10)) }

// digits is a number if the text is one, else the text.
func digits(s string) any {
	if s != "" && (s[0] == '-' || '0' <= s[0] && s[0] <= '9') && json.Valid([]byte(s)) {
		return json.Number(s)
	}
	return s
}

// number is a time as a number in Unix seconds; empty when it is zero.
func number(t time.Time) json.Number { return json.Number(stamp(t)) }

// stamp is a time as a text in Unix seconds; empty when it is zero.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	n := t.Unix()
	if n > 100_000_000_000 { // it would be read as milliseconds
		n *= 1000
	}
	return strconv.FormatInt(n, 10)
}

// each makes a list of JSON values of a list of ours.
func each[T any](list []T, render func(*T) object) []any {
	var all []any
	for i := range list {
		all = append(all, render(&list[i]))
	}
	return all
}

func isEmpty(v any) bool {
	if v == nil {
		return true
	}
	if o, ok := v.(object); ok {
		return o == nil
	}
	r := reflect.ValueOf(v)
	return r.IsZero() || r.Kind() == reflect.Slice && r.Len() == 0
}

// appendValue appends a JSON value. Raw values stay as they are, to the byte.
func appendValue(dst []byte, v any) []byte {
	switch v := v.(type) {
	case object:
		return appendObject(dst, v)
	case objecter:
		return appendObject(dst, v.object())
	case []any:
		dst = append(dst, '[')
		for i, one := range v {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = appendValue(dst, one)
		}
		return append(dst, ']')
	case whatsapp.Raw:
		return append(dst, v...)
	case json.Number:
		return append(dst, v...)
	}
	r := reflect.ValueOf(v)
	switch {
	case r.Kind() == reflect.String:
		return AppendString(dst, r.String())
	case r.Kind() == reflect.Bool:
		return strconv.AppendBool(dst, r.Bool())
	default:
		return strconv.AppendInt(dst, r.Int(), 10)
	}
}

// objecter is what becomes an object when it is complete.
type objecter interface{ object() object }

func appendObject(dst []byte, o object) []byte {
	dst = append(dst, '{')
	first := true
	for _, m := range o {
		if isEmpty(m.value) {
			continue
		}
		rest, ok := m.value.(spliced)
		if ok && strings.TrimSpace(string(rest[1:len(rest)-1])) == "" {
			continue
		}
		if !first {
			dst = append(dst, ',')
		}
		first = false
		if ok {
			dst = append(dst, rest[1:len(rest)-1]...)
			continue
		}
		dst = AppendString(dst, m.key)
		dst = append(dst, ':')
		dst = appendValue(dst, m.value)
	}
	return append(dst, '}')
}
