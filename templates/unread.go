package templates

import "reflect"

// Unread names the members that a definition has in an Extra because their value
// is of another type than it should be, as "components[0].text": what they say of
// the template is not known here.
func (d Definition) Unread() []string {
	if d.Content != nil {
		return unread(nil, "", reflect.ValueOf(*d.Content))
	}
	return unread(nil, "", reflect.ValueOf(d))
}

func unread(all []string, at string, v reflect.Value) []string {
	switch v.Kind() { //nolint:exhaustive // what holds others
	case reflect.Pointer:
		if !v.IsNil() {
			return unread(all, at, v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			all = unread(all, field(at, i), v.Index(i))
		}
	case reflect.Struct:
		extra := extraOf(v)
		for i := range v.NumField() {
			name, _ := member(v.Type().Field(i))
			if name == "" {
				continue
			}
			below := name
			if at != "" {
				below = at + "." + name
			}
			if _, odd := extra[name]; odd && isEmpty(v.Field(i)) {
				all = append(all, below)
			}
			all = unread(all, below, v.Field(i))
		}
	}
	return all
}
