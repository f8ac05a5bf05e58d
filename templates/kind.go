package templates

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
		return is(string(d.Category), string(Authentication)) || hasPress(d, "OTP")
	}},
	{KindCarousel, func(d *Definition) bool { return hasPart(d, "CAROUSEL") }},
	{KindLimitedTimeOffer, func(d *Definition) bool { return hasPart(d, "LIMITED_TIME_OFFER") }},
	{KindFlow, func(d *Definition) bool { return hasPress(d, "FLOW") }},
	{KindCatalog, func(d *Definition) bool { return hasPress(d, "CATALOG", "MPM") }},
	{KindProduct, func(d *Definition) bool { return hasPress(d, "SPM") || hasHeader(d, "PRODUCT") }},
	{KindCoupon, func(d *Definition) bool { return hasPress(d, "COPY_CODE") }},
	{KindCall, func(d *Definition) bool { return hasPress(d, "VOICE_CALL") || hasPart(d, "CALL_PERMISSION_REQUEST") }},
	{KindMixed, func(d *Definition) bool { return hasPress(d, "QUICK_REPLY") && hasOtherButton(d, "QUICK_REPLY") }},
	{KindQuickReply, func(d *Definition) bool { return hasPress(d, "QUICK_REPLY") }},
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
	return ok && !hasPart(d, "BUTTONS") && !hasPart(d, "CAROUSEL")
}

func hasPart(d *Definition, kind string) bool {
	for i := range d.Components {
		if is(d.Components[i].Type, kind) {
			return true
		}
	}
	return false
}

func hasHeader(d *Definition, formats ...string) bool {
	for i := range d.Components {
		if is(d.Components[i].Type, "HEADER") && isOneOf(d.Components[i].Format, formats) {
			return true
		}
	}
	return false
}

func hasPress(d *Definition, kinds ...string) bool {
	for i := range d.Components {
		for j := range d.Components[i].Buttons {
			if isOneOf(d.Components[i].Buttons[j].Type, kinds) {
				return true
			}
		}
	}
	return false
}

func hasOtherButton(d *Definition, kind string) bool {
	for i := range d.Components {
		for j := range d.Components[i].Buttons {
			if !is(d.Components[i].Buttons[j].Type, kind) {
				return true
			}
		}
	}
	return false
}

func isOneOf(word string, all []string) bool {
	for _, one := range all {
		if is(word, one) {
			return true
		}
	}
	return false
}
