package wire

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// str reads the string that begins at p. It looks at eight bytes at a time: in
// end, a byte's top bit is set where there is a quote, and in odd where there is
// a control character, a backslash or more than ASCII; of each, the lowest such
// bit is exact. Nothing but the quote decides where to go on, since each token
// waits for the one before it.
func (s *scanner) str(p int) int {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	b, start := s.body, p
	for p++; p+8 <= len(b); p += 8 {
		x := binary.LittleEndian.Uint64(b[p:])
		quote, slash := x^(ones*'"'), x^(ones*'\\')
		end := (quote - ones) &^ quote & tops
		odd := (x | (x-ones*0x20)&^x | (slash-ones)&^slash) & tops
		if odd&(end&-end-1) != 0 { // before the quote
			break
		}
		if end != 0 {
			return s.scalar(start, p+bits.TrailingZeros64(end)/8+1, 1)
		}
	}
	return s.oddStr(start, p)
}

// oddStr reads the rest of a string, from p, byte by byte.
func (s *scanner) oddStr(start, p int) int {
	b, span := s.body, uint32(1)
	for p < len(b) {
		switch c := b[p]; {
		case c == '"':
			return s.scalar(start, p+1, span)
		case c == '\\':
			if p = escape(b, p); p < 0 {
				return -1
			}
			span |= escaped
		case c < ' ':
			return -1
		default:
			if c >= utf8.RuneSelf {
				span |= wide
			}
			p++
		}
	}
	return -1
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
