package templates

import (
	"slices"
	"strings"
)

// offerText checks the part that is the offer. What else a template with one
// has, and has not, is checked where it stands.
//
// QUIRK(cloudapi): the page lists the header as an image or a video, and does
// not say whether there may be none.
func (l *linter) offerText(at string, o *Offer) {
	if l.category != Marketing {
		l.add("offer_category", at+".type")
	}
	at += ".limited_time_offer"
	if o == nil || strings.TrimSpace(o.Text) == "" {
		l.add("offer_text_missing", at)
		return
	}
	l.length("offer_text_too_long", at+".text", o.Text)
	l.fixed(at+".text", o.Text)
}

// offerButtons checks that the code to copy comes before the address.
func (l *linter) offerButtons(at string, all []Button) {
	code := slices.IndexFunc(all, func(b Button) bool { return is(b.Type, "COPY_CODE") })
	link := slices.IndexFunc(all, func(b Button) bool { return is(b.Type, "URL") })
	if link >= 0 && code > link {
		l.add("offer_order", at)
	}
	for i, b := range all {
		if !is(b.Type, "COPY_CODE") && !is(b.Type, "URL") {
			l.add("offer_button", field(at, i)+".type")
		}
	}
}
