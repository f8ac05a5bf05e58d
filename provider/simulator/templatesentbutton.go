package simulator

import (
	"fmt"
	"slices"
	"strings"
)

// sentButton is what a send gives to a button of a type: parameters of these kinds, each once.
type sentButton struct {
	subType string
	kinds   []string
	needed  bool // at least one of them
}

// sentButtons are the types of buttons that take parameters (Cloud API documentation, "Send template messages").
//
// QUIRK(cloudapi): that nothing need be given to a flow, a catalog and a call is not said. Here it need not.
var sentButtons = map[string]sentButton{
	"QUICK_REPLY":   {"quick_reply", []string{"payload"}, false},
	"URL":           {"url", []string{"text"}, true},
	"OTP":           {"url", []string{"text"}, true},
	"COPY_CODE":     {"copy_code", []string{"coupon_code"}, true},
	"FLOW":          {"flow", []string{"action"}, false},
	"CATALOG":       {"catalog", []string{"action"}, false},
	"MPM":           {"mpm", []string{"action"}, true},
	"VOICE_CALL":    {"voice_call", []string{"ttl_minutes", "payload"}, false},
	"ORDER_DETAILS": {"order_details", []string{"action"}, true},
}

// checkSentButtons compares the buttons of a template or a card.
//
// QUIRK(cloudapi): which of 132000, "count", and 131008, "missing", a button's parameter that is not there ends with is
// not said, nor whether 132000 or 132018 one for a button that there is not. Here it is 131008, and 132018.
func checkSentButtons(parts []component, sent map[int]*sentComponent) *failure {
	for at, b := range buttonsOf(parts) {
		takes := sentButtons[b.kind()]
		if b.kind() == "URL" && len(variables(b.URL)) == 0 {
			takes = sentButton{}
		}
		name := fmt.Sprintf("buttons: Button at index %d", at)
		c := sent[at]
		if c == nil || len(c.Parameters) == 0 {
			if takes.needed {
				return refuse(131008, name+" of type "+b.Type+" requires a parameter")
			}
			continue
		}
		if len(c.Parameters) > len(takes.kinds) {
			return mismatch(name, len(c.Parameters), len(takes.kinds))
		}
		if !strings.EqualFold(c.SubType, takes.subType) {
			return otherFormat(name, "the sub_type "+takes.subType)
		}
		if f := takes.check(name, c.Parameters); f != nil {
			return f
		}
		if f := b.checkFilled(name, offers(parts), &c.Parameters[0]); f != nil {
			return f
		}
	}
	return nil
}

func (takes sentButton) check(name string, given []templateParameter) *failure {
	met := map[string]bool{}
	for i := range given {
		if met[given[i].kind()] {
			return mismatch(name, len(given), len(met))
		}
		met[given[i].kind()] = true
		if f := given[i].check(name, takes.kinds...); f != nil {
			return f
		}
		if given[i].Action != nil {
			if f := given[i].Action.check(name, takes.subType); f != nil {
				return f
			}
		}
	}
	return nil
}

// checkFilled checks a button with what it was given: the length of an address or a code, and that a code is of letters
// and digits.
func (b *templateButton) checkFilled(name string, offer bool, p *templateParameter) *failure {
	switch b.kind() {
	case "URL":
		if address := fillText(b.URL, []templateParameter{{Type: "text", Text: p.Text}}); len(address) > maxTemplateURL {
			return refuse(132005, name+" has a url of more than 2000 characters")
		}
	case "COPY_CODE":
		most := maxTemplateCode
		if offer {
			most = maxOfferCode
		}
		odd := strings.ContainsFunc(p.Coupon, func(r rune) bool {
			return (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
		})
		if odd || long(p.Coupon, most) {
			return refuse(132018, fmt.Sprintf("%s has a code of up to %d letters and digits", name, most))
		}
	}
	return nil
}

// templateAction is what a button does.
type templateAction struct {
	FlowData  map[string]any `json:"flow_action_data"`
	Thumbnail string         `json:"thumbnail_product_retailer_id"`
	Sections  []struct {
		Title    string `json:"title"`
		Products []struct {
			ID string `json:"product_retailer_id"`
		} `json:"product_items"`
	} `json:"sections"`
	Order map[string]any `json:"order_details"`
}

// Limits of products behind a button, in items (Cloud API documentation, "Multi-product messages").
const (
	maxTemplateSections = 10
	maxTemplateProducts = 30
)

func (a *templateAction) check(name, subType string) *failure {
	products := 0
	for _, section := range a.Sections {
		products += len(section.Products)
		if len(section.Products) == 0 {
			products = maxTemplateProducts + 1 // as wrong as too many
		}
		for _, product := range section.Products {
			if product.ID == "" {
				return otherFormat(name, "the id of each product")
			}
		}
	}
	switch {
	case slices.Contains([]string{"catalog", "mpm"}, subType) && a.Thumbnail == "":
		return otherFormat(name, "a thumbnail_product_retailer_id")
	case subType == "mpm" && (len(a.Sections) == 0 || len(a.Sections) > maxTemplateSections || products > maxTemplateProducts):
		return otherFormat(name, "1 to 10 sections with 1 to 30 products")
	case subType == "order_details" && a.Order == nil:
		return otherFormat(name, "order_details")
	}
	return nil
}
