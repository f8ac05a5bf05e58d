package whatsapp

// address checks who the message goes to.
func (v *checker) address(to Address) {
	switch {
	case to.IsZero():
		v.add("to", "a phone, a user id or a group is required")
	case to.Group != "":
		if !graphic(string(to.Group)) {
			v.add("to", "no blanks and no control characters")
		}
	default:
		if to.Phone.Digits() == "" && (to.Phone != "" || to.User == "") {
			v.add("to", "a phone has digits")
		}
		if to.User != "" && !to.User.formed() {
			v.add("recipient", `a country's two letters, a dot and the id, as "US.1"`)
		}
	}
}

// reach checks that this content can go there. Groups take texts, files and
// templates of those, and they alone take pins. Source: "Groups", November
// 2025.
//
// QUIRK(cloudapi): reactions are not among what the page allows, and are
// refused.
func (v *checker) reach(to Address, c Content) {
	switch c := c.(type) {
	case Text, Media:
	case Template:
		if to.Group != "" {
			v.groupTemplate(c)
		}
	case Pin:
		if to.Group == "" {
			v.add("recipient_type", "a pin goes to a group only")
		}
	default:
		if to.Group != "" {
			v.add("recipient_type", string(c.Kind())+" does not go to a group")
		}
	}
}

// formed reports whether the id has the form of a business-scoped one: "US.1",
// or "US.ENT.1" for that of an enterprise. The platform says 128 letters and
// digits at most after that; longer ones are let through, since it also says
// that this may change. Source: "Business-scoped user IDs", June 2026.
func (u UserID) formed() bool {
	if len(u) < len("US.1") || !letter(u[0]) || !letter(u[1]) || u[2] != '.' {
		return false
	}
	return graphic(string(u[len("US."):]))
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func digit(c byte) bool { return c >= '0' && c <= '9' }

// graphic reports whether s is of visible ASCII characters.
func graphic(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}
