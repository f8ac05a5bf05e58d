package profile

// Validate checks a profile against the platform's limits and returns nil or
// [whatsapp.Violations], with all that is wrong at once, by the platform's
// names. A field that is not set is no violation, and an industry of older lists
// (see [Verticals]) is none either: profiles are read with one.
func (p Profile) Validate() error {
	var v violations
	v.text("about", p.About, MaxAboutRunes)
	v.text("address", p.Address, MaxAddressRunes)
	v.text("description", p.Description, MaxDescriptionRunes)
	v.email(p.Email)
	v.websites(p.Websites)
	if !p.Vertical.canWrite() && !p.Vertical.isOld() {
		v.add("vertical", verticalRule)
	}
	return v.err()
}

// Validate checks a change against the platform's limits and returns nil or
// [whatsapp.Violations], with all that is wrong at once, by the platform's
// names. About cannot be cleared, and an industry must be one of [Verticals] or
// empty. That an e-mail address has one @ and no spaces is a rule of ours.
func (p Patch) Validate() error {
	var v violations
	if p.About != nil {
		v.text("about", *p.About, MaxAboutRunes)
		if *p.About == "" {
			v.add("about", "not empty")
		}
	}
	if p.Address != nil {
		v.text("address", *p.Address, MaxAddressRunes)
	}
	if p.Description != nil {
		v.text("description", *p.Description, MaxDescriptionRunes)
	}
	if p.Email != nil {
		v.email(*p.Email)
	}
	if p.Websites != nil {
		v.websites(*p.Websites)
	}
	if p.Vertical != nil && !p.Vertical.canWrite() {
		v.add("vertical", verticalRule)
	}
	return v.err()
}

const verticalRule = "one of the platform's codes"
