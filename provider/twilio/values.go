package twilio

// values is a form in the making, in the order in which it is added to.
type values []byte

// add adds a field. Names are Twilio's and need no escaping.
func (v *values) add(name, value string) {
	b := *v
	if len(b) > 0 {
		b = append(b, '&')
	}
	b = append(b, name...)
	b = append(b, '=')
	*v = appendFormEscaped(b, value)
}

// appendFormEscaped appends a text as forms have it.
func appendFormEscaped(b []byte, text string) []byte {
	const hex = "0123456789ABCDEF"
	for i := range len(text) {
		switch c := text[i]; {
		case c == ' ':
			b = append(b, '+')
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '.', c == '_', c == '~':
			b = append(b, c)
		default:
			b = append(b, '%', hex[c>>4], hex[c&0xf])
		}
	}
	return b
}
