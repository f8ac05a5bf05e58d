package main

import (
	"io"
	"strings"
	"unicode"
)

// plain is a text in one line, without what moves a terminal's cursor or colours
// what follows.
func plain(s string) string { return without(s, "") }

// without replaces what cannot be seen, but for the runes to keep.
func without(s, keep string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) && !strings.ContainsRune(keep, r) {
			return ' '
		}
		return r
	}, s)
}

// plainWriter writes text for people, which may quote names of files and what a
// provider says. A write is whole lines.
type plainWriter struct{ to io.Writer }

func (w plainWriter) Write(p []byte) (int, error) {
	if _, err := io.WriteString(w.to, without(string(p), "\n\t")); err != nil {
		return 0, err
	}
	return len(p), nil
}
