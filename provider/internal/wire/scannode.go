package wire

import (
	"unicode/utf16"
	"unicode/utf8"
)

// node is the one with this index.
func (s *scanner) node(i int) *node { return &s.nodes[i] }

// kind is the first byte of a value: one of {["tfn- or a digit. It is 0 for an
// absent one, and for null: the platform writes both for "not there".
func (s *scanner) kind(i int) byte {
	if i == 0 {
		return 0
	}
	if c := s.body[s.node(i).start]; c != 'n' {
		return c
	}
	return 0
}

// next is the node that follows a value and all in it.
func (s *scanner) next(i int) int { return i + int(s.node(i).span&^marks) }

// raw is the value's own bytes, a part of the body.
func (s *scanner) raw(i int) []byte {
	n := s.node(i)
	return s.body[n.start:n.end]
}

// count is the number of an array's elements.
func (s *scanner) count(array int) int {
	n := 0
	for v, end := array+1, s.next(array); v < end; v = s.next(v) {
		n++
	}
	return n
}

// inner is a string's content, or a number's digits, as they stand in the body;
// ok is false when they must be decoded first. For anything else it is empty.
func (s *scanner) inner(i int) (text []byte, ok bool) {
	if i == 0 {
		return nil, true
	}
	n := s.node(i)
	switch c := s.body[n.start]; {
	case c == '"':
		text = s.body[n.start+1 : n.end-1]
		return text, n.span&marks == 0 || n.span&escaped == 0 && utf8.Valid(text)
	case c == '-' || '0' <= c && c <= '9':
		return s.body[n.start:n.end], true
	default:
		return nil, true
	}
}

// appendDecoded appends what the inside of a JSON string means. Like
// encoding/json, it puts U+FFFD in the place of each byte that is not UTF-8 and
// of each surrogate that is not half of a pair. The escapes were checked.
func appendDecoded(to, text []byte) []byte {
	for p := 0; p < len(text); {
		c := text[p]
		switch {
		case c == '\\' && text[p+1] == 'u':
			r := codeUnit(text[p:])
			p += 6
			if utf16.IsSurrogate(r) {
				pair := utf16.DecodeRune(r, codeUnit(text[p:]))
				if pair != utf8.RuneError {
					p += 6
				}
				r = pair
			}
			to = utf8.AppendRune(to, r)
		case c == '\\':
			to = append(to, unescaped(text[p+1]))
			p += 2
		case c < utf8.RuneSelf:
			to = append(to, c)
			p++
		default:
			r, size := utf8.DecodeRune(text[p:])
			to = utf8.AppendRune(to, r)
			p += size
		}
	}
	return to
}

// codeUnit is the code unit of the \u escape that text begins with, or -1.
func codeUnit(text []byte) rune {
	if len(text) < 6 || text[0] != '\\' || text[1] != 'u' {
		return -1
	}
	var r rune
	for _, c := range text[2:6] {
		r = r<<4 | hexDigit(c)
	}
	return r
}

// unescaped is the character that a one-letter escape stands for.
func unescaped(c byte) byte {
	switch c {
	case 'b':
		return '\b'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	default: // a quote, a backslash or a slash stands for itself
		return c
	}
}
