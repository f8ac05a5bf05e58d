package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
)

// svg is a picture that is being written. All numbers in it are whole or tenths,
// so that it is the same bytes everywhere.
type svg struct{ body bytes.Buffer }

// addf writes an element, of text that is escaped already.
func (v *svg) addf(format string, a ...any) {
	fmt.Fprintf(&v.body, format+"\n", a...)
}

// text writes a line of text, which begins at x and stands on y.
func (v *svg) text(class string, x, y int, s string) {
	v.addf(`<text class="%s" x="%d" y="%d">%s</text>`, class, x, y, escaped(s))
}

// page is the whole picture, as wide as all are.
func (v *svg) page(title, style string, height int) []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d">`+"\n", pageWidth, height)
	fmt.Fprintf(&out, "<title>%s</title>\n%s", escaped(title), style)
	fmt.Fprintf(&out, `<rect width="%d" height="%d" fill="#fff"/>`+"\n", pageWidth, height)
	out.Write(v.body.Bytes())
	out.WriteString("</svg>\n")
	return out.Bytes()
}

// tenths is a coordinate in tenths of a pixel.
type tenths int64

// String is the coordinate in pixels.
func (n tenths) String() string {
	if n%10 == 0 {
		return strconv.FormatInt(int64(n/10), 10)
	}
	return fmt.Sprintf("%d.%d", n/10, n%10)
}

// escaped is a text as XML has it, in one line and without what cannot be seen.
func escaped(s string) string {
	var out strings.Builder
	_ = xml.EscapeText(&out, []byte(plain(s))) // a Builder takes everything
	return out.String()
}

// clipped is the beginning of a name, so many letters wide.
func clipped(s string, width int) string {
	if letters(s) <= width {
		return s
	}
	for i, r := range s {
		if width -= letters(string(r)); width < 1 {
			return s[:i] + "…"
		}
	}
	return s
}

// letters is how wide a text is, about: those of East Asia count as two.
func letters(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= 0x1100 {
			n++
		}
	}
	return n
}
