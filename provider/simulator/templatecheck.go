package simulator

import (
	"fmt"
	"slices"
	"strings"
)

// Limits of templates, in characters and items (Cloud API documentation, "Template components").
const (
	maxTemplateHeader = 60
	maxTemplateFooter = 60
	maxTemplateBody   = 1024
	maxOfferBody      = 600
	maxOfferText      = 16
	maxTemplateCard   = 160
	maxTemplateCards  = 10
	maxCardButtons    = 2
	maxCodeMinutes    = 90
)

// Subcodes of templates that are not of the documented format (Cloud API documentation, "Error codes").
const (
	badHeader = 2388047
	badBody   = 2388072
	badFooter = 2388073
	tooMuch   = 2388040
	atEdge    = 2388299
)

// check tells what the platform finds wrong with a template by itself.
func (t *template) check() *failure {
	if f := onlyOnce(t.parts, "HEADER", "BODY", "FOOTER", "BUTTONS", "CAROUSEL", "LIMITED_TIME_OFFER",
		"CALL_PERMISSION_REQUEST"); f != nil {
		return f
	}
	if t.Category == "authentication" {
		return t.checkAuthentication()
	}
	if find(t.parts, "BODY") == nil {
		return malformed(badBody, "A template needs a component of type BODY")
	}
	most := maxTemplateBody
	if offers(t.parts) {
		most = maxOfferBody
	}
	for i := range t.parts {
		if f := t.checkPart(&t.parts[i], most); f != nil {
			return f
		}
	}
	if f := checkProduct(t.parts); f != nil {
		return f
	}
	return t.checkOffer()
}

// onlyOnce checks that each component is one of some types, and the only one of its type.
//
// QUIRK(cloudapi): that other types, of components and of buttons, and a type that is there twice are refused is not
// said. Here they are.
func onlyOnce(parts []component, kinds ...string) *failure {
	seen := map[string]bool{}
	for i := range parts {
		kind := parts[i].kind()
		if !slices.Contains(kinds, kind) {
			return refuse(100, "Param components['type'] must be one of "+strings.Join(kinds, ", "))
		}
		if seen[kind] {
			return malformed(0, "There is more than one component of type "+kind)
		}
		seen[kind] = true
	}
	return nil
}

// checkPart checks a component by itself. A body may have most characters.
func (t *template) checkPart(c *component, most int) *failure {
	switch c.kind() {
	case "HEADER":
		return t.checkHeader(c)
	case "BODY":
		return t.checkText(textRule{name: "body", most: most, subcode: badBody}, c.Text, c.samples("body_text"))
	case "FOOTER":
		return t.checkFooter(c)
	case "BUTTONS":
		return t.checkButtons(c.Buttons, maxTemplateButtons[""])
	case "CAROUSEL":
		return t.checkCarousel(c)
	}
	return nil
}

// checkHeader checks a header: a text, or what it shows with a sample of it.
func (t *template) checkHeader(c *component) *failure {
	switch strings.ToUpper(c.Format) {
	case "TEXT":
		rule := textRule{name: "header", most: maxTemplateHeader, subcode: badHeader, single: true}
		if marked(c.Text) {
			return malformed(badHeader, "The header has markup")
		}
		return t.checkText(rule, c.Text, c.samples("header_text"))
	case "IMAGE", "VIDEO", "GIF", "DOCUMENT":
		handles := c.samples("header_handle").row
		if len(handles) == 0 || blank(handles[0]) || strings.HasPrefix(handles[0], "http") {
			return malformed(badHeader, "The header has no handle of an uploaded sample")
		}
	case "LOCATION", "PRODUCT":
	default:
		return malformed(badHeader, "The header has none of the documented formats")
	}
	return nil
}

// checkFooter checks a footer. It has no variables, but beside a catalog, as that page says.
func (t *template) checkFooter(c *component) *failure {
	catalog := slices.ContainsFunc(buttonsOf(t.parts), func(b templateButton) bool { return b.kind() == "CATALOG" })
	switch {
	case blank(c.Text):
		return malformed(badFooter, "The footer is empty")
	case long(c.Text, maxTemplateFooter):
		return malformed(tooMuch, fmt.Sprintf("The footer has more than %d characters", maxTemplateFooter))
	case strings.Contains(c.Text, "{{") && !catalog:
		return malformed(badFooter, "The footer has a variable")
	}
	return nil
}

// checkProduct checks that a product at the head has the button that shows it.
func checkProduct(parts []component) *failure {
	header := find(parts, "HEADER")
	shows := func(b templateButton) bool { return b.kind() == "SPM" }
	if header != nil && strings.EqualFold(header.Format, "PRODUCT") && !slices.ContainsFunc(buttonsOf(parts), shows) {
		return malformed(badHeader, "A product in a header needs a button of type SPM")
	}
	return nil
}
