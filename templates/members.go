package templates

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// Members are members of a JSON object by their names, as they came: those that
// have no field here, and those whose value is of another type than the field's.
// They are written back, the latter only while the field is empty.
type Members map[string]json.RawMessage

// maxDepth is how deep objects and arrays may stand in each other: some times what
// the platform's own need, so that reading takes no more than that many passes.
const maxDepth = 32

// The errors of what is read. They quote nothing of it.
var (
	// ErrNotJSON is of what is no JSON at all.
	ErrNotJSON = errors.New("templates: not JSON")
	// ErrNotTemplate is of JSON that is no template, or no part of one.
	ErrNotTemplate = errors.New("templates: not a template")
	// ErrTooDeep is of objects and arrays that stand more than 32 deep in each
	// other.
	ErrTooDeep = errors.New("templates: too deep")
)

// readObject reads a JSON object into the fields of the struct that v points to;
// what they do not take becomes its Extra.
func readObject(data []byte, v any) error {
	m, err := membersOf(data)
	if err == nil {
		m.fill(v)
	}
	return err
}

func membersOf(data []byte) (Members, error) {
	if depth(data) > maxDepth {
		return nil, ErrTooDeep
	}
	var m Members
	if json.Unmarshal(data, &m) != nil || m == nil {
		return nil, ErrNotTemplate
	}
	return m, nil
}

// depth is how deep objects and arrays stand in each other.
func depth(data []byte) int {
	deepest, now, quoted := 0, 0, false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{', c == '[':
			now++
			deepest = max(deepest, now)
		case c == '}', c == ']':
			now--
		}
	}
	return deepest
}

// fill gives the fields of the struct that v points to their members, and keeps
// the others in its Extra. For nothing, null and an empty text are written too.
func (m Members) fill(v any) {
	s := reflect.ValueOf(v).Elem()
	s.SetZero()
	for i := range s.NumField() {
		name, _ := member(s.Type().Field(i))
		raw, ok := m[name]
		switch {
		case !ok, name == "":
			continue
		case string(raw) == "null", string(raw) == `""`:
		case json.Unmarshal(raw, s.Field(i).Addr().Interface()) != nil:
			s.Field(i).SetZero()
			continue
		case isEmpty(s.Field(i)):
			s.Field(i).SetZero() // an empty list is none
		}
		delete(m, name)
	}
	for name, raw := range m {
		var b bytes.Buffer
		if json.Compact(&b, raw) == nil {
			m[name] = b.Bytes()
		}
	}
	if len(m) > 0 {
		s.FieldByName("Extra").Set(reflect.ValueOf(m))
	}
}

// member is the name of a field's member, empty where it has none, and whether
// it is left out when there is nothing in it.
func member(f reflect.StructField) (name string, optional bool) {
	name, option, _ := strings.Cut(f.Tag.Get("json"), ",")
	if name == "-" {
		return "", true
	}
	return name, option != ""
}

// writeObject writes a struct as a JSON object: its fields in their order, then
// the other members of its Extra by their names.
func writeObject(v any) ([]byte, error) {
	s := reflect.ValueOf(v)
	extra := extraOf(s)
	w := objectWriter{known: map[string]bool{}}
	for i := range s.NumField() {
		name, optional := member(s.Type().Field(i))
		if name == "" {
			continue
		}
		raw, odd := extra[name]
		switch f := s.Field(i); {
		case !isEmpty(f):
			w.add(name, f.Interface())
		case odd:
			w.add(name, raw)
		case !optional:
			w.add(name, f.Interface())
		}
		w.known[name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(extra)) {
		if !w.known[name] {
			w.add(name, extra[name])
		}
	}
	return w.end()
}

func extraOf(s reflect.Value) Members {
	m, _ := reflect.TypeAssert[Members](s.FieldByName("Extra"))
	return m
}

func isEmpty(v reflect.Value) bool {
	return v.IsZero() || (v.Kind() == reflect.Slice || v.Kind() == reflect.Map) && v.Len() == 0
}

// objectWriter writes members as they are added. Texts stay as they are: whether
// they are escaped for HTML is for whoever writes the whole.
type objectWriter struct {
	out   bytes.Buffer
	known map[string]bool
	err   error
}

func (w *objectWriter) add(name string, value any) {
	separator := byte(',')
	if w.out.Len() == 0 {
		separator = '{'
	}
	w.out.WriteByte(separator)
	w.value(name)
	w.out.WriteByte(':')
	w.value(value)
}

func (w *objectWriter) value(v any) {
	e := json.NewEncoder(&w.out)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		w.err = errors.Join(w.err, err)
		return
	}
	w.out.Truncate(w.out.Len() - len("\n"))
}

func (w *objectWriter) end() ([]byte, error) {
	if w.out.Len() == 0 {
		w.out.WriteByte('{')
	}
	w.out.WriteByte('}')
	return w.out.Bytes(), w.err
}
