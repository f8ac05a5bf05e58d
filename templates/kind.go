package templates

import "slices"

// Kind says what a template is in one word, for the icons and filters of a list.
type Kind string

// The kinds.
const (
	KindText             Kind = "text"
	KindMedia            Kind = "media"
	KindLocation         Kind = "location"
	KindProduct          Kind = "product"
	KindQuickReply       Kind = "quick_reply"
	KindCallToAction     Kind = "call_to_action"
	KindMixed            Kind = "mixed" // quick replies and other buttons
	KindCoupon           Kind = "coupon"
	KindFlow             Kind = "flow"
	KindCatalog          Kind = "catalog"
	KindCall             Kind = "call"
	KindLimitedTimeOffer Kind = "limited_time_offer"
	KindCarousel         Kind = "carousel"
	KindAuthentication   Kind = "authentication"
	KindList             Kind = "list" // Twilio's list picker
)

// kinds is the order of precedence: what the customer can do with a template
// says more of it than what stands at its head, and a rarer button more than a
// common one.
var kinds = [...]struct {
	kind Kind
	is   func(*Definition) bool
}{
	{KindList, isList},
	{KindAuthentication, func(d *Definition) bool {
		return is(string(d.Category), string(Authentication)) || hasButton(d.Components, "OTP")
	}},
	{KindCarousel, func(d *Definition) bool { return has(d.Components, "CAROUSEL") }},
	{KindLimitedTimeOffer, func(d *Definition) bool { return has(d.Components, "LIMITED_TIME_OFFER") }},
	{KindFlow, func(d *Definition) bool { return hasButton(d.Components, "FLOW") }},
	{KindCatalog, func(d *Definition) bool { return hasButton(d.Components, "CATALOG", "MPM") }},
	{KindProduct, func(d *Definition) bool { return hasButton(d.Components, "SPM") || hasHeader(d, "PRODUCT") }},
	{KindCoupon, func(d *Definition) bool { return hasButton(d.Components, "COPY_CODE") }},
	{KindCall, func(d *Definition) bool {
		return hasButton(d.Components, "VOICE_CALL") || has(d.Components, "CALL_PERMISSION_REQUEST")
	}},
	{KindMixed, func(d *Definition) bool {
		return hasButton(d.Components, "QUICK_REPLY") && hasOtherButton(d, "QUICK_REPLY")
	}},
	{KindQuickReply, func(d *Definition) bool { return hasButton(d.Components, "QUICK_REPLY") }},
	{KindCallToAction, func(d *Definition) bool { return hasOtherButton(d, "QUICK_REPLY") }},
	{KindLocation, func(d *Definition) bool { return hasHeader(d, "LOCATION") }},
	{KindMedia, func(d *Definition) bool { return hasHeader(d, "IMAGE", "VIDEO", "GIF", "DOCUMENT") }},
}

// Kind is what the template is. Where several kinds would do, it is the first of
// these; the parts of a carousel's cards do not count.
//
//	list                 Twilio's list picker
//	authentication       of that category, or has a button for the code
//	carousel             has cards
//	limited_time_offer   has an offer
//	flow                 has a button that opens a flow
//	catalog              has a button that opens a catalog, or several products of one
//	product              has one product, at its head or behind a button
//	coupon               has a code to copy
//	call                 has a button that calls, or asks to be allowed to call
//	mixed                has quick replies and other buttons
//	quick_reply          has quick replies
//	call_to_action       has other buttons, as addresses and phone numbers
//	location             has a place at its head
//	media                has a file at its head
//	text                 all others
func (d Definition) Kind() Kind {
	for _, one := range kinds {
		if one.is(&d) {
			return one.kind
		}
	}
	return KindText
}

// isList: the rows of a list have no place among the components, so that there
// is no button beside it.
func isList(d *Definition) bool {
	if d.Content == nil {
		return false
	}
	_, ok := d.Content.Types["twilio/list-picker"]
	return ok && !has(d.Components, "BUTTONS") && !has(d.Components, "CAROUSEL")
}

func hasHeader(d *Definition, formats ...string) bool {
	return slices.ContainsFunc(d.Components, func(c Component) bool { return is(c.Type, "HEADER") && isOneOf(c.Format, formats) })
}

func hasOtherButton(d *Definition, kind string) bool {
	return slices.ContainsFunc(d.Components, func(c Component) bool {
		return slices.ContainsFunc(c.Buttons, func(b Button) bool { return !is(b.Type, kind) })
	})
}

func has(all []Component, kind string) bool {
	return slices.ContainsFunc(all, func(c Component) bool { return is(c.Type, kind) })
}

func hasButton(all []Component, kinds ...string) bool {
	return slices.ContainsFunc(all, func(c Component) bool {
		return slices.ContainsFunc(c.Buttons, func(b Button) bool { return isOneOf(b.Type, kinds) })
	})
}

func isOneOf(word string, all []string) bool {
	return slices.ContainsFunc(all, func(one string) bool { return is(word, one) })
}
