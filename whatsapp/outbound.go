package whatsapp

import "strings"

// Outbound is a message to be sent.
type Outbound struct {
	// To is where the provider told us that the customer is.
	To      Address
	Content Content
	// ReplyTo quotes an earlier message of the same chat; empty = none.
	ReplyTo MessageID
	// Ref is our own reference; empty = none.
	Ref Ref
	// IdentityKey, where set, has the message refused when the customer's
	// identity key is another by now; see [Profile].
	IdentityKey string
}

// Violation is one rule that a value breaks. It names the field and the rule,
// never the value.
type Violation struct {
	// Field is the path in the platform's own words, as "text.body".
	Field string
	// Rule says what must hold, as "at most 4096 characters".
	Rule string
}

// Violations is every rule that a value breaks, in the order of its fields.
type Violations []Violation

// Error lists them, separated by semicolons.
func (v Violations) Error() string {
	var b strings.Builder
	b.WriteString("whatsapp: ")
	for i, one := range v {
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(one.Field)
		b.WriteString(": ")
		b.WriteString(one.Rule)
	}
	return b.String()
}

// Validate checks the message against the platform's own limits and returns
// nil or [Violations], with all that is wrong at once. What one provider limits
// further is in its capabilities.
//
// What cannot be seen here is not checked: whether the customer service window
// is open, whether a template exists with these variables, and that
// authentication templates go to a phone number only. Fields that are said to
// be inbound only are not looked at, so that what was received can be passed
// on.
//
// Where the platform's pages disagree or say nothing, the rule is this. A list
// has 4,096 characters, a message 257 contacts and a code to copy 20
// characters: the reference's numbers, not those of other pages. A contact has
// another part of the name beside the whole one. An interactive message without
// a stated limit has the 1,024 characters of the others. A pin has its days, and
// taking it off has none. A template for a group has nothing of commerce, flows
// or calls.
func (o Outbound) Validate() error {
	var v checker
	v.address(o.To)
	switch {
	case len(o.Ref) > MaxRefBytes:
		v.add("biz_opaque_callback_data", atMost(MaxRefBytes, "bytes"))
	default:
		v.utf8("biz_opaque_callback_data", string(o.Ref))
	}
	if o.IdentityKey != "" && !graphic(o.IdentityKey) {
		v.add("recipient_identity_key_hash", "no blanks and no control characters")
	}
	if o.Content == nil {
		v.add("type", "content is required")
	} else {
		v.reach(o.To, o.Content)
		v.content(o.Content)
	}
	if len(v.found) == 0 {
		return nil
	}
	return v.found
}

// content checks what a message says.
func (v *checker) content(c Content) {
	switch c := c.(type) {
	case Text:
		v.text("text.body", c.Body, MaxTextRunes)
	case Media:
		v.media(c)
	case Location:
		v.location("location", c)
	case Contacts:
		v.contacts(c)
	case Reaction:
		v.reaction(c)
	case Pin:
		v.pin(c)
	case Template:
		v.template(c)
	default:
		v.interactive(c)
	}
}
