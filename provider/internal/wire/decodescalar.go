package wire

import (
	"strconv"
	"time"
)

// ahead is how much of a callback is copied at once, if items are smaller. A
// copy for each item costs about as much as reading it.
const ahead = 2 << 10

// take copies an item's bytes, for its event to hold, and with them what stands
// behind it within reach of ahead: the items there are parts of the same copy.
// So an event keeps its own bytes alive and less than ahead of its neighbours'.
func (d *decoder) take(v int) {
	n := d.node(v)
	if n.start < d.from || int(n.end) > int(d.from)+len(d.copied) {
		stop := max(int(n.end), min(int(n.start)+ahead, len(d.body)))
		d.copied, d.from = string(d.body[n.start:stop]), n.start
	}
	d.item, d.base = d.copied[n.start-d.from:n.end-d.from], n.start
}

// scrap is an empty buffer for about n bytes, good until the next call.
func (d *decoder) scrap(n int) []byte {
	if n > cap(d.scratch) {
		d.scratch = make([]byte, 0, n)
	}
	return d.scratch[:0]
}

// size is what a value takes up in the body, and about what its text does.
func (d *decoder) size(i int) int {
	n := d.node(i)
	return int(n.end - n.start)
}

// text is the content of a string or the digits of a number within the item
// taken: a part of that copy unless it has escapes. Absent is "".
func (d *decoder) text(i int) string {
	if i == 0 {
		return ""
	}
	n := d.node(i)
	start, end := n.start-d.base, n.end-d.base
	switch c := d.body[n.start]; {
	case c == '"' && n.span&marks == 0:
		return d.item[start+1 : end-1]
	case c == '"':
		if text, plain := d.inner(i); !plain {
			return string(appendDecoded(d.scrap(len(text)), text))
		}
		return d.item[start+1 : end-1]
	case c == '-' || '0' <= c && c <= '9':
		return d.item[start:end]
	default:
		return ""
	}
}

// bytes is a value of the item as it stands; empty for an absent one.
func (d *decoder) bytes(i int) string {
	if i == 0 {
		return ""
	}
	return d.stretch(i, i)
}

// stretch is what stands in the item from one node to another.
func (d *decoder) stretch(first, last int) string {
	return d.item[d.node(first).start-d.base : d.node(last).end-d.base]
}

// isText reports whether text would read it: a string or a number is there.
func (d *decoder) isText(i int) bool {
	switch d.kind(i) {
	case 0, '{', '[', 't', 'f':
		return false
	default:
		return true
	}
}

// own is the same as text, as a string of its own, of any place in the body.
func (d *decoder) own(i int) string { return string(d.letters(i)) }

// key is an object's key, valid until the next call.
func (d *decoder) key(k int) []byte {
	n := d.node(k)
	if n.span&escaped != 0 {
		return d.letters(k)
	}
	return d.body[n.start+1 : n.end-1]
}

// letters is the same as text, of any place in the body, valid until the next
// call.
func (d *decoder) letters(i int) []byte {
	text, plain := d.inner(i)
	if plain {
		return text
	}
	return appendDecoded(d.scrap(len(text)), text)
}

// number is an integer: written as one, as a float, or as a string of either.
// ok is false when there is none that fits.
func (d *decoder) number(i int) (n int64, ok bool) {
	text := d.letters(i)
	const most = 32 // more digits than any id, time or code has
	if len(text) == 0 || len(text) > most {
		return 0, false
	}
	negative := text[0] == '-'
	digits := text
	if negative {
		digits = text[1:]
	}
	if len(digits) == 0 || len(digits) > 18 {
		return float(text)
	}
	for _, c := range digits {
		if c < '0' || c > '9' {
			return float(text)
		}
		n = n*10 + int64(c-'0')
	}
	if negative {
		n = -n
	}
	return n, true
}

// float is the whole part of a number with a fraction or an exponent.
func float(text []byte) (int64, bool) {
	const most = 1e18 // within int64
	f, ok := decimal(text)
	if !ok || f > most || f < -most {
		return 0, false
	}
	return int64(f), true
}

// decimal is a number: written as one or as a string.
func (d *decoder) decimal(i int) (float64, bool) {
	return decimal(d.letters(i))
}

func decimal(text []byte) (float64, bool) {
	const most = 64 // more digits than any float has
	if len(text) == 0 || len(text) > most {
		return 0, false
	}
	for _, c := range text {
		// strconv takes more than JSON does: hexadecimal, "inf", underscores.
		if (c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E' {
			return 0, false
		}
	}
	f, err := strconv.ParseFloat(string(text), 64)
	return f, err == nil
}

// seconds is a time in Unix seconds; 0 when there is none or it cannot be one.
// Some senders write milliseconds: as seconds they would lie after the year
// 5000.
func (d *decoder) seconds(i int) int64 {
	const (
		mostSeconds = 100_000_000_000
		lastSecond  = 253_402_300_799 // of the year 9999, the last that RFC 3339 writes
	)
	n, ok := d.number(i)
	if n > mostSeconds {
		n /= 1000
	}
	if !ok || n <= 0 || n > lastSecond {
		return 0
	}
	return n
}

// moment is a time as [decoder.seconds] reads it; zero when there is none.
func (d *decoder) moment(i int) time.Time {
	n := d.seconds(i)
	if n == 0 {
		return time.Time{}
	}
	return time.Unix(n, 0).UTC()
}

// flag is a truth value: true, "true", 1 or "1".
func (d *decoder) flag(i int) bool {
	if d.kind(i) == 't' {
		return true
	}
	text := d.letters(i)
	return string(text) == "true" || string(text) == "1"
}
