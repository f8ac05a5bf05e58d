package wire

import (
	"strconv"

	"github.com/wainbox/wainbox/whatsapp"
)

// appendComma appends the comma before a member or an element, where it is not
// the first. Outside of a string only an opening bracket can end what is
// written so far and have nothing before it.
func appendComma(dst []byte) []byte {
	if last := dst[len(dst)-1]; last == '{' || last == '[' {
		return dst
	}
	return append(dst, ',')
}

// appendKey begins a member of an object. The name is one of ours, with nothing
// to escape.
func appendKey(dst []byte, name string) []byte {
	dst = append(appendComma(dst), '"')
	dst = append(dst, name...)
	return append(dst, '"', ':')
}

// appendName begins a member whose name is the caller's.
func appendName(dst []byte, name string) []byte {
	return append(AppendString(appendComma(dst), name), ':')
}

// appendField appends a member that is a text.
func appendField(dst []byte, name, value string) []byte {
	return AppendString(appendKey(dst, name), value)
}

// appendOptional appends a member that is a text, where there is one.
func appendOptional(dst []byte, name, value string) []byte {
	if value == "" {
		return dst
	}
	return appendField(dst, name, value)
}

func appendNumber(dst []byte, name string, n int64) []byte {
	return strconv.AppendInt(appendKey(dst, name), n, 10)
}

// appendDegrees appends a finite number without an exponent.
func appendDegrees(dst []byte, name string, n float64) []byte {
	return strconv.AppendFloat(appendKey(dst, name), n, 'f', -1, 64)
}

// appendRaw appends a member that is JSON already.
func appendRaw(dst []byte, name string, r whatsapp.Raw) []byte {
	return append(appendKey(dst, name), r...)
}

// appendOpen begins a member that is an object, appendList one that is an array.
func appendOpen(dst []byte, name string) []byte { return append(appendKey(dst, name), '{') }

func appendList(dst []byte, name string) []byte { return append(appendKey(dst, name), '[') }

// appendElement begins an element of an array that is an object.
func appendElement(dst []byte) []byte { return append(appendComma(dst), '{') }
