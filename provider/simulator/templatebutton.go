package simulator

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Limits of buttons, in characters (Cloud API documentation, "Template components").
const (
	maxTemplateLabel = 25
	maxTemplateURL   = 2000
	maxTemplatePhone = 20
	maxTemplateCode  = 20
	maxOfferCode     = 15
)

// badButtons is the subcode of buttons that cannot be.
const badButtons = 2388060

// maxTemplateButtons are how many buttons of a type a template may have; the types that are not here are not counted.
var maxTemplateButtons = map[string]int{"": 10, "URL": 2, "PHONE_NUMBER": 1, "COPY_CODE": 1}

// checkButtons checks how many there are and each of them, and that quick replies stand together.
func (t *template) checkButtons(buttons []templateButton, most int) *failure {
	if len(buttons) == 0 || len(buttons) > most {
		return malformed(badButtons, fmt.Sprintf("There must be 1 to %d buttons", most))
	}
	count := map[string]int{}
	groups, before := 0, false
	for at := range buttons {
		b := &buttons[at]
		count[b.kind()]++
		if quick := b.kind() == "QUICK_REPLY"; at == 0 || quick != before {
			groups, before = groups+1, quick
		}
		if why := t.wrong(b); why != "" {
			return malformed(badButtons, fmt.Sprintf("buttons[%d] %s", at, why))
		}
	}
	for kind, most := range maxTemplateButtons {
		if count[kind] > most {
			return malformed(badButtons, fmt.Sprintf("There may be %d buttons of type %s", most, kind))
		}
	}
	if groups > 2 {
		return malformed(badButtons, "Quick replies must stand together")
	}
	return nil
}

// wrong tells what is wrong with a button; nothing = it is right.
func (t *template) wrong(b *templateButton) string {
	labelled := slices.Contains([]string{"QUICK_REPLY", "URL", "PHONE_NUMBER", "FLOW"}, b.kind())
	switch {
	case blank(b.Text) && (labelled || b.kind() == "VOICE_CALL"):
		return "has no text"
	case labelled && long(b.Text, maxTemplateLabel):
		return "has a text that is too long"
	}
	switch b.kind() {
	case "URL":
		return t.wrongAddress(b)
	case "PHONE_NUMBER":
		if b.Phone == "" || long(b.Phone, maxTemplatePhone) {
			return "has no phone_number of at most 20 characters"
		}
	case "COPY_CODE":
		most := maxTemplateCode
		if offers(t.parts) {
			most = maxOfferCode
		}
		if code := b.samples(); len(code) != 1 || blank(code[0]) || long(code[0], most) {
			return fmt.Sprintf("has no example of at most %d characters", most)
		}
	case "FLOW":
		given := slices.DeleteFunc([]string{b.FlowID, b.FlowName, b.FlowJSON}, func(s string) bool { return s == "" })
		if len(given) != 1 {
			return "needs one of flow_id, flow_name and flow_json"
		}
	case "QUICK_REPLY", "CATALOG", "MPM", "SPM", "VOICE_CALL", "REQUEST_CONTACT_INFO", "APP", "ORDER_DETAILS":
	default:
		return "has none of the documented types"
	}
	return ""
}

// wrongAddress tells what is wrong with a button's address: it may end in one variable, which needs an example.
func (t *template) wrongAddress(b *templateButton) string {
	places, ok := t.places(b.URL)
	if t.named && !ok {
		places, ok = (&template{}).places(b.URL) // the page shows a number beside names, too
	}
	examples := b.samples()
	switch {
	case b.URL == "" || long(b.URL, maxTemplateURL):
		return "has no url of at most 2000 characters"
	case !ok || len(places) > 1:
		return "has a url with more than one variable, or one that is not written as the format says"
	case len(places) == 0:
		return ""
	case !strings.HasSuffix(b.URL, "}}") || numberVariable.MatchString(places[0]) && places[0] != "1":
		return "has a variable in its url that is not {{1}}, or not at the end"
	case len(examples) != 1 || blank(examples[0]):
		return "has a url with a variable and not its example"
	}
	return ""
}

// samples are the button's examples.
func (b *templateButton) samples() []string {
	var one string
	if json.Unmarshal(b.Example, &one) == nil {
		return []string{one}
	}
	var all []string
	if json.Unmarshal(b.Example, &all) != nil {
		return nil
	}
	return all
}
