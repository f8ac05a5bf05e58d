package templates

import (
	"net/url"
	"slices"
	"strings"
)

// button checks one button.
func (l *linter) button(at string, b Button) {
	l.selling(at, b)
	switch strings.ToUpper(b.Type) {
	case "":
		l.add("button_type_missing", at)
		return
	case "QUICK_REPLY":
		l.label("button_text_too_long", at, b)
	case "URL":
		l.label("button_text_too_long", at, b)
		l.address(at, b)
	case "PHONE_NUMBER":
		l.label("button_text_too_long", at, b)
		l.phone(at+".phone_number", b.Phone)
	case "COPY_CODE": // the platform has its label
		l.code(at+".example", b.Example)
	case "FLOW":
		l.label("button_text_too_long", at, b)
		l.flow(at, b)
	case "CATALOG":
		l.says(at, b, "View catalog")
	case "MPM":
		l.says(at, b, "View items")
	case "SPM":
		l.says(at, b, "View")
	case "VOICE_CALL":
		l.label("button_text_long", at, b)
	case "APP":
		l.marketingMessages(at + ".type")
	case "OTP":
		l.add("otp_category", at+".type")
	case "REQUEST_CONTACT_INFO", "ORDER_DETAILS":
	default:
		l.add("button_unknown", at+".type")
	}
	l.promotion(at+".text", b.Text)
}

// label checks a button's own text.
func (l *linter) label(tooLong, at string, b Button) {
	at += ".text"
	if strings.TrimSpace(b.Text) == "" {
		l.add("button_text_missing", at)
		return
	}
	l.length(tooLong, at, b.Text)
	l.fixed(at, b.Text)
}

// says checks the text of a button for which the pages show one text alone.
//
// QUIRK(cloudapi): whether another one, as in another language, is refused is
// not said.
func (l *linter) says(at string, b Button, text string) {
	if b.Text != text && !l.content {
		l.add("button_text_fixed", at+".text")
	}
}

// address checks a URL button. In a template with named variables the page
// shows this one as a number too, so its name is not looked at.
func (l *linter) address(at string, b Button) {
	example := at + ".example"
	at += ".url"
	if b.URL == "" {
		l.add("url_missing", at)
		return
	}
	l.length("url_too_long", at, b.URL)
	marks, after := marksOf(b.URL)
	base := unmarked(marks, after, "")
	switch {
	case len(marks) > 1:
		l.add("url_variables", at)
	case len(marks) == 1 && marks[0].name == "" || strings.Contains(base, "}}"):
		l.add("variable_malformed", at)
	case len(marks) == 1 && after != "":
		l.about("url_variable_place", at, marks[0].name)
	case len(marks) == 1:
		l.urlVariable(at, marks[0].name)
	}
	if !absoluteURL(base) {
		l.add("url_form", at)
	}
	switch {
	case l.content: // see contentRow
	case len(marks) == 0 && len(b.Example) > 0:
		l.add("example_unused", example)
	case len(marks) == 1 && len(b.Example) == 0:
		l.noSample(example, marks[0].name)
	case len(marks) == 1 && len(b.Example) > 1:
		l.add("example_count", example)
	case len(marks) == 1:
		l.sample(example, marks[0].name, b.Example[0])
	}
}

func (l *linter) urlVariable(at, name string) {
	if l.wellNamed(at, name) && !l.named {
		l.style(at, []string{name})
	}
}

// absoluteURL reports whether a text is an absolute http or https address.
func absoluteURL(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}

func (l *linter) phone(at, phone string) {
	switch {
	case phone == "":
		l.add("phone_missing", at)
	case strings.Trim(phone, "+0123456789 -()") != "":
		l.add("phone_form", at)
	}
	l.length("phone_too_long", at, phone)
}

// code checks the sample of a code to copy.
func (l *linter) code(at string, e Examples) {
	switch {
	case len(e) == 0 || strings.TrimSpace(e[0]) == "":
		l.add("code_missing", at)
		return
	case l.content && strings.Contains(e[0], "{{"): // Twilio's may be a variable
		return
	case len(e) > 1:
		l.add("example_count", at)
	}
	long := []string{"code_too_long", "code_long"}
	if l.offer {
		long = []string{"offer_code_too_long"}
	}
	before := len(l.found)
	for _, rule := range long {
		if len(l.found) == before {
			l.length(rule, at, e[0])
		}
	}
	if strings.ContainsFunc(e[0], func(r rune) bool { return !isName(string(r)) || r == '_' }) {
		l.add("code_characters", at)
	}
}

// flow checks the button that opens a flow.
func (l *linter) flow(at string, b Button) {
	given := slices.DeleteFunc([]string{b.FlowID, b.FlowName, b.FlowJSON}, func(s string) bool { return s == "" })
	if len(given) != 1 && !l.content { // Twilio's own flow has its pages beside the button
		l.add("flow_one", at)
	}
	switch action := strings.ToLower(b.FlowAction); {
	case action != "" && action != "navigate" && action != "data_exchange":
		l.add("flow_action_unknown", at+".flow_action")
	case action == "navigate" && b.NavigateScreen == "":
		l.add("flow_screen_missing", at+".navigate_screen")
	case action == "data_exchange" && b.NavigateScreen != "":
		l.add("flow_screen_unused", at+".navigate_screen")
	}
	if b.Icon != "" && !slices.Contains([]string{"DOCUMENT", "PROMOTION", "REVIEW"}, strings.ToUpper(b.Icon)) {
		l.add("flow_icon_unknown", at+".icon")
	}
}
