package templates

import "strings"

// authentication checks a part of a template for one-time codes, whose texts are
// the platform's. An answer of the platform shows them where a definition has
// flags, which is told once.
func (l *linter) authentication(at string, c Component) {
	switch strings.ToUpper(c.Type) {
	case "BODY":
		l.foreign("authentication_text", at+".text", c.Text != "")
	case "FOOTER":
		l.foreign("authentication_text", at+".text", c.Text != "")
		if n := c.CodeExpirationMinutes; n < 0 || n > MaxCodeMinutes {
			l.add("authentication_expiration", at+".code_expiration_minutes")
		}
	case "BUTTONS":
		l.oneTimeButtons(at+".buttons", c.Buttons)
	default:
		l.add("authentication_part", at+".type")
	}
}

// foreign finds what a definition must not have, and an answer has.
func (l *linter) foreign(rule, at string, there bool) {
	switch {
	case !there:
	case l.answered:
		l.once("authentication_answer", at)
	default:
		l.add(rule, at)
	}
}

func (l *linter) oneTimeButtons(at string, all []Button) {
	if len(all) == 0 {
		l.add("authentication_button", at)
	}
	for i, b := range all {
		one := field(at, i)
		if is(b.Type, "OTP") {
			l.oneTime(one, b)
		} else {
			l.foreign("authentication_button", one+".type", true)
		}
	}
}

// oneTime checks a button that copies or fills in a code.
func (l *linter) oneTime(at string, b Button) {
	l.length("button_text_long", at+".text", b.Text)
	kind := strings.ToUpper(b.OTPType)
	switch kind {
	case "COPY_CODE":
		if len(b.Apps) > 0 || b.Autofill != "" || b.ZeroTapAccepted {
			l.add("otp_unused", at)
		}
		return
	case "ONE_TAP":
	case "ZERO_TAP":
		if !b.ZeroTapAccepted {
			l.add("otp_terms", at+".zero_tap_terms_accepted")
		}
	default:
		l.add("otp_type", at+".otp_type")
		return
	}
	if len(b.Apps) == 0 {
		l.add("otp_apps", at+".supported_apps")
	}
	for i, app := range b.Apps {
		if app.Package == "" || app.Signature == "" {
			l.add("otp_app", field(at+".supported_apps", i))
		}
	}
}
