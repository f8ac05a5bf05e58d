package wire

import (
	"strconv"
	"time"
)

// take makes the one copy of an item's bytes that its event will hold.
func (d *decoder) take(v int) {
	d.item, d.base = string(d.raw(v)), d.node(v).start
}

// room is an empty buffer for about n bytes, good until the next call.
func (d *decoder) room(n int) []byte {
	if n <= len(d.small) {
		return d.small[:0]
	}
	if cap(d.large) < n {
		d.large = make([]byte, 0, n)
	}
	return d.large[:0]
}

// size is what a value takes up in the body, and about what its text does.
func (d *decoder) size(i int) int {
	n := d.node(i)
	return int(n.end - n.start)
}

// text is the content of a string or the digits of a number within the item
// taken: a part of that copy unless it has escapes. Absent is "".
func (d *decoder) text(i int) string {
	text, plain := d.inner(i)
	switch {
	case len(text) == 0:
		return ""
	case !plain:
		return d.own(i)
	}
	start := d.node(i).start - d.base
	if d.item[start] == '"' {
		start++
	}
	return d.item[start : int(start)+len(text)]
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
func (d *decoder) own(i int) string {
	return string(d.appendScalar(d.room(d.size(i)), i))
}

// key is an object's key, valid until the next call.
func (d *decoder) key(k int) []byte {
	n := d.node(k)
	text := d.body[n.start+1 : n.end-1]
	if n.span&escaped == 0 {
		return text
	}
	return appendDecoded(d.room(len(text)), text)
}

// number is an integer: written as one, as a float, or as a string of either.
// ok is false when there is none that fits.
func (d *decoder) number(i int) (n int64, ok bool) {
	text, _ := d.inner(i)
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
	for _, c := range text {
		// strconv takes more than JSON does: hexadecimal, "inf", underscores.
		if (c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E' {
			return 0, false
		}
	}
	f, err := strconv.ParseFloat(string(text), 64)
	const most = 1e18 // within int64
	if err != nil || f > most || f < -most {
		return 0, false
	}
	return int64(f), true
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
	text, _ := d.inner(i)
	return string(text) == "true" || string(text) == "1"
}
