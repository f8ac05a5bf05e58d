package memstore

import (
	"reflect"
	"time"
)

// clone copies a value with all that it points to, so that nothing is shared
// between the store and its callers. It goes by reflection, so that a field
// that the contract gains is copied too.
func clone[T any](v T) T {
	detach(reflect.ValueOf(&v).Elem())
	return v
}

var (
	timeType     = reflect.TypeFor[time.Time]()
	locationType = reflect.TypeFor[*time.Location]()
)

// detach replaces everything that v refers to by a copy. v can be set.
func detach(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() == timeType { // its location is shared by everybody
			return
		}
		for _, f := range v.Fields() {
			if f.CanSet() {
				detach(f)
			}
		}
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() || v.Type() == locationType { // a copy of time.Local is not it
			return
		}
		c := reflect.New(v.Elem().Type())
		c.Elem().Set(v.Elem())
		detach(c.Elem())
		if v.Kind() == reflect.Interface {
			c = c.Elem()
		}
		v.Set(c)
	case reflect.Slice:
		if v.IsNil() {
			return
		}
		c := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(c, v)
		if refers(v.Type().Elem().Kind()) {
			for i := range c.Len() {
				detach(c.Index(i))
			}
		}
		v.Set(c)
	case reflect.Map:
		if v.IsNil() {
			return
		}
		c := reflect.MakeMapWithSize(v.Type(), v.Len())
		for key, value := range v.Seq2() {
			e := reflect.New(v.Type().Elem()).Elem()
			e.Set(value)
			detach(e)
			c.SetMapIndex(key, e)
		}
		v.Set(c)
	default: // a plain value was copied already
	}
}

// refers reports whether values of the kind may refer to others.
func refers(k reflect.Kind) bool {
	switch k {
	case reflect.Struct, reflect.Pointer, reflect.Interface, reflect.Slice, reflect.Map:
		return true
	default:
		return false
	}
}
