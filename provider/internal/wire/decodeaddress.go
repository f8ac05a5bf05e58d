package wire

import "github.com/wainbox/wainbox/whatsapp"

// address makes an address of the two names that the platform gives. Where it
// has only a user id, some senders write it in the phone's place.
func address(phone, user string) whatsapp.Address {
	if isUserID(phone) {
		if user == "" {
			user = phone
		}
		phone = ""
	}
	return whatsapp.Address{Phone: whatsapp.Phone(phone), User: whatsapp.UserID(user)}
}

// isUserID reports whether a name is a business-scoped user id: letters, a dot
// and more, as "US.13491208655302741918".
func isUserID(s string) bool {
	i := 0
	for i < len(s) && ('A' <= s[i] && s[i] <= 'Z' || 'a' <= s[i] && s[i] <= 'z') {
		i++
	}
	return i > 0 && i < len(s) && s[i] == '.'
}
