package wire

import (
	"encoding/binary"
	"math/bits"
)

// str reads the string that begins at p.
func (s *scanner) str(p int) int {
	start, span := p, uint32(1)
	for p++; ; {
		var mark uint32
		p, mark = plain(s.body, p)
		span |= mark
		if p >= len(s.body) {
			return -1
		}
		switch s.body[p] {
		case '"':
			return s.scalar(start, p+1, span)
		case '\\':
			if p = escape(s.body, p); p < 0 {
				return -1
			}
			span |= escaped
		default: // a control character
			return -1
		}
	}
}

// plain returns the first place at or after p with a quote, a backslash or a
// control character, and wide if there is more than ASCII before it. It looks
// at eight bytes at a time: a byte's top bit is set in found when the byte is
// one of them, and the lowest such bit is exact.
func plain(b []byte, p int) (end int, mark uint32) {
	var seen uint64
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	for p+8 <= len(b) {
		x := binary.LittleEndian.Uint64(b[p:])
		quote, slash := x^(ones*'"'), x^(ones*'\\')
		found := ((x-ones*0x20)&^x | (quote-ones)&^quote | (slash-ones)&^slash) & tops
		if found != 0 {
			// Only what lies below the lowest bit was before it.
			seen |= x & (found&-found - 1)
			p += bits.TrailingZeros64(found) / 8
			return p, markOf(seen)
		}
		seen |= x
		p += 8
	}
	for p < len(b) && b[p] != '"' && b[p] != '\\' && b[p] >= 0x20 {
		seen |= uint64(b[p])
		p++
	}
	return p, markOf(seen)
}

// markOf is wide if any of the bytes seen is more than ASCII.
func markOf(seen uint64) uint32 {
	const tops = 0x8080808080808080
	if seen&tops != 0 {
		return wide
	}
	return 0
}

// escape returns where the escape that begins at p ends, or -1.
func escape(b []byte, p int) int {
	if p+1 >= len(b) {
		return -1
	}
	switch b[p+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return p + 2
	case 'u':
		if p+6 > len(b) {
			return -1
		}
		for _, c := range b[p+2 : p+6] {
			if digit := hexDigit(c); digit < 0 {
				return -1
			}
		}
		return p + 6
	default:
		return -1
	}
}

// hexDigit is the value of a hexadecimal digit, or -1.
func hexDigit(c byte) rune {
	switch {
	case '0' <= c && c <= '9':
		return rune(c - '0')
	case 'a' <= c && c <= 'f':
		return rune(c - 'a' + 10)
	case 'A' <= c && c <= 'F':
		return rune(c - 'A' + 10)
	default:
		return -1
	}
}

func (s *scanner) literal(p int, word string) int {
	end := p + len(word)
	if end > len(s.body) || string(s.body[p:end]) != word {
		return -1
	}
	return s.scalar(p, end, 1)
}

func (s *scanner) number(p int) int {
	start := p
	if s.at(p) == '-' {
		p++
	}
	switch c := s.at(p); {
	case c == '0':
		p++
	case '1' <= c && c <= '9':
		p = s.digits(p)
	default:
		return -1
	}
	if s.at(p) == '.' {
		whole := p + 1
		if p = s.digits(whole); p == whole {
			return -1
		}
	}
	if c := s.at(p); c == 'e' || c == 'E' {
		p++
		if c = s.at(p); c == '+' || c == '-' {
			p++
		}
		exponent := p
		if p = s.digits(p); p == exponent {
			return -1
		}
	}
	return s.scalar(start, p, 1)
}

// digits returns the first place at or after p that is no digit.
func (s *scanner) digits(p int) int {
	for p < len(s.body) && '0' <= s.body[p] && s.body[p] <= '9' {
		p++
	}
	return p
}

// at is the byte at p, and 0 past the end.
func (s *scanner) at(p int) byte {
	if p >= len(s.body) {
		return 0
	}
	return s.body[p]
}
