package twilio

import (
	"net/url"
	"strings"
)

// A callback's address is signed as Twilio wrote it, which is not always as it
// was configured: these are the other ways to write it. All work on the text,
// since parsing and printing an address may change its escapes.

// otherPort is the address without its port, or with the scheme's own where it
// has none; empty when it is no address.
func otherPort(address string) string {
	scheme, rest, ok := strings.Cut(address, "://")
	if !ok {
		return ""
	}
	end := strings.IndexAny(rest, "/?")
	if end < 0 {
		end = len(rest)
	}
	authority, path := rest[:end], rest[end:]
	host := authority
	if at := strings.LastIndexByte(host, '@'); at >= 0 {
		host = host[at+1:]
	}
	// The colons of an IPv6 address stand within brackets.
	if colon := strings.LastIndexByte(host, ':'); colon > strings.LastIndexByte(host, ']') {
		return scheme + "://" + authority[:len(authority)-(len(host)-colon)] + path
	}
	switch scheme {
	case "https":
		return scheme + "://" + authority + ":443" + path
	case "http":
		return scheme + "://" + authority + ":80" + path
	default:
		return ""
	}
}

// legacyQuery is the address with its query decoded and written anew, values of
// one name together, as Twilio's older signers do; the address itself when it
// has no query.
func legacyQuery(address string) string {
	before, query, ok := strings.Cut(address, "?")
	if !ok || query == "" {
		return address
	}
	var f form
	if !f.read([]byte(query)) {
		return address
	}
	b := []byte(before)
	b = append(b, '?')
	start := len(b)
	done := make(map[string]bool, len(f.fields))
	for i, first := range f.fields {
		if done[string(first.key)] {
			continue
		}
		done[string(first.key)] = true
		for _, one := range f.fields[i:] {
			if string(one.key) != string(first.key) {
				continue
			}
			if len(b) > start {
				b = append(b, '&')
			}
			b = appendEscaped(b, one.key)
			b = append(b, '=')
			b = appendEscaped(b, one.value)
		}
	}
	return string(b)
}

// appendEscaped escapes as Node's querystring does.
func appendEscaped(dst, s []byte) []byte {
	const upper = "0123456789ABCDEF"
	for _, c := range s {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("-_.!~*'()", c) >= 0:
			dst = append(dst, c)
		default:
			dst = append(dst, '%', upper[c>>4], upper[c&15])
		}
	}
	return dst
}

// refParameter carries our own reference in the query of a status callback.
const refParameter = "wainbox_ref"

// statusAddress is the address of status callbacks, up to a reference; the zero
// value is none.
type statusAddress struct{ bare, prefix, fragment string }

// newStatusAddress prepares an address. The fragment, in which Twilio takes how
// it shall connect, stays at the end.
func newStatusAddress(address string) statusAddress {
	if address == "" {
		return statusAddress{}
	}
	base, fragment, has := strings.Cut(address, "#")
	if has {
		fragment = "#" + fragment
	}
	mark := "?"
	if strings.Contains(base, "?") {
		mark = "&"
	}
	return statusAddress{bare: base + fragment, prefix: base + mark + refParameter + "=", fragment: fragment}
}

func (s statusAddress) with(ref string) string {
	if ref == "" || s.prefix == "" {
		return s.bare
	}
	return s.prefix + url.QueryEscape(ref) + s.fragment
}

// refOf is the reference in the address of a status callback.
func refOf(address string) string {
	address, _, _ = strings.Cut(address, "#")
	_, query, _ := strings.Cut(address, "?")
	if !strings.Contains(query, refParameter) {
		return ""
	}
	var f form
	if !f.read([]byte(query)) {
		return ""
	}
	return f.get(refParameter)
}
