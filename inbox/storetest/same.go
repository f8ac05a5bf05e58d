package storetest

import (
	"fmt"
	"reflect"
	"strings"
	"time"
)

// same wants two values to be equal: times by the instant, an empty slice or
// map as none.
func (k *kit) same(what string, got, want any) {
	k.Helper()
	if !equal(reflect.ValueOf(got), reflect.ValueOf(want)) {
		k.Errorf("%s:\n got %s\nwant %s", what, show(reflect.ValueOf(got)), show(reflect.ValueOf(want)))
	}
}

var timeType = reflect.TypeFor[time.Time]()

func equal(a, b reflect.Value) bool {
	if !a.IsValid() || !b.IsValid() {
		return a.IsValid() == b.IsValid()
	}
	if a.Type() != b.Type() {
		return false
	}
	if a.Type() == timeType {
		return asTime(a).Equal(asTime(b))
	}
	switch a.Kind() {
	case reflect.Struct:
		for i := range a.NumField() {
			if !equal(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	case reflect.Pointer, reflect.Interface:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() && b.IsNil()
		}
		return equal(a.Elem(), b.Elem())
	case reflect.Slice:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !equal(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Map:
		if a.Len() != b.Len() {
			return false
		}
		for _, key := range a.MapKeys() {
			if !equal(a.MapIndex(key), b.MapIndex(key)) {
				return false
			}
		}
		return true
	default:
		return a.Equal(b)
	}
}

func asTime(v reflect.Value) time.Time {
	t, _ := reflect.TypeAssert[time.Time](v)
	return t
}

// show writes a value with what it points to, and leaves out zero fields.
func show(v reflect.Value) string {
	if !v.IsValid() {
		return "nothing"
	}
	if v.Type() == timeType {
		return asTime(v).UTC().Format(time.RFC3339Nano)
	}
	switch v.Kind() {
	case reflect.Struct:
		var fields []string
		for i := range v.NumField() {
			if !v.Field(i).IsZero() {
				fields = append(fields, v.Type().Field(i).Name+": "+show(v.Field(i)))
			}
		}
		return v.Type().Name() + "{" + strings.Join(fields, ", ") + "}"
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return "nil"
		}
		return show(v.Elem())
	case reflect.Slice:
		var items []string
		for i := range v.Len() {
			items = append(items, show(v.Index(i)))
		}
		return "[" + strings.Join(items, ", ") + "]"
	case reflect.String:
		const most = 200
		if s := v.String(); len(s) > most {
			return fmt.Sprintf("%q… (%d bytes)", s[:most], len(s))
		}
		return fmt.Sprintf("%q", v.String())
	default:
		return fmt.Sprint(v)
	}
}
