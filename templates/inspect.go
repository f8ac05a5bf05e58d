package templates

import (
	"unicode"
	"unicode/utf8"
)

// maxSpaces is the most spaces in a row that a value may have. Source: "Error
// codes", 132012 and 132018, and "Templates", November 2025.
const maxSpaces = 4

// The classes of bytes that a value is looked at for.
const (
	plainByte = iota
	spaceByte
	breakByte
	tabByte
	longByte // of a longer character
)

var byteClass = func() (class [256]uint8) {
	class[' '], class['\t'] = spaceByte, tabByte
	for _, c := range "\n\r\v\f" {
		class[c] = breakByte
	}
	for c := utf8.RuneSelf; c < len(class); c++ {
		class[c] = longByte
	}
	return class
}()

// inspect counts a value's characters and finds the first rule that it breaks.
// It is one pass, since it is most of the work of a fill.
func inspect(s string) (runes int, bad Rule) {
	spaces, blank := 0, true
	i := easy(s)
	if runes = i; i > 0 {
		blank = false
	}
	for i < len(s) {
		runes++
		class := byteClass[s[i]]
		if class == plainByte {
			spaces, blank = 0, false
			i++
			continue
		}
		size, broken := 1, Rule("")
		switch class {
		case spaceByte:
			if spaces++; spaces > maxSpaces {
				broken = Spaces
			}
		case breakByte:
			spaces, broken = 0, LineBreak
		case tabByte:
			spaces, broken = 0, Tab
		default:
			var r rune
			r, size = utf8.DecodeRuneInString(s[i:])
			spaces, broken = 0, ruleOf(r, size)
			blank = blank && unicode.IsSpace(r)
		}
		if bad == "" {
			bad = broken
		}
		i += size
	}
	if blank && bad == "" {
		bad = Empty
	}
	return runes, bad
}

// easy is the length of a beginning, of whole words of eight bytes, that breaks
// no rule and ends in no space: most values are easy to their last word.
func easy(s string) int {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	i := 0
	for ; i+8 <= len(s); i += 8 {
		w := uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24 |
			uint64(s[i+4])<<32 | uint64(s[i+5])<<40 | uint64(s[i+6])<<48 | uint64(s[i+7])<<56
		// A byte below the space borrows its high bit, one above ASCII has it.
		if (w|(w-0x20*ones))&highs != 0 {
			break
		}
		// Where a byte is a space, its difference is 0; two of them need a look.
		x := w ^ 0x20*ones
		blanks := (x - ones) &^ x & highs
		if blanks&(blanks>>8) != 0 || blanks>>63 != 0 {
			break
		}
	}
	return i
}

func ruleOf(r rune, size int) Rule {
	switch {
	case r == utf8.RuneError && size == 1:
		return NotUTF8
	case r == '\u0085', r == '\u2028', r == '\u2029':
		return LineBreak
	default:
		return ""
	}
}
