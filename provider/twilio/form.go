package twilio

import "bytes"

// maxFields is the most fields of a form; Twilio sends some forty. A body with
// more costs memory and is nobody's callback.
const maxFields = 1024

// field is one field of a form, decoded; raw is the field as it stood there.
type field struct{ key, value, raw []byte }

// form is the fields of a body in their order. What was decoded is in its
// buffer, the rest in the body: both must stay as they are.
type form struct {
	fields []field
	buffer []byte
}

// read splits a body, keeping what was allocated before. It reports false for
// one with too many fields. Every field is kept, also an empty one and one that
// comes twice, since all are signed; an escape that is none stands for itself.
func (f *form) read(body []byte) bool {
	f.fields = f.fields[:0]
	if cap(f.buffer) < len(body) {
		f.buffer = make([]byte, 0, len(body))
	}
	f.buffer = f.buffer[:0]
	for len(body) > 0 {
		var raw []byte
		raw, body, _ = bytes.Cut(body, []byte("&"))
		if len(raw) == 0 {
			continue
		}
		if len(f.fields) == maxFields {
			return false
		}
		key, value, _ := bytes.Cut(raw, []byte("="))
		f.fields = append(f.fields, field{key: f.unescape(key), value: f.unescape(value), raw: raw})
	}
	return true
}

// unescape decodes a part of the body. The buffer was made large enough, so
// that what was decoded before stays where it is.
func (f *form) unescape(s []byte) []byte {
	if bytes.IndexByte(s, '%') < 0 && bytes.IndexByte(s, '+') < 0 {
		return s
	}
	start := len(f.buffer)
	f.buffer = appendUnescaped(f.buffer, s)
	return f.buffer[start:len(f.buffer):len(f.buffer)]
}

func appendUnescaped(dst, s []byte) []byte {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '+':
			c = ' '
		case c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			c = nibble(s[i+1])<<4 | nibble(s[i+2])
			i += 2
		}
		dst = append(dst, c)
	}
	return dst
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func nibble(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c <= 'F':
		return c - 'A' + 10
	default:
		return c - 'a' + 10
	}
}

// get is the value of the first field of this name; empty when there is none.
// It shares nothing with the body.
func (f *form) get(key string) string {
	for i := range f.fields {
		if string(f.fields[i].key) == key {
			return string(f.fields[i].value)
		}
	}
	return ""
}

// has reports whether there is a field of this name.
func (f *form) has(key string) bool {
	for i := range f.fields {
		if string(f.fields[i].key) == key {
			return true
		}
	}
	return false
}
