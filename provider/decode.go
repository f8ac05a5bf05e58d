package provider

import "strconv"

// DecodeError reports the parts of a callback that could not be read. The
// parts that could are in the events returned beside it.
type DecodeError struct {
	Parts []Unread
}

// Unread is one part of a callback that could not be read.
type Unread struct {
	// Path is where it stood, as "entry[0].changes[1].value.messages[3]"; empty
	// for the whole body.
	Path string
	// Reason says what was expected, never what was there.
	Reason string
	// Raw is the part's own bytes.
	Raw []byte
}

// Error gives the number of parts and the first one's path and reason.
func (e *DecodeError) Error() string {
	if len(e.Parts) == 0 {
		return "provider: callback unreadable"
	}
	first := e.Parts[0]
	s := "provider: callback unreadable"
	if first.Path != "" {
		s += " at " + first.Path
	}
	s += ": " + first.Reason
	if n := len(e.Parts) - 1; n > 0 {
		s += " (and " + strconv.Itoa(n) + " more)"
	}
	return s
}
