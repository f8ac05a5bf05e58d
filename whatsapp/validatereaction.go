package whatsapp

import (
	"unicode"
	"unicode/utf8"
)

func (v *checker) reaction(r Reaction) {
	v.required("reaction.message_id", string(r.To))
	if r.Emoji != "" && !oneEmoji(r.Emoji) {
		v.add("reaction.emoji", "one emoji, or none")
	}
}

func (v *checker) pin(p Pin) {
	v.required("pin.message_id", string(p.To))
	switch {
	case !p.Unpin:
		v.count("pin.expiration_days", p.Days, 1, MaxPinDays)
	case p.Days != 0:
		v.add("pin.expiration_days", "not allowed")
	}
}

// What an emoji is made of, beside its pictures.
const (
	joiner        = '\u200d' // joins pictures to one
	variation     = '\ufe0f' // shows a character as a picture
	keycap        = '\u20e3' // puts the character before it on a key
	firstFlag     = '\U0001f1e6'
	lastFlag      = '\U0001f1ff'
	firstSkinTone = '\U0001f3fb'
	lastSkinTone  = '\U0001f3ff'
	firstTag      = '\U000e0020' // tags spell a region after a flag
	lastTag       = '\U000e007f'
)

// oneEmoji reports whether s is one emoji: a picture, or several that are
// joined, or a flag, or a key. It lets through pictures that are younger than
// its tables.
func oneEmoji(s string) bool {
	r, rest := next(s)
	switch {
	case flag(r):
		r, rest = next(rest)
		return flag(r) && rest == ""
	case r == '#' || r == '*' || r >= '0' && r <= '9':
		return skip(rest, variation, variation) == string(keycap)
	}
	for {
		if r, s = next(s); !picture(r) {
			return false
		}
		s = skip(s, variation, variation)
		s = skip(s, firstSkinTone, lastSkinTone)
		for cut := skip(s, firstTag, lastTag); cut != s; cut = skip(s, firstTag, lastTag) {
			s = cut
		}
		if s == "" {
			return true
		}
		if r, s = next(s); r != joiner {
			return false
		}
	}
}

func next(s string) (rune, string) {
	r, size := utf8.DecodeRuneInString(s)
	return r, s[size:]
}

// skip drops one character of that range from the front, if it is there.
func skip(s string, low, high rune) string {
	if r, rest := next(s); s != "" && r >= low && r <= high {
		return rest
	}
	return s
}

// flag reports whether a character is one of the two that make a flag.
func flag(r rune) bool { return r >= firstFlag && r <= lastFlag }

// picture reports whether a character is, or can be shown as, a picture.
func picture(r rune) bool {
	switch {
	case r == utf8.RuneError: // a picture of its own, but here it is what cannot be read
		return false
	case r >= 0x1f000 && r <= 0x1faff: // these planes are kept for pictures
		return !flag(r)
	case r == '‼' || r == '⁉' || r == 'ℹ' || r == '〰' || r == '〽':
		return true
	case r >= '←' && r <= '⯿' && unicode.Is(unicode.Sm, r): // arrows and squares
		return true
	default:
		return unicode.Is(unicode.So, r)
	}
}
