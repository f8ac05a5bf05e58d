package templates

import (
	"slices"
	"strings"

	"github.com/wainbox/wainbox/whatsapp"
)

// header checks a header that is not a card's.
func (l *linter) header(at string, c Component) {
	format := strings.ToUpper(c.Format)
	switch format {
	case "":
		l.add("header_format_missing", at)
	case "TEXT":
		l.headerText(at, c)
	case "IMAGE", "VIDEO", "DOCUMENT":
		l.headerFile(at, c)
	case "GIF":
		l.headerFile(at, c)
		l.marketingMessages(at + ".format")
	case "LOCATION", "PRODUCT":
	default:
		l.add("header_format_unknown", at+".format")
	}
	if l.offer && format != "" && format != "IMAGE" && format != "VIDEO" {
		l.add("offer_header", at+".format")
	}
}

func (l *linter) headerText(at string, c Component) {
	if strings.TrimSpace(c.Text) == "" {
		l.add("header_text_missing", at+".text")
		return
	}
	at, example := at+".text", at+".example"
	l.length("header_too_long", at, c.Text)
	l.promotion(at, c.Text)
	v := l.variables(at, c.Text)
	l.count("header_variables", at, v.places)
	if v.starts || v.ends {
		l.about("header_variable_at_edge", at, v.first)
	}
	if strings.ContainsAny(c.Text, "\r\n") {
		l.add("header_line_break", at)
	}
	l.markup(at, v.rest)
	s := samples{variables: v, limit: whatsapp.MaxHeaderRunes}
	if e := c.Example; e != nil {
		s.named = e.HeaderNamed
		if len(e.HeaderText) > 0 {
			s.rows = [][]string{e.HeaderText}
		}
	}
	if l.named {
		example += ".header_text_named_params"
	} else {
		example += ".header_text"
	}
	l.samples(example, s)
}

// markup finds what marks text as bold, italic, struck or code. One mark alone
// marks nothing, but the page forbids markup without saying how it looks for it.
func (l *linter) markup(at, text string) {
	most := slices.Max([]int{
		strings.Count(text, "*"), strings.Count(text, "_"), strings.Count(text, "~"), strings.Count(text, "`"),
	})
	switch {
	case most > 1:
		l.add("header_markup", at)
	case most == 1:
		l.add("header_markup_sign", at)
	}
}

// headerFile checks the sample of a file.
func (l *linter) headerFile(at string, c Component) {
	switch {
	case l.content: // the file is the content's own
	case c.Example == nil || len(c.Example.HeaderHandle) == 0 || c.Example.HeaderHandle[0] == "":
		l.add("header_sample_missing", at+".example.header_handle")
	case absoluteURL(c.Example.HeaderHandle[0]):
		l.once("header_sample_url", at+".example.header_handle")
	}
}

// marketingMessages tells that something works with the Marketing Messages API
// alone, which takes marketing templates alone.
func (l *linter) marketingMessages(at string) {
	if l.category == Marketing {
		l.add("marketing_messages", at)
	} else {
		l.add("marketing_messages_category", at)
	}
}
